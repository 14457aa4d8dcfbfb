"""Budgets: list, page, the tab of a project."""

from collections.abc import Mapping

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pursuit.domain.budgets.actions.budgets import create_budget, delete_budget
from pursuit.domain.budgets.actions.house_rules import SETUP, set_rules
from pursuit.domain.budgets.models import Budget
from pursuit.domain.budgets.queries import budgets as queries
from pursuit.domain.budgets.queries import expenses, lists
from pursuit.domain.budgets.queries.budgets import EDIT, FREEZE, VIEW
from pursuit.domain.budgets.queries.house_rules import bands
from pursuit.domain.budgets.queries.standing import standing
from pursuit.domain.projects.queries.projects import project, projects
from pursuit.interfaces.web.budgets.words import budget_head, period_name, tone
from pursuit.interfaces.web.collaboration.talk import collaboration_context
from pursuit.interfaces.web.finance.sections import sections
from pursuit.interfaces.web.forms.form import ActionForm
from pursuit.interfaces.web.forms.views import form_page
from pursuit.interfaces.web.lists.views import HAND_OVER, Create, Quick, list_page
from pursuit.interfaces.web.projects.frame import frame
from pursuit.interfaces.web.records.facts import facts
from pursuit.interfaces.web.records.files import of as files_of
from pursuit.interfaces.web.records.history import lines
from pursuit.interfaces.web.records.views import undoable
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.interfaces.web.shell.toasts import Toast, see_other
from pursuit.kernel import access, history

NEW_EXPENSE = Create(gettext_lazy("Note an expense"), "budgets:new-expense", expenses.EDIT)
BUDGETED = (
    Quick(gettext_lazy("Mine"), "f.owner=me"),
    Quick(gettext_lazy("Waiting for approval"), "f.state=requested"),
    Quick(gettext_lazy("Approved"), "f.state=approved"),
    Quick(gettext_lazy("Frozen"), "f.state=frozen"),
)
SPENT = (
    Quick(gettext_lazy("Mine"), "f.owner=me"),
    Quick(gettext_lazy("To be handed in"), "f.owner=me&f.state=draft,rejected"),
    Quick(gettext_lazy("Waiting for approval"), "f.state=submitted"),
    Quick(gettext_lazy("To be paid out"), "f.state=approved"),
)


@page(VIEW)
def budget_list(request: Request) -> HttpResponse:
    """All budgets."""
    here = sections(request.actor, "budgets:list")
    empty = {
        "icon": "wallet",
        "title": _("No budgets yet"),
        "text": _("Open a project, then its tab “Budget”: plan it line by line and hand it in."),
    }
    context = {"nav": "finance", "may_set": request.actor.may(SETUP)}
    return list_page(
        request, lists.BUDGETS, tabs=here, quick=BUDGETED, bulk=(HAND_OVER,), empty=empty, context=context,
        template="budgets/list.html",
    )  # fmt: skip


@page(expenses.VIEW)
def expense_list(request: Request) -> HttpResponse:
    """All expenses."""
    here = sections(request.actor, "budgets:expenses")
    # Expenses are small: in 万 most of them would read as nothing.
    context = {"nav": "finance", "money_unit": "full"}
    return list_page(request, lists.EXPENSES, create=NEW_EXPENSE, tabs=here, quick=SPENT, context=context)


@page(VIEW)
def of_project(request: Request, pk: int) -> HttpResponse:
    """The budget of a project, in its tab."""
    head = frame(request, pk, "budget")
    actor = request.actor
    row = queries.of_project(actor, pk)
    about = project(actor, pk)
    context = {**head.context, "may_create": bool(access.decide(actor, EDIT, about.subject)), **_body(request, row)}
    return render(request, "budgets/project.html", context)


@page(VIEW)
def budget_page(request: Request, pk: int) -> HttpResponse:
    """One budget by itself: for those who do not see its project, and with its talk, files and history."""
    actor = request.actor
    row = queries.budget(actor, pk)
    body = _body(request, row)
    context = {
        "nav": "finance",
        "subject": row.subject,
        "tone": tone(row),
        "facts": facts(actor, row, ("note", "owner", "unit")),
        "head": budget_head(row, may_edit=bool(body["may_edit"]), may_freeze=bool(body["may_freeze"])),
        "sees_project": projects(actor).filter(pk=row.project_id).exists(),
        "happened": lines(history.of(actor, row.subject, limit=8)),
        "files": files_of(request, row.subject),
        **body,
        **collaboration_context(actor, row.subject),
    }
    return render(request, "budgets/budget.html", context)


def _body(request: Request, row: Budget | None) -> Mapping[str, object]:
    """What both pages show: figures by line, promises, expenses, what was moved."""
    actor = request.actor
    if row is None:
        return {"budget": None}
    found = standing(actor, row)
    may_edit = bool(access.decide(actor, EDIT, row.subject))
    may_freeze = bool(access.decide(actor, FREEZE, row.subject))
    return {
        "budget": row,
        "state_tone": tone(row),
        "next": budget_head(row, may_edit=may_edit, may_freeze=may_freeze),
        "standing": found,
        "rows": [(one, period_name(one.line.period)) for one in found.lines],
        "promises": list(row.commitments.select_related("line", "supplier__subject").order_by("-day", "-pk")[:50]),
        "spent": expenses.of_project(actor, row.project_id) if actor.may(expenses.VIEW) else [],
        "moves": list(row.reallocations.select_related("source", "target", "by").order_by("-pk")[:20]),
        "may_edit": may_edit,
        "may_freeze": may_freeze,
        "may_spend": actor.may(expenses.EDIT),
        "may_plan": may_edit and row.state in ("draft", "approved"),
        "may_promise": may_edit and bool(row.edition) and row.state != "frozen",
    }


@page(EDIT, methods=("POST",))
def creation(request: Request, pk: int) -> HttpResponse:
    """Begin the budget of a project."""
    project(request.actor, pk)
    create_budget.run(request.actor, {"project": pk})
    said = _("The budget was begun: plan its lines, then hand it in.")
    return see_other(request, reverse("budgets:project", args=[pk]), Toast(said))


@page(EDIT, methods=("POST",))
def deletion(request: Request, pk: int) -> HttpResponse:
    """Hide one that never was approved."""
    queries.budget(request.actor, pk)
    row = delete_budget.run(request.actor, {"budget": pk})
    return see_other(request, reverse("budgets:list"), undoable(_("“%s” was deleted.") % row.title, row.subject))


@page(SETUP, methods=("GET", "POST"))
def thresholds(request: Request) -> HttpResponse:
    """The company's borders of the stop-loss."""
    now = bands()
    form = ActionForm(set_rules, request.actor, names=("watch", "act"), stored={"watch": now.watch, "act": now.act})
    home = reverse("budgets:list")
    return form_page(
        request, form, title=_("Borders of the stop-loss"), button=_("Save"), done=lambda _now: home, said=_("Saved."),
        cancel=home, context={"nav": "finance", "intro": _(
            "What a pursuit has cost is compared with chance × expected margin."
        )},
    )  # fmt: skip
