"""The groups of a list as people see them: a line with count and sums that leads to the rows behind it."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import QueryDict
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from pursuit.interfaces.web.lists.rows import Look, rows_html
from pursuit.interfaces.web.shell import formats
from pursuit.interfaces.web.shell.icons import icon
from pursuit.kernel import dates
from pursuit.kernel.listing import Column, ListQuery
from pursuit.kernel.listing.groups import Group, Section
from pursuit.kernel.listing.query import Filter
from pursuit.kernel.money import Money


@dataclass(frozen=True, slots=True)
class Choice:
    """A column to group by."""

    label: str
    code: str
    current: bool


def choices(columns: Sequence[Column], query: ListQuery) -> list[Choice]:
    """What the rows of a list can be grouped by."""
    return [Choice(str(one.asked or one.label), one.code, one == query.group) for one in columns if one.groups]


def drilled(params: QueryDict, query: ListQuery, narrow: Filter) -> str:
    """The list's parameters with one group's rows left and no groups any more."""
    rest = params.copy()
    for name in ("group", "after"):
        rest.pop(name, None)
    column, key = narrow.column, f"f.{narrow.column.code}"
    spans = [one for one in query.filters if one.column is column and one.operator == "in"]
    if column.kind == "date" and narrow.operator == "in" and spans:
        # A month within a period that is asked for already: both hold.
        first, last = span(narrow.values[0])
        rest[f"{key}.gte"] = str(max(first, _day(rest.get(f"{key}.gte", "")) or first))
        rest[f"{key}.lte"] = str(min(last, _day(rest.get(f"{key}.lte", "")) or last))
    else:
        for name in (key, f"{key}.{narrow.operator}"):
            rest.pop(name, None)
        rest[f"{key}.{narrow.operator}"] = ",".join(narrow.values)
    return rest.urlencode()


def _day(text: str) -> date | None:
    """A day as a filter holds it, however it was typed."""
    try:
        return dates.parse_day(text) if text else None
    except ValueError:
        return None


def span(text: str) -> tuple[date, date]:
    """First and last day of 2026, 2026Q3 or 2026-07."""
    year, rest = int(text[:4]), text[4:]
    first, last = (1, 12) if not rest else (int(rest[1:]) * 3 - 2, int(rest[1:]) * 3)
    if rest.startswith("-"):
        first = last = int(rest[1:])
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def sections_html(look: Look, sections: Sequence[Section], params: QueryDict, query: ListQuery) -> SafeString:
    """The inside of a grouped table's body."""
    lines = []
    for one in sections:
        url = f"?{drilled(params, query, one.group.filter)}"
        wide = len(look.columns) + int(look.bulk)
        lines += [_head(look, one.group, url, wide), rows_html(look, one.page.rows), _more(one, url, wide)]
    return mark_safe("".join(lines))  # noqa: S308  every part is escaped where it is made


def _head(look: Look, group: Group, url: str, wide: int) -> str:
    return format_html(
        '<tr class="group-row"><th scope="colgroup" colspan="{}"><a href="{}">{}</a> '
        '<span class="group-count">{}</span>{}</th></tr>\n',
        wide,
        url,
        group.label or _("empty"),
        _("%(count)s records") % {"count": group.count},
        format_html_join("", ' <span class="group-sum">{} {}</span>', _sums(look, group)),
    )


def _sums(look: Look, group: Group) -> list[tuple[object, SafeString]]:
    return [(column.label, money_html(sums, look.unit)) for column, sums in group.sums if sums]


def money_html(sums: Sequence[Money], unit: str) -> SafeString:
    """Sums per currency, one after another."""
    shown = ((formats.money(one.minor, one.currency, unit, show=True),) for one in sums)
    return format_html_join(" + ", "{}", shown)


def _more(section: Section, url: str, wide: int) -> str:
    rest = section.group.count - len(section.page.rows)
    if rest <= 0:
        return ""
    words = _("%(count)s more in this group") % {"count": rest}
    made = '<tr class="group-row group-more"><td colspan="{}"><a href="{}">{} {}</a></td></tr>\n'
    return format_html(made, wide, url, words, icon("arrow-right", "icon-sm"))
