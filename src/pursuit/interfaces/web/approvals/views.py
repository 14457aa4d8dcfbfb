"""Pages of approvals."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from pursuit.interfaces.web.records.panels import panels
from pursuit.interfaces.web.records.views import subject_url
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.interfaces.web.shell.toasts import Toast, see_other
from pursuit.kernel import approvals
from pursuit.kernel.errors import Missing
from pursuit.kernel.models import Approval, ApprovalState

MOST = 100


@page()
def inbox(request: Request) -> HttpResponse:
    """What waits for my answer (oldest first), what I asked, and what was decided lately."""
    actor = request.actor
    seen = approvals.visible(actor).select_related("subject", "requested_by")
    context = {
        "waiting": list(approvals.waiting_for(actor)[:MOST]),
        "asked": list(
            seen.filter(requested_by=actor.user, state=ApprovalState.PENDING).order_by("-requested_at")[:MOST]
        ),
        "decided": list(seen.exclude(state=ApprovalState.PENDING).order_by("-closed_at")[:20]),
    }
    return render(request, "approvals/inbox.html", context)


@page()
def one(request: Request, pk: int) -> HttpResponse:
    """One question: what, why, who answered what so far; and the answer, if it is one's turn."""
    row = _visible(request, pk)
    turn = approvals.approval_turn(row) if row.state == ApprovalState.PENDING else []
    people = {request.actor.user_id, *request.actor.stands_in_for}
    context = {
        "approval": row,
        "record_url": subject_url(row.subject),
        "decisions": row.decisions.select_related("by", "on_behalf_of").order_by("pk"),
        "seats": row.seats.select_related("user").order_by("step", "user__name_key"),
        "turn": turn,
        "my_turn": bool(people & set(turn)) and request.actor.may("approvals.decide"),
        "panels": panels(request, "approval", row.subject),
        "mine": row.requested_by_id == request.actor.user_id,
    }
    return render(request, "approvals/one.html", context)


@page("approvals.decide", methods=("POST",))
def decision(request: Request, pk: int) -> HttpResponse:
    """Answer."""
    approved = request.POST.get("approved") == "yes"
    values = {"approval": pk, "approved": approved, "comment": request.POST.get("comment", "")}
    row = approvals.decide_approval.run(request.actor, values)
    said = _("Approved.") if approved else _("Rejected.")
    return see_other(request, reverse("approvals:one", args=[row.pk]), Toast(said))


@page("approvals.decide", methods=("POST",))
def withdrawal(request: Request, pk: int) -> HttpResponse:
    """Take one's own question back."""
    approvals.withdraw_approval.run(request.actor, {"approval": pk})
    return see_other(request, reverse("approvals:one", args=[pk]), Toast(_("Withdrawn.")))


def _visible(request: Request, pk: int) -> Approval:
    row = approvals.visible(request.actor).select_related("subject", "requested_by").filter(pk=pk).first()
    if row is None:
        raise Missing("not_found", _("There is no such approval, or you cannot see it."))
    return row
