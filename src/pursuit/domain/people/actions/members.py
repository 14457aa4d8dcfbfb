"""Who works where: joining, moving, leaving a unit, leading it."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from pursuit.domain.people.actions import rows
from pursuit.domain.people.fields import Colleague, IsHead, IsPrimary, PersonId, Since, Unit, Until
from pursuit.domain.people.queries.levels import require_below
from pursuit.kernel import clock, events
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Conflict, Missing, Refused
from pursuit.kernel.models import Membership, OrgUnit, User

EDIT = "people.edit"


@action("people.assign_member", right=EDIT, public="people.assign")
def assign_member(
    *,
    actor: Actor,
    user: Colleague,
    unit: Unit,
    primary: IsPrimary = True,
    head: IsHead = False,
    since: Since | None = None,
    until: Until | None = None,
) -> Membership:
    """Put a person into a unit. A new primary unit makes the one before an additional one."""
    person = _person(actor, user)
    _open(unit)
    if since and until and until < since:
        raise Refused("order", _("The last day lies before the first."), "until")
    if primary:
        Membership.objects.filter(user=person, is_primary=True).exclude(unit_id=unit).update(is_primary=False)
    # A person who comes back to a unit uses the row of the first time; the events keep both times.
    row, _made = Membership.objects.update_or_create(
        user=person,
        unit_id=unit,
        defaults={"is_primary": primary, "is_head": head, "since": since or clock.today(), "until": until},
    )
    events.record(
        actor, "people.member.assigned", None, user=person.pk, unit=unit, primary=primary, head=head, until=until
    )
    require_below(actor, person)
    return row


@action("people.move_member", right=EDIT, public="people.move")
def move_member(*, actor: Actor, user: Colleague, unit: Unit) -> Membership:
    """Move a person from their primary unit into another one, today."""
    person = _person(actor, user)
    _open(unit)
    before = Membership.objects.select_for_update().filter(user=person, is_primary=True).first()
    if before is not None and before.unit_id == unit:
        raise Conflict("there", _("%s belongs to this unit already.") % person)
    if before is not None:
        _end(before)
    row, _made = Membership.objects.update_or_create(
        user=person,
        unit_id=unit,
        defaults={"is_primary": True, "is_head": False, "since": clock.today(), "until": None},
    )
    left = before.unit_id if before else None
    events.record(actor, "people.member.moved", None, {"unit": (left, unit)}, user=person.pk)
    require_below(actor, person)
    return row


@action("people.end_membership", right=EDIT, public="people.leave")
def end_membership(*, actor: Actor, user: PersonId, unit: int) -> Membership:
    """A person leaves a unit: yesterday was the last day."""
    person = _person(actor, user)
    row = _membership(person, unit)
    _end(row)
    events.record(actor, "people.member.left", None, user=person.pk, unit=unit)
    return row


@action("people.set_head", right="org.edit", public="units.set-head")
def set_head(*, actor: Actor, user: Colleague, unit: Unit, head: IsHead = True) -> Membership:
    """Make a member head of the unit, or no longer. Heads answer the unit's approvals."""
    person = _person(actor, user)
    row = _membership(person, unit)
    if row.is_head != head:
        row.is_head = head
        row.save()
        events.record(actor, "people.member.head", None, {"head": (not head, head)}, user=person.pk, unit=unit)
    return row


def _person(actor: Actor, pk: int) -> User:
    person = rows.person(pk)
    require_below(actor, person)
    return person


def _membership(person: User, unit: int) -> Membership:
    today = clock.today()
    row = Membership.objects.select_for_update().filter(user=person, unit_id=unit).first()
    if row is None or (row.until is not None and row.until < today):
        raise Missing("not_found", _("%s does not belong to this unit.") % person)
    return row


def _end(row: Membership) -> None:
    """The last day counts as a day inside, so whoever leaves now was there until yesterday."""
    row.until = clock.today() - timedelta(days=1)
    row.is_primary = row.is_head = False
    row.save()


def _open(unit: int) -> None:
    if rows.lock(OrgUnit, unit).closed_on is not None:
        raise Refused("closed", _("This unit is closed: choose an open one."), "unit")
