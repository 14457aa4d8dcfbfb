"""How we stand with a customer: relationship layers with their history, and changes of standing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from pursuit.domain.customers.actions.accounts import assess_relationship, set_standing
from pursuit.domain.customers.models import AccountChange, AccountRelationship
from pursuit.domain.customers.queries.accounts import account, relationship_history, relationships
from pursuit.interfaces.web.forms.form import ActionForm
from pursuit.interfaces.web.forms.views import form_page
from pursuit.interfaces.web.records.facts import fields, stored
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.kernel import access, clock, terms


@dataclass(frozen=True, slots=True)
class Layer:
    """A layer of the relationship as people read it; the newest assessment, if there is one."""

    code: str
    label: str
    level: str = ""
    target: str = ""
    reached: bool = False
    on: date | None = None
    by: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One change of tier, lifecycle or credit grade."""

    label: str
    before: str
    after: str
    row: AccountChange


def layers(found: Sequence[AccountRelationship]) -> list[Layer]:
    """Every layer of the list, assessed or not."""
    by_layer = {one.layer: one for one in found}
    return [_layer(entry.code, entry.label, by_layer.get(entry.code)) for entry in terms.entries("relationship_layer")]


def _layer(code: str, label: str, one: AccountRelationship | None) -> Layer:
    if one is None:
        return Layer(code, label)
    order = [entry.code for entry in terms.entries("relationship_level", active=False)]
    reached = one.target_level == "" or order.index(one.level) <= order.index(one.target_level)
    level, target = (terms.label("relationship_level", each) if each else "" for each in (one.level, one.target_level))
    return Layer(code, label, level, target, reached, one.assessed_on, str(one.assessed_by), one.note)


def standings(found: Sequence[AccountChange]) -> list[Step]:
    """Changes of standing in words."""
    known = fields("account")
    return [
        Step(
            str(known[one.what].label),
            terms.label(one.what, one.before) if one.before else "—",
            terms.label(one.what, one.after) if one.after else "—",
            one,
        )
        for one in found[:6]
        if one.what in known
    ]


@page("customers.edit", methods=("GET", "POST"))
def assessment(request: Request, pk: int) -> HttpResponse:
    """Assess a layer anew; the earlier assessments stay."""
    row = account(request.actor, pk)
    access.require(request.actor, "customers.edit", row.subject)
    layer = request.GET.get("layer", "")
    now = next((one for one in relationships(row) if one.layer == layer), None)
    start = {"layer": layer, "assessed_on": clock.today()}
    if now is not None:
        start |= {"level": now.level, "target_level": now.target_level}
    form = ActionForm(
        assess_relationship,
        request.actor,
        names=("layer", "level", "target_level", "note", "assessed_on"),
        fixed={"account": pk},
        stored=start,
    )
    url = reverse("customers:account", args=[pk])
    return form_page(
        request,
        form,
        title=_("Assess the relationship"),
        button=_("Save"),
        done=lambda _row: url,
        said=_("The assessment was saved."),
        cancel=url,
        draft=f"relationship-{pk}-{layer}",
    )


@page("customers.view")
def past(request: Request, pk: int) -> HttpResponse:
    """All assessments."""
    row = account(request.actor, pk)
    found = [(terms.label("relationship_layer", one.layer), one) for one in relationship_history(request.actor, pk)]
    shown = [(label, _layer(one.layer, label, one)) for label, one in found]
    context = {"account": row, "assessments": shown, "title": _("Past assessments")}
    template = "customers/relationships_sheet.html" if request.htmx else "customers/relationships.html"
    return render(request, template, context)


@page("customers.edit", methods=("GET", "POST"))
def standing(request: Request, pk: int) -> HttpResponse:
    """Tier, lifecycle and credit grade with a reason."""
    row = account(request.actor, pk)
    access.require(request.actor, "customers.edit", row.subject)
    names = ("tier", "lifecycle", "credit_grade")
    form = ActionForm(
        set_standing,
        request.actor,
        names=(*names, "reason"),
        fixed={"account": pk},
        stored=stored(row, names),
        version=row.subject.version,
    )
    url = reverse("customers:account", args=[pk])
    return form_page(
        request,
        form,
        title=_("Change standing"),
        button=_("Save"),
        done=lambda _row: url,
        said=_("Saved."),
        cancel=url,
        draft=f"standing-{pk}",
    )
