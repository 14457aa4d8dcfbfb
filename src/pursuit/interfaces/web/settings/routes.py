"""Approval routes: who answers requests of a kind, by amount and grade, step by step."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pursuit.domain.people.actions.routes import create_route, update_route
from pursuit.domain.people.queries import company as look
from pursuit.domain.people.queries.people import find
from pursuit.domain.people.queries.roles import roles
from pursuit.interfaces.web.forms.form import ActionForm
from pursuit.interfaces.web.settings.company import offer
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.interfaces.web.shell.toasts import Toast, see_other
from pursuit.kernel.errors import Missing, Text
from pursuit.kernel.models import ApprovalRoute, Approver
from pursuit.kernel.money import Money, company_currency

EDIT = "settings.edit"
# Requests that rooms make; a kind in use that is missing here shows its code.
KINDS: dict[str, Text] = {
    "projects.stage_move": gettext_lazy("A project passes a decision point"),
    "gates.advance": gettext_lazy("Work or goods before signing"),
    "market.ruling": gettext_lazy("A ruling on conflicting registrations"),
    "contracts.sign": gettext_lazy("A contract is reviewed before it is signed"),
    "contracts.change": gettext_lazy("A signed contract is changed"),
    "budgets.request": gettext_lazy("A budget is asked for"),
    "budgets.expense": gettext_lazy("An expense is paid back"),
    "finance.write_off": gettext_lazy("A receivable is written off"),
}
NAMES = ("name", "name_en", "floor", "ceiling", "grades", "position", "active")
BLANK_STEPS = 2
MOST_PEOPLE = 500


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step in the form; an empty approver is an unused line."""

    approver: str = ""
    role: str = ""
    user: str = ""
    everyone: bool = False


@page(EDIT)
def routes(request: Request) -> HttpResponse:
    """Routes by kind of request, in the order in which they are tried."""
    kinds: dict[str, list[ApprovalRoute]] = {}
    for row in look.routes(request.actor):
        kinds.setdefault(row.kind, []).append(row)
    context = {
        "kinds": [(KINDS.get(kind, kind), rows) for kind, rows in kinds.items()],
        "currency": company_currency(),
    }
    return render(request, "settings/routes.html", context)


@page(EDIT, methods=("GET", "POST"))
def new_route(request: Request) -> HttpResponse:
    """A new route."""
    form = ActionForm(create_route, request.actor, names=("kind", *NAMES))
    present = {row.kind: row.kind for row in look.routes(request.actor)}
    offer(form, "kind", [(kind, label) for kind, label in {**present, **KINDS}.items()])
    return _form(request, form, _("New approval route"), [])


@page(EDIT, methods=("GET", "POST"))
def route(request: Request, pk: int) -> HttpResponse:
    """Change a route; requests under way keep the people they were put to."""
    row = next((one for one in look.routes(request.actor) if one.pk == pk), None)
    if row is None:
        raise Missing("not_found", _("There is no such approval route."))
    stored: dict[str, object] = {name: getattr(row, name) for name in NAMES}
    for name in ("floor", "ceiling"):
        minor = stored[name]
        stored[name] = Money(minor, company_currency()) if isinstance(minor, int) else None
    form = ActionForm(update_route, request.actor, names=NAMES, fixed={"route": pk}, stored=stored, version=row.version)
    if request.method == "POST":
        # An emptied limit means "none", which the action asks to hear in so many words.
        form.fixed |= {f"no_{name}": not request.POST.get(name, "").strip() for name in ("floor", "ceiling")}
    steps = [
        StepRow(one.approver, str(one.role_id or ""), str(one.user_id or ""), one.everyone) for one in look.steps(row)
    ]
    return _form(request, form, row.label, steps)


def _form(request: Request, form: ActionForm, title: str, steps: list[StepRow]) -> HttpResponse:
    """The fields above, the steps as lines below; unused lines are dropped."""
    for field in form.fields:
        if field.kind == "money":
            field.choices = [(company_currency(), company_currency())]
    status = 200
    if request.method == "POST":
        steps = list(_sent(request))
        form.fixed["steps"] = [
            {"approver": one.approver, "role": one.role or None, "user": one.user or None, "everyone": one.everyone}
            for one in steps
        ]
        if form.submit(request) is not None:
            return see_other(request, reverse("settings:routes"), Toast(_("The approval route was saved.")))
        status = 422
    context = {
        "form": form, "title": title, "here": request.get_full_path(), "steps": [*steps, *[StepRow()] * BLANK_STEPS],
        "approvers": Approver.choices, "cancel": reverse("settings:routes"),
        "roles": list(roles(request.actor).order_by("position", "pk")),
        "people": find(request.actor, "", limit=MOST_PEOPLE),
    }  # fmt: skip
    return render(request, "settings/route.html", context, status=status)


def _sent(request: Request) -> Iterable[StepRow]:
    """The lines in which an approver was chosen."""
    post = request.POST
    lines = zip(post.getlist("approver"), post.getlist("step_role"), post.getlist("step_user"),
                post.getlist("everyone"), strict=False)  # fmt: skip
    for approver, role, user, everyone in lines:
        if approver:
            yield StepRow(approver, role, user, everyone == "all")
