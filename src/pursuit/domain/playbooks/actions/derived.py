"""Days that follow from the dates of a tender, as milestones of the plan."""

from collections.abc import Sequence
from typing import Annotated

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import Field

from pursuit.domain.plans.actions.dating import wake
from pursuit.domain.plans.actions.links import link_rows
from pursuit.domain.plans.actions.rows import add_row, remove_rows
from pursuit.domain.plans.models import Plan, PlanRow
from pursuit.domain.plans.queries.plans import EDIT, plan_of
from pursuit.domain.plans.rules.instants import aware, midnight
from pursuit.domain.playbooks.queries import tenders
from pursuit.domain.playbooks.rules.findings import Due
from pursuit.domain.playbooks.rules.kinds import hour_of
from pursuit.domain.projects.fields import ProjectId
from pursuit.domain.projects.models import Project
from pursuit.domain.projects.queries.projects import project as visible_project
from pursuit.kernel import clock, events
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Conflict
from pursuit.kernel.inputs import Label
from pursuit.kernel.models import Event

ADDED = "playbooks.dues.added"
Codes = Annotated[list[str], Field(min_length=1, max_length=40), Label(gettext_lazy("Days"), widget="hidden")]


def _undo(actor: Actor, happened: Sequence[Event]) -> object:
    event = next(one for one in happened if one.verb == ADDED)
    return remove_rows(actor=actor, rows=event.payload.data["rows"])


@action("playbooks.add_dues", right=EDIT, public="tender-dates.add-dues", inverse=_undo, ready=wake)
def add_dues(*, actor: Actor, project: ProjectId, codes: Codes) -> Plan:
    """Milestones for days that follow from the tender's dates. Where the date they follow from has a row and counts
    calendar days, they hang on that row and move with it; else they have their day."""
    about = visible_project(actor, project)
    found = tenders.calendar(actor, about)
    wanted = [one for one in found.dues if one.due.code in codes and one.row is None]
    if not wanted:
        raise Conflict("nothing_to_do", _("These days are in the plan already, or follow from no date."))
    rows = [_add(actor, about, one.due, found.rows.get(one.due.base)) for one in wanted]
    events.record(actor, ADDED, about.subject, None, rows=[one.pk for one in rows])
    plan = plan_of(actor, about.pk)
    if plan is None:
        raise Conflict("nothing_to_do", _("These days are in the plan already, or follow from no date."))
    return plan


def _add(actor: Actor, about: Project, due: Due, base: int | None) -> PlanRow:
    """What we must do by then is the project owner's."""
    hangs = base is not None and not due.working
    fields: dict[str, object] = {"title": str(due.label), "milestone": True, "side": "ours" if due.ours else "customer"}
    fields["note"] = tenders.note_of(due)
    if due.ours and about.subject.owner_id:
        fields["owner"] = about.subject.owner_id
    if not hangs:
        fields |= {"limit": "mso", "limit_at": aware(hour_of(midnight(due.day)), clock.zone())}
    made: PlanRow = add_row.run(actor, {"about": about.pk, **fields})
    if hangs and base is not None:
        link_rows(actor=actor, before=base, after=made.pk, lag=f"{due.days}ed")
    return made
