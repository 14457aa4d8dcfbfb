"""The rows that are written in side sheets: by which actions, with which fields, shown on which sub-page."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from pursuit.domain.strategy import models as tables
from pursuit.domain.strategy.actions import analysis, lines, moves, needs, rivals
from pursuit.kernel.action import AnyAction
from pursuit.kernel.errors import Text


@dataclass(frozen=True, slots=True)
class Kind:
    """keyword: of its id; names: fields of the form."""

    keyword: str
    model: type[models.Model]
    create: AnyAction
    update: AnyAction
    remove: AnyAction
    names: tuple[str, ...]
    part: str
    new: Text
    title: Text
    removed: Text


KINDS: dict[str, Kind] = {
    "needs": Kind(
        "need", tables.Need, needs.create_need, needs.update_need, needs.remove_need,
        ("text", "kind", "priority", "state", "contact", "member", "evidence", "answer", "product", "compliance",
         "gap"),
        "needs", _("Add a need"), _("Need"), _("The need was removed."),
    ),
    "items": Kind(
        "item", tables.AnalysisItem, analysis.create_item, analysis.update_item, analysis.remove_item,
        ("cell", "text", "weight", "evidence", "source"),
        "analysis", _("Add a statement"), _("Statement"), _("The statement was removed."),
    ),
    "crossings": Kind(
        "crossing", tables.Crossing, analysis.create_crossing, analysis.update_crossing, analysis.remove_crossing,
        ("items", "text"), "analysis", _("Add a crossing"), _("Crossing"), _("The crossing was removed."),
    ),
    "themes": Kind(
        "theme", tables.Theme, analysis.create_theme, analysis.update_theme, analysis.remove_theme,
        ("discriminator", "benefit", "proof"), "sheets", _("Add a win theme"), _("Win theme"),
        _("The win theme was removed."),
    ),
    "criteria": Kind(
        "criterion", tables.Criterion, rivals.create_criterion, rivals.update_criterion, rivals.remove_criterion,
        ("name", "weight", "price"), "rivals", _("Add a criterion"), _("Criterion"), _("The criterion was removed."),
    ),
    "lines": Kind(
        "line", tables.StrategyLine, lines.create_line, lines.update_line, lines.remove_line,
        ("sheet", "text", "owner", "due_on", "crossing", "need", "theme"),
        "sheets", _("Add a strategy line"), _("Strategy line"), _("The strategy line was removed."),
    ),
    "concessions": Kind(
        "concession", tables.Concession, lines.create_concession, lines.update_concession, lines.remove_concession,
        ("step", "gives", "price", "for_what", "granted_by"),
        "sheets", _("Add a step"), _("Step of the concession ladder"), _("The step was removed."),
    ),
    "moves": Kind(
        "move", tables.RelationshipMove, moves.create_move, moves.update_move, moves.remove_move,
        ("member", "target", "measures", "cost", "owner", "due_on"),
        "relations", _("Plan a relationship"), _("Relationship measure"), _("The measure was removed."),
    ),
}  # fmt: skip
