"""Writing sheets, concessions and lines; a line becomes an action, or says why not."""

from typing import Annotated, Unpack

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from pursuit.domain.execution.actions.tasks import create_task
from pursuit.domain.strategy.actions.undoing import undo_rows
from pursuit.domain.strategy.actions.writing import EDIT, create, found, opened, remove, required, same, update
from pursuit.domain.strategy.fields import (
    PRICE,
    ConcessionDetails,
    ConcessionId,
    Doer,
    Due,
    LineDetails,
    LineId,
    ProjectId,
    SheetCode,
    SheetDetails,
    WhyNot,
)
from pursuit.domain.strategy.models import Concession, Crossing, Need, Strategy, StrategyLine, StrategySheet, Theme
from pursuit.domain.strategy.rules.sheets import foreign
from pursuit.kernel import access
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Conflict, Refused
from pursuit.kernel.inputs import Label, Version

TITLE = 200
TaskTitle = Annotated[str, Field(max_length=TITLE), Label(_("Title of the task"))]


@action("strategy.set_sheet", right=EDIT, public="strategies.set-sheet", inverse=undo_rows)
def set_sheet(
    *, actor: Actor, project: ProjectId, kind: SheetCode, version: Version | None = None, **fields: Unpack[SheetDetails]
) -> StrategySheet:
    """The aim, the premise and the fields of one of the six sheets."""
    strategy = opened(actor, project)
    if wrong := sorted(foreign(kind, set(fields))):
        raise Refused("other_sheet", _("This field belongs to another sheet."), wrong[0])
    row = StrategySheet.objects.filter(strategy=strategy, kind=kind).first()
    if row is None:
        return create(actor, strategy, StrategySheet, fields, kind=kind)
    if version is not None and version != row.version:
        found(actor, StrategySheet, row.pk, version)
    return update(actor, strategy, row, fields)


@action("strategy.create_concession", right=EDIT, public="concessions.create", inverse=undo_rows)
def create_concession(*, actor: Actor, project: ProjectId, **fields: Unpack[ConcessionDetails]) -> Concession:
    """A step we may go down, and what we want for it."""
    access.require(actor, PRICE)
    strategy = opened(actor, project)
    required(fields, "gives", "for_what")
    return create(actor, strategy, Concession, fields)


@action("strategy.update_concession", right=EDIT, public="concessions.update", inverse=undo_rows)
def update_concession(
    *, actor: Actor, concession: ConcessionId, version: Version | None = None, **fields: Unpack[ConcessionDetails]
) -> Concession:
    """Change a step."""
    access.require(actor, PRICE)
    strategy, row = found(actor, Concession, concession, version)
    required(fields, *({"gives", "for_what"} & set(fields)))
    return update(actor, strategy, row, fields)


@action("strategy.remove_concession", right=EDIT, public="concessions.remove", inverse=undo_rows)
def remove_concession(*, actor: Actor, concession: ConcessionId) -> Strategy:
    """Take a step away."""
    access.require(actor, PRICE)
    strategy, row = found(actor, Concession, concession)
    remove(actor, strategy, row)
    return strategy


@action("strategy.create_line", right=EDIT, public="strategy-lines.create", inverse=undo_rows)
def create_line(*, actor: Actor, project: ProjectId, **fields: Unpack[LineDetails]) -> StrategyLine:
    """What we do, on one of the six sheets."""
    strategy = opened(actor, project)
    required(fields, "sheet", "text")
    _sources(strategy, fields)
    return create(actor, strategy, StrategyLine, fields)


@action("strategy.update_line", right=EDIT, public="strategy-lines.update", inverse=undo_rows)
def update_line(
    *, actor: Actor, line: LineId, version: Version | None = None, **fields: Unpack[LineDetails]
) -> StrategyLine:
    """Word it anew; who does it and until when are the task's as soon as there is one."""
    strategy, row = found(actor, StrategyLine, line, version)
    required(fields, *({"sheet", "text"} & set(fields)))
    _sources(strategy, fields)
    return update(actor, strategy, row, fields)


@action("strategy.remove_line", right=EDIT, public="strategy-lines.remove", inverse=undo_rows)
def remove_line(*, actor: Actor, line: LineId) -> Strategy:
    """Take a line away; its task stays."""
    strategy, row = found(actor, StrategyLine, line)
    remove(actor, strategy, row)
    return strategy


@action("strategy.act_on_line", right=EDIT, public="strategy-lines.act", inverse=undo_rows)
def act_on_line(
    *, actor: Actor, line: LineId, owner: Doer | None = None, due_on: Due | None = None, title: TaskTitle = ""
) -> StrategyLine:
    """Make a task of a line: somebody does it until a day."""
    strategy, row = found(actor, StrategyLine, line)
    doer, day = owner or row.owner_id, due_on or row.due_on
    if doer is None:
        raise Refused("required", _("Say who does it."), "owner")
    if day is None:
        raise Refused("required", _("Say until when."), "due_on")
    if has_task(row):
        raise Conflict("acting", _("This line has a task already."))
    named = title or row.text.splitlines()[0][:TITLE]
    task = create_task(actor=actor, parent=strategy.project_id, title=named, owner=doer, due_on=day, note=row.text)
    return update(actor, strategy, row, {"task": task.pk, "owner": doer, "due_on": day, "reason": ""})


@action("strategy.excuse_line", right=EDIT, public="strategy-lines.excuse", inverse=undo_rows)
def excuse_line(*, actor: Actor, line: LineId, reason: WhyNot) -> StrategyLine:
    """Say why nothing is done about a line now."""
    strategy, row = found(actor, StrategyLine, line)
    if has_task(row):
        raise Conflict("acting", _("This line has a task: cancel the task instead."))
    return update(actor, strategy, row, {"reason": reason})


def has_task(row: StrategyLine) -> bool:
    """A task that was deleted is none."""
    return row.task is not None and row.task.subject.deleted_at is None


def _sources(strategy: Strategy, fields: LineDetails) -> None:
    same(
        strategy,
        crossing=(Crossing, fields.get("crossing")),
        need=(Need, fields.get("need")),
        theme=(Theme, fields.get("theme")),
    )
