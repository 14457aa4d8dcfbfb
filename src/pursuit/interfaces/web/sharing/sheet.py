"""A shared plan as its page shows it: month by month, the customer's steps beside ours."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from pursuit.domain.execution.models import TaskStatus
from pursuit.domain.plans.rules.instants import day_of, last_day
from pursuit.domain.sharing.queries.outside import Step


@dataclass(frozen=True, slots=True)
class Line:
    """One step. state: done, doing, late or todo; waits: numbers and titles of steps of the other side."""

    step: Step
    first: date
    last: date
    state: str
    word: str
    waits: Sequence[tuple[int, str]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """months: the lines by the month they begin in; done, all: how many steps."""

    months: Sequence[tuple[date, Sequence[Line]]]
    begins: date | None
    ends: date | None
    done: int
    all: int


def sheet(steps: Sequence[Step], today: date) -> Sheet:
    """By date; what only heads others is left out."""
    titles = {one.number: one.title for one in steps if not one.summary}
    lines = [_line(one, titles, today) for one in steps if not one.summary]
    lines.sort(key=lambda one: (one.first, one.last, one.step.number))
    months: dict[date, list[Line]] = {}
    for one in lines:
        months.setdefault(one.first.replace(day=1), []).append(one)
    done = sum(one.state == "done" for one in lines)
    begins = min((one.first for one in lines), default=None)
    ends = max((one.last for one in lines), default=None)
    return Sheet(list(months.items()), begins, ends, done, len(lines))


def _line(step: Step, titles: dict[int, str], today: date) -> Line:
    first, last = day_of(step.start), day_of(step.finish) if step.milestone else last_day(step.finish)
    states = {"done": _("Done"), "late": _("Overdue"), "doing": _("Under way"), "todo": _("To come")}
    if step.status == TaskStatus.DONE or step.percent == 100:
        state = "done"
    elif last < today:
        state = "late"
    else:
        state = "doing" if step.status == TaskStatus.DOING or step.percent else "todo"
    waits = [(number, titles[number]) for number in step.waits_for if number in titles]
    return Line(step, first, last, state, states[state], waits)
