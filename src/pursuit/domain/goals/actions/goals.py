"""Goals: set, changed, closed."""

from collections.abc import Sequence
from typing import Unpack

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from pursuit.domain.goals.actions.told import read, rescaled, told
from pursuit.domain.goals.fields import ClosingNote, End, GoalChanges, GoalId, NewGoal, SourceId
from pursuit.domain.goals.models import Cell, Goal, GoalResult, Scope, State
from pursuit.domain.goals.models.node import EDIT, VIEW
from pursuit.domain.goals.queries import figures
from pursuit.domain.goals.queries.goals import may_count, require_edit
from pursuit.domain.goals.queries.parts import months_of
from pursuit.domain.goals.queries.progress import refresh
from pursuit.domain.projects.models import Project
from pursuit.kernel import access, clock, collecting, events, records, search, undo
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Conflict, Forbidden, Refused
from pursuit.kernel.inputs import Version
from pursuit.kernel.models import Event, Subject

DEEPEST = 10  # goals above each other


def _undo_create(actor: Actor, happened: Sequence[Event]) -> object:
    return delete_goal(actor=actor, goal=happened[0].subject_id or 0)


@action("goals.create_goal", right=EDIT, public="goals.create", inverse=_undo_create)
def create_goal(*, actor: Actor, source_id: SourceId = "", **fields: Unpack[NewGoal]) -> Goal:
    """A new goal. Without a word on whose results count: its project's, its unit's, or its owner's, as far as one's
    right goes."""
    given: dict[str, object] = dict(fields)
    _measured(given, "")
    project = _project(actor, given)
    if project is not None and given.get("unit") is None:
        given["unit"] = project.subject.unit_id
    scale = str(given.get("scale") or "money")
    scope_given = given.setdefault("scope", _usual_scope(actor, given))
    row, changes = records.draft(Goal, actor, fields=read(given, scale), source_id=source_id)
    _check(actor, row, scope_given=bool(scope_given))
    if not collecting.defer(row):
        row.subject.save(force_insert=True)
        row.save(force_insert=True)
    records.announce(row, actor, told(changes, scale, scale))
    refresh(row)
    return row


def _undo_update(actor: Actor, happened: Sequence[Event]) -> object:
    event = happened[-1]
    return update_goal.run(actor, {"goal": event.subject_id, **undo.before_values(event)})


@action("goals.update_goal", right=EDIT, public="goals.update", inverse=_undo_update)
def update_goal(*, actor: Actor, goal: GoalId, version: Version | None = None, **fields: Unpack[GoalChanges]) -> Goal:
    """Change some fields of a goal."""
    row = load(actor, goal, version)
    given: dict[str, object] = dict(fields)
    _measured(given, row.measure)
    _project(actor, given)
    was = row.scale
    scale = str(given.get("scale") or was)
    if scale != was and (GoalResult.objects.filter(goal=row).exists() or _typed(row).exists()):
        raise Refused(
            "typed", _("Figures have been typed in the present unit: take them away before changing it."), "scale"
        )
    changes = records.assign(row, read(rescaled(row, given, scale), scale))
    if not changes:
        return row
    _refuse_cut_off(row)
    _check(
        actor, row, scope_given={"scope", "measure", "owner", "unit", "account", "product"} & changes.keys() != set()
    )
    row.save()
    records.touch(row)
    search.index(row)
    events.record(actor, "goal.updated", row.subject, told(changes, was, scale))
    refresh(row)
    return row


def _undo_delete(actor: Actor, happened: Sequence[Event]) -> object:
    return restore_goal(actor=actor, goal=happened[0].subject_id or 0)


@action("goals.delete_goal", right=EDIT, public="goals.delete", inverse=_undo_delete)
def delete_goal(*, actor: Actor, goal: GoalId, version: Version | None = None) -> Goal:
    """Hide a goal set by mistake; one that was not reached is closed instead."""
    row = load(actor, goal, version)
    if Goal.objects.live().filter(parent=row).exists():
        raise Conflict("has_children", _("Other goals serve this one: hang them under another goal first."))
    records.delete(row, actor)
    return row


@action("goals.restore_goal", right=EDIT, public="goals.restore")
def restore_goal(*, actor: Actor, goal: int) -> Goal:
    """Bring a deleted goal back."""
    kept = Goal.objects.select_related("project__subject").filter(pk=goal).first()
    return records.restore(Goal, actor, goal, EDIT, over=_over(actor, kept))


def _undo_close(actor: Actor, happened: Sequence[Event]) -> object:
    return reopen_goal(actor=actor, goal=happened[0].subject_id or 0)


@action("goals.close_goal", right=EDIT, public="goals.close", inverse=_undo_close)
def close_goal(
    *, actor: Actor, goal: GoalId, state: End, closing_note: ClosingNote, version: Version | None = None
) -> Goal:
    """What became of it, and what was learned."""
    row = load(actor, goal, version)
    if row.state != State.OPEN:
        raise Conflict("closed", _("This goal is closed already: reopen it first."))
    refresh(row)
    row.refresh_from_db(fields=["achieved", "achieved_on", "reached_percent"])
    records.edit(
        row, actor, {"state": state, "closing_note": closing_note}, verb="goal.closed", closed_on=clock.today()
    )
    return row


@action("goals.reopen_goal", right=EDIT, public="goals.reopen")
def reopen_goal(*, actor: Actor, goal: GoalId, version: Version | None = None) -> Goal:
    """It is worked on after all."""
    row = load(actor, goal, version)
    if row.state == State.OPEN:
        raise Conflict("open", _("This goal is under way."))
    records.edit(row, actor, {"state": State.OPEN, "closing_note": ""}, verb="goal.reopened", closed_on=None)
    return row


def load(actor: Actor, pk: int, version: int | None = None) -> Goal:
    """A visible goal, locked, that the actor may change."""
    row = records.load(Goal, actor, pk, VIEW, version)
    row = _with_parents(row)
    require_edit(actor, row)
    return row


def _with_parents(row: Goal) -> Goal:
    found = Goal.objects.select_related("subject", "project__subject", "parent__subject").get(pk=row.pk)
    found.subject = row.subject
    return found


def _over(actor: Actor, row: Goal | None) -> Subject | None:
    """The subject whose editors may bring it back."""
    if row is None or row.project is None or access.decide(actor, EDIT, row.subject):
        return None
    return row.project.subject if access.decide(actor, "projects.edit", row.project.subject) else None


def _measured(given: dict[str, object], now: str) -> None:
    """A computed figure says in which unit it counts."""
    code = str(given.get("measure", now) or "")
    if not code:
        return
    found = figures.find(code)
    if found is None:
        raise Refused("unknown_figure", _("Choose one of the listed figures."), "measure")
    given["scale"] = found.scale.value


def _project(actor: Actor, given: dict[str, object]) -> Project | None:
    """A goal is hung on a project by those who may change that."""
    pk = given.get("project")
    if pk is None:
        return None
    found = Project.objects.visible_to(actor).select_related("subject").get(pk=int(str(pk)))
    if not access.decide(actor, "projects.edit", found.subject):
        raise Forbidden("forbidden", _("Goals of a project are set by those who may change the project."))
    return found


def _usual_scope(actor: Actor, given: dict[str, object]) -> str:
    if given.get("project") is not None:
        return Scope.PROJECT
    unit = given.get("unit") or actor.unit_id
    reach = actor.reach(EDIT)
    return Scope.UNIT if unit is not None and (reach.all or unit in reach.units) else Scope.PERSON


def _check(actor: Actor, row: Goal, *, scope_given: bool) -> None:
    """Sense: periods, what hangs on what, and results that are not the actor's to show around."""
    if row.begins_on and row.due_on and row.due_on < row.begins_on:
        raise Refused("due_before", _("It is due before it begins."), "due_on")
    if row.scope == Scope.PROJECT and row.project_id is None:
        raise Refused("no_project", _("Choose the project whose results count, or count others."), "scope")
    _refuse_circle(row)
    if row.measure and not figures.may_see(actor, row.measure):
        raise Refused("unknown_figure", _("Choose one of the listed figures."), "measure")
    if row.measure and scope_given and not may_count(actor, row):
        told_ = _(
            "These results are not yours to count: choose your own, or ask whoever leads the unit to set the goal."
        )
        raise Refused("beyond_reach", told_, "scope")


def _typed(row: Goal) -> QuerySet[Cell]:
    """The figures of its decomposition."""
    return Cell.objects.filter(Q(given__isnull=False) | Q(committed__isnull=False), node__goal=row)


def _refuse_cut_off(row: Goal) -> None:
    """Figures of months that no longer belong to it would be counted and not seen."""
    months = months_of(row)
    if _typed(row).exclude(month__in=months).exists():
        told_ = _("The decomposition has figures in months outside of this period: take those away first.")
        raise Refused("typed", told_, "due_on")


def _refuse_circle(row: Goal) -> None:
    above, steps = row.parent_id, 0
    while above is not None:
        steps += 1
        if above == row.pk or steps > DEEPEST:
            raise Refused(
                "circle",
                _("A goal cannot serve itself, nor hang ten levels deep: choose another goal above."),
                "parent",
            )
        above = Goal.objects.filter(pk=above).values_list("parent_id", flat=True).first()
