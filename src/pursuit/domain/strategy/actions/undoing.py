"""Taking changes of rows back: one inverse for all of them, from what their events keep."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Literal

from django.db import models
from django.utils.translation import gettext_lazy as _
from pydantic import Field

from pursuit.domain.execution.actions.tasks import delete_task
from pursuit.domain.projects.models import Project
from pursuit.domain.strategy.actions.writing import (
    EDIT,
    OF_CHAIN,
    chain_for,
    happened,
    opened,
    remove,
    tie_again,
    value,
    whole,
    write,
)
from pursuit.domain.strategy.fields import PRICE, ProjectId
from pursuit.domain.strategy.models import (
    AnalysisItem,
    Concession,
    Criterion,
    Crossing,
    Need,
    RelationshipMove,
    Score,
    StrategyLine,
    StrategySheet,
    Theme,
)
from pursuit.domain.strategy.rules.sheets import GUARDED
from pursuit.kernel import access, events
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Conflict, Missing
from pursuit.kernel.models import Event, Record
from pursuit.kernel.money import Money
from pursuit.kernel.records import GONE

MODELS: dict[str, type[models.Model]] = {
    one._meta.model_name or "": one
    for one in (
        AnalysisItem, Concession, Criterion, Crossing, Need, RelationshipMove, Score, StrategyLine, StrategySheet,
        Theme,
    )
}  # fmt: skip
LATER = _("This was changed again since: change it back by hand.")
Kind = Annotated[str, Field(max_length=40)]
How = Literal["added", "changed", "removed"]
Values = dict[str, object]


def undo_rows(actor: Actor, happened_: Sequence[Event]) -> object:
    """The inverse of every action that writes rows: newest first; tasks that were made are deleted last."""
    done: list[object] = []
    for event in reversed(happened_):
        data = event.payload.data
        if data.get("kind") in MODELS and "row" in data:
            pairs = data["changes"]
            given = {name: data[name] for name in ("project", "kind", "row", "how", "ties") if name in data}
            before, after = ({name: pair[at] for name, pair in pairs.items()} for at in (0, 1))
            done.append(put_back.run(actor, {**given, "before": before, "after": after}))
    made = [one for one in happened_ if one.verb == "task.created"]
    return [*done, *(delete_task(actor=actor, task=one.subject_id or 0) for one in made)]


@action("strategy.put_back", right=EDIT)
def put_back(
    *, actor: Actor, project: ProjectId, kind: Kind, row: int, how: How, before: Values, after: Values,
    ties: dict[str, list[int]] | None = None,
) -> Project:  # fmt: skip
    """A row as it was before a change; refused where it was changed again since. ties: what pointed at it from later
    rooms."""
    strategy = opened(actor, project)
    model = MODELS.get(kind)
    if model is None:
        raise Missing("not_found", GONE)
    if model is Concession or GUARDED & {*before, *after}:
        access.require(actor, PRICE)
    parent: dict[str, Record] = {"strategy": strategy}
    if model is RelationshipMove:
        parent = {"chain": chain_for(actor, strategy.project)}
    elif OF_CHAIN & {*before, *after}:
        chain_for(actor, strategy.project)
    there = model._default_manager.filter(pk=row, **parent).first()
    if how == "removed":
        if there is not None:
            raise Conflict("later_edits", LATER)
        there = model(pk=row, **parent)
        write(there, _living(model, before))
        tie_again(there, ties or {})
        happened(actor, strategy, there, None, whole(there))
    elif there is None or any(events.plain(value(there, name)) != one for name, one in after.items()):
        raise Conflict("later_edits", LATER)
    elif how == "added":
        remove(actor, strategy, there)
    else:
        write(there, _living(model, before))
        happened(actor, strategy, there, after, before)
    return strategy.project


def _living(model: type[models.Model], kept: Values) -> Values:
    return {name: _value(model, name, _read(one)) for name, one in kept.items()}


def _read(one: object) -> object:
    """A value as an event keeps it, as the row has it."""
    if isinstance(one, Mapping) and set(one) == {"minor", "currency"}:
        return Money(int(one["minor"]), str(one["currency"]))
    return one


def _value(model: type[models.Model], name: str, one: object) -> object:
    """What a row pointed at and is gone meanwhile is left out."""
    many = {field.name: field for field in model._meta.many_to_many}
    if name in many and isinstance(one, list):
        rows = many[name].related_model._default_manager.filter(pk__in=one)
        return list(rows.values_list("pk", flat=True))
    field = model._meta.get_field(name)
    target = field.related_model if isinstance(field, models.ForeignKey) else None
    if one is None or not isinstance(target, type) or not field.null:
        return one
    return one if target._default_manager.filter(pk=one).exists() else None
