"""Who works on a row."""

from collections.abc import Sequence
from typing import Annotated

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from pursuit.domain.execution.actions.tasks import refuse_blind
from pursuit.domain.execution.fields import Assignee
from pursuit.domain.plans.actions import planning
from pursuit.domain.plans.actions.dating import wake
from pursuit.domain.plans.fields import LengthText, RowId
from pursuit.domain.plans.models import Assignment, Plan, PlanResource, PlanRow, ResourceKind, WorkType
from pursuit.domain.plans.queries.plans import EDIT
from pursuit.domain.plans.rules import facts
from pursuit.kernel import events, records
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Conflict, Missing, Refused
from pursuit.kernel.inputs import Label, RowOf
from pursuit.kernel.models import Event, User
from pursuit.kernel.records import GONE

Share = Annotated[int, Field(ge=1, le=1000), Label(_("Percent of their time"), widget="percent")]
WorkText = Annotated[LengthText, Label(_("Work"), help=_("16h, 2d; empty: all along the row"))]
ResourceId = Annotated[int, RowOf("plan_resource"), Label(_("Resource"))]
AssignmentId = Annotated[int, RowOf("assignment"), Label(_("Assignment"))]
Facts = dict[str, int | None]


def _undo_assign(actor: Actor, happened: Sequence[Event]) -> object:
    event = next(one for one in happened if one.verb == "task.assigned")
    return unassign(actor=actor, assignment=int(event.payload.data["assignment"]))


@action("plans.assign", right=EDIT, public="assignments.create", inverse=_undo_assign, ready=wake)
def assign(
    *,
    actor: Actor,
    row: RowId,
    user: Assignee | None = None,
    resource: ResourceId | None = None,
    percent: Share = 100,
    work: WorkText = "",
) -> Assignment:
    """Somebody of us, or what the plan names already, works on a row. The first person is who does the task."""
    plan, (found,) = planning.rows(actor, [row])
    one = _resource(plan, user, resource)
    if Assignment.objects.filter(row=found, resource=one).exists():
        raise Conflict("assigned", _("%s works on this row already: change that.") % one.name)
    minutes = facts.length(work, planning.measure(plan), "work")[0] if work else None
    made = Assignment.objects.create(row=found, resource=one, units=percent * 10, work=minutes)
    _keep_work(actor, plan, found)
    if one.user_id and found.task.subject.owner_id is None:
        refuse_blind(one.user_id, plan.subject)
        records.edit(found.task, actor, {"owner": one.user_id})
    _told(actor, "task.assigned", found, made)
    planning.settled(plan, [found])
    return made


def _undo_change(actor: Actor, happened: Sequence[Event]) -> object:
    data = next(one for one in happened if one.verb == "task.assignment_changed").payload.data
    return set_assignment(actor=actor, assignment=int(data["assignment"]), values=data["before"])


@action("plans.change_assignment", right=EDIT, public="assignments.update", inverse=_undo_change, ready=wake)
def change_assignment(
    *, actor: Actor, assignment: AssignmentId, percent: Share | None = None, work: WorkText | None = None
) -> Assignment:
    """How much of their time, or how much work."""
    made, plan, row = _loaded(actor, assignment)
    before = _facts(made)
    if percent is not None:
        made.units = percent * 10
    if work is not None:
        made.work = facts.length(work, planning.measure(plan), "work")[0] if work else None
    made.save()
    _keep_work(actor, plan, row)
    _told(actor, "task.assignment_changed", row, made, before)
    planning.settled(plan, [row])
    return made


@action("plans.set_assignment", right=EDIT, ready=wake)
def set_assignment(*, actor: Actor, assignment: int, values: Facts) -> Assignment:
    """As it was."""
    made, plan, row = _loaded(actor, assignment)
    owner, before = row.task.subject.owner_id, made.resource.user_id
    made.units, made.work = values["units"] or 0, values["work"]
    made.resource = PlanResource.objects.get(plan=plan, pk=values.get("resource") or made.resource_id)
    made.save()
    if owner == before != made.resource.user_id:
        records.edit(row.task, actor, {"owner": made.resource.user_id})
    planning.settled(plan, [row])
    return made


def _undo_unassign(actor: Actor, happened: Sequence[Event]) -> object:
    data = next(one for one in happened if one.verb == "task.unassigned").payload.data
    row, resource, units = (int(data[name]) for name in ("row", "resource", "units"))
    made = assign(actor=actor, row=row, resource=resource)
    return set_assignment(actor=actor, assignment=made.pk, values={"units": units, "work": data["work"]})


@action("plans.unassign", right=EDIT, public="assignments.remove", inverse=_undo_unassign, ready=wake)
def unassign(*, actor: Actor, assignment: AssignmentId) -> Plan:
    """They work on it no longer."""
    made, plan, row = _loaded(actor, assignment)
    _told(actor, "task.unassigned", row, made)
    made.delete()
    return planning.settled(plan, [row])


def _undo_hand_on(actor: Actor, happened: Sequence[Event]) -> object:
    data = next(one for one in happened if one.verb == "task.handed_on").payload.data
    return set_assignment(actor=actor, assignment=int(data["assignment"]), values=data["before"])


@action("plans.hand_on", right=EDIT, public="assignments.hand-on", inverse=_undo_hand_on, ready=wake)
def hand_on(*, actor: Actor, assignment: AssignmentId, user: Assignee) -> Assignment:
    """Somebody else does it, as much and as long."""
    made, plan, row = _loaded(actor, assignment)
    before, one = made.resource, _resource(plan, user, None)
    refuse_blind(user, plan.subject)
    if Assignment.objects.filter(row=row, resource=one).exists():
        raise Conflict("assigned", _("%s works on this row already: change that.") % one.name)
    made.resource = one
    made.save()
    if row.task.subject.owner_id in (None, before.user_id):
        records.edit(row.task, actor, {"owner": user})
    was = _facts(made) | {"resource": before.pk}
    events.record(actor, "task.handed_on", row.task.subject, None, assignment=made.pk, before=was, taker=user)
    planning.settled(plan, [row])
    return made


def taken_over(pk: int, giver: int, taker: int) -> None:
    """The task of a row got another owner: who does it works on the row instead of the one before."""
    made = Assignment.objects.filter(row=pk, resource__user=giver).select_related("row__plan__subject").first()
    if made is None:
        return
    plan, row = made.row.plan, made.row
    one = _resource(plan, taker, None)
    if Assignment.objects.filter(row=row, resource=one).exists():
        made.delete()
    else:
        made.resource = one
        made.save()
    planning.settled(plan, [row])


def _resource(plan: Plan, user: int | None, resource: int | None) -> PlanResource:
    if resource is not None:
        found = PlanResource.objects.filter(plan=plan, pk=resource).first()
        if found is None:
            raise Refused("other_plan", _("That resource belongs to another plan."), "resource")
        return found
    if user is None:
        raise Refused("nobody", _("Say who works on it."), "user")
    one = PlanResource.objects.filter(plan=plan, user=user).first()
    if one is None:
        name = User.objects.get(pk=user).name
        one = PlanResource.objects.create(plan=plan, user_id=user, name=name, kind=ResourceKind.WORK)
    return one


def _loaded(actor: Actor, pk: int) -> tuple[Assignment, Plan, PlanRow]:
    made = Assignment.objects.visible_to(actor).select_related("resource").filter(pk=pk).first()
    if made is None:
        raise Missing("not_found", GONE)
    plan, (row,) = planning.rows(actor, [made.row_id])
    return made, plan, row


def _keep_work(actor: Actor, plan: Plan, row: PlanRow) -> None:
    """Of fixed work the duration follows: as long as its people need together."""
    if row.work_type != WorkType.WORK or not row.work:
        return
    units = sum(Assignment.objects.filter(row=row, resource__kind="work").values_list("units", flat=True))
    if units:
        planning.put(actor, plan, row, {"duration": round(row.work * 1000 / units)})


def _facts(made: Assignment) -> Facts:
    return {"units": made.units, "work": made.work, "resource": made.resource_id}


def _told(actor: Actor, verb: str, row: PlanRow, made: Assignment, before: Facts | None = None) -> None:
    records.touch(row.task)
    events.record(
        actor, verb, row.task.subject, None, assignment=made.pk, row=row.pk, resource=made.resource_id,
        name=made.resource.name, units=made.units, work=made.work, before=before,
    )  # fmt: skip
