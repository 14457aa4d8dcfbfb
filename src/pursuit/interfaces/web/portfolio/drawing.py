"""Bars and milestones over a window of time, drawn here: the page shows them, no script counts again.

Places are percent of the width, so that a bar fits whatever room it has.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from pursuit.domain.plans.rules.instants import day_of, last_day, midnight
from pursuit.domain.portfolio.queries.bars import Bar
from pursuit.domain.portfolio.queries.marks import Mark

TALL = 26
MONTHS_NAMED = 18  # of a longer window only the first month of each quarter


@dataclass(frozen=True, slots=True)
class Window:
    """From the first day to the last one, which is included."""

    first: date
    last: date

    def at(self, instant: int) -> float:
        """Where an instant lies, in percent of the width; beyond the ends at them."""
        begin, end = midnight(self.first), midnight(self.last + timedelta(days=1))
        return round(min(max((instant - begin) / (end - begin), 0.0), 1.0) * 100, 3)

    def holds(self, instant: int) -> bool:
        return midnight(self.first) <= instant < midnight(self.last + timedelta(days=1))

    def months(self) -> list[tuple[date, float, float]]:
        """The first day of each month, where it begins and how wide it is."""
        found, day = [], self.first.replace(day=1)
        while day <= self.last:
            following = (day + timedelta(days=32)).replace(day=1)
            begin, end = self.at(midnight(day)), self.at(midnight(following))
            found.append((day, begin, round(end - begin, 3)))
            day = following
        return found


def axis(window: Window, today: date) -> SafeString:
    """The names of the months, and today."""
    months = window.months()
    sparse = len(months) > MONTHS_NAMED
    parts = []
    for day, begin, _width in months:
        first = day.month == 1 or day == months[0][0]
        if sparse and day.month % 3 != 1:
            continue
        text = f"{day:%Y-%m}" if first else f"{day:%m}"
        parts.append(f'{_line(begin)}<text x="{begin}%" dx="4" y="14">{text}</text>')
    if window.first <= today <= window.last:
        parts.append(_today(window, today))
    return _svg("pf-axis", 20, parts, _("Months"))


def bar(one: Bar, window: Window, today: date) -> SafeString:
    """One project: its span with how far it is, its milestones, today."""
    begin, end = window.at(one.start), window.at(one.finish)
    width = max(round(end - begin, 3), 0.4)
    done = round(width * one.percent / 100, 3)
    late = " late" if one.misses or one.overdue else ""
    parts = [_line(at) for _day, at, _width in window.months()]
    parts.append(f'<rect class="pf-span{late}" x="{begin}%" width="{width}%" y="8" height="10" rx="2"/>')
    if done:
        parts.append(f'<rect class="pf-done" x="{begin}%" width="{done}%" y="11" height="4"/>')
    if window.first <= today <= window.last:
        parts.append(_today(window, today))
    parts += [_mark(mark, window) for mark in one.marks if window.holds(mark.at)]
    told = _("%(begin)s – %(end)s, %(percent)d%% done") % {
        "begin": f"{day_of(one.start)}", "end": f"{last_day(one.finish)}", "percent": one.percent,
    }  # fmt: skip
    drawn = _svg("pf-bar", TALL, parts, told)
    url = reverse("plans:plan", args=[one.project.pk])
    return mark_safe(f'<a href="{url}" class="pf-link">{drawn}</a>')  # noqa: S308  made above


def _mark(mark: Mark, window: Window) -> str:
    state = "late" if mark.late else "reached" if mark.done else "ahead"
    told = escape(f"{day_of(mark.at)} {mark.title}")
    shape = f'<path class="pf-mark {state}" d="M0 7L6 1L12 7L6 13Z"><title>{told}</title></path>'
    box = f'x="{window.at(mark.at)}%" y="6" width="1" height="14" overflow="visible"'
    return f'<svg {box}><g transform="translate(-6)">{shape}</g></svg>'


def _line(at: float, kind: str = "") -> str:
    named = f' class="{kind}"' if kind else ""
    return f'<line{named} x1="{at}%" x2="{at}%" y1="0" y2="100%"/>'


def _today(window: Window, today: date) -> str:
    at = window.at(midnight(today) + 12 * 60)
    return _line(at, "pf-today")


def _svg(kind: str, tall: int, parts: Sequence[str], told: str) -> SafeString:
    label = escape(told)
    text = f'<svg class="{kind}" width="100%" height="{tall}" role="img" aria-label="{label}">{"".join(parts)}</svg>'
    return mark_safe(text)  # noqa: S308  titles are escaped, all else is numbers
