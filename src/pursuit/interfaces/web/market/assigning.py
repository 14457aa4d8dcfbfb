"""Giving leads to people, one or many, and what those people answer."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from pursuit.domain.market.actions.assigning import (
    accept_lead,
    assign_lead,
    return_lead,
    share_out_leads,
)
from pursuit.domain.market.actions.leads import reject_lead, reopen_lead
from pursuit.domain.market.queries import leads as queries
from pursuit.interfaces.web.forms.form import ActionForm
from pursuit.interfaces.web.forms.views import form_page
from pursuit.interfaces.web.lists.bulk import bulk_page, picks
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.interfaces.web.shell.toasts import Toast, see_other
from pursuit.kernel import access, pickers
from pursuit.kernel.action import AnyAction

EDIT, ASSIGN = "market.lead.edit", "market.lead.assign"


@page(ASSIGN, methods=("GET", "POST"))
def one(request: Request, pk: int) -> HttpResponse:
    """Give a lead to somebody."""
    return _ask(request, pk, assign_lead, ("user", "reason"), button=_("Assign"), said=_("The lead was assigned."))


@page(ASSIGN, methods=("GET", "POST"))
def many(request: Request) -> HttpResponse:
    """Give the picked leads to one person."""
    return bulk_page(
        request,
        assign_lead,
        keyword="lead",
        names=("user", "reason"),
        title=_("Assign"),
        button=_("Assign"),
        back=reverse("market:leads"),
    )


@page(ASSIGN, methods=("GET", "POST"))
def turns(request: Request) -> HttpResponse:
    """Give the picked leads in turns to the people of a unit; all or none."""
    chosen = picks(request)
    form = ActionForm(share_out_leads, request.actor, names=("unit",), fixed={"leads": chosen})
    form.hidden = [("pick", pk) for pk in chosen]
    back = reverse("market:leads")
    return form_page(
        request,
        form,
        title=_("Share out in turns"),
        button=_("Share out"),
        done=lambda _rows: back,
        said=_("%(count)s leads were shared out.") % {"count": len(chosen)},
        cancel=back,
        draft=" ",
        context={"intro": "、".join(pickers.titles(chosen, request.actor).values())},
    )


@page(EDIT, methods=("POST",))
def acceptance(request: Request, pk: int) -> HttpResponse:
    """Take on a lead one was given, or one from the pool."""
    accept_lead.run(request.actor, {"lead": pk})
    return see_other(request, reverse("market:lead", args=[pk]), Toast(_("The lead is yours.")))


@page(EDIT, methods=("GET", "POST"))
def returning(request: Request, pk: int) -> HttpResponse:
    """Give a lead back to the pool and say why."""
    return _ask(request, pk, return_lead, ("reason",), button=_("Return"), said=_("The lead went back to the pool."))


@page(EDIT, methods=("GET", "POST"))
def rejection(request: Request, pk: int) -> HttpResponse:
    """It comes to nothing, and why."""
    button, said = pgettext("lead", "Reject"), _("The lead was rejected.")
    return _ask(request, pk, reject_lead, ("reason", "note"), button=button, said=said)


@page(EDIT, methods=("POST",))
def reopening(request: Request, pk: int) -> HttpResponse:
    """A rejected lead is alive after all."""
    reopen_lead.run(request.actor, {"lead": pk})
    return see_other(request, reverse("market:lead", args=[pk]), Toast(_("The lead is open again.")))


def _ask(
    request: Request, pk: int, action: AnyAction, names: tuple[str, ...], *, button: str, said: str
) -> HttpResponse:
    row = queries.lead(request.actor, pk)
    access.require(request.actor, action.right, row.subject)
    form = ActionForm(action, request.actor, names=names, fixed={"lead": pk}, version=row.subject.version)
    # Whoever gives a lead away may no longer see it.
    return form_page(
        request,
        form,
        title=f"{button} · {row.title}",
        button=button,
        done=lambda done: _where(request, done.pk),
        said=said,
        cancel=reverse("market:lead", args=[pk]),
        draft=f"{action.code}-{pk}",
    )


def _where(request: Request, pk: int) -> str:
    seen = queries.leads(request.actor).filter(pk=pk).exists()
    return reverse("market:lead", args=[pk]) if seen else reverse("market:leads")
