"""What a plan must be for anybody to work with it: unique UIDs, predecessors that exist, dates and depth in bounds."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pursuit.integrations.msproject.binding import Remark
from pursuit.integrations.msproject.codecs import FIRST_YEAR
from pursuit.integrations.msproject.errors import PlanError
from pursuit.integrations.msproject.outline import stated_level, with_parents
from pursuit.integrations.msproject.tasks import Constraint, Task

MAX_LEVEL = 50
DATED = frozenset(Constraint) - {Constraint.AS_SOON_AS_POSSIBLE, Constraint.AS_LATE_AS_POSSIBLE}


def check_uids(kind: str, given: Iterable[tuple[int | None, str]], lines: Sequence[int] = ()) -> None:
    seen: set[int] = set()
    for place, (uid, name) in enumerate(given):
        line = lines[place] if lines else 0
        shown = f"{kind} {'' if uid is None else uid} “{name[:60]}”".replace("  ", " ")
        if uid is None:
            raise PlanError("missing_uid", f"{kind}/UID", line=line, thing=shown)
        if uid in seen:
            raise PlanError("duplicate_uid", f"{kind}/UID", line=line, thing=shown, value=uid)
        seen.add(uid)


def check_tasks(tasks: Sequence[Task], lines: Sequence[int]) -> tuple[Task, ...]:
    """The tasks with their outline levels filled in. Raises PlanError at the first that cannot be."""
    check_uids("Task", [(task.uid, task.name) for task in tasks], lines)
    known = {task.uid for task in tasks}
    settled = []
    for task, line in zip(tasks, lines, strict=True):
        level = stated_level(task)
        if level > MAX_LEVEL:
            raise PlanError(
                "outline_too_deep", "Task/OutlineLevel", line=line, thing=thing(task), value=level, limit=MAX_LEVEL
            )
        _check_constraint(task, line)
        for link in task.links:
            if not link.cross_project and link.predecessor not in known:
                place, uid = "Task/PredecessorLink/PredecessorUID", link.predecessor
                raise PlanError(
                    "missing_predecessor", place, line=line, thing=thing(task), value="–" if uid is None else uid
                )
        settled.append(replace(task, outline_level=level))
    return tuple(settled)


def _check_constraint(task: Task, line: int) -> None:
    """Only a constraint that has a date is asked for it: producers leave 1970-01-01 beside “as soon as possible”."""
    moment = task.constraint_date
    if moment and task.constraint in DATED and moment.year < FIRST_YEAR:
        place = "Task/ConstraintDate"
        raise PlanError("date_too_early", place, line=line, thing=thing(task), value=moment.date().isoformat())


def remarks_on(tasks: Iterable[Task]) -> Iterator[Remark]:
    """What is odd and does not stop anybody."""
    for task, parent in with_parents(tasks):
        if parent is not None and task.outline_level > parent.outline_level + 1:
            yield Remark("outline_jump", thing(task), "OutlineLevel", str(task.outline_level))
        if task.milestone and task.start and task.finish and task.finish < task.start:
            yield Remark("backward_milestone", thing(task), "Finish", task.finish.isoformat())


def thing(task: Task) -> str:
    return f"Task {task.uid} “{task.name[:60]}”"
