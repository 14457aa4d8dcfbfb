"""A Plan becomes Microsoft Project XML: SaveVersion 14, elements in the order of the schema, references that hold."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from pursuit.integrations.msproject import binding
from pursuit.integrations.msproject.calendars import Calendar, Span, WeekDay
from pursuit.integrations.msproject.names import calendar_names
from pursuit.integrations.msproject.plan import Plan, Raw

HEAD = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Project xmlns="http://schemas.microsoft.com/project">\n'
)
SAVE_VERSION = 14
NONE = -1
NOBODY = -65535
WEEKEND = (1, 7)
OFFICE = (Span(480, 720), Span(780, 1020))


def lines(plan: Plan) -> Iterator[str]:
    """The file, line by line."""
    yield HEAD
    yield from binding.inner(plan, "\t")
    for kept in plan.kept:
        yield from _raw(kept, "\t")
    for container, name, records in (
        ("ExtendedAttributes", "ExtendedAttribute", plan.definitions),
        ("Calendars", "Calendar", _calendars(plan)),
        ("Tasks", "Task", [replace(t, calendar_uid=_or(t.calendar_uid, NONE)) for t in plan.tasks]),
        ("Resources", "Resource", plan.resources),
        ("Assignments", "Assignment", [replace(a, resource_uid=_or(a.resource_uid, NOBODY)) for a in plan.assignments]),
    ):
        yield f"\t<{container}>\n"
        for record in records:
            yield from binding.write(name, record)
        yield f"\t</{container}>\n"
    yield "</Project>\n"


def _raw(record: Raw, indent: str) -> Iterator[str]:
    if record.children:
        yield f"{indent}<{record.name}>\n"
        for child in record.children:
            yield from _raw(child, f"{indent}\t")
        yield f"{indent}</{record.name}>\n"
    else:
        yield f"{indent}<{record.name}>{binding.text(record.text)}</{record.name}>\n"


def write_plan(plan: Plan) -> bytes:
    """The file as bytes."""
    return "".join(lines(plan)).encode()


def save_plan(plan: Plan, path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        stream.writelines(lines(plan))


def complete(plan: Plan) -> Plan:
    """The plan with the least Microsoft Project asks for: a version, a name, a base calendar with seven days."""
    calendars = plan.calendars
    if not any(one.is_base for one in calendars):
        week = tuple(
            WeekDay(day, working=day not in WEEKEND, spans=() if day in WEEKEND else OFFICE) for day in range(1, 8)
        )
        uid = max((one.uid or 0 for one in calendars), default=0) + 1
        calendars = (*calendars, Calendar(uid, "Standard", is_base=True, weekdays=week))
    base = next(one.uid for one in calendars if one.is_base)
    return replace(
        plan,
        save_version=_or(plan.save_version, SAVE_VERSION),
        name=plan.name or plan.title or "Plan",
        calendars=calendars,
        calendar_uid=_or(plan.calendar_uid, base or 0),
    )


def _calendars(plan: Plan) -> Iterator[Calendar]:
    people = {one.calendar_uid: one.name for one in plan.resources}
    for one, name in zip(plan.calendars, calendar_names(plan.calendars, people), strict=True):
        yield replace(one, name=name, base_uid=_or(one.base_uid, NONE))


def _or(uid: int | None, other: int) -> int:
    return other if uid is None else uid
