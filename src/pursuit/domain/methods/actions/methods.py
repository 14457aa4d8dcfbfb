"""Writing methods: create or copy, edit the draft, publish it, retire."""

from typing import Annotated

from django.db import models
from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel, ConfigDict, Field

from pursuit.domain.methods.fields import KindOf, MethodId
from pursuit.domain.methods.models import Category, Method, MethodVersion, Stage
from pursuit.domain.methods.queries import methods as queries
from pursuit.domain.methods.rules.stages import REQUIREMENTS
from pursuit.kernel import clock, events, terms
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Conflict, Refused
from pursuit.kernel.inputs import Label

EDIT = "methods.edit"
Code = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{1,39}$")]
Name = Annotated[str, Field(min_length=1, max_length=120)]


class StageSpec(BaseModel):
    """One stage as written in a draft."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    code: Code
    name: Name
    name_en: Annotated[str, Field(max_length=120)] = ""
    probability: Annotated[int, Field(ge=0, le=100)] = 0
    category: Category = Category.OPEN
    point_code: Annotated[str, Field(max_length=20)] = ""
    point_name: Annotated[str, Field(max_length=80)] = ""
    needs_approval: bool = False
    max_days: Annotated[int, Field(ge=1, le=3650)] | None = None
    forecast: str = ""
    guidance: Annotated[str, Field(max_length=5000)] = ""
    required: list[str] = []


Stages = Annotated[list[StageSpec], Field(min_length=1, max_length=20), Label(_("Stages"))]
MethodCode = Annotated[Code, Label(_("Code"))]
MethodName = Annotated[Name, Label(_("Name"))]
EnglishName = Annotated[str, Field(max_length=120), Label(_("English name"))]


@action("projects.create_method", right=EDIT, public="methods.create")
def create_method(
    *,
    actor: Actor,
    code: MethodCode,
    name: MethodName,
    name_en: EnglishName = "",
    kind: KindOf = "deal",
    copy_of: Annotated[MethodId, Label(_("Copy the stages of"))] | None = None,
    stages: Stages | None = None,
) -> Method:
    """A new method with a draft, from given stages or another method's."""
    if Method.objects.filter(code=code).exists():
        raise Refused("duplicate_code", _("Another method has this code already."), "code")
    specs = stages or (_copied(queries.method(actor, copy_of)) if copy_of else [])
    if not specs:
        raise Refused("no_stages", _("Give at least one stage, or a method to copy."), "stages")
    last = Method.objects.aggregate(last=models.Max("position"))["last"] or 0
    method = Method.objects.create(
        code=code, name=name, name_en=name_en, kind=kind, position=last + 1, edited=not name_en
    )
    _write(MethodVersion.objects.create(method=method, number=1), specs)
    events.record(actor, "method.created", None, method=method.pk, code=code)
    return method


@action("projects.edit_method", right=EDIT, public="methods.edit")
def edit_method(
    *, actor: Actor, method: MethodId, name: MethodName | None = None, stages: Stages | None = None
) -> MethodVersion | None:
    """Rename a method, or write its draft; projects that run keep the version they have."""
    row = Method.objects.select_for_update().get(pk=method)
    if name and name != row.name:
        events.record(actor, "method.renamed", None, {"name": (row.name, name)}, method=row.pk)
        row.name, row.edited = name, True
        row.save()
    draft = queries.draft(row)
    if stages:
        if draft is None:
            newest = row.versions.aggregate(newest=models.Max("number"))["newest"] or 0
            draft = MethodVersion.objects.create(method=row, number=newest + 1)
        draft.stages.all().delete()
        _write(draft, stages)
        events.record(actor, "method.draft_written", None, method=row.pk, number=draft.number, stages=len(stages))
    return draft


@action("projects.publish_method", right=EDIT, public="methods.publish")
def publish_method(*, actor: Actor, method: MethodId) -> MethodVersion:
    """From now on new projects take the draft; it can no longer be changed."""
    row = Method.objects.select_for_update().get(pk=method)
    draft = queries.draft(row)
    if draft is None:
        raise Conflict("no_draft", _("There is no draft to publish: edit the method first."))
    draft.published_at = clock.now()
    draft.save()
    row.active = True
    row.save()
    events.record(actor, "method.published", None, method=row.pk, number=draft.number)
    return draft


@action("projects.retire_method", right=EDIT, public="methods.retire")
def retire_method(*, actor: Actor, method: MethodId) -> Method:
    """No new projects by this method; those that run go on."""
    row = Method.objects.select_for_update().get(pk=method)
    row.active = False
    row.save()
    events.record(actor, "method.retired", None, method=row.pk)
    return row


def _copied(method: Method) -> list[StageSpec]:
    version = queries.published(method) or queries.draft(method)
    names = set(StageSpec.model_fields)
    rows = version.stages.order_by("position").values(*names) if version else []
    return [StageSpec.model_validate(row) for row in rows]


def _write(version: MethodVersion, specs: list[StageSpec]) -> None:
    _check(specs)
    Stage.objects.bulk_create(
        Stage(version=version, position=position, **spec.model_dump()) for position, spec in enumerate(specs)
    )


def _check(specs: list[StageSpec]) -> None:
    codes = [spec.code for spec in specs]
    if len(set(codes)) < len(codes):
        raise Refused("duplicate_stage", _("Two stages have the same code."), "stages")
    unknown = {code for spec in specs for code in spec.required} - set(REQUIREMENTS)
    if unknown:
        raise Refused("unknown_field", _("A stage cannot require this: %s.") % ", ".join(sorted(unknown)), "stages")
    if any(spec.forecast and not terms.known("forecast_category", spec.forecast) for spec in specs):
        raise Refused("unknown_term", _("Choose one of the listed forecast categories."), "stages")
    if specs[0].category != Category.OPEN:
        raise Refused("first_stage", _("The first stage must be an open one."), "stages")
