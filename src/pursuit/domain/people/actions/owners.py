"""Giving a record to another person: the one change behind single and bulk hand-overs."""

from collections.abc import Sequence
from typing import Annotated

from django.utils.translation import gettext_lazy as _

from pursuit.domain.people.actions import rows
from pursuit.domain.people.fields import Colleague, Reason, Unit
from pursuit.domain.people.models import HandOver, HandOverLine, LineState
from pursuit.kernel import access, clock, events, extensions, undo
from pursuit.kernel import context as surroundings
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Conflict, Missing
from pursuit.kernel.inputs import ANY, Label, Ref
from pursuit.kernel.models import Event, Membership, Subject

RIGHT = "people.handover"
HANDED = "subject.handed_over"
AnyRecord = Annotated[int, Ref(ANY), Label(_("Record"))]


def _undo_change(actor: Actor, events: Sequence[Event]) -> object:
    """Back to the owner (and unit) before; that person must still be active."""
    event = events[0]
    now = {"owner": event.subject.owner_id if event.subject else None}
    return change_owner.run(actor, {"subject": event.subject_id} | now | undo.before_values(event))


@action("people.change_owner", right=RIGHT, public="subjects.hand-over", inverse=_undo_change)
def change_owner(
    *, actor: Actor, subject: AnyRecord, owner: Colleague, unit: Unit | None = None, reason: Reason = ""
) -> Subject:
    """Hand one record to another person, and to another unit if one is given."""
    row = _lock(actor, subject)
    if row.owner_id == owner and unit in (None, row.unit_id):
        raise Conflict("same", _("This person is responsible already."), "owner")
    _give(actor, row, owner, unit or row.unit_id, reason=reason)
    return row


@action("people.hand_over_record", right=RIGHT, inverse=_undo_change)
def hand_over_record(*, actor: Actor, hand_over: int, subject: int) -> HandOverLine:
    """Move one record of an order; done once, however often it is tried."""
    order = HandOver.objects.select_related("to_user").filter(pk=hand_over, requested_by_id=actor.user_id).first()
    if order is None:
        raise Missing("not_found", rows.GONE)
    row = _lock(actor, subject)
    if row.owner_id != order.from_user_id:
        raise Conflict("moved_on", _("This belongs to somebody else meanwhile."))
    if not order.to_user.is_active:
        raise Conflict("successor_left", _("The successor is deactivated: order a new hand-over."))
    unit = _home(order.to_user_id) if order.move_unit else None
    _give(actor, row, order.to_user_id, unit or row.unit_id, hand_over=order.pk)
    return HandOverLine.objects.create(hand_over=order, subject=row, state=LineState.DONE, at=clock.now())


def _lock(actor: Actor, pk: int) -> Subject:
    """The record, held; its own edit right is needed besides the right to hand over."""
    row = Subject.objects.live().select_for_update().filter(pk=pk).first()
    # Asked for its own type only: over all types the question is too dear for thousands of records.
    if row is None or not Subject.objects.filter(access.type_q(actor, row.type), pk=pk).exists():
        raise Missing("not_found", rows.GONE)
    access.require(actor, RIGHT, row)
    access.require(actor, extensions.subject_type(row.type).edit_right, row)
    return row


def _give(
    actor: Actor, row: Subject, owner: int, unit: int | None, *, hand_over: int | None = None, reason: str = ""
) -> None:
    """The same event for single and bulk hand-overs; rooms that keep figures per owner subscribe to it."""
    after = {"owner": owner, "unit": unit}
    before = {"owner": row.owner_id, "unit": row.unit_id}
    changes = {name: (before[name], after[name]) for name in after if before[name] != after[name]}
    row.owner_id, row.unit_id = owner, unit
    row.version += 1
    row.updated_at = surroundings.get().at or clock.now()
    row.save(update_fields=["owner", "unit", "version", "updated_at"])
    events.record(actor, HANDED, row, changes, hand_over=hand_over, reason=reason)


def _home(user: int) -> int | None:
    return Membership.objects.filter(user_id=user, is_primary=True).values_list("unit_id", flat=True).first()
