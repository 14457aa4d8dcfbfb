"""Writing analyses, crossings and win themes."""

from collections.abc import Collection
from typing import Unpack

from django.utils.translation import gettext_lazy as _

from pursuit.domain.strategy.actions.undoing import undo_rows
from pursuit.domain.strategy.actions.writing import EDIT, create, found, opened, remove, required, update
from pursuit.domain.strategy.fields import (
    AnalysisCode,
    CellCode,
    CrossingDetails,
    CrossingId,
    ItemDetails,
    ItemId,
    ProjectId,
    ThemeDetails,
    ThemeId,
)
from pursuit.domain.strategy.models import AnalysisItem, Crossing, Strategy, Theme
from pursuit.domain.strategy.rules.kinds import SWOT, crossing_of, fits
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Conflict, Refused
from pursuit.kernel.inputs import Version

OTHER_CELL = _("This analysis has no such field.")


@action("strategy.create_item", right=EDIT, public="analysis-items.create", inverse=undo_rows)
def create_item(
    *, actor: Actor, project: ProjectId, analysis: AnalysisCode, **fields: Unpack[ItemDetails]
) -> AnalysisItem:
    """A statement in a field of PEST, five forces, value chain or SWOT."""
    strategy = opened(actor, project)
    required(fields, "cell", "text")
    if not fits(analysis, fields["cell"]):
        raise Refused("other_cell", OTHER_CELL, "cell")
    return create(actor, strategy, AnalysisItem, fields, sheet=analysis)


@action("strategy.update_item", right=EDIT, public="analysis-items.update", inverse=undo_rows)
def update_item(
    *, actor: Actor, item: ItemId, version: Version | None = None, **fields: Unpack[ItemDetails]
) -> AnalysisItem:
    """Word it anew, weigh it, move it to another field of its analysis."""
    strategy, row = found(actor, AnalysisItem, item, version)
    if "text" in fields:
        required(fields, "text")
    if "cell" in fields and not fits(row.sheet, fields["cell"]):
        raise Refused("other_cell", OTHER_CELL, "cell")
    if fields.get("cell", row.cell) != row.cell and row.crossings.exists():
        raise Conflict("crossed", _("A crossing uses this statement: change the crossing first."), "cell")
    return update(actor, strategy, row, fields)


@action("strategy.remove_item", right=EDIT, public="analysis-items.remove", inverse=undo_rows)
def remove_item(*, actor: Actor, item: ItemId) -> Strategy:
    """Take a statement away that no crossing uses."""
    strategy, row = found(actor, AnalysisItem, item)
    if row.crossings.exists():
        raise Conflict("crossed", _("A crossing uses this statement: change the crossing first."))
    for carried in row.carried.all():
        update(actor, strategy, carried, {"origin": None})
    remove(actor, strategy, row)
    return strategy


@action("strategy.carry_item", right=EDIT, public="analysis-items.carry", inverse=undo_rows)
def carry_item(*, actor: Actor, item: ItemId, cell: CellCode) -> AnalysisItem:
    """Carry a statement of another analysis into a field of the SWOT; it stays where it is as well."""
    strategy, row = found(actor, AnalysisItem, item)
    if row.sheet == SWOT or not fits(SWOT, cell):
        raise Refused("other_cell", OTHER_CELL, "cell")
    if row.carried.exists():
        raise Conflict("already_there", _("This statement is in the SWOT already."))
    values = {"cell": cell, "text": row.text, "weight": row.weight, "evidence": row.evidence, "source": row.source}
    return create(actor, strategy, AnalysisItem, values, sheet=SWOT, origin=row.pk)


@action("strategy.create_crossing", right=EDIT, public="crossings.create", inverse=undo_rows)
def create_crossing(*, actor: Actor, project: ProjectId, **fields: Unpack[CrossingDetails]) -> Crossing:
    """What follows from strengths or weaknesses together with opportunities or threats."""
    strategy = opened(actor, project)
    required(fields, "items", "text")
    return create(actor, strategy, Crossing, fields, kind=_kind(strategy, fields["items"]))


@action("strategy.update_crossing", right=EDIT, public="crossings.update", inverse=undo_rows)
def update_crossing(
    *, actor: Actor, crossing: CrossingId, version: Version | None = None, **fields: Unpack[CrossingDetails]
) -> Crossing:
    """Word it anew, or let other statements cross."""
    strategy, row = found(actor, Crossing, crossing, version)
    required(fields, *fields)
    values: dict[str, object] = dict(fields)
    if "items" in fields:
        values |= {"items": sorted(set(fields["items"])), "kind": _kind(strategy, fields["items"])}
    return update(actor, strategy, row, values)


@action("strategy.remove_crossing", right=EDIT, public="crossings.remove", inverse=undo_rows)
def remove_crossing(*, actor: Actor, crossing: CrossingId) -> Strategy:
    """Take a crossing away; a line that came from it stays."""
    strategy, row = found(actor, Crossing, crossing)
    for line in row.lines.all():
        update(actor, strategy, line, {"crossing": None})
    remove(actor, strategy, row)
    return strategy


@action("strategy.create_theme", right=EDIT, public="win-themes.create", inverse=undo_rows)
def create_theme(*, actor: Actor, project: ProjectId, **fields: Unpack[ThemeDetails]) -> Theme:
    """Something by which we win."""
    strategy = opened(actor, project)
    required(fields, "discriminator")
    return create(actor, strategy, Theme, fields)


@action("strategy.update_theme", right=EDIT, public="win-themes.update", inverse=undo_rows)
def update_theme(
    *, actor: Actor, theme: ThemeId, version: Version | None = None, **fields: Unpack[ThemeDetails]
) -> Theme:
    """Word it anew, prove it."""
    strategy, row = found(actor, Theme, theme, version)
    if "discriminator" in fields:
        required(fields, "discriminator")
    return update(actor, strategy, row, fields)


@action("strategy.remove_theme", right=EDIT, public="win-themes.remove", inverse=undo_rows)
def remove_theme(*, actor: Actor, theme: ThemeId) -> Strategy:
    """Take a theme away; a line that came from it stays."""
    strategy, row = found(actor, Theme, theme)
    for line in row.lines.all():
        update(actor, strategy, line, {"theme": None})
    remove(actor, strategy, row)
    return strategy


def _kind(strategy: Strategy, items: Collection[int]) -> str:
    """SO, ST, WO or WT, by the cells of the statements."""
    rows = AnalysisItem.objects.filter(strategy=strategy, sheet=SWOT, pk__in=items)
    cells = dict(rows.values_list("pk", "cell"))
    kind = crossing_of(set(cells.values())) if len(cells) == len(set(items)) else ""
    if not kind:
        text = _("Choose statements of one of S and W and of one of O and T, all of this project's SWOT.")
        raise Refused("no_crossing", text, "items")
    return kind
