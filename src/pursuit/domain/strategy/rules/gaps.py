"""What a strategy still lacks, worst first. Pure: counts in, gaps out."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Standing:
    """What there is. unanswered: needs that must be met and have no answer; uncrossed: weaknesses and threats without
    a crossing; unlined: crossings that became no line; open_lines: lines with neither action nor reason; overdue: whose
    task is late; unready: rivals in C3 or C4 without a counter move; rivals_unscored: without scores or price;
    stayed: relationship measures whose day is over and nobody moved (None: may not be seen)."""

    needs: int = 0
    implicit: int = 0
    unanswered: int = 0
    unmet: int = 0
    items: int = 0
    uncrossed: int = 0
    unlined: int = 0
    themes: int = 0
    unproven: int = 0
    rivals: int = 0
    unready: int = 0
    criteria: int = 0
    weight: int = 0
    rivals_unscored: int = 0
    lines: int = 0
    open_lines: int = 0
    overdue: int = 0
    moves: int | None = None
    open_moves: int = 0
    stayed: int = 0
    versions: int = 0
    changed_since: int = 0


@dataclass(frozen=True, slots=True)
class Gap:
    """Something to do next: on which sub-page, how many, how pressing (act, watch, unknown)."""

    code: str
    part: str
    tone: str
    count: int = 0


HUNDRED = 100


def gaps(now: Standing) -> list[Gap]:
    """In the order in which they should be closed."""
    rows = [
        (now.open_lines > 0, Gap("open_lines", "sheets", "act", now.open_lines)),
        (now.overdue > 0, Gap("overdue", "sheets", "act", now.overdue)),
        (now.needs == 0, Gap("no_needs", "needs", "act")),
        (now.unanswered > 0, Gap("unanswered", "needs", "act", now.unanswered)),
        (now.unmet > 0, Gap("unmet", "needs", "watch", now.unmet)),
        (now.needs > 0 and not now.implicit, Gap("no_implicit", "needs", "watch")),
        (now.rivals == 0, Gap("no_rivals", "rivals", "watch")),
        (now.unready > 0, Gap("unready", "rivals", "act", now.unready)),
        (now.items == 0, Gap("no_items", "analysis", "watch")),
        (now.uncrossed > 0, Gap("uncrossed", "analysis", "watch", now.uncrossed)),
        (now.unlined > 0, Gap("unlined", "analysis", "watch", now.unlined)),
        (now.themes == 0, Gap("no_themes", "sheets", "watch")),
        (now.unproven > 0, Gap("unproven", "sheets", "watch", now.unproven)),
        (now.rivals > 0 and not now.criteria, Gap("no_criteria", "rivals", "watch")),
        (now.criteria > 0 and now.weight != HUNDRED, Gap("weights", "rivals", "watch", now.weight)),
        (now.criteria > 0 and now.rivals_unscored > 0, Gap("unscored", "rivals", "watch", now.rivals_unscored)),
        (now.moves == 0, Gap("no_moves", "relations", "watch")),
        (now.open_moves > 0, Gap("open_moves", "relations", "act", now.open_moves)),
        (now.stayed > 0, Gap("stayed", "relations", "act", now.stayed)),
        (now.lines == 0, Gap("no_lines", "sheets", "watch")),
        (now.lines > 0 and not now.versions, Gap("no_version", "versions", "unknown")),
        (now.versions > 0 and now.changed_since > 0, Gap("changed_since", "versions", "unknown", now.changed_since)),
    ]
    found = [gap for there, gap in rows if there]
    order = {"act": 0, "watch": 1, "unknown": 2}
    return sorted(found, key=lambda gap: order[gap.tone])
