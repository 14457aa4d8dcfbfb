"""Changing a plan as a whole."""

from collections.abc import Sequence
from typing import Annotated, TypedDict, Unpack

from django.utils.translation import gettext_lazy as _

from pursuit.domain.execution.fields.calendars import CalendarId
from pursuit.domain.execution.fields.tasks import About
from pursuit.domain.plans.actions import planning
from pursuit.domain.plans.actions.dating import wake
from pursuit.domain.plans.models import Plan
from pursuit.domain.plans.queries.plans import EDIT, locked
from pursuit.domain.plans.rules.facts import instant_of
from pursuit.kernel import clock, events
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Refused
from pursuit.kernel.inputs import Label, Moment, Version
from pursuit.kernel.models import Event


class PlanChanges(TypedDict, total=False):
    """What may be set on a plan."""

    begin: Annotated[Moment, Label(_("Start"))]
    end: Annotated[Moment, Label(_("Finish"))] | None
    from_end: Annotated[bool, Label(_("Plan backward from the finish"))]
    status_at: Annotated[Moment, Label(_("Status date"))] | None
    calendar: CalendarId | None


def _undo(actor: Actor, happened: Sequence[Event]) -> object:
    event = happened[-1]
    return set_plan(actor=actor, about=event.subject_id or 0, values=event.payload.data["before"])


@action("plans.change_plan", right=EDIT, public="plans.update", inverse=_undo, ready=wake)
def change_plan(*, actor: Actor, about: About, version: Version | None = None, **fields: Unpack[PlanChanges]) -> Plan:
    """When it starts, or ends, and by which calendar."""
    plan, fresh = locked(actor, about)
    if not fresh:
        planning.refuse_stale(plan, version)
    zone = clock.zone()
    values: dict[str, int | bool | None] = {}
    for name in ("begin", "end", "status_at"):
        if name in fields:
            values[name] = instant_of(fields, name, zone, ending=name == "end")
    if "from_end" in fields:
        values["from_end"] = fields["from_end"]
    if "calendar" in fields:
        values["calendar_id"] = fields["calendar"]
    if values.get("from_end", plan.from_end) and values.get("end", plan.end) is None:
        raise Refused("no_end", _("Say when it is to be finished."), "end")
    return _set(actor, plan, values)


@action("plans.set_plan", right=EDIT, ready=wake)
def set_plan(*, actor: Actor, about: About, values: dict[str, int | bool | None]) -> Plan:
    """As it was."""
    plan, _fresh = locked(actor, about)
    return _set(actor, plan, values)


def _set(actor: Actor, plan: Plan, values: dict[str, int | bool | None]) -> Plan:
    before = {name: getattr(plan, name) for name, value in values.items() if getattr(plan, name) != value}
    for name in before:
        setattr(plan, name, values[name])
    if before:
        plan.save(update_fields=list(before))
        planning.settled(plan)
        events.record(actor, "plans.plan.changed", plan.subject, None, before=before)
    return plan
