"""Writing relationship plans; all of it is told with the decision chain, and its tasks are about the chain."""

from typing import Unpack

from django.utils.translation import gettext as _

from pursuit.domain.chain.models import ChainMember
from pursuit.domain.execution.actions.tasks import create_task
from pursuit.domain.strategy.actions.lines import TaskTitle
from pursuit.domain.strategy.actions.undoing import undo_rows
from pursuit.domain.strategy.actions.writing import (
    EDIT,
    chain_for,
    happened,
    opened,
    required,
    update,
    whole,
    write,
)
from pursuit.domain.strategy.fields import Doer, Due, MemberId, MoveDetails, MoveId, ProjectId, WhyNot
from pursuit.domain.strategy.models import RelationshipMove, Strategy
from pursuit.kernel import access, records
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.context import moment
from pursuit.kernel.errors import Conflict, Missing, Refused
from pursuit.kernel.inputs import Version
from pursuit.kernel.models import Subject
from pursuit.kernel.records import GONE

LONGEST = 150  # of the project's name in a task's title


@action("strategy.create_move", right=EDIT, public="relationship-moves.create", inverse=undo_rows)
def create_move(
    *, actor: Actor, project: ProjectId, member: MemberId, **fields: Unpack[MoveDetails]
) -> RelationshipMove:
    """How a person of the decision chain is to be won, from where they stand now."""
    strategy = opened(actor, project)
    chain = chain_for(actor, strategy.project)
    person = ChainMember.objects.filter(pk=member, chain=chain, left_at=None).first()
    if person is None:
        raise Refused("other_project", _("This belongs to another project."), "member")
    required(fields, "measures")
    if fields.get("target") is None:
        raise Refused("required", _("This is required."), "target")
    row = RelationshipMove(chain=chain, member=person, start=person.support, made_at=moment())
    write(row, fields)
    happened(actor, strategy, row, None, {"start": row.start, "member": row.member_id, **fields})
    return row


@action("strategy.update_move", right=EDIT, public="relationship-moves.update", inverse=undo_rows)
def update_move(
    *, actor: Actor, move: MoveId, version: Version | None = None, **fields: Unpack[MoveDetails]
) -> RelationshipMove:
    """Change the plan for a person."""
    strategy, row = _opened(actor, move, version)
    if "measures" in fields:
        required(fields, "measures")
    return update(actor, strategy, row, fields)


@action("strategy.remove_move", right=EDIT, public="relationship-moves.remove", inverse=undo_rows)
def remove_move(*, actor: Actor, move: MoveId) -> Subject:
    """Take the plan for a person away; its task stays."""
    strategy, row = _opened(actor, move)
    kept, pk = whole(row), row.pk
    row.delete()
    row.pk = pk
    happened(actor, strategy, row, kept, None)
    return row.chain.subject


@action("strategy.act_on_move", right=EDIT, public="relationship-moves.act", inverse=undo_rows)
def act_on_move(
    *, actor: Actor, move: MoveId, owner: Doer | None = None, due_on: Due | None = None, title: TaskTitle = ""
) -> RelationshipMove:
    """Make a task of it, about the chain; its title says nothing unless one is given."""
    strategy, row = _opened(actor, move)
    doer, day = owner or row.owner_id, due_on or row.due_on
    if doer is None:
        raise Refused("required", _("Say who does it."), "owner")
    if day is None:
        raise Refused("required", _("Say until when."), "due_on")
    if row.task is not None and row.task.subject.deleted_at is None:
        raise Conflict("acting", _("This measure has a task already."))
    # Whoever sees the doer's tasks sees this one: what it is about stays in the chain.
    named = title or _("Relationship plan: %s") % row.chain.subject.title[:LONGEST]
    task = create_task(actor=actor, parent=row.chain_id, title=named, owner=doer, due_on=day)
    return update(actor, strategy, row, {"task": task.pk, "owner": doer, "due_on": day, "reason": ""})


@action("strategy.excuse_move", right=EDIT, public="relationship-moves.excuse", inverse=undo_rows)
def excuse_move(*, actor: Actor, move: MoveId, reason: WhyNot) -> RelationshipMove:
    """Say why nothing is done about it now."""
    strategy, row = _opened(actor, move)
    if row.task is not None and row.task.subject.deleted_at is None:
        raise Conflict("acting", _("This line has a task: cancel the task instead."))
    return update(actor, strategy, row, {"reason": reason})


def _opened(actor: Actor, pk: int, version: int | None = None) -> tuple[Strategy, RelationshipMove]:
    """A measure for a change by somebody who may write the chain, under the project's lock."""
    seen = RelationshipMove.objects.visible_to(actor).select_related("chain").filter(pk=pk).first()
    if seen is None:
        raise Missing("not_found", GONE)
    strategy = opened(actor, seen.chain.project_id)
    row = RelationshipMove.objects.select_related("chain__subject", "task__subject").get(pk=pk)
    access.require(actor, "chain.edit", row.chain.subject)
    records.check_version(row.version, version)
    return strategy, row
