"""A file's plan as the execution room takes it: what it understands in columns, the rest as the file's own elements."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal

from pursuit.domain.execution.models import TaskStatus
from pursuit.domain.plans.rules.brought import (
    BroughtBaseline,
    BroughtCalendar,
    BroughtLink,
    BroughtPlan,
    BroughtResource,
    BroughtRow,
    BroughtUse,
)
from pursuit.engine.calendar.week import STANDARD, WorkCalendar, minutes
from pursuit.engine.schedule.network import NONE
from pursuit.integrations.msproject import kept
from pursuit.integrations.msproject.network import COLUMNS, KINDS, Facts, facts, lag
from pursuit.integrations.msproject.outline import with_parents
from pursuit.integrations.msproject.people import Assignment, Resource
from pursuit.integrations.msproject.plan import Plan
from pursuit.integrations.msproject.tasks import Baseline, Task
from pursuit.integrations.msproject.working import work_calendars

SOURCE = "msproject"
IMPORTED = -1
ONLY = "standard"  # key of the calendar of a file that has none
Who = Callable[[Resource], int | None]


def brought(plan: Plan, who: Who) -> BroughtPlan:
    """who: the user a resource stands for, if it is one of us."""
    found = facts(plan)
    people = {one.uid: who(one) for one in plan.resources if one.is_named and one.kind == "work"}
    first = {one.task_uid: people[one.resource_uid] for one in plan.assignments[::-1] if people.get(one.resource_uid)}
    calendars = work_calendars(plan)
    return BroughtPlan(
        source=SOURCE,
        plan=_head(plan, found),
        calendar=_calendar(plan, calendars),
        calendars=_calendars(plan, calendars),
        rows=_rows(plan, found, first),
        links=tuple(_links(found)),
        resources=tuple(_resource(one, people.get(one.uid)) for one in plan.resources if one.is_named),
        uses=tuple(_uses(plan.assignments)),
        baselines=tuple(_baselines(found.rows)),
        extra={SOURCE: kept.head(plan), "blank": kept.blanks(plan), "loose": kept.loose(plan)},
    )


def _head(plan: Plan, found: Facts) -> dict[str, int | bool | None]:
    return {
        "begin": found.begin,
        "end": None if found.end in (None, NONE) else found.end,
        "from_end": found.from_end,
        "status_at": minutes(plan.status_date) if plan.status_date else None,
        "day": plan.minutes_per_day,
        "week": plan.minutes_per_week,
        "month": plan.minutes_per_day * plan.days_per_month,
    }


def _calendar(plan: Plan, calendars: Mapping[int, WorkCalendar]) -> str:
    if plan.calendar_uid in calendars:
        return f"{plan.calendar_uid}"
    return f"{next(iter(calendars), ONLY)}"


def _calendars(plan: Plan, calendars: Mapping[int, WorkCalendar]) -> tuple[BroughtCalendar, ...]:
    names = {one.uid: one.name for one in plan.calendars}
    if not calendars:
        return (BroughtCalendar(ONLY, "Standard", STANDARD.week),)
    return tuple(
        BroughtCalendar(f"{uid}", names.get(uid, f"{uid}"), one.week, one.exceptions) for uid, one in calendars.items()
    )


def _rows(plan: Plan, found: Facts, first: Mapping[int | None, int | None]) -> tuple[BroughtRow, ...]:
    above = {task.uid: parent for task, parent in with_parents(plan.tasks)}
    known = {task.uid for task in found.rows}
    calendars = {one.uid for one in plan.calendars}
    rows = []
    for place, task in enumerate(found.rows):
        parent = above[task.uid]
        rows.append(
            BroughtRow(
                key=f"{task.uid}",
                title=task.name or f"{task.uid}",
                parent=f"{parent.uid}" if parent and parent.uid in known else "",
                calendar=f"{task.calendar_uid}" if task.calendar_uid in calendars else "",
                note=task.notes,
                owner=first.get(task.uid),
                status=_status(task),
                columns=_columns(task, found.gaps[place]),
                extra={SOURCE: kept.task(task)},
            )
        )
    return tuple(rows)


def _columns(task: Task, gap: int) -> dict[str, int | bool | None]:
    columns: dict[str, int | bool | None] = {name: _dated(read(task)) for name, read in COLUMNS.items()}
    return columns | {
        "limit": COLUMNS["limit"](task),
        "duration": max(round(task.duration or 0), 0),
        "rests": gap,
        "elapsed": task.elapsed,
        "own_hours": task.ignore_resource_calendar,
        "milestone": task.milestone,
        "inactive": not task.active,
        "estimated": task.estimated,
        "percent": min(max(round(task.percent_complete or 0), 0), 100),
        "work": _whole(task.work),
        "work_type": int(task.type),
        "effort_driven": task.effort_driven,
        "weight": 500 if task.priority is None else min(max(task.priority, 0), 1000),
    }


def _dated(value: int) -> int | None:
    return None if value == NONE else value


def _whole(value: float | None) -> int | None:
    return None if value is None else round(value)


def _status(task: Task) -> str:
    if task.actual_finish or (task.percent_complete or 0) >= 100:
        return TaskStatus.DONE
    return TaskStatus.DOING if task.actual_start or task.percent_complete else TaskStatus.TODO


def _links(found: Facts) -> Iterable[BroughtLink]:
    known = {task.uid for task in found.rows}
    for task in found.rows:
        for link in task.links:
            if link.predecessor in known and link.predecessor != task.uid and not link.cross_project:
                amount, unit = lag(link)
                yield BroughtLink(f"{link.predecessor}", f"{task.uid}", int(KINDS[link.type]), amount, int(unit))


def _resource(one: Resource, user: int | None) -> BroughtResource:
    return BroughtResource(
        key=f"{one.uid}",
        name=one.name or f"{one.uid}",
        user=user,
        kind=one.kind,
        most=_share(one.max_units),
        calendar="" if one.calendar_uid is None else f"{one.calendar_uid}",
        extra={SOURCE: kept.text("Resource", one)},
    )


def _uses(assignments: Sequence[Assignment]) -> Iterable[BroughtUse]:
    for one in assignments:
        if one.task_uid is not None and one.resource_uid is not None:
            yield BroughtUse(
                row=f"{one.task_uid}",
                resource=f"{one.resource_uid}",
                units=_share(one.units),
                work=_whole(one.work),
                done=_whole(one.actual_work),
                extra={SOURCE: kept.text("Assignment", one)},
            )


def _share(units: Decimal | None) -> int:
    return 1000 if units is None else min(max(round(units * 1000), 0), 2**31 - 1)


def _baselines(rows: Sequence[Task]) -> Iterable[BroughtBaseline]:
    """As imported, and those the file has."""
    as_is = {f"{one.uid}": (_at(one.start), _at(one.finish), _whole(one.duration), _whole(one.work)) for one in rows}
    yield BroughtBaseline(IMPORTED, as_is)
    by_number: dict[int, dict[str, tuple[int | None, int | None, int | None, int | None]]] = {}
    for task in rows:
        for one in task.baselines:
            if 0 <= one.number <= 10:
                by_number.setdefault(one.number, {})[f"{task.uid}"] = _was(one)
    for number in sorted(by_number):
        yield BroughtBaseline(number, by_number[number])


def _was(one: Baseline) -> tuple[int | None, int | None, int | None, int | None]:
    return _at(one.start), _at(one.finish), _whole(one.duration), _whole(one.work)


def _at(moment: datetime | None) -> int | None:
    return None if moment is None else minutes(moment)
