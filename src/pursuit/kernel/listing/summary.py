"""What an exported list adds up to, counted as its rows pass by: the second sheet of a workbook.

The rows stand alone on the first sheet, so that a pivot table or an import takes it as it is.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from django.utils import timezone
from django.utils.translation import gettext as _

from pursuit.kernel import clock
from pursuit.kernel.actor import Actor
from pursuit.kernel.listing.column import Cell, Column, Listing, Row
from pursuit.kernel.listing.groups import Figure, Group, rows_in_groups
from pursuit.kernel.listing.page import rows_of
from pursuit.kernel.listing.query import ListQuery
from pursuit.kernel.money import Money

GROUP = "group"
Line = list[object]


@dataclass(slots=True)
class Summary:
    """Counts and sums of the rows that went through `watch`; `said` are words about the list, a pair per line."""

    columns: Sequence[Column]
    said: Sequence[tuple[str, str]] = ()
    whole: Figure = field(default_factory=Figure)
    groups: dict[tuple[str, ...], tuple[str, Figure]] = field(default_factory=dict)  # with their names

    def watch(self, rows: Iterable[Row]) -> Iterator[Row]:
        grouped = bool(self.columns) and self.columns[0].code == GROUP
        for row in rows:
            figures = [self.whole]
            if grouped:
                figures.append(self.groups.setdefault(row.group, (row.cells[0].text, Figure()))[1])
            for one in figures:
                _take(one, row)
            yield row

    def lines(self) -> list[Line]:
        """The sheet, row by row."""
        head = self._head()
        found: list[Line] = [[name, text] for name, text in self.said]
        found += [[], ["", _("Count"), *(f"{column.label} {currency}" for column, currency in head)]]
        label = str(self.columns[0].label) if self.groups else ""
        found += [[f"{label} {name or '—'}".strip(), *_figures(one, head)] for name, one in self.groups.values()]
        return [*found, [_("In all"), *_figures(self.whole, head)]]

    def _head(self) -> list[tuple[Column, str]]:
        """A column per summed column and currency."""
        summed = [column for column in self.columns if column.total]
        return [(column, currency) for column in summed for currency in sorted(self.whole.sums.get(column.code, {}))]


def _take(figure: Figure, row: Row) -> None:
    figure.add(1)
    for cell in row.cells:
        if cell.column.total and isinstance(cell.value, Money):
            figure.add(0, cell.column.code, cell.value.currency, cell.value.minor)


def _figures(figure: Figure, head: Sequence[tuple[Column, str]]) -> Line:
    sums = [Money(figure.sums.get(column.code, {}).get(currency, 0), currency).major() for column, currency in head]
    return [figure.count, *sums]


def table(listing: Listing, actor: Actor, query: ListQuery) -> tuple[tuple[Column, ...], Iterator[Row]]:
    """Columns and rows as a page shows them; where it groups, the group stands first and orders the rows."""
    if query.group is None:
        return query.columns, rows_of(listing, actor, query)
    # Its own code: the column itself may stand among the others.
    lead = Column(GROUP, query.group.asked or query.group.label, "text")
    rows = (
        replace(row, cells=(Cell(lead, group.label or None, group.label), *row.cells), group=_identity(group))
        for group, row in rows_in_groups(listing, actor, query)
    )
    return (lead, *query.columns), rows


def _identity(group: Group) -> tuple[str, ...]:
    return (group.filter.operator, *group.filter.values)


def described(listing: Listing, actor: Actor, query: ListQuery, filters: Sequence[str]) -> list[tuple[str, str]]:
    """What was asked for, in words; `filters` are those in force as the page says them."""
    shown = [(_("List"), str(listing.label)), (_("Exported by"), str(actor.user))]
    shown.append((_("Exported on"), f"{timezone.localtime(clock.now()):%Y-%m-%d %H:%M}"))
    shown += [(_("Filter"), text) for text in filters]
    if query.group:
        shown.append((_("Grouped by"), str(query.group.asked or query.group.label)))
    if query.sort:
        order = _("descending") if query.descending else _("ascending")
        shown.append((_("Sorted by"), f"{query.sort.label} {order}"))
    return shown
