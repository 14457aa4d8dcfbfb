"""How much of a week people have from a day on, and what an hour of theirs costs."""

from typing import Annotated

from django.utils.translation import gettext_lazy as _

from pursuit.domain.people.actions import rows
from pursuit.domain.people.fields import CapacityPercent, Colleague, Reason, Since, Unit
from pursuit.domain.people.models import Capacity, CostRate
from pursuit.domain.people.queries import scope
from pursuit.kernel import clock, events
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Forbidden, Missing, Refused
from pursuit.kernel.inputs import Amount, Label, Version
from pursuit.kernel.models import OrgUnit
from pursuit.kernel.records import check_version

CAPACITY, RATES = "people.capacity.edit", "people.rates.edit"
HourlyCost = Annotated[Amount, Label(_("Cost of an hour"))]


@action("people.set_capacity", right=CAPACITY, public="capacities.set")
def set_capacity(
    *, actor: Actor, user: Colleague, percent: CapacityPercent, since: Since, reason: Reason = ""
) -> Capacity:
    """The share of a full week a person works from a day on."""
    person = rows.person(user)
    scope.require(actor, CAPACITY, person)
    row = Capacity.objects.filter(user=person, since=since).first() or Capacity(user=person, since=since, version=0)
    changes = rows.save(row, {"percent": percent, "reason": reason})
    if changes:
        # Why somebody works less may be about health: as with absences, it stays out of the audit trail.
        changes.pop("reason", None)
        events.record(actor, "people.capacity.set", None, changes, user=person.pk, since=since, capacity=row.pk)
    return row


@action("people.remove_capacity", right=CAPACITY, public="capacities.remove")
def remove_capacity(*, actor: Actor, capacity: int, version: Version | None = None) -> None:
    """Take a row away: what was before it holds on."""
    row = Capacity.objects.visible_to(actor).select_for_update(of=("self",)).filter(pk=capacity).first()
    if row is None:
        raise Missing("not_found", rows.GONE)
    scope.require(actor, CAPACITY, row.user)
    check_version(row.version, version)
    changes = {"percent": (row.percent, None)}
    events.record(actor, "people.capacity.removed", None, changes, user=row.user_id, since=row.since)
    row.delete()


@action("people.set_cost_rate", right=RATES, public="cost-rates.set")
def set_cost_rate(
    *, actor: Actor, amount: HourlyCost, since: Since, user: Colleague | None = None, unit: Unit | None = None
) -> CostRate:
    """What an hour of a person costs from a day on, or of whoever in a unit has no rate of their own."""
    if (user is None) == (unit is None):
        raise Refused("one_of", _("Choose a person or a unit."), "user")
    if amount.minor < 0:
        raise Refused("negative", _("An hour costs nothing or more."), "amount")
    row = CostRate(user=rows.person(user) if user else None, unit=rows.lock(OrgUnit, unit) if unit else None)
    row.amount, row.amount_currency, row.since = amount.minor, amount.currency, since
    row.entered_by, row.entered_at = actor.user, clock.now()
    _require_reach(actor, row)
    CostRate.objects.live().filter(user=user, unit=unit, since=since).update(withdrawn_at=row.entered_at)
    row.save()
    events.record(actor, "people.cost_rate.set", None, cost_rate=row.pk, user=user, unit=unit, since=since)
    return row


@action("people.remove_cost_rate", right=RATES, public="cost-rates.remove")
def remove_cost_rate(*, actor: Actor, cost_rate: int) -> None:
    """Take a rate back: the one before it holds on."""
    row = CostRate.objects.visible_to(actor).live().select_for_update(of=("self",)).filter(pk=cost_rate).first()
    if row is None:
        raise Missing("not_found", rows.GONE)
    _require_reach(actor, row)
    row.withdrawn_at = clock.now()
    row.save(update_fields=["withdrawn_at"])
    user, unit, since = row.user_id, row.unit_id, row.since
    events.record(actor, "people.cost_rate.removed", None, cost_rate=row.pk, user=user, unit=unit, since=since)


def _require_reach(actor: Actor, row: CostRate) -> None:
    if row.user:
        scope.require(actor, RATES, row.user)
    elif not scope.reaches_unit(actor, RATES, row.unit_id):
        raise Forbidden("forbidden", scope.NOT_IN_REACH)
