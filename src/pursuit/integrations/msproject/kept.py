"""What a plan file says beyond what the execution room understands, as the file's own elements, and back."""

from collections.abc import Sequence
from dataclasses import replace

from pursuit.integrations.msproject import binding
from pursuit.integrations.msproject.plan import Plan
from pursuit.integrations.msproject.reader import read_plan
from pursuit.integrations.msproject.tasks import Constraint, Task, TaskType
from pursuit.integrations.msproject.writer import HEAD, write_plan

# What columns say, and what follows from them.
_OURS = {
    "name": "", "notes": "", "active": True, "manual": False, "type": TaskType.FIXED_UNITS, "effort_driven": False,
    "summary": False, "milestone": False, "outline_number": "", "outline_level": -1, "priority": None, "id": None,
    "start": None, "finish": None, "duration": None, "estimated": False, "work": None, "actual_start": None,
    "actual_finish": None, "remaining_duration": None, "percent_complete": None, "resume": None, "deadline": None,
    "constraint": Constraint.AS_SOON_AS_POSSIBLE, "constraint_date": None, "calendar_uid": None,
    "ignore_resource_calendar": False, "critical": None, "early_start": None, "early_finish": None,
    "late_start": None, "late_finish": None, "total_slack": None, "free_slack": None, "start_slack": None,
    "finish_slack": None, "links": (),
}  # fmt: skip


def head(plan: Plan) -> str:
    """The file without its rows, people and assignments."""
    return write_plan(replace(plan, tasks=(), resources=(), assignments=())).decode()


def task(one: Task) -> str:
    """The element of a task without what is kept in columns. What a link to another plan says stays."""
    outside = tuple(link for link in one.links if link.cross_project)
    return text("Task", replace(one, **{**_OURS, "links": outside}))  # type: ignore[arg-type]


def blanks(plan: Plan) -> list[list[object]]:
    """Blank lines and the row of the whole project, each with the UID of the row before it."""
    found: list[list[object]] = []
    before: int | None = None
    for one in plan.tasks:
        if one.is_row:
            before = one.uid
        else:
            found.append([before, text("Task", one)])
    return found


def loose(plan: Plan) -> list[str]:
    """Assignments of nobody, or to no row: what the file says of work that is still open."""
    rows = {one.uid for one in plan.tasks if one.is_row}
    people = {one.uid for one in plan.resources if one.is_named}
    return [
        text("Assignment", one)
        for one in plan.assignments
        if one.task_uid not in rows or one.resource_uid not in people
    ]


def text(name: str, record: object) -> str:
    """A record as an element."""
    return "".join(binding.write(name, record, ""))


def read(head_text: str, tasks: Sequence[str], resources: Sequence[str], assignments: Sequence[str]) -> Plan:
    """Kept elements as a plan again, in their order; without any an empty plan."""
    start = head_text.find("<Tasks>")
    parts = [head_text[:start].rstrip() if start >= 0 else f"{HEAD}<SaveVersion>14</SaveVersion>"]
    for container, elements in (("Tasks", tasks), ("Resources", resources), ("Assignments", assignments)):
        parts += [f"<{container}>", *elements, f"</{container}>"]
    parts.append("</Project>")
    return read_plan("\n".join(parts).encode()) if start >= 0 or any((*tasks, *assignments)) else Plan()
