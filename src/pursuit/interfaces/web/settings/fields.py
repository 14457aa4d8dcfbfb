"""Own fields: what a company keeps on its records besides what is shipped."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from pursuit.interfaces.web.forms.form import ActionForm
from pursuit.interfaces.web.forms.views import form_page
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.interfaces.web.shell.toasts import Toast, see_other
from pursuit.kernel import extensions
from pursuit.kernel import termlists as look
from pursuit.kernel.actor import Actor
from pursuit.kernel.customfields import KINDS, create_custom_field, update_custom_field
from pursuit.kernel.errors import Missing, Text
from pursuit.kernel.extensions import SubjectType
from pursuit.kernel.models import CustomField

EDIT = "settings.edit"
HERE = "settings:fields"


@dataclass(frozen=True, slots=True)
class OfType:
    """The own fields of one record type."""

    type: SubjectType
    fields: list[tuple[CustomField, Text]]


@page(EDIT)
def fields(request: Request) -> HttpResponse:
    """Own fields by record type."""
    return render(request, "settings/fields.html", {"types": list(_types(request.actor))})


@page(EDIT, methods=("GET", "POST"))
def new_field(request: Request, subject_type: str) -> HttpResponse:
    """A new field on a record type."""
    kind = next((one for one in extensions.subject_types() if one.code == subject_type), None)
    if kind is None:
        raise Missing("not_found", _("There is no such record type."))
    form = ActionForm(
        create_custom_field, request.actor, names=("name", "code", "kind", "choices", "required"),
        fixed={"subject_type": subject_type},
    )  # fmt: skip
    return form_page(
        request, form, title=_("New field: %s") % kind.label, button=_("Add"), done=lambda _row: reverse(HERE),
        said=_("The field was added."), cancel=reverse(HERE), draft=f"field-new-{subject_type}",
    )  # fmt: skip


@page(EDIT, methods=("GET", "POST"))
def field(request: Request, pk: int) -> HttpResponse:
    """Rename, change the choices, require. The kind stays."""
    row = look.custom_field(request.actor, pk)
    names = ("name", "choices", "required") if row.kind == "choice" else ("name", "required")
    stored = {name: getattr(row, name) for name in names}
    form = ActionForm(
        update_custom_field, request.actor, names=names, fixed={"field": pk}, stored=stored, version=row.version
    )
    for one in form.fields:
        if one.name == "required":
            one.label = _("Required")
    return form_page(
        request, form, title=row.label, button=_("Save"), done=lambda _row: reverse(HERE), said=_("Saved."),
        cancel=reverse(HERE), draft=f"field-{pk}",
    )  # fmt: skip


@page(EDIT, methods=("POST",))
def retirement(request: Request, pk: int) -> HttpResponse:
    """Take a field off the forms, or put it back; its values stay."""
    active = request.POST.get("active") == "yes"
    row = update_custom_field.run(request.actor, {"field": pk, "active": active})
    said = _("“%s” is on the forms again.") if active else _("“%s” is off the forms; its values are kept.")
    return see_other(request, reverse(HERE), Toast(said % row.label))


def _types(actor: Actor) -> Iterable[OfType]:
    have = look.custom_fields(actor)
    words = dict(KINDS)
    for kind in (one for one in extensions.subject_types() if one.url_name):
        yield OfType(kind, [(row, words[row.kind]) for row in have.get(kind.code, [])])
