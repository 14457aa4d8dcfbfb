"""Microsoft Project XML in: a file becomes a Plan, or a PlanError that says what is wrong with it."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import IO, TypeVar

from pursuit.integrations.msproject import binding
from pursuit.integrations.msproject.binding import Notes, Remark
from pursuit.integrations.msproject.calendars import Calendar
from pursuit.integrations.msproject.checks import check_tasks, check_uids, remarks_on
from pursuit.integrations.msproject.codecs import Units
from pursuit.integrations.msproject.errors import PlanError
from pursuit.integrations.msproject.names import calendar_names
from pursuit.integrations.msproject.order import ORDER
from pursuit.integrations.msproject.people import Assignment, Resource
from pursuit.integrations.msproject.plan import Definition, Plan, Raw
from pursuit.integrations.msproject.stream import LIMIT, Node, records
from pursuit.integrations.msproject.tasks import Task

T = TypeVar("T")
CONTAINERS = {
    "Calendars": "Calendar",
    "Tasks": "Task",
    "Resources": "Resource",
    "Assignments": "Assignment",
    "ExtendedAttributes": "ExtendedAttribute",
}
KEPT = ("OutlineCodes", "WBSMasks")  # as they are
EMPTY = frozenset({*CONTAINERS, *KEPT})  # say nothing when they hold nothing
UNUSED = "ExtendedAttributes/ExtendedAttribute without alias, list or value"


def read_plan(source: Path | bytes | IO[bytes], *, limit: int = LIMIT) -> Plan:
    """The plan in a file. Raises PlanError; nothing is written anywhere.

    limit: bytes from which on a file is refused.
    """
    if isinstance(source, bytes):
        return _read(BytesIO(source), limit)
    if not isinstance(source, Path):
        return _read(source, limit)
    if source.stat().st_size >= limit:
        with source.open("rb") as stream:  # a large .mpp is better told what it is
            if stream.read(4) != b"\xd0\xcf\x11\xe0":
                raise PlanError("too_large", limit=limit // 1_000_000)
    with source.open("rb") as stream:
        return _read(stream, limit)


class _Gathering:
    """The records of a file as they come; the head becomes a plan when the first of them does."""

    def __init__(self) -> None:
        self.notes = Notes()
        self.head = Node("Project", 1)
        self.calendars: list[Calendar] = []
        self.tasks: list[Task] = []
        self.lines: list[int] = []
        self.resources: list[Resource] = []
        self.assignments: list[Assignment] = []
        self.definitions: list[Definition] = []
        self.kept: dict[str, list[Raw]] = {}

    def take(self, container: str, node: Node) -> None:
        if not container:
            self.setting(node)
        elif container in KEPT:
            self.kept.setdefault(container, []).append(_raw(node))
        elif CONTAINERS.get(container) != node.name:
            self.notes.unknown[f"Project/{container}/{node.name}"] += 1
        elif container == "Calendars":
            self.calendars.append(self.read(Calendar, node))
        elif container == "Tasks":
            self.tasks.append(self.read(Task, node))
            self.lines.append(node.line)
        elif container == "Resources":
            self.resources.append(self.read(Resource, node))
        elif container == "Assignments":
            self.assignments.append(self.read(Assignment, node))
        else:
            self.definitions.append(self.read(Definition, node))

    def setting(self, node: Node) -> None:
        if node.name in EMPTY:
            return
        self.head.children.append(node)
        if node.name in {"MinutesPerDay", "MinutesPerWeek", "DaysPerMonth"}:
            plan = binding.read(Plan, self.head, Notes())
            self.notes.units = Units(plan.minutes_per_day, plan.minutes_per_week, plan.days_per_month)

    def read(self, kind: type[T], node: Node) -> T:
        return binding.read(kind, node, self.notes)


def _read(stream: IO[bytes], limit: int) -> Plan:
    found = _Gathering()
    for container, node in records(stream, limit):
        found.take(container, node)
    if not found.tasks and not found.calendars and not any(n.name in ORDER["Plan"] for n in found.head.children):
        raise PlanError("not_mspdi", "Project")
    plan = binding.read(Plan, found.head, found.notes)
    check_uids("Calendar", [(one.uid, one.name) for one in found.calendars])
    check_uids("Resource", [(one.uid, one.name) for one in found.resources])
    tasks = check_tasks(found.tasks, found.lines)
    calendars = _calendars(found)
    known = {one.uid for one in calendars}
    found.notes.remarks += remarks_on(tasks)
    plan = replace(
        plan,
        calendar_uid=_present(plan.calendar_uid, known),
        kept=tuple(Raw(name, "", tuple(found.kept[name])) for name in KEPT if name in found.kept),
        definitions=_definitions(found, tasks),
        calendars=calendars,
        tasks=tuple(replace(task, calendar_uid=_present(task.calendar_uid, known)) for task in tasks),
        resources=tuple(replace(one, calendar_uid=_present(one.calendar_uid, known)) for one in found.resources),
        assignments=tuple(_assignment(one) for one in found.assignments),
    )
    return replace(plan, unknown=tuple(sorted(found.notes.unknown.items())), remarks=tuple(found.notes.remarks))


def _raw(node: Node) -> Raw:
    return Raw(node.name, node.text, tuple(_raw(child) for child in node.children))


def _present(uid: int | None, known: set[int | None]) -> int | None:
    """-1 stands for none, and 0 does where no calendar has that UID; any other number is kept."""
    return None if uid is None or uid < 0 or (uid == 0 and 0 not in known) else uid


def _assignment(one: Assignment) -> Assignment:
    return replace(one, resource_uid=None) if one.resource_uid is not None and one.resource_uid < 0 else one


def _calendars(found: _Gathering) -> tuple[Calendar, ...]:
    """Names as Microsoft Project takes them; a base of -1 or 0 is none."""
    named = []
    people = {one.calendar_uid: one.name for one in found.resources}
    for one, name in zip(found.calendars, calendar_names(found.calendars, people), strict=True):
        if name != one.name:
            found.notes.remarks.append(Remark("calendar_renamed", f"Calendar {one.uid} “{one.name}”", "Name", name))
        base = one.base_uid if one.base_uid is not None and one.base_uid > 0 else None
        named.append(replace(one, name=name, base_uid=base))
    return tuple(named)


def _definitions(found: _Gathering, tasks: tuple[Task, ...]) -> tuple[Definition, ...]:
    """Files define up to 260 fields that nobody uses: those are counted, not kept."""
    customs = [one.custom for one in tasks]
    customs += [one.custom for one in found.resources]
    customs += [one.custom for one in found.assignments]
    used = {value.field_id for custom in customs for value in custom}
    kept = tuple(one for one in found.definitions if one.alias or one.values or one.formula or one.field_id in used)
    if unused := len(found.definitions) - len(kept):
        found.notes.unknown[UNUSED] += unused
    return kept
