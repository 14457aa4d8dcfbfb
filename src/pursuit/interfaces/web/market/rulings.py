"""Ruling on registrations, by those who may."""

from collections.abc import Mapping

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from pursuit.domain.market.actions.rulings import extend_registration, reopen_registration, rule_registration
from pursuit.domain.market.models import Registration
from pursuit.domain.market.queries import registrations as queries
from pursuit.interfaces.web.forms.form import ActionForm
from pursuit.interfaces.web.forms.views import form_page
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.kernel import access
from pursuit.kernel.action import AnyAction

RULE = "market.rule"


@page(RULE, methods=("GET", "POST"))
def ruling(request: Request, pk: int) -> HttpResponse:
    """Who gets the project, and why. ?verdict=accepted offers the visible rivals as those who lose by it."""
    row = queries.registration(request.actor, pk)
    access.require(request.actor, RULE, row.subject)
    if request.GET.get("verdict") == "rejected":
        return _ask(
            request, row, rule_registration, ("reason",), button=_("Reject the claim"), fixed={"verdict": "rejected"}
        )
    rivals = [hit.id for hit in queries.hits_of(request.actor, row) if hit.id and hit.state != "rejected"]
    start = {"against": rivals, "verdict": "accepted"}
    names = ("reason", "against") if request.GET.get("verdict") == "accepted" else ("verdict", "reason", "against")
    fixed = {"verdict": "accepted"} if "verdict" not in names else {}
    return _ask(
        request,
        row,
        rule_registration,
        names,
        button=_("Accept the claim") if fixed else _("Rule"),
        fixed=fixed,
        start=start,
    )


@page(RULE, methods=("GET", "POST"))
def extension(request: Request, pk: int) -> HttpResponse:
    """Protect it for longer."""
    row = queries.registration(request.actor, pk)
    access.require(request.actor, RULE, row.subject)
    return _ask(request, row, extend_registration, ("days", "reason"), button=_("Extend"), start={"days": 90})


@page(RULE, methods=("GET", "POST"))
def reopening(request: Request, pk: int) -> HttpResponse:
    """Take a ruling back."""
    row = queries.registration(request.actor, pk)
    access.require(request.actor, RULE, row.subject)
    return _ask(request, row, reopen_registration, ("reason",), button=_("Take the ruling back"))


def _ask(
    request: Request,
    row: Registration,
    action: AnyAction,
    names: tuple[str, ...],
    *,
    button: str,
    fixed: Mapping[str, object] | None = None,
    start: Mapping[str, object] | None = None,
) -> HttpResponse:
    form = ActionForm(
        action,
        request.actor,
        names=names,
        fixed={"registration": row.pk, **(fixed or {})},
        stored=start,
        version=row.subject.version,
    )
    url = reverse("market:registration", args=[row.pk])
    return form_page(
        request,
        form,
        title=f"{button} · {row.title}",
        button=button,
        done=lambda _row: url,
        said=_("The ruling was saved."),
        cancel=url,
        draft=f"{action.code}-{row.pk}-{len(names)}",
    )
