"""Changing the rows of a plan."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Unpack

from django.utils.translation import gettext_lazy as _

from pursuit.domain.execution.actions.tasks import refuse_blind
from pursuit.domain.execution.fields.tasks import About
from pursuit.domain.execution.models import Task
from pursuit.domain.methods.models import Stage
from pursuit.domain.plans.actions import planning
from pursuit.domain.plans.actions.dating import wake
from pursuit.domain.plans.actions.places import room
from pursuit.domain.plans.fields import NewRow, RowChanges, RowId, RowIds
from pursuit.domain.plans.models import Plan, PlanRow
from pursuit.domain.plans.queries.plans import EDIT, locked
from pursuit.domain.plans.rules import facts
from pursuit.domain.projects.models import Project
from pursuit.kernel import access, clock, records
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Missing, Refused
from pursuit.kernel.inputs import Label, Version
from pursuit.kernel.models import Event
from pursuit.kernel.records import GONE

OF_TASK = ("title", "owner", "note", "priority")
PROGRESS = frozenset({"percent", "begun", "ended", "remaining"})
MOST = 20_000  # rows of one plan
After = Annotated[RowId, Label(_("After"), help=_("Empty: as the last one"))]


def _undo_add(actor: Actor, happened: Sequence[Event]) -> object:
    return remove_rows(actor=actor, rows=[one.subject_id or 0 for one in happened if one.verb == "task.created"])


@action("plans.add_row", right=EDIT, public="plan-rows.create", inverse=_undo_add, ready=wake)
def add_row(
    *,
    actor: Actor,
    about: About,
    parent: Annotated[RowId, Label(_("Below"))] | None = None,
    after: After | None = None,
    **fields: Unpack[NewRow],
) -> PlanRow:
    """A row in the plan of a record, which begins with its first row."""
    plan, _fresh = locked(actor, about)
    if PlanRow.objects.filter(plan=plan).count() >= MOST:
        raise Refused("too_many", _("A plan has at most %d rows.") % MOST)
    upper, place = room(plan, parent, after)
    own, said = _apart(fields)
    _refuse_stage(plan, said)
    if own.get("owner"):
        refuse_blind(fields["owner"] or 0, plan.subject)
    own |= {"owner": own.get("owner") or records.NOBODY, "unit": plan.subject.unit_id}
    task = records.create(Task, actor, fields=own, parent=plan.subject_id)
    row = PlanRow(task=task, plan=plan, parent=upper, place=place, changed=plan.version + 1)
    for name, value in _columns(plan, row, {"duration": "1d", **said}).items():
        setattr(row, name, value)
    row.save(force_insert=True)
    planning.settled(plan)
    row.refresh_from_db()
    return row


def _undo_edit(actor: Actor, happened: Sequence[Event]) -> object:
    before = {one.subject_id or 0: one.payload.data.get("before", {}) for one in happened if one.verb == "task.planned"}
    for one in happened:
        if one.verb == "task.updated":
            old = {name: pair[0] for name, pair in one.payload.data["changes"].items()}
            edit_row.run(actor, {"row": one.subject_id, **old})
    return set_columns(actor=actor, columns=before) if before else None


@action("plans.edit_row", right="tasks.edit", public="plan-rows.update", inverse=_undo_edit, ready=wake)
def edit_row(*, actor: Actor, row: RowId, version: Version | None = None, **fields: Unpack[RowChanges]) -> PlanRow:
    """Change a row; version: of the task. Whoever does the task may tell how far it is, all else is the planner's."""
    progress = bool(fields) and set(fields) <= PROGRESS
    plan, (found,) = planning.rows(actor, [row], "tasks.view" if progress else EDIT)
    if progress and not access.decide(actor, EDIT, plan.subject):
        access.require(actor, "tasks.edit", found.task.subject)
    records.check_version(found.task.subject.version, version)
    own, said = _apart(fields)
    if own.get("owner"):
        refuse_blind(int(str(own["owner"])), plan.subject)
    if own:
        records.edit(found.task, actor, own)
    _refuse_of_summary(found, said)
    _refuse_stage(plan, said)
    planning.put(actor, plan, found, _columns(plan, found, said))
    planning.settled(plan, [found])
    found.refresh_from_db()
    return found


@action("plans.set_row_columns", right=EDIT, ready=wake)
def set_columns(*, actor: Actor, columns: dict[int, dict[str, int | bool | None]]) -> Plan:
    """Columns of several rows as they were: what an undo does."""
    plan, found = planning.rows(actor, list(columns))
    for row in found:
        planning.put(actor, plan, row, {name: value for name, value in columns[row.pk].items() if hasattr(row, name)})
    return planning.settled(plan)


def _undo_remove(actor: Actor, happened: Sequence[Event]) -> object:
    return restore_rows(actor=actor, rows=[one.subject_id or 0 for one in happened if one.verb == "task.deleted"])


@action("plans.remove_rows", right=EDIT, public="plan-rows.remove", inverse=_undo_remove, ready=wake)
def remove_rows(*, actor: Actor, rows: RowIds) -> Plan:
    """Hide rows with all below them."""
    plan, _found = planning.rows(actor, rows)
    ids = planning.below(plan, rows)
    live = PlanRow.objects.filter(pk__in=ids, task__subject__deleted_at=None).select_related("task__subject")
    for row in live:
        records.delete(row.task, actor)
    return planning.settled(plan)


@action("plans.restore_rows", right=EDIT, ready=wake)
def restore_rows(*, actor: Actor, rows: list[int]) -> Plan:
    """Bring removed rows back to where they were."""
    plan = Plan.objects.visible_to(actor).filter(rows__pk__in=rows).select_related("subject").defer("extra").first()
    if plan is None:
        raise Missing("not_found", GONE)
    for row in PlanRow.objects.filter(plan=plan, pk__in=rows):
        records.restore(Task, actor, row.pk, EDIT, plan.subject)
    return planning.settled(plan)


def _apart(fields: Mapping[str, object]) -> tuple[dict[str, object], dict[str, object]]:
    """What the task is told, and what its row."""
    own = {name: value for name, value in fields.items() if name in OF_TASK}
    return own, {name: value for name, value in fields.items() if name not in OF_TASK}


def _columns(plan: Plan, row: PlanRow, said: Mapping[str, object]) -> facts.Columns:
    return facts.columns(said, row, planning.measure(plan), clock.zone())


def _refuse_of_summary(row: PlanRow, said: Mapping[str, object]) -> None:
    """What a summary takes from below it."""
    if {"duration", "percent", "begun", "ended", "remaining", "milestone"} & set(said) and _has_below(row):
        told = _("A summary takes this from the rows below it: change those.")
        raise Refused("of_summary", told, next(iter(said)))


def _refuse_stage(plan: Plan, said: Mapping[str, object]) -> None:
    """Of another way of working than the project's."""
    stage = said.get("only_in")
    own = Project.objects.filter(pk=plan.subject_id).values_list("version", flat=True)
    if stage and not Stage.objects.filter(pk=int(str(stage)), version__in=own).exists():
        raise Refused("other_method", _("The project never gets to that stage: choose one of its own."), "only_in")


def _has_below(row: PlanRow) -> bool:
    return PlanRow.objects.filter(parent=row, task__subject__deleted_at=None).exists()
