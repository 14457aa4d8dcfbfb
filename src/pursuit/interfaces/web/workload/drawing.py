"""The cells of the heat map, drawn in Python: a template for each of five thousand would cost more than the rest."""

from collections.abc import Sequence
from datetime import date
from html import escape

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from pursuit.domain.capacity.queries.workload import Load, Planned

LEVELS = ((0, 0), (50, 1), (85, 2), (100, 3), (125, 4))  # up to so many percent
HIGHEST = 5


def level(percent: int | None) -> int:
    """The shade of a cell; no time at all is the darkest."""
    if percent is None:
        return HIGHEST
    return next((shade for most, shade in LEVELS if percent <= most), HIGHEST)


def rows(people: Sequence[Planned], load: Load, places: Sequence[int]) -> SafeString:
    """The body of the table; places: rows of the load in the order of the people."""
    hours = _("%(load)s of %(available)s h")
    days = [f"{week:%Y-%m-%d}" for week in load.weeks]
    taken, has = (load.load / 60).round(1).tolist(), (load.available / 60).round(1).tolist()
    lines = []
    for one, place in zip(people, places, strict=True):
        cells = []
        for number, day in enumerate(days):
            percent = load.percent(place, number)
            told = hours % {"load": f"{taken[place][number]:g}", "available": f"{has[place][number]:g}"}
            shown = "!" if percent is None else f"{percent}" if percent else ""
            inner = f'<a href="{one.pk}/{day}">{shown}</a>' if shown else ""
            cells.append(f'<td class="l{level(percent)}" title="{told}">{inner}</td>')
        name = f'{escape(one.name)}<small class="muted">{escape(one.home_name)}</small>'
        lines.append(f'<tr><th scope="row">{name}</th>{"".join(cells)}</tr>\n')
    return mark_safe("".join(lines))  # noqa: S308  names are escaped, all else is numbers


def heads(weeks: Sequence[date]) -> list[tuple[str, list[date]]]:
    """Weeks by month, for the two lines of the head."""
    found: list[tuple[str, list[date]]] = []
    for one in weeks:
        month = f"{one:%Y-%m}"
        if not found or found[-1][0] != month:
            found.append((month, []))
        found[-1][1].append(one)
    return found
