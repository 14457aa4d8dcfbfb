"""The questions other processes ask about people who have too much to do: facts in, answers out, nothing kept."""

from collections.abc import Sequence

import numpy as np

from pursuit.engine.arrays import Ints
from pursuit.engine.calendar.week import STANDARD, WorkCalendar
from pursuit.engine.leveling import told
from pursuit.engine.leveling.answer import Leveled, Overloads, Report, Resource, Uses, uses
from pursuit.engine.leveling.asked import asked
from pursuit.engine.leveling.limits import lowest
from pursuit.engine.leveling.plans import Placed, leveled, missed
from pursuit.engine.leveling.ready import Ready
from pursuit.engine.schedule import outline as outlines
from pursuit.engine.schedule.network import Kind, LagUnit, Limit, links, network
from pursuit.engine.schedule.outline import Outline
from pursuit.engine.schedule.plan import Plan, dated


def level(
    outline: Outline,
    calendars: Sequence[WorkCalendar],
    begin: int,
    load: Uses,
    resources: Sequence[Resource],
    *,
    weights: Ints | None = None,
    fixed: Ints | None = None,
    floor: Ints | None = None,
    late: Ints | None = None,
    end: int | None = None,
    from_end: bool = False,
    seconds: float = 0,
    rounds: int | None = None,
    seed: int = 0,
    progress: Report | None = None,
) -> Leveled:
    """Level a plan, or several as one outline: outline, calendars, begin, end, from_end as for `schedule.ask.dates`.

    load: who works on what; a row needs a resource where its own hours and the resource's meet, summaries, milestones
    and inactive rows need nothing. Rows are not interrupted: one waits until all it uses is free while it lasts.

    All columns int64[n] by rows. weights: 0 to 1000, more gets people first (500 where not given); fixed: 1 for rows
    that must stay where they are, beside those with given dates (by hand, begun, done, bound to a date); floor:
    instants before which rows do not start (another plan's begin, today), NONE without; late: where rows that are to be
    as late as possible stand at present, NONE for as late as the whole lets them (for plans that end at different
    times). seconds: to look for better schedules after the first one; or a number of rounds, then the same seed gives
    the same answer. progress: called before each round; what it raises ends the search. Raises BadUses and what `dates`
    raises."""
    facts = asked(
        outline, calendars, begin, load, resources,
        weights=weights, fixed=fixed, floor=floor, late=late, end=end, from_end=from_end,
    )  # fmt: skip
    ready, best, bound, done = leveled(facts, seconds, rounds, seed, lowest, progress)
    kept = _floor(ready, best)
    plan = dated(outline, calendars, begin, end=end, from_end=from_end, floor=kept)
    for _ in range(3):  # rows that would come earlier because what they wait for does
        loose = (plan.start != best.starts[: len(kept)]) & (outline.summary == 0) & (outline.aside == 0)
        if not loose.any():
            break
        kept = np.where(loose, best.starts[: len(kept)], kept)
        plan = dated(outline, calendars, begin, end=end, from_end=from_end, floor=kept)
    return _answer(ready, best, plan, kept, bound, done)


def _floor(ready: Ready, best: Placed) -> Ints:
    """Of rows that wait for people, and of those that are to be late, which else would be later."""
    rows, outline = ready.rows, ready.facts.outline
    late = (outline.facts.limit == Limit.ALAP) & (outline.summary == 0) & (ready.facts.given == 0)
    held = (best.found.waits[:rows] == 1) | (late & (outline.aside == 0))
    return np.where(held, best.starts[:rows], ready.rules.floor[:rows])


def _answer(ready: Ready, best: Placed, plan: Plan, floor: Ints, bound: int, rounds: int) -> Leveled:
    facts, base, rows = ready.facts, ready.base, ready.rows
    leaf = facts.outline.summary == 0
    before = told.overloads(facts, ready.times, base.start[:rows], base.finish[:rows])
    after = told.overloads(facts, ready.times, plan.start, plan.finish)
    moved = np.flatnonzero(leaf & (plan.start != base.start[:rows]))
    troubles = told.unsolved(ready, best.found.stuck, plan.start, plan.finish, after)
    shown = told.shown(facts, ready.times, before), told.shown(facts, ready.times, after)
    proved = plan.finish_at <= bound and not best.found.stuck.any()
    return Leveled(
        floor, plan.start, plan.finish, base.finish_at, plan.finish_at, min(bound, plan.finish_at), proved, rounds,
        tuple(moved.tolist()), missed(ready, ready.now.finish_work), best.score[1], *shown, troubles,
    )  # fmt: skip


def overloads(
    outline: Outline,
    calendars: Sequence[WorkCalendar],
    begin: int,
    load: Uses,
    resources: Sequence[Resource],
    *,
    floor: Ints | None = None,
    end: int | None = None,
    from_end: bool = False,
) -> Overloads:
    """Who has too much to do by the dates that `dates` gives, floor as there."""
    facts = asked(outline, calendars, begin, load, resources, end=end, from_end=from_end)
    found = dated(outline, calendars, begin, end=end, from_end=from_end, floor=floor)
    times = found.nodes.times
    return told.shown(facts, times, told.overloads(facts, times, found.start, found.finish))


def wake() -> None:
    """Level a plan of two rows, so that what levels plans is loaded and compiled."""
    duration, flat = np.array([60, 60], np.int64), np.zeros(2, np.int64)
    net = network(duration, links([(0, 1, Kind.SS, 0, LagUnit.WORK)]), limit=np.array([0, Limit.ALAP], np.int64))
    given = outlines.outline(flat - 1, flat, net)
    level(given, [STANDARD], 0, uses([(0, 0, 1000), (1, 0, 1000)]), [Resource(0)], rounds=1)
