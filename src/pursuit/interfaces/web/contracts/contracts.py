"""Contracts: list, page, forms; and those of one project."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pursuit.domain.contracts.actions.contracts import create_contract, delete_contract, update_contract
from pursuit.domain.contracts.actions.deviations import ACCEPT
from pursuit.domain.contracts.models import Contract
from pursuit.domain.contracts.queries import contracts as queries
from pursuit.domain.contracts.queries.contracts import EDIT, VIEW
from pursuit.domain.contracts.rules.changes import RISKS
from pursuit.domain.customers.queries import accounts
from pursuit.domain.execution.queries import tasks
from pursuit.domain.projects.queries.projects import project, projects
from pursuit.interfaces.web.collaboration.talk import collaboration_context
from pursuit.interfaces.web.contracts.sections import sections
from pursuit.interfaces.web.contracts.words import head_line, tone
from pursuit.interfaces.web.forms.form import ActionForm
from pursuit.interfaces.web.forms.views import form_page
from pursuit.interfaces.web.lists.views import HAND_OVER, Create, Quick, list_page
from pursuit.interfaces.web.projects.frame import frame
from pursuit.interfaces.web.records.facts import custom_facts, facts, stored
from pursuit.interfaces.web.records.files import of as files_of
from pursuit.interfaces.web.records.history import lines
from pursuit.interfaces.web.records.panels import panels
from pursuit.interfaces.web.records.views import undoable
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.interfaces.web.shell.toasts import see_other
from pursuit.kernel import access, approvals, history
from pursuit.kernel.money import Money

NEW = Create(gettext_lazy("New contract"), "contracts:new", EDIT)
QUICK = (
    Quick(gettext_lazy("Mine"), "f.owner=me"),
    Quick(gettext_lazy("Under review"), "f.state=review"),
    Quick(gettext_lazy("To be signed"), "f.state=approved"),
    Quick(gettext_lazy("Signed"), "f.state=signed"),
)
MAIN = ("account", "project", "kind", "parent", "their_number", "amount", "tax_rate")
DATES = ("effective_on", "ends_on", "warranty_months", "owner", "unit")
WORDS = ("scope", "terms")


@page(VIEW)
def contract_list(request: Request) -> HttpResponse:
    """All contracts."""
    here = sections(request.actor, "contracts:list")
    return list_page(request, queries.CONTRACTS, create=NEW, tabs=here, quick=QUICK, bulk=(HAND_OVER,))


@page(VIEW)
def contract_page(request: Request, pk: int) -> HttpResponse:
    """One contract with its deviations, changes, hand-over."""
    actor = request.actor
    row = queries.contract(actor, pk)
    found = queries.parts(actor, row)
    may_edit = bool(access.decide(actor, EDIT, row.subject))
    seen = {account for account in [row.account_id] if accounts.accounts(actor).filter(pk=account).exists()}
    context = {
        "nav": "offers",
        "contract": row,
        "subject": row.subject,
        "tone": tone(row),
        "kind": row.kind,
        "head": head_line(row, found, may_edit=may_edit),
        "facts": facts(actor, row, (*MAIN, *DATES)),
        "words": [one for one in facts(actor, row, WORDS) if one.value],
        "custom": custom_facts(actor, row.subject),
        "parts": found,
        "risks": dict(RISKS),
        "sees_account": row.account_id in seen,
        "sees_project": bool(row.project_id) and projects(actor).filter(pk=row.project_id).exists(),
        "may_edit": may_edit,
        "may_accept": bool(access.decide(actor, ACCEPT, row.subject)),
        "open": row.state in ("draft", "review"),
        "waiting": list(approvals.visible(actor).filter(subject_id=pk).order_by("-requested_at")[:5]),
        "points": tasks.of(actor, row.subject) if actor.may("tasks.view") else [],
        "happened": lines(history.of(actor, row.subject, limit=8)),
        "files": files_of(request, row.subject),
        "panels": panels(request, "contract", row.subject),
        **collaboration_context(actor, row.subject),
    }
    return render(request, "contracts/contract.html", context)


@page(VIEW)
def of_project(request: Request, pk: int) -> HttpResponse:
    """The contracts of a project, in its tab."""
    head = frame(request, pk, "contracts")
    rows = queries.of_project(request.actor, pk)
    context = {
        **head.context,
        "contracts": [(row, tone(row)) for row in rows],
        "may_create": request.actor.may(EDIT),
        "project_id": str(pk),
    }
    return render(request, "contracts/project.html", context)


@page(EDIT, methods=("GET", "POST"))
def new_contract(request: Request) -> HttpResponse:
    """A draft; from a project it knows customer, amount and name."""
    form = ActionForm(create_contract, request.actor, names=("title", *MAIN, *DATES, *WORDS), stored=_start(request))
    return form_page(
        request,
        form,
        title=NEW.label,
        button=_("Create"),
        done=_url,
        said=_("The contract was created. Note next what differs from your standard."),
        cancel=reverse("contracts:list"),
        context={"nav": "offers"},
    )


def _start(request: Request) -> dict[str, object]:
    start: dict[str, object] = {"owner": request.actor.user_id, "kind": "sale", "tax_rate": 13}
    asked, account = request.GET.get("project", ""), request.GET.get("account", "")
    if account.isdecimal():
        start["account"] = accounts.account(request.actor, int(account)).pk
    if asked.isdecimal():
        row = project(request.actor, int(asked))
        start |= {"project": row.pk, "account": row.account_id, "title": row.title, "owner": row.subject.owner_id}
        start["unit"] = row.subject.unit_id
        if row.amount is not None:
            start["amount"] = Money(row.amount, row.amount_currency)
    return start


@page(EDIT, methods=("GET", "POST"))
def edit_contract(request: Request, pk: int) -> HttpResponse:
    """All that may still be changed."""
    row = queries.contract(request.actor, pk)
    access.require(request.actor, EDIT, row.subject)
    fixed = () if row.state == "draft" else ("account", "amount", "tax_rate", "kind")
    names = [name for name in ("title", *MAIN, *DATES, *WORDS) if name not in fixed]
    form = ActionForm(
        update_contract,
        request.actor,
        names=names,
        fixed={"contract": pk},
        stored=stored(row, names),
        version=row.subject.version,
    )
    return form_page(
        request,
        form,
        title=row.title,
        button=_("Save"),
        done=_url,
        said=_("Saved."),
        cancel=_url(row),
        draft=f"contract-{pk}",
        context={"nav": "offers"},
    )


@page(EDIT, methods=("POST",))
def contract_deletion(request: Request, pk: int) -> HttpResponse:
    """Hide a draft; the toast offers to bring it back."""
    row = delete_contract.run(request.actor, {"contract": pk})
    return see_other(request, reverse("contracts:list"), undoable(_("“%s” was deleted.") % row.title, row.subject))


def _url(row: Contract) -> str:
    return reverse("contracts:contract", args=[row.pk])
