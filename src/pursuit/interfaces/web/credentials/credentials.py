"""The library: list, page, forms."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pursuit.domain.credentials.actions.credentials import create_credential, delete_credential, update_credential
from pursuit.domain.credentials.actions.uses import occupy_credential, release_credential
from pursuit.domain.credentials.fields import KINDS
from pursuit.domain.credentials.queries import credentials as queries
from pursuit.domain.credentials.queries.credentials import EDIT, USE, VIEW
from pursuit.domain.credentials.rules.expiry import STATES, TONES, standing
from pursuit.interfaces.web.collaboration.talk import collaboration_context
from pursuit.interfaces.web.credentials.words import sections
from pursuit.interfaces.web.forms.form import ActionForm
from pursuit.interfaces.web.forms.views import form_page
from pursuit.interfaces.web.lists.views import Create, Quick, list_page
from pursuit.interfaces.web.records.facts import custom_facts, facts, stored
from pursuit.interfaces.web.records.files import of as files_of
from pursuit.interfaces.web.records.history import lines
from pursuit.interfaces.web.records.panels import panels
from pursuit.interfaces.web.records.views import undoable
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.interfaces.web.shell.toasts import see_other
from pursuit.kernel import access, clock, history

NEW = Create(gettext_lazy("New credential"), "credentials:new_credential", EDIT)
NAMES = (
    *("kind", "number", "level", "issuer", "holder", "holder_name", "account", "amount", "issued_on", "expires_on"),
    *("exclusive", "tags", "owner", "unit", "note"),
)


@page(VIEW)
def library(request: Request) -> HttpResponse:
    """The list of credentials."""
    quick = (
        Quick(_("Running out within 90 days"), f"f.expires_on.lte={queries.border()}"),
        Quick(_("Expired"), "f.expires_on=overdue"),
        *(Quick(label, f"f.kind={code}") for code, label in KINDS[:4]),
    )
    tabs = sections(request.actor, "credentials:list")
    empty = {
        "title": _("No credentials yet"),
        "text": _("Qualifications, references, people's certificates and authorisations stand here with scan and "
                  "last day; bids answer from them."),
        "icon": "certificate",
    }  # fmt: skip
    return list_page(
        request, queries.CREDENTIALS, create=NEW, tabs=tabs, quick=quick, empty=empty, context={"nav": "bids"}
    )


@page(VIEW)
def credential_page(request: Request, pk: int) -> HttpResponse:
    """One paper with its scans and what occupies it."""
    actor = request.actor
    row = queries.credential(actor, pk)
    state = standing(row.expires_on, clock.today())
    context = {
        "nav": "bids",
        "credential": row,
        "subject": row.subject,
        "kind": dict(KINDS).get(row.kind, row.kind),
        "tone": TONES[state],
        "state": STATES[state],
        "left": (row.expires_on - clock.today()).days if row.expires_on else None,
        "facts": facts(actor, row, NAMES),
        "custom": custom_facts(actor, row.subject),
        "uses": queries.uses(actor, pk),
        "may_edit": bool(access.decide(actor, EDIT, row.subject)),
        "may_use": bool(access.decide(actor, USE, row.subject)),
        "happened": lines(history.of(actor, row.subject, limit=6)),
        "files": files_of(request, row.subject),
        "panels": panels(request, "credential", row.subject),
        **collaboration_context(actor, row.subject),
    }
    return render(request, "credentials/credential.html", context)


@page(EDIT, methods=("GET", "POST"))
def new_credential(request: Request) -> HttpResponse:
    """A new paper; its scan is added on its page."""
    start = {"owner": request.actor.user_id, "kind": request.GET.get("kind", "qualification")}
    names = ("title", *(one for one in NAMES if one != "exclusive"))
    form = ActionForm(create_credential, request.actor, names=names, stored=start)
    return form_page(
        request,
        form,
        title=NEW.label,
        button=_("Create"),
        done=lambda row: reverse("credentials:credential", args=[row.pk]) + "#files",
        said=_("Created. Add the scan now."),
        cancel=reverse("credentials:list"),
        context={"nav": "bids"},
    )


@page(EDIT, methods=("GET", "POST"))
def edit_credential(request: Request, pk: int) -> HttpResponse:
    """All fields."""
    row = queries.credential(request.actor, pk)
    access.require(request.actor, EDIT, row.subject)
    names = ("title", *NAMES)
    form = ActionForm(
        update_credential,
        request.actor,
        names=names,
        fixed={"credential": pk},
        stored=stored(row, names),
        version=row.subject.version,
    )
    url = reverse("credentials:credential", args=[pk])
    return form_page(
        request, form, title=row.title, button=_("Save"), done=lambda _row: url, said=_("Saved."), cancel=url,
        draft=f"credential-{pk}", context={"nav": "bids"},
    )  # fmt: skip


@page(EDIT, methods=("POST",))
def credential_deletion(request: Request, pk: int) -> HttpResponse:
    """Hide it; the toast offers to bring it back."""
    queries.credential(request.actor, pk)
    row = delete_credential.run(request.actor, {"credential": pk})
    toast = undoable(_("“%s” was deleted.") % row.title, row.subject)
    return see_other(request, reverse("credentials:list"), toast)


@page(USE, methods=("GET", "POST"))
def occupation(request: Request, pk: int) -> HttpResponse:
    """A bid or project stands on it."""
    row = queries.credential(request.actor, pk)
    access.require(request.actor, USE, row.subject)
    form = ActionForm(occupy_credential, request.actor, names=("subject",), fixed={"credential": pk})
    url = reverse("credentials:credential", args=[pk])
    return form_page(
        request, form, title=_("Occupy for a bid or project"), button=_("Occupy"), done=lambda _row: url,
        said=_("Occupied."), cancel=url, context={"intro": row.title, "nav": "bids"},
    )  # fmt: skip


@page(USE, methods=("POST",))
def release(request: Request, pk: int, use: int) -> HttpResponse:
    """It is free again."""
    queries.credential(request.actor, pk)
    row = release_credential.run(request.actor, {"use": use})
    toast = undoable(_("Released."), row.credential.subject)
    return see_other(request, reverse("credentials:credential", args=[pk]), toast)
