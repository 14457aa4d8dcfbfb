"""The five kinds of extension by which an earlier room learns from a later one. Registered in config/wiring.py only."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pursuit.kernel.errors import Text

if TYPE_CHECKING:
    from datetime import date

    from django.db import models

    from pursuit.kernel.actor import Actor
    from pursuit.kernel.models.event import Event
    from pursuit.kernel.models.record import Record
    from pursuit.kernel.models.subject import Subject


@dataclass(frozen=True, slots=True)
class Finding:
    """What a gate check found missing. `blocking` findings stop the move; the others only warn."""

    code: str
    message: Text
    blocking: bool = True
    field: str | None = None


@dataclass(frozen=True, slots=True)
class GateCheck:
    """May this subject pass this point? `point` is named by the room that asks, e.g. "projects.stage"."""

    point: str
    code: str
    check: Callable[["Actor", "Subject", Mapping[str, object]], Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class Subscriber:
    """Called in the transaction of an event whose verb matches (exact, or "*" for every event)."""

    verb: str
    code: str
    react: Callable[["Actor", "Event", Mapping[str, object]], None]


@dataclass(frozen=True, slots=True)
class Panel:
    """A part that a later room adds to a page: `context` gives the template's data, None hides the panel."""

    page: str
    code: str
    label: Text
    template: str
    context: Callable[["Actor", "Subject"], Mapping[str, object] | None]
    position: int = 100
    right: str = ""


@dataclass(frozen=True, slots=True)
class Measure:
    """A named figure: per subject (`of`), with unit, and the right needed to see it."""

    code: str
    label: Text
    unit: str
    subject_type: str
    of: Callable[["Subject"], int | None]
    right: str = ""
    materialised: bool = False


@dataclass(frozen=True, slots=True)
class Reference:
    """A foreign key to a subject's record: re-pointed on merge. `unique` names the fields that make a duplicate."""

    model: "type[models.Model]"
    field: str
    unique: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SubjectType:
    """A type of record.

    fields: the TypedDict(s) of its editable fields, from which labels, rights and forms come;
    url: (url name, keyword) of its page; search_text: what people may search it by;
    next_step: what happens next with a record (empty: nothing is planned) and by when;
    through: ids of records seen because something else is seen (a contact through its account), asked only for
    those who hold the view right at all.
    """

    code: str
    label: Text
    model: "type[Record]"
    view_right: str
    edit_right: str
    url_name: str = ""
    icon: str = "file"
    fields: type | None = None
    search_text: Callable[[Any], Iterable[str]] = lambda record: ()
    references: Sequence[Reference] = ()
    next_step: Callable[[Any], "tuple[str, date | None]"] | None = None
    sections: Sequence[str] = field(default_factory=tuple)
    through: "Callable[[Actor], models.QuerySet[models.Model, object]] | None" = None


_types: dict[str, SubjectType] = {}
_checks: dict[str, list[GateCheck]] = {}
_subscribers: dict[str, list[Subscriber]] = {}
_panels: dict[str, list[Panel]] = {}
_measures: dict[str, Measure] = {}
_references: dict[str, list[Reference]] = {}
_closed = False


def register(*things: GateCheck | Subscriber | Panel | Measure | SubjectType) -> None:
    """Register extensions, at start-up only."""
    if _closed:
        raise RuntimeError("extensions are registered in config/wiring.py, at start-up")
    for thing in things:
        match thing:
            case SubjectType():
                if thing.code in _types:
                    raise ValueError(f"subject type {thing.code} registered twice")
                _types[thing.code] = thing
            case GateCheck():
                _checks.setdefault(thing.point, []).append(thing)
            case Subscriber():
                _subscribers.setdefault(thing.verb, []).append(thing)
            case Panel():
                _panels.setdefault(thing.page, []).append(thing)
            case Measure():
                _measures[thing.code] = thing


def refer(subject_type: str, *references: Reference) -> None:
    """A later room's foreign keys to an earlier room's records, re-pointed when those are merged."""
    _references.setdefault(subject_type, []).extend(references)


def close() -> None:
    """No more registrations: called at the end of wiring."""
    global _closed  # noqa: PLW0603  one switch, thrown once at start-up
    _closed = True


def subject_type(code: str) -> SubjectType:
    return _types[code]


def subject_types() -> list[SubjectType]:
    return list(_types.values())


def references_to(code: str) -> list[Reference]:
    return [*_types[code].references, *_references.get(code, ())]


def gate_checks(point: str) -> list[GateCheck]:
    return _checks.get(point, [])


def subscribers(verb: str) -> list[Subscriber]:
    return [*_subscribers.get(verb, ()), *_subscribers.get("*", ())]


def panels(page: str) -> list[Panel]:
    return sorted(_panels.get(page, ()), key=lambda panel: panel.position)


def measures() -> list[Measure]:
    return list(_measures.values())
