"""Baselines: a plan as it is, kept to compare with."""

from collections.abc import Sequence
from typing import Annotated

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from pursuit.domain.execution.fields.tasks import About
from pursuit.domain.plans.models import Baseline, BaselineRow, PlanRow
from pursuit.domain.plans.queries.plans import EDIT, locked
from pursuit.kernel import events
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.context import moment
from pursuit.kernel.errors import Conflict, Missing
from pursuit.kernel.inputs import Label
from pursuit.kernel.models import Event
from pursuit.kernel.records import GONE

Number = Annotated[int, Field(ge=0, le=10), Label(_("Baseline"), widget="number")]
BaselineName = Annotated[str, Field(max_length=120), Label(_("Name"))]


def _undo_take(actor: Actor, happened: Sequence[Event]) -> object:
    data = happened[-1].payload.data
    return clear_baseline(actor=actor, about=happened[-1].subject_id or 0, number=int(data["number"]))


@action("plans.take_baseline", right=EDIT, public="plans.take-baseline", inverse=_undo_take)
def take_baseline(*, actor: Actor, about: About, number: Number = 0, name: BaselineName = "") -> Baseline:
    """Keep the plan as it is under a number that is free."""
    plan, _fresh = locked(actor, about)
    if Baseline.objects.filter(plan=plan, number=number).exists():
        raise Conflict("taken", _("This baseline is taken: clear it first, or choose another number."))
    row = Baseline.objects.create(plan=plan, number=number, name=name, taken_at=moment(), taken_by_id=actor.user_id)
    live = PlanRow.objects.filter(plan=plan, task__subject__deleted_at=None)
    rows = live.values_list("pk", "start", "finish", "duration", "work")
    BaselineRow.objects.bulk_create(
        [BaselineRow(baseline=row, row_id=pk, start=start, finish=finish, duration=duration, work=work)
         for pk, start, finish, duration, work in rows],
        batch_size=500,
    )  # fmt: skip
    events.record(actor, "plans.baseline.taken", plan.subject, None, number=number, name=name)
    return row


@action("plans.clear_baseline", right=EDIT, public="plans.clear-baseline")
def clear_baseline(*, actor: Actor, about: About, number: Annotated[int, Field(ge=-1, le=10)]) -> None:
    """Forget a baseline."""
    plan, _fresh = locked(actor, about)
    row = Baseline.objects.filter(plan=plan, number=number).first()
    if row is None:
        raise Missing("not_found", GONE)
    row.delete()
    events.record(actor, "plans.baseline.cleared", plan.subject, None, number=number, name=row.name)
