"""What is done with a contract in a side sheet: its steps, and what hangs on it."""

from collections.abc import Mapping, Sequence

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from pursuit.domain.contracts.actions import changes, deviations, hand_over, states
from pursuit.domain.contracts.models import Contract, Deviation
from pursuit.domain.contracts.queries.contracts import EDIT, contract
from pursuit.interfaces.web.forms.form import ActionForm
from pursuit.interfaces.web.forms.views import form_page
from pursuit.interfaces.web.projects.sheets import done_with_undo, where_from
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.interfaces.web.shell.toasts import Toast, see_other
from pursuit.kernel import access, clock
from pursuit.kernel.action import AnyAction
from pursuit.kernel.errors import Missing, Text
from pursuit.kernel.money import Money
from pursuit.kernel.records import GONE


def sheet(
    request: Request,
    row: Contract,
    action: AnyAction,
    *,
    title: Text,
    button: Text,
    names: Sequence[str],
    said: Text = "",
    fixed: Mapping[str, object] | None = None,
    stored: Mapping[str, object] | None = None,
    draft: str = "",
) -> HttpResponse:
    """A form about a contract that the reader may change; a look is refused as the action itself would."""
    access.require(request.actor, action.right, row.subject)
    form = ActionForm(
        action, request.actor, names=names, fixed=fixed if fixed is not None else {"contract": row.pk}, stored=stored
    )
    home = reverse("contracts:contract", args=[row.pk])
    there = where_from(request, home)
    return form_page(
        request,
        form,
        title=title,
        button=button,
        done=lambda _row: there,
        said=said or _("Saved."),
        cancel=home,
        draft=f"{action.code}-{row.pk}{draft}",
        context={"nav": "offers", "intro": row.title},
    )


@page(EDIT, methods=("GET", "POST"))
def submission(request: Request, pk: int) -> HttpResponse:
    """Hand in for the review."""
    row = contract(request.actor, pk)
    return sheet(
        request, row, states.submit_contract, title=_("Hand in for review"), button=_("Hand in"), names=("reason",),
        said=_("The review was asked for."),
    )  # fmt: skip


@page(EDIT, methods=("GET", "POST"))
def signature(request: Request, pk: int) -> HttpResponse:
    """Both sides have signed."""
    row = contract(request.actor, pk)
    held = {"signed_on": clock.today(), "effective_on": row.effective_on or clock.today()}
    return sheet(
        request, row, states.sign_contract, title=_("Note the signature"), button=_("Note the signature"),
        names=("signed_on", "effective_on"), stored=held, said=_("The contract is signed."),
    )  # fmt: skip


@page(EDIT, methods=("POST",))
def closing(request: Request, pk: int) -> HttpResponse:
    """Everything is done."""
    row = states.close_contract.run(request.actor, {"contract": pk})
    return done_with_undo(request, row.subject, _("The contract is closed."), _home(pk))


@page(EDIT, methods=("GET", "POST"))
def termination(request: Request, pk: int) -> HttpResponse:
    """It ends before its time."""
    row = contract(request.actor, pk)
    return sheet(
        request, row, states.terminate_contract, title=_("Terminate the contract"), button=_("Terminate"),
        names=("reason",), said=_("The contract is terminated."),
    )  # fmt: skip


@page(EDIT, methods=("GET", "POST"))
def reopening(request: Request, pk: int) -> HttpResponse:
    """It goes on."""
    row = contract(request.actor, pk)
    return sheet(
        request, row, states.reopen_contract, title=_("Reopen the contract"), button=_("Reopen"), names=("reason",)
    )


DEVIATION = ("clause", "risk", "standard", "agreed", "answer", "owner")


@page(EDIT, methods=("GET", "POST"))
def new_deviation(request: Request, pk: int) -> HttpResponse:
    """Where it differs from our standard."""
    row = contract(request.actor, pk)
    return sheet(
        request, row, deviations.add_deviation, title=_("Note a deviation"), button=_("Add"), names=DEVIATION,
        stored={"risk": "medium"}, said=_("The deviation was noted."),
    )  # fmt: skip


@page(EDIT, methods=("GET", "POST"))
def deviation(request: Request, one: int) -> HttpResponse:
    """Change a deviation."""
    found = Deviation.objects.visible_to(request.actor).filter(pk=one).first()
    if found is None:
        raise Missing("not_found", GONE)
    row = contract(request.actor, found.contract_id)
    held = {name: getattr(found, name) for name in DEVIATION[:-1]} | {"owner": found.owner_id}
    return sheet(
        request, row, deviations.update_deviation, title=found.clause, button=_("Save"), names=DEVIATION,
        fixed={"deviation": one}, stored=held, draft=f"-{one}",
    )  # fmt: skip


@page(deviations.ACCEPT, methods=("POST",))
def acceptance(request: Request, one: int) -> HttpResponse:
    """Answer for the risk, or no longer."""
    accepted = request.POST.get("accepted") != "no"
    row = deviations.accept_deviation.run(request.actor, {"deviation": one, "accepted": accepted})
    said = _("You answer for this deviation.") if accepted else _("You no longer answer for this deviation.")
    return done_with_undo(request, row.contract.subject, said, _home(row.contract_id))


@page(EDIT, methods=("POST",))
def deviation_removal(request: Request, one: int) -> HttpResponse:
    """It is none."""
    row = deviations.remove_deviation.run(request.actor, {"deviation": one})
    return done_with_undo(request, row.subject, _("The deviation was taken away."), _home(row.pk))


@page(EDIT, methods=("GET", "POST"))
def new_change(request: Request, pk: int) -> HttpResponse:
    """Draft a change."""
    row = contract(request.actor, pk)
    return sheet(
        request, row, changes.add_change, title=_("Draft a change"), button=_("Save as a draft"),
        names=("title", "reason", "amount_delta", "days_delta", "scope"),
        stored={"amount_delta": Money(0, row.amount_currency)}, said=_("The change is a draft: hand it in."),
    )  # fmt: skip


@page(EDIT, methods=("POST",))
def change_submission(request: Request, one: int) -> HttpResponse:
    """Hand a change in."""
    row = changes.submit_change.run(request.actor, {"change": one})
    return see_other(request, _home(row.contract_id), Toast(_("The change was handed in for approval.")))


@page(EDIT, methods=("POST",))
def change_removal(request: Request, one: int) -> HttpResponse:
    """Take a draft away."""
    row = changes.remove_change.run(request.actor, {"change": one})
    return see_other(request, _home(row.pk), Toast(_("The draft was taken away.")))


@page(EDIT, methods=("GET", "POST"))
def new_point(request: Request, pk: int) -> HttpResponse:
    """An open point of the hand-over becomes a task."""
    row = contract(request.actor, pk)
    return sheet(
        request, row, hand_over.add_open_point, title=_("Open point"), button=_("Add"),
        names=("title", "owner", "due_on"), said=_("The task was created."),
    )  # fmt: skip


def _home(pk: int) -> str:
    return reverse("contracts:contract", args=[pk])
