"""How much there is in a plan, for receipts and for comparison with what other readers count."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from pursuit.integrations.msproject.checks import thing
from pursuit.integrations.msproject.outline import with_parents
from pursuit.integrations.msproject.plan import Constraint, Plan
from pursuit.integrations.msproject.tasks import Task


@dataclass(frozen=True, slots=True)
class Counts:
    """Rows exclude blank lines and the row of the whole project; links_by_type and constraints have no zeros."""

    rows: int
    null_rows: int
    summaries: int
    leaves: int
    milestones: int
    recurring: int
    manual: int
    deepest: int
    links: int
    links_by_type: dict[str, int]
    links_with_lag: int
    calendars: int
    calendar_exceptions: int
    constraints: dict[str, int]
    deadlines: int
    baselines: int
    custom_values: int
    resources: int
    resources_by_type: dict[str, int]
    assignments: int
    critical: int
    critical_leaves: int


def rows(plan: Plan) -> list[Task]:
    return [task for task in plan.tasks if task.is_row]


def summaries(plan: Plan) -> set[int | None]:
    """UIDs of the tasks that have tasks below them."""
    return {parent.uid for _task, parent in with_parents(plan.tasks) if parent is not None}


def count(plan: Plan) -> Counts:
    """A summary is a task with tasks below it, whatever the file says of it."""
    tasks, above = rows(plan), summaries(plan)
    links = [link for task in tasks for link in task.links]
    named = [one for one in plan.resources if one.is_named]
    constraints = Counter(task.constraint.name for task in tasks)
    del constraints[Constraint.AS_SOON_AS_POSSIBLE.name]
    return Counts(
        rows=len(tasks),
        null_rows=sum(task.is_null for task in plan.tasks),
        summaries=sum(task.uid in above for task in tasks),
        leaves=sum(task.uid not in above for task in tasks),
        milestones=sum(task.milestone for task in tasks),
        recurring=sum(task.recurring for task in tasks),
        manual=sum(task.manual for task in tasks),
        deepest=max((task.outline_level for task in tasks), default=0),
        links=len(links),
        links_by_type=dict(Counter(link.type.name for link in links)),
        links_with_lag=sum(bool(link.lag) for link in links),
        calendars=len(plan.calendars),
        calendar_exceptions=sum(len(one.exceptions) for one in plan.calendars),
        constraints=dict(constraints),
        deadlines=sum(task.deadline is not None for task in tasks),
        baselines=sum(len(task.baselines) for task in tasks),
        custom_values=sum(len(task.custom) for task in tasks),
        resources=len(named),
        resources_by_type=dict(Counter(one.kind for one in named)),
        assignments=len(plan.assignments),
        critical=sum(bool(task.critical) for task in tasks),
        critical_leaves=sum(bool(task.critical) for task in tasks if task.uid not in above),
    )


def loose_ends(plan: Plan) -> Iterator[tuple[str, str, int]]:
    """(thing, element, UID) of references to what is not in the file; they stop nobody, and are told."""
    calendars = {one.uid for one in plan.calendars}
    resources = {one.uid for one in plan.resources}
    tasks = {task.uid for task in plan.tasks}
    for task in plan.tasks:
        if task.calendar_uid is not None and task.calendar_uid not in calendars:
            yield thing(task), "CalendarUID", task.calendar_uid
    for one in plan.resources:
        if one.is_named and one.calendar_uid is not None and one.calendar_uid not in calendars:
            yield f"Resource {one.uid} “{one.name}”", "CalendarUID", one.calendar_uid
    for calendar in plan.calendars:
        if calendar.base_uid is not None and calendar.base_uid not in calendars:
            yield f"Calendar {calendar.uid} “{calendar.name}”", "BaseCalendarUID", calendar.base_uid
    for work in plan.assignments:
        if work.task_uid is not None and work.task_uid not in tasks:
            yield f"Assignment {work.uid}", "TaskUID", work.task_uid
        if work.resource_uid is not None and work.resource_uid not in resources:
            yield f"Assignment {work.uid}", "ResourceUID", work.resource_uid
