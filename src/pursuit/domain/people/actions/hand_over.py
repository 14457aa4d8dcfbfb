"""Handing over what a person owns: one record, or everything as a job that a kill cannot break.

Each record moves in a transaction of its own savepoint, together with its event and its result row; what is still
to do is worked out from the data. So a job that was killed goes on where it stopped, and running it twice is harmless.
"""

from typing import Annotated

from django.utils.translation import gettext_lazy as _

from pursuit.domain.people.actions import rows
from pursuit.domain.people.actions.seats import move_seats
from pursuit.domain.people.fields import Colleague, PersonId, Reason, SubjectIds, SubjectTypes
from pursuit.domain.people.models import HandOver, HandOverLine, LineState
from pursuit.domain.people.queries import hand_over as look
from pursuit.domain.people.queries import scope
from pursuit.kernel import clock, events, extensions, jobs
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Conflict, Missing, Refused
from pursuit.kernel.inputs import Label
from pursuit.kernel.models import JobState

RIGHT = "people.handover"
JOB = "people.hand_over"
MoveUnit = Annotated[bool, Label(_("Move the records to the new owner's unit"))]
ALIVE = (JobState.QUEUED, JobState.RUNNING)


@action("people.start_hand_over", right=RIGHT, public="hand-overs.create")
def start_hand_over(
    *,
    actor: Actor,
    from_user: PersonId,
    to_user: Colleague,
    types: SubjectTypes | None = None,
    subjects: SubjectIds | None = None,
    move_unit: MoveUnit = False,
    reason: Reason = "",
) -> HandOver:
    """Order a hand-over of everything, of some types or of single records; the worker carries it out."""
    giver = rows.person(from_user)
    if giver.pk == to_user:
        raise Refused("same", _("Choose another person than the present owner."), "to_user")
    unknown = set(types or []) - {kind.code for kind in extensions.subject_types()}
    if unknown:
        raise Refused("unknown_type", _("There is no such record type."), "types")
    open_one = HandOver.objects.filter(from_user=giver, finished_at=None).first()
    if open_one is not None:
        raise Conflict("running", _("A hand-over from %s is not finished: resume or close that one.") % giver)
    everything = not types and not subjects
    if everything:
        # Awaited approvals move too: that needs a reach over the person, not only over what they own.
        scope.require(actor, RIGHT, giver)
    found = look.preview(actor, giver.pk, types or (), subjects or ())
    if not found.total and not (everything and found.approvals):
        raise Refused("nothing", _("There is nothing to hand over that you can see."), "from_user")
    order = HandOver.objects.create(
        from_user=giver,
        to_user_id=to_user,
        types=types or [],
        subjects=subjects or [],
        move_unit=move_unit,
        reason=reason,
        requested_by=actor.user,
        requested_at=clock.now(),
        total=found.total,
    )
    _plan(actor, order)
    events.record(
        actor,
        "people.hand_over.started",
        None,
        hand_over=order.pk,
        from_user=giver.pk,
        to_user=to_user,
        total=found.total,
        types=types or [],
        reason=reason,
    )
    return order


@action("people.resume_hand_over", right=RIGHT, public="hand-overs.resume")
def resume_hand_over(*, actor: Actor, hand_over: int) -> HandOver:
    """Go on with one's own order that was cancelled, failed, or left records behind; those are tried again."""
    order = _own(actor, hand_over)
    if order.job and order.job.state in ALIVE:
        raise Conflict("running", _("This hand-over is running."))
    HandOverLine.objects.filter(hand_over=order, state=LineState.REFUSED).delete()
    order.finished_at = None
    _plan(actor, order)
    events.record(actor, "people.hand_over.resumed", None, hand_over=order.pk)
    return order


@action("people.close_hand_over", right=RIGHT, public="hand-overs.close")
def close_hand_over(*, actor: Actor, hand_over: int) -> HandOver:
    """Stop one's own order and leave the rest where it is."""
    order = _own(actor, hand_over)
    if order.finished_at is not None:
        raise Conflict("finished", _("This has finished already."))
    if order.job and order.job.state in ALIVE:
        jobs.cancel(actor, order.job.pk)
    _finish(actor, order, "closed")
    return order


@action("people.finish_hand_over", right=RIGHT)
def finish_hand_over(*, actor: Actor, hand_over: int) -> HandOver:
    """The last step of the job: awaited approvals move too when everything was ordered; the successor is told."""
    order = _own(actor, hand_over)
    if order.finished_at is None:
        seats = 0 if order.types or order.subjects else move_seats(actor, order)
        _finish(actor, order, "finished", seats)
    return order


def _finish(actor: Actor, order: HandOver, verb: str, approvals: int = 0) -> None:
    order.finished_at = clock.now()
    order.save()
    events.record(
        actor,
        f"people.hand_over.{verb}",
        None,
        hand_over=order.pk,
        from_user=order.from_user_id,
        to_user=order.to_user_id,
        outcome=look.outcome(order),
        approvals=approvals,
    )


def _plan(actor: Actor, order: HandOver) -> None:
    order.job = jobs.enqueue(actor, JOB, {"hand_over": order.pk})
    order.save()


def _own(actor: Actor, pk: int) -> HandOver:
    order = HandOver.objects.select_for_update(of=("self",)).select_related("job").filter(pk=pk).first()
    if order is None or order.requested_by_id != actor.user_id:
        raise Missing("not_found", _("There is no such hand-over, or it is not yours."))
    return order
