"""A file's plan as facts for the engine: rows, links, calendars, dates as instants."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from pursuit.engine.calendar.week import WorkCalendar, minutes
from pursuit.engine.schedule.network import NONE, Kind, LagUnit, Links, links, network
from pursuit.engine.schedule.outline import Outline, outline
from pursuit.integrations.msproject.hours import Hours
from pursuit.integrations.msproject.outline import with_parents
from pursuit.integrations.msproject.people import Assignment
from pursuit.integrations.msproject.plan import Plan
from pursuit.integrations.msproject.splits import gap
from pursuit.integrations.msproject.tasks import Constraint, Link, LinkType, Task

KINDS = {LinkType.FS: Kind.FS, LinkType.SS: Kind.SS, LinkType.FF: Kind.FF, LinkType.SF: Kind.SF}


@dataclass(frozen=True, slots=True)
class Facts:
    """rows: the tasks by their number in the outline; gaps: minutes of each in which it rests; begin, end: instants of
    the project; from_end: it is planned backward from its end."""

    rows: tuple[Task, ...]
    gaps: tuple[int, ...]
    plan: Outline
    calendars: tuple[WorkCalendar, ...]
    begin: int
    end: int | None
    from_end: bool

    @property
    def names(self) -> list[str]:
        return [row.name or f"{row.uid}" for row in self.rows]


def facts(plan: Plan) -> Facts:
    """What a file says, without the dates it computed."""
    pairs = [(task, above) for task, above in with_parents(plan.tasks) if task.is_row]
    rows = tuple(task for task, _above in pairs)
    number = {task.uid: place for place, task in enumerate(rows)}
    parent = np.array([number.get(above.uid, -1) if above else -1 for _task, above in pairs], np.int64)
    hours = Hours(plan)
    calendar = np.array([hours.of(task) for task in rows], np.int64)
    calendars = tuple(hours.calendars)
    gaps = _gaps(plan.assignments, rows, [calendars[one] for one in calendar])
    columns = {name: np.array([read(task) for task in rows], np.int64) for name, read in COLUMNS.items()}
    length = np.array([_length(task) for task in rows], np.int64) + np.array(gaps, np.int64)
    net = network(length, _links(rows, number), calendar=calendar, **columns)
    aside = np.array([not task.active for task in rows], np.int64)
    return Facts(
        rows,
        gaps,
        outline(parent, aside, net),
        calendars,
        _begin(plan, rows),
        _instant(plan.finish),
        not plan.schedule_from_start,
    )


def _begin(plan: Plan, rows: tuple[Task, ...]) -> int:
    dates = [task.start for task in rows if task.start]
    moment = plan.start or min(dates, default=datetime(1984, 1, 1))
    return minutes(moment)


def _gaps(
    assignments: tuple[Assignment, ...], rows: tuple[Task, ...], calendars: list[WorkCalendar]
) -> tuple[int, ...]:
    by_task: dict[int | None, list[Assignment]] = {}
    for one in assignments:
        by_task.setdefault(one.task_uid, []).append(one)
    return tuple(gap(by_task.get(task.uid, []), calendar) for task, calendar in zip(rows, calendars, strict=True))


def _links(rows: tuple[Task, ...], number: dict[int | None, int]) -> Links:
    found = []
    for place, task in enumerate(rows):
        for link in task.links:
            before = number.get(link.predecessor)
            if before is not None and before != place and not link.cross_project:
                found.append((before, place, KINDS[link.type], *lag(link)))
    return links(found)


def lag(link: Link) -> tuple[int, LagUnit]:
    """As the engine counts it."""
    if link.percent:
        return round(link.lag * 100), LagUnit.PERCENT_ELAPSED if link.elapsed else LagUnit.PERCENT
    return round(link.lag), LagUnit.ELAPSED if link.elapsed else LagUnit.WORK


def _instant(moment: datetime | None) -> int:
    return NONE if moment is None else minutes(moment)


def _length(task: Task) -> int:
    return max(round(task.duration or 0), 0)


def _by_hand(task: Task, moment: datetime | None, stated: datetime | None) -> int:
    return _instant(stated or moment) if task.manual else NONE


def _limit_at(task: Task) -> int:
    return _instant(task.constraint_date) if task.constraint >= Constraint.MUST_START_ON else NONE


def _remaining(task: Task) -> int:
    return NONE if task.remaining_duration is None else round(task.remaining_duration)


def _limit(task: Task) -> int:
    """A constraint that lost its date is none."""
    undated = task.constraint >= Constraint.MUST_START_ON and task.constraint_date is None
    return 0 if undated else int(task.constraint)


COLUMNS: dict[str, Callable[[Task], int]] = {
    "limit": _limit,
    "limit_at": _limit_at,
    "deadline": lambda task: _instant(task.deadline),
    "begun": lambda task: _instant(task.actual_start),
    "ended": lambda task: _instant(task.actual_finish),
    "remaining": _remaining,
    "resumes": lambda task: _instant(task.resume if task.actual_start and not task.actual_finish else None),
    "fixed_start": lambda task: _by_hand(task, task.start, task.manual_start),
    "fixed_finish": lambda task: _by_hand(task, task.finish, task.manual_finish),
}
