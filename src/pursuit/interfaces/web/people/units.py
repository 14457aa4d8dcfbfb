"""The organisation: the tree, one unit, and changing both."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from pursuit.domain.people.actions.units import close_unit, create_unit, move_unit, reopen_unit, update_unit
from pursuit.domain.people.queries import planning, scope
from pursuit.domain.people.queries import units as look
from pursuit.interfaces.web.forms.form import ActionForm
from pursuit.interfaces.web.forms.views import form_page
from pursuit.interfaces.web.people.tabs import tabs
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.interfaces.web.shell.toasts import Toast, see_other
from pursuit.kernel.models import Membership, OrgUnit

EDIT = "org.edit"
DEEPEST = 6  # deeper units are indented no further, so that names stay readable


@dataclass(frozen=True, slots=True)
class Branch:
    """One line of the tree."""

    unit: OrgUnit
    depth: int
    heads: list[Membership]


@page("people.view")
def organisation(request: Request) -> HttpResponse:
    """All open units, indented, with heads and numbers of people."""
    heads = look.heads(request.actor)
    branches = [Branch(unit, min(depth, DEEPEST), heads.get(unit.pk, [])) for depth, unit in look.tree(request.actor)]
    context = {
        "branches": branches,
        "closed": look.closed(request.actor),
        "tabs": tabs(request.actor, "people:org"),
        "may_edit": request.actor.may(EDIT),
    }
    return render(request, "people/org.html", context)


@page("people.view")
def unit_page(request: Request, pk: int) -> HttpResponse:
    """One unit: who belongs to it, what lies below."""
    row = look.unit(request.actor, pk)
    context = {
        "unit": row,
        "members": look.people_of(request.actor, pk),
        "below": [unit for _depth, unit in look.tree(request.actor) if unit.parent_id == pk],
        "contents": look.contents(pk),
        "may_edit": request.actor.may(EDIT),
        "may_assign": request.actor.may("people.edit"),
        "sees_rates": scope.reaches_unit(request.actor, "people.rates.view", pk),
        "cost_rates": planning.cost_rates(request.actor).filter(unit_id=pk).order_by("-since")[:10],
        "may_set_rates": row.closed_on is None and scope.reaches_unit(request.actor, "people.rates.edit", pk),
    }
    return render(request, "people/unit.html", context)


@page(EDIT, methods=("GET", "POST"))
def new_unit(request: Request, pk: int) -> HttpResponse:
    """A unit below this one."""
    above = look.unit(request.actor, pk)
    form = ActionForm(create_unit, request.actor, names=("name", "code"), fixed={"parent": pk})
    return form_page(
        request,
        form,
        title=_("New unit under %s") % above,
        button=_("Create"),
        done=_to,
        said=_("The unit was created."),
        cancel=reverse("people:org"),
        draft=f"unit-new-{pk}",
    )


@page(EDIT, methods=("GET", "POST"))
def edit_unit(request: Request, pk: int) -> HttpResponse:
    """Name, code and place among its sisters."""
    row = look.unit(request.actor, pk)
    stored = {"name": row.name, "code": row.code, "position": row.position}
    form = ActionForm(
        update_unit, request.actor, names=tuple(stored), fixed={"unit": pk}, stored=stored, version=row.version
    )
    return form_page(
        request, form, title=row.name, button=_("Save"), done=_to, said=_("Saved."), cancel=_to(row), draft=f"unit-{pk}"
    )


@page(EDIT, methods=("GET", "POST"))
def place(request: Request, pk: int) -> HttpResponse:
    """Hang it under another unit."""
    row = look.unit(request.actor, pk)
    form = ActionForm(
        move_unit, request.actor, names=("parent",), fixed={"unit": pk}, stored={"parent": row.parent_id},
        version=row.version,
    )  # fmt: skip
    form.fields[0].label = _("Unit above")
    return form_page(
        request, form, title=_("Move %s") % row, button=pgettext("unit", "Move"), done=_to,
        said=_("The unit was moved."), cancel=_to(row), draft=f"unit-place-{pk}",
    )  # fmt: skip


@page(EDIT, methods=("POST",))
def closing(request: Request, pk: int) -> HttpResponse:
    """Close an empty unit; the toast opens it again."""
    row = close_unit.run(request.actor, {"unit": pk})
    undo = Toast(_("“%s” was closed.") % row, url=reverse("people:unit-opening", args=[pk]), link=_("Undo"), post=True)
    return see_other(request, reverse("people:org"), undo)


@page(EDIT, methods=("POST",))
def opening(request: Request, pk: int) -> HttpResponse:
    """Open a closed unit again."""
    row = reopen_unit.run(request.actor, {"unit": pk})
    return see_other(request, _to(row), Toast(_("“%s” is open again.") % row))


def _to(row: OrgUnit) -> str:
    return reverse("people:unit", args=[row.pk])
