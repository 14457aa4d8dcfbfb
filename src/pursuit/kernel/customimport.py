"""Own fields that come with an import: made where there is none of the name, filled together, taken away again."""

import re
from collections.abc import Iterable
from typing import Annotated

from django.db.models import ProtectedError
from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel, ConfigDict

from pursuit.kernel import access, collecting, customfields, events, extensions, imported, pinyin
from pursuit.kernel import context as surroundings
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.customfields import ChoiceList, FieldKind, FieldName, SubjectType
from pursuit.kernel.errors import Missing, Refused
from pursuit.kernel.inputs import Label, Moment, UserId
from pursuit.kernel.models import ImportMark, Subject
from pursuit.kernel.models.data import CustomField, CustomValue
from pursuit.kernel.records import GONE

MARK = "custom_field"  # on a field an import made
MOST_CHOICES = 100
CELLS = ("text", "number", "day")
_NOT_CODE = re.compile(r"[^a-z0-9]+")


class Filled(BaseModel):
    """Values of one record by the codes of its own fields; when and by whom, where the past is told."""

    model_config = ConfigDict(extra="forbid", arbitrary_types_allowed=True)

    subject: int
    values: dict[str, object]
    at: Moment | None = None
    by: UserId | None = None


Rows = Annotated[list[Filled], Label(_("Values"), widget="hidden")]
Ids = Annotated[list[int], Label(_("Own fields"), widget="hidden")]


@action("kernel.provide_custom_field", right="import.history")
def provide_custom_field(
    *, actor: Actor, subject_type: SubjectType, name: FieldName, kind: FieldKind, choices: ChoiceList | None = None
) -> CustomField:
    """The field of this name, made if there is none; entries a choice lacks are added to it."""
    if subject_type not in {one.code for one in extensions.subject_types()}:
        raise Refused("unknown_type", _("There is no such record type."), "subject_type")
    rows = CustomField.objects.select_for_update().filter(subject_type=subject_type)
    row = rows.filter(name=name, active=True).first()
    if row is None:
        row = rows.create(
            subject_type=subject_type, code=_free_code(name, rows.values_list("code", flat=True)), name=name, kind=kind,
            choices=choices or [], position=rows.count(), edited=True,
        )  # fmt: skip
        customfields.changed(actor, "created", row)
    elif row.kind == "choice" and (more := [one for one in choices or [] if one not in row.choices]):
        row.choices = [*row.choices, *more]
        if len(row.choices) > MOST_CHOICES:
            raise Refused("too_many_choices", _("“%s” would have more than 100 entries: make it a text.") % name)
        row.version += 1
        row.save(update_fields=["choices", "version"])
        customfields.changed(actor, "updated", row)
    return row


@action("kernel.import_custom_values", right="import.history")
def import_custom_values(*, actor: Actor, rows: Rows) -> list[int]:
    """Own fields of many records of one type. Returns those in which something changed."""
    ids = {one.subject for one in rows}
    subjects = Subject.objects.visible_to(actor, ids).in_bulk() if ids else {}
    if ids - subjects.keys():
        raise Missing("not_found", GONE)
    for kind in {one.type for one in subjects.values()}:
        right = extensions.subject_type(kind).edit_right
        access.require(actor, right)
        imported.require(actor, right, (one for one in subjects.values() if one.type == kind))
    fields = {(one.subject_type, one.code): one for one in CustomField.objects.filter(active=True)}
    there = values_of(ids)
    put: list[CustomValue] = []
    told: list[tuple[Filled, dict[str, tuple[object, object]]]] = []
    for one in rows:
        changes = {}
        for code, value in one.values.items():
            field = fields.get((subjects[one.subject].type, code))
            if field is None:
                raise Missing("not_found", _("There is no such field."))
            row = CustomValue(subject_id=one.subject, field=field, **_cells(field, value))
            before = there.get((one.subject, code))
            after = customfields.value_of(row)
            if before != after:
                changes[f"custom.{code}"] = (before, after)
                put.append(row)
        if changes:
            told.append((one, changes))
    CustomValue.objects.bulk_create(
        put, update_conflicts=True, unique_fields=["subject", "field"], update_fields=list(CELLS)
    )
    with collecting.collected(actor):
        for one, changes in told:
            _tell(actor, subjects[one.subject], one, changes)
    return [one.subject for one, _changes in told]


@action("kernel.withdraw_custom_fields", right="import.history")
def withdraw_custom_fields(*, actor: Actor, ids: Ids) -> list[CustomField]:
    """Fields an import made go, unless a record still has a value there. Returns those that stay."""
    stay = []
    ours = ImportMark.objects.filter(kind=MARK, row__in=ids).values("row")
    for row in CustomField.objects.select_for_update().filter(pk__in=ours):
        try:
            row.delete()
            customfields.changed(actor, "withdrawn", row)
        except ProtectedError:
            stay.append(row)
    return stay


def values_of(ids: Iterable[int]) -> dict[tuple[int, str], object]:
    """{(record, code): value} of these records."""
    rows = CustomValue.objects.filter(subject__in=list(ids), field__active=True).select_related("field")
    return {(row.subject_id, row.field.code): customfields.value_of(row) for row in rows}


def read_as(field: CustomField, value: object) -> object:
    """The value as a record will have it. ValueError with a sentence where it does not fit."""
    known = field if field.kind != "choice" else CustomField(kind="text")
    return customfields.value_of(CustomValue(field=field, **customfields.column(known, value)))


def _cells(field: CustomField, value: object) -> dict[str, object]:
    try:
        return customfields.column(field, value)
    except ValueError as bad:  # the field was changed since the file was read
        raise Refused("bad_value", str(bad), field.label) from bad


def _tell(actor: Actor, subject: Subject, one: Filled, changes: events.Changes) -> None:
    if one.at is None or one.by is None:
        events.record(actor, customfields.UPDATED, subject, changes)
        return
    with surroundings.told(actor, one.at, one.by):
        events.record(actor, customfields.UPDATED, subject, changes)


def _free_code(name: str, taken: Iterable[str]) -> str:
    """From the name; a number behind it where it is taken."""
    latin = _NOT_CODE.sub("_", (name if name.isascii() else pinyin.sort_key(name)).lower()).strip("_")[:36]
    base = latin if latin[:1].isalpha() else f"f_{latin}".strip("_")
    used = set(taken)
    return next(code for code in (base, *(f"{base}{n}" for n in range(2, len(used) + 3))) if code not in used)
