"""A record's fields for its page: label, value in people's words, and whether a click edits it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import ForeignKey, Model
from django.urls import reverse

from pursuit.interfaces.web.forms.field import reading
from pursuit.interfaces.web.records.registry import EDITABLE
from pursuit.kernel import access, customfields, extensions
from pursuit.kernel.actor import Actor
from pursuit.kernel.models import Record, Subject
from pursuit.kernel.money import Money
from pursuit.kernel.records import SPINE
from pursuit.kernel.schema import Field, fields_of

_known: dict[str, dict[str, Field]] = {}


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of a record's page."""

    name: str
    label: str
    text: str
    value: object
    kind: str
    edit_url: str = ""
    url: str = ""


def fields(subject_type: str) -> dict[str, Field]:
    """The declared fields of a type."""
    if subject_type not in _known:
        typed = extensions.subject_type(subject_type).fields
        _known[subject_type] = fields_of(typed) if typed else {}
    return _known[subject_type]


def stored(row: Record, names: Iterable[str]) -> dict[str, object]:
    """Present values by keyword, as forms and actions speak of them."""
    values: dict[str, object] = {}
    columns = {one.name: one for one in row._meta.concrete_fields}
    for name in names:
        if name in SPINE:
            values[name] = getattr(row.subject, SPINE[name])
        elif f"{name}_currency" in columns:
            minor = getattr(row, name)
            values[name] = None if minor is None else Money(minor, getattr(row, f"{name}_currency"))
        elif name in columns:
            values[name] = getattr(row, columns[name].attname)
    return values


def facts(actor: Actor, row: Record, names: Sequence[str]) -> list[Fact]:
    """The named fields of a loaded record that this reader may see, in order."""
    declared = fields(row.SUBJECT_TYPE)
    may_edit = may_change(actor, row.subject)
    values = stored(row, names)
    shown = []
    for name in names:
        one = declared.get(name)
        if one is None or (one.right and not actor.may(one.right)):
            continue
        value = values.get(name)
        edit = reverse("record-field", args=[row.SUBJECT_TYPE, row.pk, name]) if may_edit else ""
        text = _at_hand(row, name) or reading(one, value)
        shown.append(Fact(name, str(one.label), text, value, one.widget, edit, _link(actor, one, value)))
    return shown


def _at_hand(row: Record, name: str) -> str:
    """The name of what the record points at, where it was loaded with it."""
    holder: Model = row.subject if name in SPINE else row
    columns = {one.name: one for one in holder._meta.concrete_fields}
    link = columns.get(name)
    if not isinstance(link, ForeignKey) or not link.is_cached(holder):
        return ""
    return str(getattr(holder, name) or "")


def custom_facts(actor: Actor, subject: Subject) -> list[Fact]:
    """Custom fields of a record."""
    values = customfields.read(subject)
    edit = reverse("record-custom", args=[subject.pk]) if may_change(actor, subject) else ""
    return [
        Fact(f"custom.{one.code}", one.label, str(values.get(one.code) or "—"), values.get(one.code), one.kind, edit)
        for one in customfields.of(subject.type)
    ]


def may_change(actor: Actor, subject: Subject) -> bool:
    """Does the page offer editing to this reader?"""
    kind = extensions.subject_type(subject.type)
    return kind.code in EDITABLE and bool(access.decide(actor, kind.edit_right, subject))


def _link(actor: Actor, one: Field, value: object) -> str:
    """Where a reference leads, if the reader may go there."""
    if not one.ref or one.many or not isinstance(value, int):
        return ""
    kind = extensions.subject_type(one.ref)
    if not kind.url_name or not access.sees(actor, value, one.ref):
        return ""
    return reverse(kind.url_name, args=[value])
