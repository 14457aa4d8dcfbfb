"""Looking at plans."""

from collections.abc import Sequence

from pursuit.domain.execution.models import WorkCalendar
from pursuit.domain.plans.models import Plan
from pursuit.domain.plans.models.plan import VIEW
from pursuit.domain.plans.rules.instants import midnight
from pursuit.kernel import access, clock
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Missing
from pursuit.kernel.models import Subject
from pursuit.kernel.records import GONE

EDIT = "plans.edit"


def plan_of(actor: Actor, about: int) -> Plan | None:
    """The plan of a record, if it has one and is seen."""
    plan = Plan.objects.select_related("subject").defer("extra").filter(subject=about).first()
    seen = plan is not None and actor.may(VIEW) and access.sees(actor, about, plan.subject.type)
    return plan if seen else None


def may_edit(actor: Actor, subject: Subject) -> bool:
    return bool(access.decide(actor, EDIT, subject))


def locked(actor: Actor, about: int) -> tuple[Plan, bool]:
    """The plan of a record for a change, and whether it was begun just now: today, by the company's calendar."""
    subject = Subject.objects.visible_to(actor, [about]).filter(pk=about).first()
    if subject is None:
        raise Missing("not_found", GONE)
    access.require(actor, EDIT, subject)
    plan = Plan.objects.select_for_update().defer("extra").filter(subject=about).first()
    if plan is not None:
        plan.subject = subject
        return plan, False
    return Plan.objects.create(subject=subject, begin=_first_hour()), True


def _first_hour() -> int:
    """When work begins today."""
    week = WorkCalendar.objects.get(is_default=True).week
    first: Sequence[int] = next((hours[0] for hours in week if hours), [0])
    return midnight(clock.today()) + first[0]
