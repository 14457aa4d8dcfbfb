"""Fields people add to a subject type: typed, indexed values, written through their own action."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Annotated, Literal

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from pursuit.kernel import access, dates, events, extensions, revision
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Conflict, Invalid, Missing, Refused, Text
from pursuit.kernel.inputs import ANY, Choices, Label, Ref, Version
from pursuit.kernel.models.data import CustomField, CustomValue
from pursuit.kernel.models.subject import Subject
from pursuit.kernel.records import check_version

SCALE = 10**6
UPDATED = "kernel.custom.updated"
KINDS = (
    ("text", _("Text")),
    ("number", _("Number")),
    ("date", _("Date")),
    ("choice", _("Choice")),
    ("flag", _("Yes or no")),
)
FieldKind = Annotated[Literal["text", "number", "date", "choice", "flag"], Choices(KINDS), Label(_("Kind"))]
FieldName = Annotated[str, Field(min_length=1, max_length=120), Label(_("Name"))]
FieldCode = Annotated[
    str,
    Field(pattern=r"^[a-z][a-z0-9_]{0,39}$"),
    Label(_("Code"), help=_("Letters, digits and _; used by imports and programs.")),
]
ChoiceList = Annotated[list[str], Field(max_length=100), Label(_("Choices"), widget="long", help=_("One per line."))]
SubjectType = Annotated[str, Label(_("Record type"))]
Required = Annotated[bool, Label(_("Required"))]

_cache = revision.Cached("customfields", lambda: list(CustomField.objects.filter(active=True)))


def of(subject_type: str) -> list[CustomField]:
    """Active fields of a type, in order."""
    return [field for field in _cache() if field.subject_type == subject_type]


@action("kernel.create_custom_field", right="settings.edit", public="custom-fields.create")
def create_custom_field(
    *,
    actor: Actor,
    subject_type: SubjectType,
    code: FieldCode,
    name: FieldName,
    kind: FieldKind,
    choices: ChoiceList | None = None,
    required: Required = False,
) -> CustomField:
    """Add a field to a subject type."""
    if subject_type not in {one.code for one in extensions.subject_types()}:
        raise Refused("unknown_type", _("There is no such record type."), "subject_type")
    if CustomField.objects.filter(subject_type=subject_type, code=code).exists():
        raise Conflict("exists", _("This code is in use already."), "code")
    if kind == "choice" and not choices:
        raise Refused("no_choices", _("A choice needs at least one entry."), "choices")
    position = CustomField.objects.filter(subject_type=subject_type).count()
    row = CustomField.objects.create(
        subject_type=subject_type,
        code=code,
        name=name,
        kind=kind,
        choices=choices or [],
        required=required,
        position=position,
        edited=True,
    )
    changed(actor, "created", row)
    return row


@action("kernel.update_custom_field", right="settings.edit", public="custom-fields.update")
def update_custom_field(
    *,
    actor: Actor,
    field: int,
    version: Version | None = None,
    name: FieldName | None = None,
    choices: ChoiceList | None = None,
    required: bool | None = None,
    active: bool | None = None,
) -> CustomField:
    """Rename, re-order choices, retire. The kind stays: values are typed."""
    row = CustomField.objects.select_for_update().filter(pk=field).first()
    if row is None:
        raise Missing("not_found", _("There is no such field."))
    check_version(row.version, version)
    for attribute, value in {
        "name": name,
        "choices": choices,
        "required": required,
        "active": active,
    }.items():
        if value is not None:
            setattr(row, attribute, value)
    row.version += 1
    row.save()
    changed(actor, "updated", row)
    return row


@action("kernel.set_custom_values", right="subjects.edit", public="custom-values.set")
def set_custom_values(*, actor: Actor, subject: Annotated[int, Ref(ANY)], values: dict[str, object]) -> Subject:
    """Set some custom fields of one record."""
    row = Subject.objects.visible_to(actor, [subject]).get()
    access.require(actor, extensions.subject_type(row.type).edit_right, row)
    write(actor, row, values)
    return row


def write(actor: Actor, subject: Subject, values: Mapping[str, object]) -> None:
    """Store validated values inside an action; records one event with what changed."""
    fields = {field.code: field for field in of(subject.type)}
    faults: dict[str, tuple[str, Text]] = {}
    columns: dict[str, dict[str, object]] = {}
    for code, value in values.items():
        if code not in fields:
            faults[code] = ("extra_forbidden", _("There is no such field here."))
            continue
        try:
            columns[code] = column(fields[code], value)
        except ValueError as error:
            faults[code] = ("bad_value", str(error))
    if faults:
        raise Invalid(faults)
    before = read(subject)
    for code, cells in columns.items():
        if all(cell is None for cell in cells.values()):
            CustomValue.objects.filter(subject=subject, field=fields[code]).delete()
        else:
            CustomValue.objects.update_or_create(subject=subject, field=fields[code], defaults=cells)
    after = read(subject)
    changes = {
        f"custom.{code}": (before.get(code), after.get(code)) for code in columns if before.get(code) != after.get(code)
    }
    if changes:
        events.record(actor, UPDATED, subject, changes)


def read(subject: Subject) -> dict[str, object]:
    """{code: value} of one record."""
    if not of(subject.type):
        return {}
    rows = CustomValue.objects.filter(subject=subject, field__active=True).select_related("field")
    return {row.field.code: value_of(row) for row in rows}


def value_of(row: CustomValue) -> object:
    """The typed value of a row."""
    match row.field.kind:
        case "number":
            return None if row.number is None else Decimal(row.number) / SCALE
        case "date":
            return row.day
        case "flag":
            return bool(row.number)
        case _:
            return row.text


def column(field: CustomField, value: object) -> dict[str, object]:
    """The three value columns for a value; ValueError with a sentence when it does not fit the field's kind."""
    cells: dict[str, object] = {"text": None, "number": None, "day": None}
    if value is None or value == "":
        if field.required:
            raise ValueError(str(_("This is required.")))
        return cells
    match field.kind:
        case "number":
            try:
                number = int(Decimal(str(value).replace(",", "")) * SCALE)
            except (InvalidOperation, OverflowError) as error:
                raise ValueError(str(_("This must be a number."))) from error
            if abs(number) > 9 * 10**18:
                raise ValueError(str(_("This must be a number.")))
            cells["number"] = number
        case "date":
            cells["day"] = value if isinstance(value, date) else dates.parse_day(str(value))
        case "flag":
            cells["number"] = int(str(value).lower() in {"1", "true", "yes", "on", "是"})
        case "choice" if str(value) not in field.choices:
            raise ValueError(str(_("Choose one of the listed values.")))
        case _:
            if len(str(value)) > 500:
                raise ValueError(str(_("At most %d characters.")) % 500)
            cells["text"] = str(value)
    return cells


def changed(actor: Actor, verb: str, row: CustomField) -> None:
    """The fields are others now, in every process."""
    revision.bump("customfields")
    events.record(
        actor,
        f"kernel.custom_field.{verb}",
        None,
        field=row.pk,
        code=row.code,
        name=row.name,
        type=row.subject_type,
    )
