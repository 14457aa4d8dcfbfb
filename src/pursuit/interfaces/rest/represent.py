"""Records as JSON: every column of the list the caller may see, and the editable fields that are no columns."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cache

from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _

from pursuit.interfaces.rest.resources import Resource, discover
from pursuit.interfaces.rest.shapes import Json
from pursuit.kernel import access, events, extensions, listing, records, rights
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Forbidden, Missing
from pursuit.kernel.listing import Listing, Row
from pursuit.kernel.listing.export import json_value
from pursuit.kernel.models import Record
from pursuit.kernel.money import Money
from pursuit.kernel.prepared import Given, Prepared
from pursuit.kernel.schema import fields_of


@dataclass(frozen=True, slots=True)
class Shown:
    """A representation and the version it is of (None: rows that have none)."""

    id: int
    version: int | None
    body: Json


def require_look(actor: Actor, right: str) -> None:
    """May the caller look at all? A share lends the look at single records, so there the list may be short instead."""
    answer = access.decide(actor, right)
    if not answer and not (rights.get(right).shared and actor.scope_allows(right)):
        raise Forbidden("forbidden", answer.reason)


def row(found: Listing, line: Row) -> Json:
    """A line of a list."""
    head: Json = {"id": line.id}
    if found.spine:
        head |= {"version": line.version, "title": line.title}
    return head | {cell.column.code: json_value(cell) for cell in line.cells}


def one(actor: Actor, found: Listing, pk: int) -> Shown:
    """One visible record in full. Unknown and invisible are the same."""
    require_look(actor, found.view_right)
    line = listing.line(found, actor, pk)
    record = _record(found.code).first(actor, pk=pk) if line else None
    if line is None or record is None:
        raise Missing("not_found", _("There is no such record, or you cannot see it."))
    body = row(found, line)
    if isinstance(record, Record):
        body |= _other_fields(actor, record, body)
        return Shown(pk, record.subject.version, body)
    version = getattr(record, "version", None)
    if version is not None:
        body["version"] = version
    return Shown(pk, version, body)


@cache
def _record(code: str) -> Prepared[Model]:
    def make(actor: Actor, pk: Given) -> QuerySet[Model]:
        rows = listing.get(code).base(actor).filter(pk=pk)
        return rows.select_related("subject") if issubclass(rows.model, Record) else rows

    return Prepared(make)


def _other_fields(actor: Actor, record: Record, have: Json) -> Json:
    """What can be set and is no column: without it a caller could not read back what was written."""
    typed = extensions.subject_type(record.SUBJECT_TYPE).fields
    found: Json = {}
    for name, field in (fields_of(typed) if typed else {}).items():
        if name in have or (field.right and not actor.may(field.right)):
            continue
        try:
            found |= records.snapshot(record, [name])
        except (KeyError, AttributeError):
            continue  # a keyword that is no column of the record (people of a meeting…)
    return found


def resource_of(result: object) -> Resource | None:
    """The resource through which an action's result can be read."""
    if not isinstance(result, Record):
        return None
    return _readable().get(result.SUBJECT_TYPE)


@cache
def _readable() -> Mapping[str, Resource]:
    """By type of record; the rooms register theirs before the first request."""
    found: dict[str, Resource] = {}
    for one in discover():
        if one.listing and one.listing.subject_type:
            found.setdefault(one.listing.subject_type, one)
    return found


def outcome(actor: Actor, resource: Resource, result: object) -> Shown | None:
    """What an action gave back: the record as it is now where it can be read, else its id; None for nothing."""
    if not isinstance(result, Model):
        return None if result is None else Shown(0, None, {"result": _parts(result)})
    pk = int(result.pk)
    through = resource_of(result) or resource
    if through is not None and through.listing is not None:
        try:
            if through.listing.base(actor).model is type(result):
                return one(actor, through.listing, pk)
        except (Missing, Forbidden):
            pass  # changed, and given away or deleted by the change
    return Shown(pk, None, {"id": pk})


def _parts(value: object) -> object:
    """What else an action gives back, as JSON: its parts by name, records by their id."""
    if is_dataclass(value) and not isinstance(value, Money | type):
        return {part.name: _parts(getattr(value, part.name)) for part in fields(value)}
    if isinstance(value, list | tuple):
        return [_parts(one) for one in value]
    return events.plain(value)
