"""The rows of a list as HTML, drawn in Python: a template per cell cost more than all of the page's queries."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from html import escape

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from pursuit.interfaces.web.shell import formats, icons
from pursuit.interfaces.web.shell.addresses import address
from pursuit.kernel.listing import Cell, Column, Listing, Row
from pursuit.kernel.money import Money

NUMBERS = ("money", "number", "percent")
NOTHING = SafeString('<span class="muted">—</span>')


@dataclass(frozen=True, slots=True)
class Look:
    """What all rows of a page share. cards: the columns a phone shows; unit: how amounts are written."""

    listing: Listing
    columns: Sequence[Column]
    cards: Collection[str]
    bulk: bool
    unit: str


def rows_html(look: Look, rows: Sequence[Row]) -> SafeString:
    """The inside of the table's body."""
    draw = [_drawer(look, column, first=place == 0) for place, column in enumerate(look.columns)]
    words = _("Pick %(name)s")
    lines = []
    for row in rows:
        cells = "".join([one(row, cell) for one, cell in zip(draw, row.cells, strict=True)])
        lines.append(f"<tr>{_pick(row, words) if look.bulk else ''}{cells}</tr>\n")
    return mark_safe("".join(lines))  # noqa: S308  every part is escaped where it is made


def cell_html(look: Look, cell: Cell) -> SafeString:
    """One cell, not the first of its row."""
    none = Row(0, 1, "", ())
    return mark_safe(_drawer(look, cell.column, first=False)(none, cell))  # noqa: S308


def _pick(row: Row, words: str) -> str:
    label = escape(words % {"name": row.title})
    box = f'<input type="checkbox" name="pick" value="{row.id}" form="bulk-form" aria-label="{label}">'
    return f'<td class="pick">{box}</td>'


def _drawer(look: Look, column: Column, *, first: bool) -> Callable[[Row, Cell], str]:
    """What draws the cells of one column."""
    classes = "title" if first else "num" if column.kind in NUMBERS else ""
    if not first and look.cards and column.code not in look.cards:
        classes += " aside"
    opening = format_html('<td data-label="{}" class="{}">', column.label, classes)
    if first and look.listing.url_name:
        name = look.listing.url_name

        def linked(row: Row, cell: Cell) -> str:
            return f'{opening}<a href="{address(name, row.id)}">{escape(cell.text or row.title)}</a></td>'

        return linked
    inside = _insides(look.unit).get(column.kind, _text)
    return lambda _row, cell: f"{opening}{NOTHING if cell.value is None else inside(cell.value, cell.text)}</td>"


def _text(_value: object, text: str) -> str:
    return escape(text)


def _insides(unit: str) -> dict[str, Callable[[object, str], str]]:
    """By kind of column: what stands in a cell that has a value."""
    return {
        "money": lambda value, text: (
            formats.money(value.minor, value.currency, unit) if isinstance(value, Money) else _text(value, text)
        ),
        "date": lambda value, _text: formats.day(value),
        "moment": lambda value, _text: formats.moment(value),
        "percent": lambda value, _text: f"{escape(str(value))}%",
        "flag": lambda value, _text: _flag() if value else NOTHING,
    }


def _flag() -> str:
    return format_html('{}<span class="visually-hidden">{}</span>', icons.icon("check"), _("Yes"))
