"""Writing records with their spine: create, load for change, edit, delete, restore. Used inside actions only."""

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple, TypeVar

from django.db import connection, models
from django.utils.translation import gettext_lazy as _

from pursuit.kernel import access, blank, clock, collecting, events, extensions, pinyin, search
from pursuit.kernel import context as surroundings
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Conflict, Missing, Stale
from pursuit.kernel.models.org import Membership
from pursuit.kernel.models.record import Record, visible_rows
from pursuit.kernel.models.subject import Subject
from pursuit.kernel.money import Money

T = TypeVar("T", bound=Record)
NOBODY = 0  # as an owner: the record is nobody's yet
SPINE = {"title": "title", "owner": "owner_id", "unit": "unit_id"}
GONE = _("There is no such record, or you cannot see it.")


def create(
    model: type[T],
    actor: Actor,
    *,
    fields: Mapping[str, object],
    source_id: str = "",
    **own: object,
) -> T:
    """A new record with subject, search text and `created` event. fields: validated keywords; own: the action's."""
    row, changes = draft(model, actor, fields=fields, source_id=source_id, **own)
    if not collecting.defer(row):
        row.subject.save(force_insert=True)
        row.save(force_insert=True)
    announce(row, actor, changes)
    return row


def draft(
    model: type[T], actor: Actor, *, fields: Mapping[str, object], source_id: str = "", **own: object
) -> tuple[T, events.Changes]:
    """A new record and its subject in memory, and what its `created` event will say; an import writes many at once."""
    values = dict(fields)
    title = str(values.pop("title"))
    given = _id(values.pop("owner", None))
    owner = None if given == NOBODY else given or actor.user_id
    around = surroundings.get()
    now = around.at or clock.now()
    subject = blank.row(
        Subject,
        type=model.SUBJECT_TYPE,
        title=title,
        title_key=pinyin.sort_key(title),
        owner_id=owner,
        unit_id=_id(values.pop("unit", None)) or _home_unit(actor, owner),
        created_at=now,
        created_by_id=around.original_author or actor.user_id,
        updated_at=now,
        source=around.source,
        source_id=source_id,
        batch=around.batch,
    )
    row = blank.row(model)
    row.subject = subject
    return row, {"title": (None, title), **_begin(row, values | own)}


def announce(row: Record, actor: Actor, changes: events.Changes) -> None:
    """A record that has just been written can be found, and has its first event."""
    collecting.made(actor.user_id, row.subject)
    search.index(row)
    events.record(actor, f"{row.SUBJECT_TYPE}.created", row.subject, changes)


def load(model: type[T], actor: Actor, pk: int, right: str, version: int | None = None) -> T:
    """A visible record, locked for change, that the actor may change; a stale version is refused."""
    if connection.features.has_select_for_update:
        # The subject row is what everybody locks, so two changes of one record queue on it; what is read below is
        # then the newest. SQLite queues whole transactions instead (BEGIN IMMEDIATE).
        Subject.objects.select_for_update().filter(pk=pk).first()
    row = visible_rows(model, actor).select_related("subject").filter(pk=pk).first()
    if row is None:
        raise Missing("not_found", GONE)
    access.require(actor, right, row.subject)
    check_version(row.subject.version, version)
    return row


def check_version(current: int, yours: int | None) -> None:
    """Refuse a save that was begun on an older version."""
    if yours is not None and yours != current:
        raise Stale(
            _("Somebody saved a newer version meanwhile: compare and save again."),
            current=current,
            yours=yours,
        )


def edit(row: Record, actor: Actor, fields: Mapping[str, object], *, verb: str = "", **own: object) -> events.Changes:
    """Set validated keywords on a loaded record; bumps the version and records what really changed (maybe nothing)."""
    changes = assign(row, dict(fields) | own)
    if changes:
        row.save()
        touch(row)
        if set(changes) - {"owner", "unit"}:  # their names are not searched by
            search.index(row)
        events.record(actor, verb or f"{row.SUBJECT_TYPE}.updated", row.subject, changes)
    return changes


def touch(row: Record) -> None:
    """A new version of the record: whoever holds the old one must look again."""
    subject = row.subject
    subject.version += 1
    # What an import adds to the past does not make the record older again.
    subject.updated_at = max(subject.updated_at, surroundings.moment())
    subject.save()


def delete(row: Record, actor: Actor) -> None:
    """Hide a record; it can be restored until it is purged."""
    row.subject.deleted_at = clock.now()
    row.subject.deleted_by = actor.user
    touch(row)
    events.record(actor, f"{row.SUBJECT_TYPE}.deleted", row.subject)


def restore(model: type[T], actor: Actor, pk: int, right: str, over: Subject | None = None) -> T:
    """Bring a deleted record back; the same right as changing it is needed, or that to change the record over it."""
    subject = Subject.objects.select_for_update().filter(pk=pk, type=model.SUBJECT_TYPE).first()
    if subject is None or not access.decide(actor, right, over or subject):
        raise Missing("not_found", GONE)
    if subject.deleted_at is None:
        raise Conflict("not_deleted", _("This record is not deleted."))
    row = model._default_manager.get(pk=pk)
    subject.deleted_at = subject.deleted_by = None
    row.subject = subject
    touch(row)
    events.record(actor, f"{model.SUBJECT_TYPE}.restored", subject)
    return row


def snapshot(row: Record, names: list[str]) -> dict[str, object]:
    """The present values of some fields, as an event keeps them."""
    return {name: events.plain(_get(row, name)) for name in names}


def assign(row: Record, values: Mapping[str, object]) -> dict[str, tuple[object, object]]:
    """Set values, return those that differ; nothing is saved. `account` sets `account_id`, Money sets two columns."""
    changes: dict[str, tuple[object, object]] = {}
    for name, value in values.items():
        before = _get(row, name)
        if before == value or (before in (None, "") and value in (None, "")):
            continue
        _set(row, name, value)
        changes[name] = (before, value)
    return changes


def _begin(row: Record, values: Mapping[str, object]) -> dict[str, tuple[object, object]]:
    """As `assign`, a little faster, for a row that has only its defaults."""
    changes: dict[str, tuple[object, object]] = {}
    columns, kept = _columns(type(row)), row.__dict__
    for name, value in values.items():
        column = columns.get(name)
        if column is None or column.currency or value is None or isinstance(value, models.Model):
            if value is not None or column is None or kept[column.attname] is not None:
                changes |= assign(row, {name: value})
        elif (before := kept[column.attname]) != value and not (before is None and value == ""):
            kept[column.attname] = value
            changes[name] = (before, value)
    return changes


def differing(row: Record, values: Mapping[str, object]) -> dict[str, object]:
    """Those of the values that are other than the record's; nothing is set."""
    found = {name: value for name, value in values.items() if _get(row, name) != value}
    return {name: value for name, value in found.items() if not (_get(row, name) in (None, "") and value in (None, ""))}


def _get(row: Record, name: str) -> object:
    if name in SPINE:
        return getattr(row.subject, SPINE[name])
    column = _columns(type(row))[name]
    value = getattr(row, column.attname)
    if column.currency and value is not None:
        return Money(value, getattr(row, column.currency))
    return value


def _set(row: Record, name: str, value: object) -> None:
    if name in SPINE:
        setattr(row.subject, SPINE[name], value)
        if name == "title":
            row.subject.title_key = pinyin.sort_key(str(value))
        return
    column = _columns(type(row))[name]
    if column.currency:
        if isinstance(value, Money):
            setattr(row, name, value.minor)
            setattr(row, column.currency, value.currency)
        elif value:
            raise TypeError(f"{name} is Money, not {value!r}")
        else:
            setattr(row, name, None)
    elif value is None and column.text:
        setattr(row, name, "")
    else:
        setattr(row, name if isinstance(value, models.Model) else column.attname, value)


def _id(value: object) -> int | None:
    if value is None or isinstance(value, int):
        return value
    raise TypeError(f"an id is a whole number, not {value!r}")


class _Column(NamedTuple):
    """How a keyword is kept: attname, the column of its currency if it is money, is it text that is never NULL?"""

    attname: str
    currency: str
    text: bool


@cache
def _columns(model: type[Record]) -> Mapping[str, _Column]:
    fields = {field.name: field for field in model._meta.concrete_fields}
    return {
        name: _Column(
            field.attname,
            f"{name}_currency" if f"{name}_currency" in fields else "",
            isinstance(field, models.CharField | models.TextField) and not field.null,
        )
        for name, field in fields.items()
    }


def _home_unit(actor: Actor, owner: int | None) -> int | None:
    if owner is None or owner == actor.user_id:
        return actor.unit_id
    home = collecting.once(("home", owner), lambda: Membership.objects.filter(user_id=owner, is_primary=True).first())
    return home.unit_id if home else actor.unit_id


def page_of(subject: Subject) -> extensions.SubjectType:
    """The declared type of a subject."""
    return extensions.subject_type(subject.type)
