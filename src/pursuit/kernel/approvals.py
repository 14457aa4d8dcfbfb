"""Approvals for every room: ask by route and limit, decide once, stand in for the absent."""

from collections.abc import Mapping
from typing import Annotated

from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext_lazy as _
from pydantic import Field

from pursuit.kernel import access, approvalroutes, events
from pursuit.kernel import context as surroundings
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Conflict, Forbidden, Missing
from pursuit.kernel.inputs import Label, Prose
from pursuit.kernel.models.approval import Approval, ApprovalSeat, ApprovalState, Decision
from pursuit.kernel.models.subject import Level, Share, Subject
from pursuit.kernel.prepared import Prepared

DECIDED = "kernel.approval.decided"
WITHDRAWN = "kernel.approval.withdrawn"
Comment = Annotated[Prose, Label(_("Comment"), widget="long")]
ApprovalId = Annotated[int, Field(ge=1), Label(_("Approval"))]


def ask(
    actor: Actor,
    subject: Subject,
    kind: str,
    title: str,
    *,
    reason: str = "",
    amount: int | None = None,
    grade: str = "",
    payload: Mapping[str, object] | None = None,
) -> Approval:
    """Put a question to the people of the route that fits; used inside actions. Refused when one is pending already."""
    if Approval.objects.filter(subject=subject, kind=kind, state=ApprovalState.PENDING).exists():
        raise Conflict("already_asked", _("This is waiting for approval already."))
    seats = approvalroutes.seats(kind, subject, amount=amount, grade=grade, asker=surroundings.author(actor))
    approval = Approval.objects.create(
        subject=subject,
        unit=subject.unit,
        kind=kind,
        title=title[:200],
        reason=reason,
        amount=amount,
        payload=dict(payload or {}),
        requested_by_id=surroundings.author(actor),
        requested_at=surroundings.moment(),
    )
    ApprovalSeat.objects.bulk_create(
        ApprovalSeat(approval=approval, step=step, user_id=user, everyone=everyone) for step, everyone, user in seats
    )
    for user in {user for _step, _everyone, user in seats}:
        # Whoever is asked must be able to read what it is about.
        Share.objects.get_or_create(
            subject=subject, user_id=user, reason=f"approval:{approval.pk}", defaults={"level": Level.VIEW}
        )
    events.record(
        actor,
        "kernel.approval.asked",
        subject,
        approval=approval.pk,
        kind=kind,
        title=title,
        to=approval_turn(approval),
    )
    return approval


def approval_turn(approval: Approval) -> list[int]:
    """User ids whose answer is awaited now."""
    answered = set(approval.decisions.filter(step=approval.step).values_list("slot", flat=True))
    seats = approval.seats.filter(step=approval.step)
    return [seat.user_id for seat in seats if seat.user_id not in answered]


@action("kernel.decide_approval", right="approvals.decide", public="approvals.decide")
def decide_approval(*, actor: Actor, approval: ApprovalId, approved: bool, comment: Comment = "") -> Approval:
    """Answer for oneself, or for an absent person one stands in for. Two answers at once count once."""
    row = Approval.objects.select_for_update().select_related("subject").filter(pk=approval).first()
    # Standing in for the approver does not let anybody answer their own question.
    seat = _seat_of(actor, row) if row and row.requested_by_id != actor.user_id else None
    if row is None or (seat is None and not visible(actor).filter(pk=approval).exists()):
        raise Missing("not_found", _("There is no such approval, or you cannot see it."))
    if row.state != ApprovalState.PENDING:
        raise Conflict("already_decided", _("This was decided already: %s.") % row.get_state_display())
    if seat is None:
        raise Forbidden("not_your_turn", _("Your answer is not asked for at this step."))
    try:
        with transaction.atomic():
            Decision.objects.create(
                approval=row,
                step=row.step,
                slot=seat.user_id if seat.everyone else 0,
                by=actor.user,
                on_behalf_of_id=seat.user_id if seat.user_id != actor.user_id else None,
                approved=approved,
                comment=comment,
                at=surroundings.moment(),
            )
    except IntegrityError as error:
        raise Conflict("already_decided", _("Somebody decided this step a moment ago.")) from error
    _advance(row, approved=approved)
    events.record(
        actor,
        DECIDED,
        row.subject,
        on_behalf_of=seat.user_id if seat.user_id != actor.user_id else None,
        approval=row.pk,
        kind=row.kind,
        approved=approved,
        comment=comment,
        state=row.state,
        payload=row.payload,
        asked_by=row.requested_by_id,
        to=approval_turn(row) if row.state == ApprovalState.PENDING else [],
        title=row.title,
    )
    return row


@action("kernel.withdraw_approval", right="approvals.decide", public="approvals.withdraw")
def withdraw_approval(*, actor: Actor, approval: ApprovalId) -> Approval:
    """Take one's own question back while it is open."""
    row = Approval.objects.select_for_update().filter(pk=approval, requested_by_id=actor.user_id).first()
    if row is None:
        raise Missing("not_found", _("There is no such approval, or you cannot see it."))
    if row.state != ApprovalState.PENDING:
        raise Conflict("already_decided", _("This was decided already: %s.") % row.get_state_display())
    _close(row, ApprovalState.WITHDRAWN)
    events.record(actor, WITHDRAWN, row.subject, approval=row.pk, kind=row.kind, payload=row.payload)
    return row


def visible(actor: Actor) -> models.QuerySet[Approval]:
    """Approvals one asked for, sits on, stands in on, or whose subject one sees."""
    people = {actor.user_id, *actor.stands_in_for}
    seats = ApprovalSeat.objects.filter(user_id__in=people).values("approval_id")
    seen = (
        models.Q(subject__in=Subject.objects.visible_to(actor)) if actor.may("approvals.view") else models.Q(pk__in=[])
    )
    return Approval.objects.filter(models.Q(requested_by_id=actor.user_id) | models.Q(pk__in=seats) | seen)


def waiting_for(actor: Actor) -> models.QuerySet[Approval]:
    """What the actor is asked to answer now, oldest first (deputies included)."""
    if not access.decide(actor, "approvals.decide"):
        return Approval.objects.none()
    people = {actor.user_id, *actor.stands_in_for}
    found = _waiting(models.Q(user_id__in=people), actor.user_id)
    return found.select_related("subject", "requested_by").order_by("requested_at")


def first_waiting(actor: Actor) -> list[Approval]:
    """The first fifty of them."""
    if not access.decide(actor, "approvals.decide"):
        return []
    return list(waiting_for(actor)[:50]) if actor.stands_in_for else _FIRST(me=actor.user_id)


def waiting_count(actor: Actor) -> int:
    """How many answers the actor owes (a thousand at most)."""
    if not access.decide(actor, "approvals.decide"):
        return 0
    # It stands on every page, and hardly anybody stands in for others.
    return waiting_for(actor)[:MOST].count() if actor.stands_in_for else len(_OWED(me=actor.user_id))


def _waiting(seated: models.Q, me: object) -> models.QuerySet[Approval]:
    """Open questions at a seat that has not answered; nobody answers their own."""
    seat = ApprovalSeat.objects.filter(seated, approval=models.OuterRef("pk"), step=models.OuterRef("step"))
    answered = Decision.objects.filter(
        approval=models.OuterRef("approval"), step=models.OuterRef("step"), slot=models.OuterRef("user")
    )
    unanswered = models.Exists(seat.filter(~models.Exists(answered)))
    return Approval.objects.filter(unanswered, state=ApprovalState.PENDING).exclude(requested_by_id=me)  # type: ignore[misc]  # or its place


MOST = 1000
_FIRST = Prepared(
    lambda me: (
        _waiting(models.Q(user_id=me), me).select_related("subject", "requested_by").order_by("requested_at")[:50]
    )
)
_OWED = Prepared(lambda me: _waiting(models.Q(user_id=me), me).values_list("pk", flat=True)[:MOST])


def _seat_of(actor: Actor, approval: Approval) -> ApprovalSeat | None:
    """The seat the actor answers for: their own first, then one of a person they stand in for."""
    people = [actor.user_id, *sorted(actor.stands_in_for)]
    waiting = {seat.user_id: seat for seat in approval.seats.filter(step=approval.step, user_id__in=people)}
    for turn in approval.decisions.filter(step=approval.step).values_list("slot", flat=True):
        waiting.pop(turn, None)
    return next((waiting[user] for user in people if user in waiting), None)


def _advance(approval: Approval, *, approved: bool) -> None:
    """One no ends it; a step is passed when its first (or every) seat agreed; after the last step it is approved."""
    if not approved:
        _close(approval, ApprovalState.REJECTED)
        return
    seats = list(approval.seats.filter(step=approval.step))
    if seats[0].everyone and approval.decisions.filter(step=approval.step).count() < len(seats):
        return
    following = approval.seats.filter(step__gt=approval.step).order_by("step").first()
    if following is None:
        _close(approval, ApprovalState.APPROVED)
    else:
        approval.step = following.step
        approval.version += 1
        approval.save()


def _close(approval: Approval, state: ApprovalState) -> None:
    approval.state = state
    approval.closed_at = surroundings.moment()
    approval.version += 1
    approval.save()
