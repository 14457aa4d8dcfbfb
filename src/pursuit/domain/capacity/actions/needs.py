"""What a row asks of whoever does it."""

from collections.abc import Sequence
from typing import Annotated

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from pursuit.domain.capacity.models import SkillNeed
from pursuit.domain.people.fields import SkillLevel
from pursuit.domain.plans.actions import planning
from pursuit.domain.plans.fields import RowId
from pursuit.domain.plans.models import PlanRow
from pursuit.domain.plans.queries.plans import EDIT
from pursuit.kernel import events, records, terms
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Refused
from pursuit.kernel.inputs import Label
from pursuit.kernel.models import Event

Needs = Annotated[dict[str, SkillLevel], Field(max_length=10), Label(_("Skills needed"), widget="hidden")]


def _undo(actor: Actor, happened: Sequence[Event]) -> object:
    event = next(one for one in happened if one.verb == "task.needs_set")
    return set_needs(actor=actor, row=event.subject_id or 0, needs=event.payload.data["before"])


@action("capacity.set_needs", right=EDIT, public="plan-rows.set-needs", inverse=_undo)
def set_needs(*, actor: Actor, row: RowId, needs: Needs) -> PlanRow:
    """Whoever does the row can do all of this, each at least so well. needs: level by skill; none takes away what was
    said."""
    _plan, (found,) = planning.rows(actor, [row])
    unknown = next((skill for skill in needs if not terms.known("skill", skill)), None)
    if unknown is not None:
        raise Refused("unknown_skill", _("There is no skill “%s”.") % unknown, "needs")
    before = dict(SkillNeed.objects.filter(row=found).order_by("pk").values_list("skill", "level"))
    if before != needs:
        SkillNeed.objects.filter(row=found).delete()
        SkillNeed.objects.bulk_create(SkillNeed(row=found, skill=skill, level=level) for skill, level in needs.items())
        records.touch(found.task)
        changes = {"needs": (_words(before), _words(needs))}
        events.record(actor, "task.needs_set", found.task.subject, changes, before=before)
    return found


def _words(needs: dict[str, int]) -> str:
    return "、".join(f"{terms.label('skill', skill)} ≥ {level}" for skill, level in needs.items())
