"""Contacts: list, page, forms, deletion, and the look for duplicates while one is typed."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pursuit.domain.customers.actions.contacts import create_contact, delete_contact, update_contact
from pursuit.domain.customers.queries import accounts
from pursuit.domain.customers.queries import contacts as queries
from pursuit.domain.customers.queries.duplicates import contact_candidates
from pursuit.interfaces.web.collaboration.talk import collaboration_context
from pursuit.interfaces.web.customers.looking import look
from pursuit.interfaces.web.customers.sections import sections
from pursuit.interfaces.web.forms.form import ActionForm
from pursuit.interfaces.web.forms.views import form_page
from pursuit.interfaces.web.lists.views import HAND_OVER, Create, Quick, list_page
from pursuit.interfaces.web.records.facts import custom_facts, facts, stored
from pursuit.interfaces.web.records.files import of as files_of
from pursuit.interfaces.web.records.history import lines
from pursuit.interfaces.web.records.panels import panels
from pursuit.interfaces.web.records.views import undoable
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.interfaces.web.shell.toasts import see_other
from pursuit.kernel import access, history

VIEW, EDIT = "customers.contact.view", "customers.contact.edit"
NEW = Create(gettext_lazy("New contact"), "customers:new_contact", EDIT)
QUICK = (
    Quick(gettext_lazy("Mine"), "f.owner=me"),
    Quick(gettext_lazy("Still there"), "f.left_on.empty=1"),
)
FIRST = ("title", "account", "job_title", "mobile", "department", "wechat", "email", "phone")
THEN = ("reports_to", "since", "birthday", "preferences", "note", "owner", "unit")
SHOWN = (
    "job_title",
    "department",
    "mobile",
    "phone",
    "email",
    "wechat",
    "reports_to",
    "birthday",
    "left_on",
    "owner",
    "unit",
)
LONG = ("preferences", "note")
SIGNS = ("title", "mobile", "phone", "email", "wechat", "account")


@page(VIEW)
def contacts(request: Request) -> HttpResponse:
    """The list of contacts."""
    here = sections(request.actor, "customers:contacts")
    return list_page(request, queries.CONTACTS, create=NEW, tabs=here, quick=QUICK, bulk=(HAND_OVER,))


@page(VIEW)
def contact_page(request: Request, pk: int) -> HttpResponse:
    """One contact: the card, posts, people below, meetings and promises."""
    actor = request.actor
    found = queries.contact_page(actor, pk)
    row = found.contact
    context = {
        "contact": row,
        "subject": row.subject,
        "facts": facts(actor, row, (*SHOWN, *LONG)),
        "custom": custom_facts(actor, row.subject),
        "posts": found.affiliations,
        "reports": found.reports,
        "visits": found.visits,
        "commitments": found.commitments,
        "may_edit": bool(access.decide(actor, EDIT, row.subject)),
        "may_write": actor.may("customers.visit.edit"),
        "may_merge": actor.may("customers.merge"),
        "happened": lines(history.of(actor, row.subject, limit=6)),
        "files": files_of(request, row.subject),
        "panels": panels(request, "contact", row.subject),
        **collaboration_context(actor, row.subject),
    }
    return render(request, "customers/contact.html", context)


@page(EDIT, methods=("GET", "POST"))
def new_contact(request: Request) -> HttpResponse:
    """A new contact; cards that look like it are shown while one types."""
    start: dict[str, object] = {"owner": request.actor.user_id}
    at = request.GET.get("account", "")
    if at.isdecimal():
        start["account"] = accounts.account(request.actor, int(at)).pk
    form = ActionForm(
        create_contact,
        request.actor,
        names=(*FIRST, *THEN),
        stored=start,
        with_fields={"reports_to": "account"},
    )
    return form_page(
        request,
        form,
        title=NEW.label,
        button=_("Create"),
        done=lambda row: reverse("customers:contact", args=[row.pk]),
        said=_("The contact was created."),
        cancel=reverse("customers:contacts"),
        context=look(form, "phone", reverse("customers:contact_duplicates"), SIGNS),
    )


@page(EDIT, methods=("GET", "POST"))
def edit_contact(request: Request, pk: int) -> HttpResponse:
    """All fields of a contact; the company changes by its posts."""
    row = queries.contact(request.actor, pk)
    access.require(request.actor, EDIT, row.subject)
    names = (*SHOWN, *LONG)
    form = ActionForm(
        update_contact,
        request.actor,
        names=("title", *names),
        fixed={"contact": pk},
        stored=stored(row, ("title", *names)),
        version=row.subject.version,
    )
    url = reverse("customers:contact", args=[pk])
    return form_page(
        request,
        form,
        title=row.title,
        button=_("Save"),
        done=lambda _row: url,
        said=_("Saved."),
        cancel=url,
        draft=f"contact-{pk}",
    )


@page(EDIT)
def duplicates(request: Request) -> HttpResponse:
    """A fragment: which cards look like the one being typed."""
    typed = {name: request.GET.get(name, "").strip()[:200] for name in SIGNS}
    account = typed.pop("account")
    here = int(account) if account.isdecimal() and len(account) < 18 else None
    found = contact_candidates(request.actor, account=here, **typed) if any(typed.values()) else []  # type: ignore[arg-type]
    return render(request, "customers/duplicates.html", {"found": found[:6], "url_name": "customers:contact"})


@page(EDIT, methods=("POST",))
def contact_deletion(request: Request, pk: int) -> HttpResponse:
    """Hide a contact; the toast offers to bring it back."""
    row = delete_contact.run(request.actor, {"contact": pk})
    return see_other(request, reverse("customers:contacts"), undoable(_("“%s” was deleted.") % row.title, row.subject))
