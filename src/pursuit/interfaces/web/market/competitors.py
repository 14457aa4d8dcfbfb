"""Competitors: list, page, forms."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pursuit.domain.market.actions.competitors import create_competitor, delete_competitor, update_competitor
from pursuit.domain.market.queries import competitors as queries
from pursuit.interfaces.web.collaboration.talk import collaboration_context
from pursuit.interfaces.web.forms.form import ActionForm
from pursuit.interfaces.web.forms.views import form_page
from pursuit.interfaces.web.lists.views import Create, list_page
from pursuit.interfaces.web.market.sections import sections
from pursuit.interfaces.web.records.facts import custom_facts, facts, stored
from pursuit.interfaces.web.records.files import of as files_of
from pursuit.interfaces.web.records.history import lines
from pursuit.interfaces.web.records.panels import panels
from pursuit.interfaces.web.records.views import undoable
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.interfaces.web.shell.toasts import see_other
from pursuit.kernel import access, history

VIEW, EDIT = "market.competitor.view", "market.competitor.edit"
NEW = Create(gettext_lazy("New competitor"), "market:new_competitor", EDIT)
BRIEF = ("short_name", "price_level", "website", "owner")
SIDES = ("strengths", "weaknesses")
TEXTS = ("products", "battlecard", "note")


@page(VIEW)
def competitors(request: Request) -> HttpResponse:
    """The list of competitors."""
    return list_page(request, queries.COMPETITORS, create=NEW, tabs=sections(request.actor, "market:competitors"))


@page(VIEW)
def competitor_page(request: Request, pk: int) -> HttpResponse:
    """One competitor: how to win against them."""
    actor = request.actor
    row = queries.competitor(actor, pk)
    context = {
        "competitor": row,
        "subject": row.subject,
        "facts": facts(actor, row, BRIEF),
        "texts": facts(actor, row, (*SIDES, *TEXTS)),
        "custom": custom_facts(actor, row.subject),
        "may_edit": bool(access.decide(actor, EDIT, row.subject)),
        "happened": lines(history.of(actor, row.subject, limit=6)),
        "files": files_of(request, row.subject),
        "panels": panels(request, "competitor", row.subject),
        **collaboration_context(actor, row.subject),
    }
    return render(request, "market/competitor.html", context)


@page(EDIT, methods=("GET", "POST"))
def new_competitor(request: Request) -> HttpResponse:
    """A new competitor; everybody shares one card per rival."""
    form = ActionForm(
        create_competitor,
        request.actor,
        names=("title", *BRIEF, *SIDES, *TEXTS),
        stored={"owner": request.actor.user_id},
    )
    return form_page(
        request,
        form,
        title=NEW.label,
        button=_("Create"),
        done=lambda row: reverse("market:competitor", args=[row.pk]),
        said=_("The competitor was created."),
        cancel=reverse("market:competitors"),
    )


@page(EDIT, methods=("GET", "POST"))
def edit_competitor(request: Request, pk: int) -> HttpResponse:
    """All fields of a competitor."""
    row = queries.competitor(request.actor, pk)
    access.require(request.actor, EDIT, row.subject)
    names = ("title", *BRIEF, *SIDES, *TEXTS)
    form = ActionForm(
        update_competitor,
        request.actor,
        names=names,
        fixed={"competitor": pk},
        stored=stored(row, names),
        version=row.subject.version,
    )
    url = reverse("market:competitor", args=[pk])
    return form_page(
        request,
        form,
        title=row.title,
        button=_("Save"),
        done=lambda _row: url,
        said=_("Saved."),
        cancel=url,
        draft=f"competitor-{pk}",
    )


@page(EDIT, methods=("POST",))
def competitor_deletion(request: Request, pk: int) -> HttpResponse:
    """Hide a competitor; the toast offers to bring it back."""
    row = delete_competitor.run(request.actor, {"competitor": pk})
    toast = undoable(_("“%s” was deleted.") % row.title, row.subject)
    return see_other(request, reverse("market:competitors"), toast)
