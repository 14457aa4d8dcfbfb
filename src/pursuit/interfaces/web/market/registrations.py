"""项目报备: list, page with the conflicts found, and a form that looks for them while one types."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pursuit.domain.customers.queries import accounts
from pursuit.domain.market.actions.registrations import (
    create_registration,
    delete_registration,
    update_registration,
)
from pursuit.domain.market.queries import leads
from pursuit.domain.market.queries import registrations as queries
from pursuit.interfaces.web.collaboration.talk import collaboration_context
from pursuit.interfaces.web.customers.looking import look
from pursuit.interfaces.web.forms.form import ActionForm
from pursuit.interfaces.web.forms.views import form_page
from pursuit.interfaces.web.lists.views import HAND_OVER, Create, Quick, list_page
from pursuit.interfaces.web.market.registration_line import head_line
from pursuit.interfaces.web.market.sections import sections
from pursuit.interfaces.web.market.words import VERDICTS
from pursuit.interfaces.web.records.facts import custom_facts, facts, stored
from pursuit.interfaces.web.records.files import of as files_of
from pursuit.interfaces.web.records.history import lines
from pursuit.interfaces.web.records.panels import panels
from pursuit.interfaces.web.records.views import undoable
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.interfaces.web.shell.toasts import see_other
from pursuit.kernel import access, approvals, history

VIEW, EDIT, RULE = "market.registration.view", "market.registration.edit", "market.rule"
NEW = Create(gettext_lazy("Register a project"), "market:new_registration", EDIT)
QUICK = (
    Quick(gettext_lazy("Mine"), "f.owner=me"),
    Quick(gettext_lazy("In conflict"), "f.state=conflict"),
    Quick(gettext_lazy("Waiting for a ruling"), "f.state=pending,conflict"),
    Quick(gettext_lazy("Protection ends in 30 days"), "f.state=accepted&f.protected_until=next30"),
)
SIGNS = ("account", "owner_name", "title", "tender_no")
DETAILS = ("amount", "expected_on", "protection_days", "by_partner", "partner_name", "partner_contact")
REST = ("owner", "unit", "scope", "note")


@page(VIEW)
def registrations(request: Request) -> HttpResponse:
    """The list of registrations."""
    here = sections(request.actor, "market:registrations")
    return list_page(request, queries.REGISTRATIONS, create=NEW, tabs=here, quick=QUICK, bulk=(HAND_OVER,))


@page(VIEW)
def registration_page(request: Request, pk: int) -> HttpResponse:
    """One claim: who else has made it, what was ruled."""
    actor = request.actor
    row = queries.registration(actor, pk)
    may_rule = bool(access.decide(actor, RULE, row.subject))
    hits = queries.hits_of(actor, row)
    context = {
        "registration": row,
        "subject": row.subject,
        "state": dict(queries.STATES)[row.state],
        "facts": facts(actor, row, (*SIGNS, *DETAILS, *REST)),
        "custom": custom_facts(actor, row.subject),
        "hits": hits,
        "states": dict(queries.STATES),
        "rulings": [(VERDICTS.get(one.verdict, one.verdict), one) for one in queries.rulings(row)],
        "head": head_line(row, rivals=sum(hit.state not in ("rejected", "expired") for hit in hits), may_rule=may_rule),
        "may_edit": bool(access.decide(actor, EDIT, row.subject)),
        "may_rule": may_rule,
        "open": row.state in ("pending", "conflict"),
        "approvals": list(approvals.visible(actor).filter(subject_id=pk).order_by("-requested_at")[:5]),
        "happened": lines(history.of(actor, row.subject, limit=6)),
        "files": files_of(request, row.subject),
        "panels": panels(request, "registration", row.subject),
        **collaboration_context(actor, row.subject),
    }
    return render(request, "market/registration.html", context)


@page(EDIT, methods=("GET", "POST"))
def new_registration(request: Request) -> HttpResponse:
    """Claim a project before work on it starts; claims like it are shown while one types."""
    form = ActionForm(
        create_registration,
        request.actor,
        names=(*SIGNS, *DETAILS, *REST),
        stored=_start(request),
        unless_blank=("owner_name",),
    )
    return form_page(
        request,
        form,
        title=NEW.label,
        button=_("Register"),
        done=lambda row: reverse("market:registration", args=[row.pk]),
        said=_("The project was registered."),
        cancel=reverse("market:registrations"),
        context=look(form, "tender_no", reverse("market:conflicts"), SIGNS),
    )


def _start(request: Request) -> dict[str, object]:
    """What is known before anybody types: oneself, and the customer or the lead one comes from."""
    start: dict[str, object] = {"owner": request.actor.user_id, "protection_days": 90}
    account, lead = request.GET.get("account", ""), request.GET.get("lead", "")
    if lead.isdecimal():
        found = leads.lead(request.actor, int(lead))
        start |= {"title": found.title, "owner_name": found.company, "account": found.account_id}
    if account.isdecimal():
        row = accounts.account(request.actor, int(account))
        start |= {"account": row.pk, "owner_name": row.title}
    return start


@page(EDIT, methods=("GET", "POST"))
def edit_registration(request: Request, pk: int) -> HttpResponse:
    """All fields of a registration; what was ruled on stays."""
    row = queries.registration(request.actor, pk)
    access.require(request.actor, EDIT, row.subject)
    names = (*SIGNS, *DETAILS, *REST)
    form = ActionForm(
        update_registration,
        request.actor,
        names=names if row.state in ("pending", "conflict") else (*DETAILS[:2], *DETAILS[3:], *REST),
        fixed={"registration": pk},
        stored=stored(row, names),
        version=row.subject.version,
    )
    url = reverse("market:registration", args=[pk])
    return form_page(
        request,
        form,
        title=row.title,
        button=_("Save"),
        done=lambda _row: url,
        said=_("Saved."),
        cancel=url,
        draft=f"registration-{pk}",
        context=look(form, "tender_no", f"{reverse('market:conflicts')}?exclude={pk}", SIGNS),
    )


@page(EDIT)
def conflicts(request: Request) -> HttpResponse:
    """A fragment: who else has claimed the project being typed."""
    typed = {name: request.GET.get(name, "").strip()[:200] for name in SIGNS}
    account, exclude = (_number(text) for text in (typed.pop("account"), request.GET.get("exclude", "")))
    if account is not None and not typed["owner_name"]:
        typed["owner_name"] = accounts.account(request.actor, account).title
    enough = typed["tender_no"] or (typed["title"] and (typed["owner_name"] or account))
    found = queries.conflicts(request.actor, account=account, exclude=exclude, **typed) if enough else []
    context = {"hits": found, "looked": bool(enough), "states": dict(queries.STATES)}
    return render(request, "market/conflicts.html", context)


@page(EDIT, methods=("POST",))
def registration_deletion(request: Request, pk: int) -> HttpResponse:
    """Withdraw a registration; the toast offers to bring it back."""
    row = delete_registration.run(request.actor, {"registration": pk})
    toast = undoable(_("“%s” was withdrawn.") % row.title, row.subject)
    return see_other(request, reverse("market:registrations"), toast)


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 18 else None
