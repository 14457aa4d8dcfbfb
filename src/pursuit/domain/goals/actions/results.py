"""Results that people type, with evidence."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from pursuit.domain.goals.actions.goals import load
from pursuit.domain.goals.fields import Evidence, GoalId, Reached, ResultDay
from pursuit.domain.goals.models import Goal, GoalResult
from pursuit.domain.goals.models.node import EDIT
from pursuit.domain.goals.queries import values
from pursuit.domain.goals.queries.progress import refresh
from pursuit.kernel import clock, events, records
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.context import moment
from pursuit.kernel.errors import Conflict, Missing, Refused
from pursuit.kernel.inputs import Version
from pursuit.kernel.models import Event


def _undo_record(actor: Actor, happened: Sequence[Event]) -> object:
    event = happened[-1]
    before, day = event.payload.data["before"], event.payload.data["day"]
    if before is None:
        return remove_result.run(actor, {"goal": event.subject_id, "day": day})
    return record_result.run(actor, {"goal": event.subject_id, "day": day, **before})


@action("goals.record_result", right=EDIT, public="goals.record-result", inverse=_undo_record)
def record_result(
    *, actor: Actor, goal: GoalId, day: ResultDay, reached: Reached, evidence: Evidence, version: Version | None = None
) -> Goal:
    """All that was reached up to a day, and where that can be seen. Computed goals take no typed results."""
    row = load(actor, goal, version)
    if row.measure:
        raise Conflict("computed", _("The results of this goal are computed from the data."))
    if day > clock.today():
        raise Refused("future", _("Results are of days up to today."), "day")
    value = values.read(reached, row.scale, "reached")
    if value is None:
        raise Refused("required", _("Say how much was reached."), "reached")
    old = GoalResult.objects.filter(goal=row, day=day).first()
    before = None if old is None else {"reached": values.plain(old.value, row.scale), "evidence": old.evidence}
    GoalResult.objects.update_or_create(
        goal=row, day=day, defaults={"value": value, "evidence": evidence, "by_id": actor.user_id, "at": moment()}
    )
    records.touch(row)
    told = values.plain(value, row.scale)
    events.record(actor, "goal.result", row.subject, day=day, reached=told, evidence=evidence, before=before)
    refresh(row)
    return row


def _undo_remove(actor: Actor, happened: Sequence[Event]) -> object:
    event = happened[-1]
    data = {name: event.payload.data[name] for name in ("day", "reached", "evidence")}
    return record_result.run(actor, {"goal": event.subject_id, **data})


@action("goals.remove_result", right=EDIT, public="goals.remove-result", inverse=_undo_remove)
def remove_result(*, actor: Actor, goal: GoalId, day: ResultDay, version: Version | None = None) -> Goal:
    """A result was typed by mistake."""
    row = load(actor, goal, version)
    old = GoalResult.objects.filter(goal=row, day=day).first()
    if old is None:
        raise Missing("not_found", _("There is no result of this day."))
    old.delete()
    records.touch(row)
    events.record(
        actor, "goal.result_removed", row.subject, day=day, reached=values.plain(old.value, row.scale),
        evidence=old.evidence,
    )  # fmt: skip
    refresh(row)
    return row
