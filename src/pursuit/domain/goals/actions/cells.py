"""The figures of a decomposition: typed cell by cell, or spread."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from django.utils.translation import gettext_lazy as _

from pursuit.domain.goals.fields import Cells, CellSpec, Figure, GoalId, NodeId, Way, Weights
from pursuit.domain.goals.models import Cell, Goal, Node
from pursuit.domain.goals.models.node import EDIT, VIEW
from pursuit.domain.goals.queries import figures, values
from pursuit.domain.goals.queries import parts as queries
from pursuit.domain.goals.queries.figures import Units
from pursuit.domain.goals.queries.goals import may_edit
from pursuit.domain.goals.rules import shares, spans
from pursuit.kernel import events, records
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Forbidden, Missing, Refused, Stale
from pursuit.kernel.inputs import Label, Version
from pursuit.kernel.models import Event
from pursuit.kernel.records import GONE

Amount = Annotated[
    Figure, Label(_("Amount"), help=_("Of all months; empty: what they add up to now, or the goal's target"))
]
NOT_ABOVE = _("What is expected of a part is said by whoever leads the part above it.")
NOT_LEAF = _("Its commitment is the sum of those below it: change them.")
NOT_YOURS = _("The commitment of a part is made by its person or whoever leads its unit.")


@dataclass(frozen=True, slots=True)
class Change:
    """A figure of a part in a month, before and after."""

    node: int
    month: date
    side: str
    before: int | None
    after: int | None


def _undo_set(actor: Actor, happened: Sequence[Event]) -> object:
    event = happened[-1]
    cells = [
        {"node": node, "month": month, "side": side, "amount": before or ""}
        for node, month, side, before, _after in event.payload.data["cells"]
    ]
    return set_cells.run(actor, {"goal": event.subject_id, "cells": cells})


@action("goals.set_cells", right=EDIT, public="goals.set-figures", inverse=_undo_set)
def set_cells(*, actor: Actor, goal: GoalId, cells: Cells, version: Version | None = None) -> Goal:
    """Figures by part and month: what is given from above, or what is committed to."""
    row = loaded(actor, goal, version)
    wanted = {one.node for one in cells}
    there = {one.pk: one for one in queries.nodes(actor).filter(goal=row, pk__in=wanted).select_related("parent")}
    if wanted - there.keys():
        raise Missing("not_found", GONE)
    months = set(queries.months_of(row))
    whole = may_edit(actor, row)
    amounts: dict[tuple[int, date, str], int | None] = {}
    for one in cells:
        if one.month not in months:
            raise Refused("other_month", _("This month is outside of the goal's period."), "cells")
        _require(actor, there[one.node], one.side, whole=whole)
        amounts[one.node, one.month, one.side] = values.read(one.amount, row.scale, "amount")
    write(actor, row, amounts, {(one.node, one.month, one.side): one for one in cells})
    return row


@action("goals.spread_months", right=EDIT, public="goal-nodes.spread-months", inverse=_undo_set)
def spread_months(*, actor: Actor, node: NodeId, amount: Amount = "", way: Way = "even", weights: Weights = "") -> Node:
    """An amount over the months of a part: evenly, as a year before, or by weights. The months add up to it exactly."""
    at, row, whole = _given(actor, node)
    _require(actor, at, "given", whole=whole)
    months = queries.months_of(row)
    wanted = values.read(amount, row.scale, "amount")
    if wanted is None:
        wanted = queries.together(queries.sums([at.pk])[at.pk].values()).given
        wanted = row.target if wanted is None and at.parent_id is None else wanted
    if wanted is None:
        raise Refused("required", _("Say the amount for all months together."), "amount")
    if way == "last_year":
        by = _a_year_before(row, at, None).get(None, {})
        sizes = [max(by.get(spans.later(month, -12), 0), 0) for month in months]
        _refuse_nothing(sizes)
    else:
        sizes = _weights(weights, len(months)) if way == "weights" else [1] * len(months)
    found = shares.shared(wanted, sizes)
    write(actor, row, {(at.pk, month, "given"): one for month, one in zip(months, found, strict=True)})
    return at


@action("goals.spread_below", right=EDIT, public="goal-nodes.spread-below", inverse=_undo_set)
def spread_below(*, actor: Actor, node: NodeId, way: Way = "even", weights: Weights = "") -> Node:
    """What a part was given, month by month, over the parts below it; they add up to it exactly."""
    at, row, whole = _given(actor, node)
    if not queries.may_shape(actor, at, whole=whole):
        raise Forbidden("forbidden", NOT_ABOVE)
    below = list(Node.objects.filter(parent=at).order_by("place", "pk"))
    given = queries.sums([at.pk])[at.pk]
    if not below or not any(one.given is not None for one in given.values()):
        raise Refused("nothing", _("There is nothing to spread: give the part a figure, and put parts below it."))
    if way == "last_year":
        sizes = _shares_below(row, at, below)
        _refuse_nothing(sizes)
    else:
        sizes = _weights(weights, len(below)) if way == "weights" else [1] * len(below)
    amounts: dict[tuple[int, date, str], int | None] = {}
    for month in queries.months_of(row):
        whole_month = given.get(month, queries.EMPTY).given
        found = [None] * len(below) if whole_month is None else shares.shared(whole_month, sizes)
        amounts |= {(one.pk, month, "given"): part for one, part in zip(below, found, strict=True)}
    write(actor, row, amounts)
    return at


def loaded(actor: Actor, goal: int, version: int | None = None) -> Goal:
    """A visible goal, locked: its figures are changed one after the other. Who may change which is asked elsewhere."""
    row = records.load(Goal, actor, goal, VIEW, version)
    found = Goal.objects.select_related("project__subject").get(pk=row.pk)
    found.subject = row.subject
    return found


def write(
    actor: Actor, row: Goal, amounts: Mapping[tuple[int, date, str], int | None],
    typed: Mapping[tuple[int, date, str], CellSpec] | None = None,
) -> list[Change]:  # fmt: skip
    """Set figures that differ; an event tells each with what stood there before."""
    nodes, months = {key[0] for key in amounts}, {key[1] for key in amounts}
    kept = {(one.node_id, one.month): one for one in Cell.objects.filter(node__in=nodes, month__in=months)}
    changes = []
    for (node, month, side), after in amounts.items():
        cell = kept.setdefault((node, month), Cell(node_id=node, month=month))
        before: int | None = getattr(cell, side)
        _refuse_stale(row, before, (typed or {}).get((node, month, side)))
        if before != after:
            setattr(cell, side, after)
            changes.append(Change(node, month, side, before, after))
    touched = [kept[key] for key in {(one.node, one.month) for one in changes}]
    new, old = [one for one in touched if one.pk is None], [one for one in touched if one.pk is not None]
    Cell.objects.bulk_create(new)
    Cell.objects.bulk_update(old, ["given", "committed"], 500)
    if changes:
        records.touch(row)
        told = [
            [one.node, one.month, one.side, values.plain(one.before, row.scale), values.plain(one.after, row.scale)]
            for one in changes
        ]
        events.record(actor, "goal.figures_set", row.subject, cells=told, count=len(told))
    return changes


def _refuse_stale(row: Goal, before: int | None, one: CellSpec | None) -> None:
    if one is None or one.was is None:
        return
    if values.read(one.was, row.scale, "was") != before:
        told = _("Somebody set this figure to %s meanwhile: look at it and save again.")
        raise Stale(told % (values.plain(before, row.scale) or "—"), current=row.subject.version, yours=0)


def _require(actor: Actor, at: Node, side: str, *, whole: bool) -> None:
    if side == "given":
        if not queries.may_give(actor, at, whole=whole):
            raise Forbidden("forbidden", NOT_ABOVE)
    elif not at.leaf:
        raise Refused("not_leaf", NOT_LEAF, "side")
    elif not queries.may_commit(actor, at, whole=whole):
        raise Forbidden("forbidden", NOT_YOURS)


def _given(actor: Actor, pk: int) -> tuple[Node, Goal, bool]:
    at = queries.node(actor, pk)
    row = loaded(actor, at.goal_id)
    return at, row, may_edit(actor, row)


def _weights(text: str, many: int) -> list[int]:
    """Numbers as typed, in thousandths: 3 2 2.5 1."""
    said = text.replace(",", " ").replace("，", " ").replace("、", " ").split()
    told = _("Type %d numbers, none negative, not all nothing.")
    try:
        found = [round(float(one) * 1000) for one in said]
    except (ValueError, OverflowError) as error:
        raise Refused("bad_weights", told % many, "weights") from error
    if len(found) != many or any(one < 0 or one > 10**12 for one in found) or not any(found):
        raise Refused("bad_weights", told % many, "weights")
    return found


def _a_year_before(row: Goal, at: Node, kind: str | None) -> dict[int | None, dict[date, int]]:
    months = queries.months_of(row)
    if not row.measure or not months:
        raise Refused("no_history", _("Results of this goal are typed: there is no year before to share by."), "way")
    first, last = spans.later(months[0], -12), spans.end_of(spans.later(months[-1], -12), "month")
    by = queries.SIDES[kind] if kind else None
    return figures.by_month(row.measure, queries.where_of(row, at, Units()), first, last, by)


def _shares_below(row: Goal, at: Node, below: Sequence[Node]) -> list[int]:
    units = Units()
    by = {kind: _a_year_before(row, at, kind) for kind in {one.kind for one in below}}
    return [max(sum(figures.joined(by[one.kind], queries.ids_of(one, units)).values()), 0) for one in below]


def _refuse_nothing(sizes: Sequence[int]) -> None:
    if not any(sizes):
        raise Refused("no_history", _("Nothing was reached a year before: spread evenly or by weights."), "way")
