"""Leads: list, page, forms."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pursuit.domain.customers.queries.duplicates import account_candidates
from pursuit.domain.market.actions.leads import create_lead, delete_lead, update_lead
from pursuit.domain.market.queries import leads as queries
from pursuit.interfaces.web.collaboration.talk import collaboration_context
from pursuit.interfaces.web.customers.looking import look
from pursuit.interfaces.web.forms.form import ActionForm
from pursuit.interfaces.web.forms.views import form_page
from pursuit.interfaces.web.lists.views import BulkAction, Create, Quick, list_page
from pursuit.interfaces.web.market.lead_line import head_line
from pursuit.interfaces.web.market.sections import sections
from pursuit.interfaces.web.records.facts import custom_facts, facts, stored
from pursuit.interfaces.web.records.files import of as files_of
from pursuit.interfaces.web.records.history import lines
from pursuit.interfaces.web.records.panels import panels
from pursuit.interfaces.web.records.views import subject_url, undoable
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.interfaces.web.shell.toasts import see_other
from pursuit.kernel import access, history

VIEW, EDIT, ASSIGN = "market.lead.view", "market.lead.edit", "market.lead.assign"
NEW = Create(gettext_lazy("New lead"), "market:new_lead", EDIT)
BULK = (
    BulkAction(gettext_lazy("Assign"), "market:bulk_assign", ASSIGN),
    BulkAction(gettext_lazy("Share out in turns"), "market:bulk_turns", ASSIGN),
)
QUICK = (
    Quick(gettext_lazy("Waiting for me"), "f.state=assigned&f.owner=me"),
    Quick(gettext_lazy("Mine, in work"), "f.state=working&f.owner=me"),
    Quick(gettext_lazy("Pool"), "f.state=new"),
    Quick(gettext_lazy("Hot"), "f.maturity=hot&f.state=new,assigned,working"),
    Quick(gettext_lazy("Contact due"), "f.next_contact_on=overdue"),
)
FIRST = ("title", "company", "contact_name", "phone", "email", "need")
THEN = ("origin", "maturity", "amount", "budget_known", "next_contact_on", "region")
SHOWN = (*FIRST[1:5], *THEN, "unit", "need")
SIGNS = ("company", "phone")


@page(VIEW)
def leads(request: Request) -> HttpResponse:
    """The list of leads."""
    here = sections(request.actor, "market:leads")
    return list_page(request, queries.LEADS, create=NEW, tabs=here, quick=QUICK, bulk=BULK)


@page(VIEW)
def lead_page(request: Request, pk: int) -> HttpResponse:
    """One lead: what it is about, whose it is, and what it became."""
    actor = request.actor
    row = queries.lead(actor, pk)
    may_edit = bool(access.decide(actor, EDIT, row.subject))
    may_assign = bool(access.decide(actor, ASSIGN, row.subject))
    open_ = row.state in ("new", "assigned", "working")
    context = {
        "lead": row,
        "subject": row.subject,
        "state": dict(queries.STATES)[row.state],
        "maturity": dict(queries.MATURITY)[row.maturity],
        "facts": [*facts(actor, row, SHOWN), *custom_facts(actor, row.subject)],
        "head": head_line(actor, row, may_edit=may_edit, may_assign=may_assign),
        "assignments": queries.assignments(row),
        "known": [one for one in queries.known_accounts(actor, row)[:5] if one.score >= 50] if open_ else [],
        "became": subject_url(row.became) if row.became else "",
        "may_edit": may_edit,
        "may_assign": may_assign and open_,
        "may_return": may_edit and row.state in ("assigned", "working"),
        "open": open_,
        "convert_url": convert_url(pk) if may_edit and open_ else "",
        "happened": lines(history.of(actor, row.subject, limit=6)),
        "files": files_of(request, row.subject),
        "panels": panels(request, "lead", row.subject),
        **collaboration_context(actor, row.subject),
    }
    return render(request, "market/lead.html", context)


def convert_url(pk: int) -> str:
    """The form that makes a project of a lead; it belongs to a later room."""
    try:
        return f"{reverse('projects:convert')}?lead={pk}"
    except NoReverseMatch:
        return ""


@page(EDIT, methods=("GET", "POST"))
def new_lead(request: Request) -> HttpResponse:
    """A new lead: one's own, somebody's, or (a unit and nobody) for that unit's pool."""
    form = ActionForm(
        create_lead, request.actor, names=(*FIRST, *THEN, "owner", "unit"), stored={"owner": request.actor.user_id}
    )
    by_name = {field.name: field for field in form.fields}
    by_name["owner"].help = _("Leave it empty and choose a unit: the lead then lies in that unit's pool.")
    return form_page(
        request,
        form,
        title=NEW.label,
        button=_("Create"),
        done=lambda row: reverse("market:lead", args=[row.pk]),
        said=_("The lead was created."),
        cancel=reverse("market:leads"),
        context=look(form, "email", reverse("market:lead_duplicates"), SIGNS),
    )


@page(EDIT, methods=("GET", "POST"))
def edit_lead(request: Request, pk: int) -> HttpResponse:
    """All fields of a lead, or the one named by ?only=; whose it is changes by assigning."""
    row = queries.lead(request.actor, pk)
    access.require(request.actor, EDIT, row.subject)
    only = request.GET.get("only", "")
    names = (only,) if only in THEN else ("title", *SHOWN)
    form = ActionForm(
        update_lead,
        request.actor,
        names=names,
        fixed={"lead": pk},
        stored=stored(row, names),
        version=row.subject.version,
    )
    url = reverse("market:lead", args=[pk])
    return form_page(
        request,
        form,
        title=row.title,
        button=_("Save"),
        done=lambda _row: url,
        said=_("Saved."),
        cancel=url,
        draft=f"lead-{pk}-{only}",
    )


@page(EDIT)
def duplicates(request: Request) -> HttpResponse:
    """A fragment: which customers the lead being typed may come from."""
    company, phone = (request.GET.get(name, "").strip()[:200] for name in SIGNS)
    found = account_candidates(request.actor, title=company, phone=phone) if company or phone else []
    context = {"found": found[:6], "url_name": "customers:account", "known": True}
    return render(request, "customers/duplicates.html", context)


@page(EDIT, methods=("POST",))
def lead_deletion(request: Request, pk: int) -> HttpResponse:
    """Hide a lead entered by mistake; the toast offers to bring it back."""
    row = delete_lead.run(request.actor, {"lead": pk})
    return see_other(request, reverse("market:leads"), undoable(_("“%s” was deleted.") % row.title, row.subject))
