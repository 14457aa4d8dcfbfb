"""The company's checklists, scorecards and figures."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from pursuit.domain.gates.actions.setup import SETUP, add_item, edit_item, put_criterion, set_rules
from pursuit.domain.gates.queries import facts, records
from pursuit.domain.gates.queries.house_rules import house_rules
from pursuit.domain.gates.queries.overview import setup as lists
from pursuit.interfaces.web.forms.form import ActionForm
from pursuit.interfaces.web.forms.views import form_page
from pursuit.interfaces.web.settings.company import offer
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.kernel.errors import Text
from pursuit.kernel.money import Money, company_currency

DETAILS = ("grades", "weight", "required", "inferred_will_do", "valid_days", "guidance")
CRITERION = ("name", "weight", "decisive", "hints", "active")
RULES = ("review_grades", "scorecard_points", "least_score", "bid_go", "bid_stop", "term_days", "exposure")


@page(SETUP)
def setup(request: Request) -> HttpResponse:
    """Claims by point, criteria by scorecard, figures."""
    claims, criteria = lists()
    rules = house_rules()
    figures = [(set_rules.schema.fields[name].label, name, getattr(rules, name)) for name in RULES]
    context = {
        "nav": "settings", "claims": claims.items(), "criteria": criteria, "figures": figures,
        "currency": company_currency(), "facts": facts.kinds(),
    }  # fmt: skip
    return render(request, "gates/setup.html", context)


@page(SETUP, methods=("GET", "POST"))
def item_new(request: Request) -> HttpResponse:
    """A claim more."""
    stored = {"point": request.GET.get("point", ""), "weight": 10, "required": True}
    form = ActionForm(add_item, request.actor, names=("point", "name", "kind", "fact", *DETAILS), stored=stored)
    offer(form, "point", [(code, f"{code} {name}") for code, name in records.point_codes()])
    known: list[tuple[object, Text]] = [("", "—"), *((one.code, one.label) for one in facts.kinds().values())]
    offer(form, "fact", known, _("Only for the kind “fact of the system”."))
    return _page(request, form, _("Claim to prove"), _("Add"))


@page(SETUP, methods=("GET", "POST"))
def item(request: Request, pk: int) -> HttpResponse:
    """Change one, or take it out of use."""
    row = records.item(pk)
    names = ("name", *DETAILS, "active")
    stored = {name: getattr(row, name) for name in names}
    form = ActionForm(edit_item, request.actor, names=names, fixed={"item": pk}, stored=stored)
    return _page(request, form, row.label, _("Save"), f"-{pk}")


@page(SETUP, methods=("GET", "POST"))
def criterion_new(request: Request) -> HttpResponse:
    """A criterion more."""
    stored = {"weight": 10, "active": True}
    form = ActionForm(put_criterion, request.actor, names=("sheet", *CRITERION), stored=stored)
    return _page(request, form, _("Scored criterion"), _("Add"))


@page(SETUP, methods=("GET", "POST"))
def criterion(request: Request, pk: int) -> HttpResponse:
    """Change one, or take it out of use."""
    row = records.criterion(pk)
    stored = {name: getattr(row, name) for name in CRITERION}
    fixed = {"criterion": pk, "sheet": row.sheet}
    form = ActionForm(put_criterion, request.actor, names=CRITERION, fixed=fixed, stored=stored)
    return _page(request, form, row.label, _("Save"), f"-{pk}")


@page(SETUP, methods=("GET", "POST"))
def rules(request: Request) -> HttpResponse:
    """The figures."""
    now = house_rules()
    stored: dict[str, object] = {name: getattr(now, name) for name in RULES}
    stored["scorecard_points"] = ",".join(now.scorecard_points)
    stored["exposure"] = Money(now.exposure, company_currency())
    return _page(
        request, ActionForm(set_rules, request.actor, names=RULES, stored=stored), _("Thresholds and terms"), _("Save")
    )


def _page(request: Request, form: ActionForm, title: Text, button: Text, draft: str = "") -> HttpResponse:
    back = reverse("gates:setup")
    return form_page(
        request, form, title=title, button=button, done=lambda _row: back, said=_("Saved."), cancel=back,
        draft=f"{form.action.code}{draft}", context={"nav": "settings"},
    )  # fmt: skip
