"""Our dates of a plan beside those in its file, and why they differ where they do."""

from dataclasses import dataclass
from datetime import datetime

from pursuit.engine.calendar.week import moment
from pursuit.engine.schedule.answer import Cause, Reason
from pursuit.engine.schedule.plan import Plan as Dated
from pursuit.engine.schedule.plan import dated
from pursuit.engine.schedule.reason import reason
from pursuit.integrations.msproject.network import Facts
from pursuit.integrations.msproject.people import Assignment
from pursuit.integrations.msproject.plan import Plan
from pursuit.integrations.msproject.tasks import Task


@dataclass(frozen=True, slots=True)
class Difference:
    """reason: a code for what in the file explains the difference (`_explained`), else what our date is due to."""

    uid: int | None
    field: str
    file: datetime
    ours: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Tasks without tasks below that Project would date by itself: equal, different, skipped (no dates in the file).
    apart: how many are not compared because their dates are given, by why: manual, started, inactive."""

    equal: int
    different: int
    skipped: int
    apart: dict[str, int]
    differences: tuple[Difference, ...]


def recompute(facts: Facts) -> Dated:
    """Date the plan of a file. Raises what `dated` raises."""
    end = facts.end if facts.from_end else None
    return dated(facts.plan, facts.calendars, facts.begin, names=facts.names, end=end, from_end=facts.from_end)


def compare(plan: Plan, facts: Facts, found: Dated) -> Comparison:
    summary, apart = facts.plan.summary, dict.fromkeys(("manual", "started", "inactive"), 0)
    equal = different = skipped = 0
    differences: list[Difference] = []
    people: dict[int | None, list[Assignment]] = {}
    for one in plan.assignments:
        people.setdefault(one.task_uid, []).append(one)
    for row, task in enumerate(facts.rows):
        if summary[row]:
            continue
        if given := _given(task):
            apart[given] += 1
        elif task.start is None or task.finish is None:
            skipped += 1
        elif told := _differences(facts, found, row, people.get(task.uid, [])):
            different += 1
            differences += told
        else:
            equal += 1
    return Comparison(equal, different, skipped, apart, tuple(differences))


def _given(task: Task) -> str:
    if not task.active:
        return "inactive"
    return "manual" if task.manual else "started" if task.actual_start else ""


def _differences(facts: Facts, found: Dated, row: int, people: list[Assignment]) -> list[Difference]:
    task = facts.rows[row]
    ours = {"start": moment(int(found.start[row])), "finish": moment(int(found.finish[row]))}
    file = {"start": task.start, "finish": task.finish}
    return [
        Difference(task.uid, name, stored, ours[name], _explained(facts, found, row, people))
        for name, stored in file.items()
        if stored is not None and stored.replace(second=0, microsecond=0) != ours[name]
    ]


def _explained(facts: Facts, found: Dated, row: int, people: list[Assignment]) -> str:
    task = facts.rows[row]
    if task.leveling_delay:
        return "leveling_delay"
    if any(one.delay or one.leveling_delay for one in people):
        return "assignment_delay"
    if facts.gaps[row]:
        return "split"
    if any(link.cross_project for link in task.links):
        return "link_to_another_plan"
    return _due(facts, reason(facts.plan, found, row))


def _due(facts: Facts, why: Reason) -> str:
    """Ours is due to this: “link:12” to the task with UID 12."""
    if why.cause in (Cause.LINK, Cause.LATE, Cause.BELOW) and why.row is not None:
        return f"{why.cause}:{facts.rows[why.row].uid}"
    return str(why.cause)
