"""How far a strategy is: the counts from which the next steps follow."""

from pursuit.domain.projects.models import Project
from pursuit.domain.strategy.models import AnalysisItem, Strategy, StrategyVersion
from pursuit.domain.strategy.queries import moves as relations
from pursuit.domain.strategy.queries import parts, rivals
from pursuit.domain.strategy.rules.gaps import Standing
from pursuit.domain.strategy.rules.kinds import SWOT
from pursuit.kernel.actor import Actor
from pursuit.kernel.models import Event


def standing(actor: Actor, project: Project) -> Standing:
    """Counts what the reader sees; about fifteen queries."""
    told = parts.lines(actor, project)
    archive = [one.row for one in parts.needs(actor, project, told) if one.open]
    crossed = parts.crossings(actor, project, told)
    used = {item.pk for one in crossed for item in one.items}
    items = list(AnalysisItem.objects.visible_to(actor).filter(strategy__project=project))
    themes = parts.themes(actor, project)
    compared = rivals.comparison(actor, project)
    planned = relations.moves(actor, project)
    strategy = parts.strategy_of(actor, project)
    version = StrategyVersion.objects.visible_to(actor).filter(strategy__project=project).first()
    return Standing(
        needs=len(archive),
        implicit=sum(one.kind == "implicit" for one in archive),
        unanswered=sum(one.priority == "must" and not one.answer for one in archive),
        unmet=sum(one.compliance in ("not", "partly") and one.priority == "must" for one in archive),
        items=len(items),
        uncrossed=sum(one.sheet == SWOT and one.cell in "wt" and one.pk not in used for one in items),
        unlined=sum(not one.lines for one in crossed),
        themes=len(themes),
        unproven=sum(not one.proof for one in themes),
        rivals=len(compared.rivals),
        unready=sum(one.unready for one in compared.rivals),
        criteria=len(compared.criteria),
        weight=compared.weight,
        rivals_unscored=sum(not (one.beaten and one.beaten.known) for one in compared.rivals),
        lines=len(told),
        open_lines=sum(one.state == "open" for one in told),
        overdue=sum(one.state == "late" for one in told),
        moves=None if planned is None else len(planned),
        open_moves=sum(one.state == "open" for one in planned or ()),
        stayed=sum(one.late for one in planned or ()),
        versions=0 if version is None else version.number,
        changed_since=0 if version is None or strategy is None else changed_since(strategy, version),
    )


def changed_since(strategy: Strategy, version: StrategyVersion) -> int:
    """How many changes were made after a version was frozen."""
    rows = Event.objects.filter(subject=strategy.pk, at__gt=version.at, verb__startswith="strategy.")
    return rows.exclude(verb="strategy.frozen").count()
