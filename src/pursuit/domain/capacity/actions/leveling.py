"""Applying what a levelling found."""

from collections.abc import Sequence
from typing import Annotated

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from pursuit.domain.execution.fields import About
from pursuit.domain.plans.actions import planning
from pursuit.domain.plans.actions.dating import wake
from pursuit.domain.plans.models import Plan, PlanRow
from pursuit.domain.plans.queries.plans import EDIT, locked
from pursuit.domain.plans.rules.facts import FIRST, LAST
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Missing, Refused
from pursuit.kernel.inputs import Label, Version
from pursuit.kernel.models import Event
from pursuit.kernel.records import GONE

Floor = Annotated[int, Field(ge=FIRST, le=LAST)]
Versions = Annotated[dict[int, Version], Label(_("Versions of the plans"), widget="hidden")]
Floors = Annotated[dict[int, Floor | None], Label(_("Not before"), widget="hidden")]


def _before(happened: Sequence[Event]) -> dict[int, int | None]:
    told = [one for one in happened if one.verb == "task.leveled"]
    return {one.subject_id or 0: one.payload.data["before"]["leveled"] for one in told}


def _undo(actor: Actor, happened: Sequence[Event]) -> object:
    before = _before(happened)
    about = PlanRow.objects.visible_to(actor).filter(pk__in=before).values_list("plan__subject_id", flat=True).first()
    return apply_leveling(actor=actor, about=about or 0, floors=before)


@action("capacity.apply_leveling", right=EDIT, public="plans.apply-leveling", inverse=_undo, ready=wake)
def apply_leveling(*, actor: Actor, about: About, floors: Floors, version: Version | None = None) -> Plan:
    """Rows do not start before these instants (minutes since 1970 on the company's clocks), because their people have
    no time; none takes that away. version: of the plan the levelling was worked out for."""
    plan, _fresh = locked(actor, about)
    planning.refuse_stale(plan, version)
    if not floors:
        raise Refused("nothing", _("Work the preview out again."), "floors")
    rows = list(PlanRow.objects.filter(plan=plan, pk__in=floors).select_related("task__subject"))
    if len(rows) != len(floors):
        raise Refused("other_plan", _("That row stands in another plan."), "floors")
    for row in rows:
        planning.put(actor, plan, row, {"leveled": floors[row.pk]}, "task.leveled")
    return planning.settled(plan)


def _undo_all(actor: Actor, happened: Sequence[Event]) -> object:
    return level_plans(actor=actor, floors=_before(happened))


@action("capacity.level_plans", right=EDIT, public="plans.level-several", inverse=_undo_all, ready=wake)
def level_plans(*, actor: Actor, floors: Floors, versions: Versions | None = None) -> list[Plan]:
    """As `apply_leveling`, for rows of several plans: all of them or none. versions: of the plans, by record."""
    rows = PlanRow.objects.visible_to(actor).filter(pk__in=floors).values_list("pk", "plan__subject_id")
    by_plan: dict[int, dict[int, int | None]] = {}
    for row, about in rows:
        by_plan.setdefault(about, {})[row] = floors[row]
    if len(rows) != len(floors):
        raise Missing("not_found", GONE)
    if not floors:
        raise Refused("nothing", _("Work the preview out again."), "floors")
    said = versions or {}
    return [
        apply_leveling(actor=actor, about=about, floors=of_plan, version=said.get(about))
        for about, of_plan in sorted(by_plan.items())
    ]
