"""Background work one has started, approvals one is asked for, and taking changes back."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from pursuit.interfaces.rest import body
from pursuit.interfaces.rest.answers import answer, once
from pursuit.interfaces.rest.auth import actor_of, require_write
from pursuit.interfaces.rest.parameters import allow, choice, number
from pursuit.interfaces.rest.shapes import Json
from pursuit.kernel import approvals, jobs, undo
from pursuit.kernel.errors import Missing
from pursuit.kernel.models import Approval, Job

MOST = 50


def my_jobs(request: HttpRequest) -> HttpResponse:
    """One's own background work, newest first."""
    allow(request, "before")
    rows = jobs.mine(actor_of(request))
    before = number(request, "before")
    if before is not None:
        rows = rows.filter(pk__lt=before)
    found = list(rows[:MOST])
    following = f"{request.path}?before={found[-1].pk}" if len(found) == MOST else None
    return answer({"items": [_job(row) for row in found], "next": following})


def my_job(request: HttpRequest, pk: int) -> HttpResponse:
    """How far it is."""
    row = jobs.mine(actor_of(request)).filter(pk=pk).first()
    if row is None:
        raise Missing("not_found", _("There is no such task, or it is not yours."))
    return answer(_job(row))


def cancel_job(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask it to stop; what was committed so far stays."""
    require_write(actor_of(request))
    body.read(request)
    return once(request, lambda: answer(_job(jobs.cancel(actor_of(request), pk))))


def asked(request: HttpRequest) -> HttpResponse:
    """Approvals that wait for the caller (state=waiting, the default), or all they see."""
    allow(request, "state", "before")
    actor = actor_of(request)
    if choice(request, "state", ("waiting", "all")) == "all":
        rows = approvals.visible(actor).select_related("subject", "requested_by").order_by("-pk")
        before = number(request, "before")
        if before is not None:
            rows = rows.filter(pk__lt=before)
    else:
        rows = approvals.waiting_for(actor)
    found = list(rows[:MOST])
    more = len(found) == MOST and request.GET.get("state") == "all"
    following = f"{request.path}?state=all&before={found[-1].pk}" if more else None
    return answer({"items": [_approval(row) for row in found], "next": following})


def approval(request: HttpRequest, pk: int) -> HttpResponse:
    """One approval with who was asked and who answered."""
    rows = approvals.visible(actor_of(request)).select_related("subject", "requested_by")
    row = rows.prefetch_related("decisions", "seats").filter(pk=pk).first()
    if row is None:
        raise Missing("not_found", _("There is no such approval, or you cannot see it."))
    seats = [{"step": seat.step, "user": seat.user_id, "everyone": seat.everyone} for seat in row.seats.all()]
    decisions = [
        {
            "step": one.step,
            "by": one.by_id,
            "on_behalf_of": one.on_behalf_of_id,
            "approved": one.approved,
            "comment": one.comment,
            "at": one.at,
        }
        for one in row.decisions.all()
    ]
    return answer(_approval(row) | {"seats": seats, "decisions": decisions})


def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Undo everything the action behind an event did; refused where later changes build on it."""
    require_write(actor_of(request))
    body.read(request)

    def produce() -> HttpResponse:
        undo.undo(actor_of(request), pk)
        return HttpResponse(status=204)

    return once(request, produce)


def _job(row: Job) -> Json:
    return {
        "id": row.pk,
        "kind": row.kind,
        "label": str(jobs.kind(row.kind).label),
        "state": row.state,
        "done": row.done,
        "total": row.total,
        "message": row.message,
        "result": row.result,
        "cancel_requested": row.cancel_requested,
        "created_at": row.created_at,
        "started_at": row.started_at,
        "finished_at": row.finished_at,
    }


def _approval(row: Approval) -> Json:
    return {
        "id": row.pk,
        "version": row.version,
        "subject": {"id": row.subject_id, "type": row.subject.type, "title": row.subject.title},
        "kind": row.kind,
        "title": row.title,
        "reason": row.reason,
        "state": row.state,
        "step": row.step,
        "requested_by": {"id": row.requested_by_id, "title": row.requested_by.name},
        "requested_at": row.requested_at,
        "closed_at": row.closed_at,
    }
