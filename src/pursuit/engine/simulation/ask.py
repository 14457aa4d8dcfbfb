"""The question other processes ask about how sure a plan's dates are: an outline in, answers by its rows out."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from pursuit.engine.arrays import Ints
from pursuit.engine.calendar.week import WorkCalendar
from pursuit.engine.schedule.network import Kind, LagUnit, Links, Network
from pursuit.engine.schedule.outline import Outline, weave
from pursuit.engine.schedule.plan import dated
from pursuit.engine.simulation.answer import TRIALS, Simulation
from pursuit.engine.simulation.facts import CERTAIN, Facts
from pursuit.engine.simulation.simulate import simulate
from pursuit.engine.simulation.trials import Progress


def finish(
    outline: Outline,
    calendars: Sequence[WorkCalendar],
    begin: int,
    facts: Facts | None = None,
    *,
    end: int | None = None,
    from_end: bool = False,
    trials: int = TRIALS,
    seed: int = 0,
    watch: Sequence[int] = (),
    deadlines: Sequence[tuple[int, int]] = (),
    workers: int = 2,
    progress: Progress | None = None,
) -> Simulation:
    """Simulate a plan; facts, watch and deadlines by rows, also of summaries; the rest as in `simulate`. A plan made
    from its end begins when that says it must. A summary is as critical as the most critical row below it."""
    given, rows = facts or Facts(), len(outline.parent)
    if from_end:
        begin = dated(outline, calendars, begin, end=end, from_end=True).start_at
    net = _ended(outline, weave(outline).net, {*watch, *(row for row, _at in deadlines)})
    extra = np.full(len(net.duration) - rows, CERTAIN, np.int64)
    of = np.zeros(rows, np.int64) if given.of is None else given.of
    groups = given.together.groups
    together = given.together if groups is None else replace(given.together, groups=np.concatenate([groups, extra]))
    given = replace(given, of=np.concatenate([of, extra]), together=together)
    found = simulate(
        net, calendars, begin, given,
        trials=trials, seed=seed, watch=watch, deadlines=deadlines, workers=workers, progress=progress,
    )  # fmt: skip
    share = found.criticality[:rows].copy()
    share[outline.summary == 1] = 0
    for row in range(rows - 1, -1, -1):
        if outline.parent[row] >= 0 and not outline.aside[row]:
            share[outline.parent[row]] = max(share[outline.parent[row]], share[row])
    return replace(found, criticality=share)


def _ended(outline: Outline, net: Network, asked: set[int]) -> Network:
    """With the ends of the summaries asked for, which the network has only where it needs them itself."""
    inside: Ints = np.array([row in asked for row in range(len(outline.parent))], np.int64) * outline.summary
    pairs = []
    for row in range(len(outline.parent)):
        above = int(outline.parent[row])
        while above >= 0 and not outline.aside[row] and not outline.summary[row]:
            if inside[above]:
                pairs.append((row, above))
            above = int(outline.parent[above])
    if not pairs:
        return net
    table = np.array(pairs, np.int64)
    kinds, units = np.full(len(pairs), Kind.FF, np.int64), np.full(len(pairs), LagUnit.ELAPSED, np.int64)
    more = Links(table[:, 0], table[:, 1], kinds, np.zeros(len(pairs), np.int64), units)
    return net._replace(links=Links(*(np.concatenate(both) for both in zip(net.links, more, strict=True))))
