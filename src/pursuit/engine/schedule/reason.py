"""Why a row stands on its dates: the one thing that would have to give way for it to be earlier."""

import numpy as np

from pursuit.engine.schedule.answer import Cause, Conflict, Reason
from pursuit.engine.schedule.dates import BEGUN, BY_HAND, LEVELED, LIMIT
from pursuit.engine.schedule.network import NONE, Kind, LagUnit, Limit
from pursuit.engine.schedule.outline import Outline
from pursuit.engine.schedule.plan import Plan

_CAUSES = {LIMIT: Cause.LIMIT, BEGUN: Cause.BEGUN, BY_HAND: Cause.BY_HAND, LEVELED: Cause.LEVELED}


def reason(outline: Outline, plan: Plan, row: int) -> Reason:
    """Why a row begins when it does."""
    below = np.flatnonzero((outline.parent == row) & (outline.aside == 0))
    if len(below):
        if outline.facts.fixed_start[row] != NONE:
            return Reason(Cause.BY_HAND)
        return Reason(Cause.BELOW, row=int(below[plan.start[below].argmin()]))
    if outline.facts.limit[row] == Limit.ALAP and plan.start[row] > plan.early_start[row]:
        return _late(outline, plan, row)
    return _held(outline, plan, row)


def _held(outline: Outline, plan: Plan, row: int) -> Reason:
    """From the node up through the floors it stands on."""
    woven, node, through = plan.weave, row, None
    while (due := int(plan.nodes.due[node])) >= 0 and woven.link[due] < 0:
        node = int(woven.net.links.before[due])
        through = int(woven.row[node])
    if due >= 0:
        number = int(woven.link[due])
        before = int(outline.facts.links.before[number])
        return Reason(Cause.LINK, before, number, through, _rest(outline, plan, row, number))
    cause = _CAUSES.get(due, Cause.PROJECT)
    return Reason(cause, through=through)


def _late(outline: Outline, plan: Plan, row: int) -> Reason:
    """The successor that leaves the least room after the row."""
    out = np.flatnonzero(outline.facts.links.before == row)
    if not len(out):
        return Reason(Cause.LATE)
    after = outline.facts.links.after[out]
    nearest = int(plan.late_start[after].argmin())
    return Reason(Cause.LATE, int(after[nearest]), int(out[nearest]))


def _rest(outline: Outline, plan: Plan, row: int, number: int) -> int:
    """Between the instant to which a link without lag pushes the start and that start."""
    links = outline.facts.links
    if links.kind[number] not in (Kind.FS, Kind.SS) or links.lag[number]:
        return 0
    before = int(links.before[number])
    pushed = plan.finish[before] if links.kind[number] == Kind.FS else plan.start[before]
    return max(int(plan.start[row] - pushed), 0)


def conflicts(outline: Outline, plan: Plan) -> list[Conflict]:
    """All that the dates of a plan break: limits, deadlines, and links into rows whose dates are given."""
    facts, found = outline.facts, []
    for row in np.flatnonzero(facts.limit >= Limit.MSO).tolist():
        if facts.limit[row] in (Limit.SNLT, Limit.FNLT) and (missed := _missed(outline, plan, row)) > 0:
            found.append(Conflict(row, missed))
    for row in np.flatnonzero(facts.deadline != NONE).tolist():
        late = _worked(outline, plan, int(facts.deadline[row]), int(plan.finish[row]), row)
        if late > 0:
            found.append(Conflict(row, late, deadline=True))
    return found + _broken(outline, plan)


def _missed(outline: Outline, plan: Plan, row: int) -> int:
    facts = outline.facts
    reached = plan.start[row] if facts.limit[row] == Limit.SNLT else plan.finish[row]
    return _worked(outline, plan, int(facts.limit_at[row]), int(reached), row)


def _worked(outline: Outline, plan: Plan, begin: int, end: int, row: int) -> int:
    return plan.nodes.times.between(begin, end, int(outline.facts.calendar[row]))


def _broken(outline: Outline, plan: Plan) -> list[Conflict]:
    """Links into rows that must be where they are, of predecessors that come later. Lags only as far as they are of
    working time or pass."""
    facts, links, found = outline.facts, outline.facts.links, []
    given = np.isin(facts.limit, (Limit.MSO, Limit.MFO)) | (facts.fixed_start != NONE) | (facts.begun != NONE)
    given &= outline.aside == 0
    for number in np.flatnonzero(given[links.after] & (outline.aside[links.before] == 0)).tolist():
        before, after, kind = int(links.before[number]), int(links.after[number]), links.kind[number]
        low = int(plan.finish[before] if kind in (Kind.FS, Kind.FF) else plan.start[before])
        reached = int(plan.start[after] if kind in (Kind.FS, Kind.SS) else plan.finish[after])
        lag, unit = int(links.lag[number]), links.unit[number]
        if unit >= LagUnit.PERCENT:
            lag = (lag * int(facts.duration[before]) + 5000) // 10000
        passing = unit in (LagUnit.ELAPSED, LagUnit.PERCENT_ELAPSED)
        short = _worked(outline, plan, reached, low + (lag if passing else 0), after) + (0 if passing else lag)
        if short > 0:
            found.append(Conflict(after, short, link=number))
    return found
