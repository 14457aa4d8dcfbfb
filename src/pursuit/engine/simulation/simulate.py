"""How sure a plan's dates are: so many trials of its network, each with durations, risks and gates of its own.

Dates are those `engine.schedule` gives with the durations of the trial, to the minute. A task is critical in a trial
where its total float, as the schedule has it, is not above zero: it could not be later without moving the finish of
that trial, or breaking a deadline or constraint. What is over or dated by hand, and what does not exist, is not
counted. Of an outline, simulate the network of `schedule.outline.weave`: its first nodes are the rows.
"""

from collections.abc import Sequence

import numpy as np

from pursuit.engine.arrays import Ints
from pursuit.engine.calendar.instants import earliest
from pursuit.engine.calendar.timeline import Timelines
from pursuit.engine.calendar.week import STANDARD, WorkCalendar
from pursuit.engine.schedule.errors import TooLong
from pursuit.engine.schedule.network import NONE, Network, links, network
from pursuit.engine.simulation.answer import SHARES, TRIALS, Chance, Simulation, TooMuch, Watched, at_share, chance
from pursuit.engine.simulation.draws import Kept
from pursuit.engine.simulation.facts import BadFacts, Facts
from pursuit.engine.simulation.prepared import CALENDAR, LOOSE, LOWEST, NUMBER, Prepared, prepare
from pursuit.engine.simulation.results import drivers
from pursuit.engine.simulation.trials import Progress, tried

MOST_BYTES = 700 << 20  # kept of all trials


def simulate(
    net: Network,
    calendars: Sequence[WorkCalendar],
    begin: int,
    facts: Facts | None = None,
    *,
    trials: int = TRIALS,
    seed: int = 0,
    watch: Sequence[int] = (),
    deadlines: Sequence[tuple[int, int]] = (),
    workers: int = 2,
    progress: Progress | None = None,
) -> Simulation:
    """Simulate a plan that starts at an instant. watch: tasks whose finishes are wanted; deadlines: (task, instant)
    beside those in the plan. Raises BadFacts, TooMuch, and what `schedule` raises. progress: is told the trials done,
    and ends the simulation by True; what is done then counts."""
    facts = facts or Facts()
    if trials < 1:
        raise ValueError("at least one trial is needed")
    if any(not 0 <= task < len(net.duration) for task in (*watch, *(task for task, _at in deadlines))):
        raise BadFacts("a task is watched that is not there")
    made = prepare(net, calendars, begin, facts)
    tasks = made.plan.tasks
    due = [(int(number), int(net.deadline[number])) for number in np.flatnonzero(net.deadline != NONE)] + [*deadlines]
    rows = {task: row for row, task in enumerate(dict.fromkeys([*watch, *(task for task, _at in due)]))}
    if trials * (made.plan.ranged + len(facts.gates) + len(facts.risks) + 4 * len(rows) + 5) > MOST_BYTES:
        raise TooMuch(f"{trials} trials of {len(tasks)} tasks do not fit into memory")
    kept, critical = tried(made, trials, seed, made.position[np.array([*rows], np.int64)], workers, progress)
    kept = _seen(kept)
    done = len(kept.finish)
    if int(kept.finish.max()) >= made.line.ends[made.line.first[1:] - 1].min():
        raise TooLong("the plan does not end within two hundred years in some trials")
    share = np.empty(len(tasks))
    share[tasks[:, NUMBER]] = critical / done
    return Simulation(
        done,
        np.sort(kept.finish).astype(np.int64),
        made.planned_finish,
        share,
        tuple(_chance(made, kept.watched[rows[task]], task, at) for task, at in due),
        tuple(_watched(made, kept.watched[rows[task]], task) for task in watch),
        drivers(tasks, kept, workers),
    )


def _seen(kept: Kept) -> Kept:
    """Of a simulation that was ended, the trials that were done."""
    if kept.seen.all():
        return kept
    there = kept.seen
    return Kept(
        np.ascontiguousarray(kept.grades[:, there]),
        kept.gates[:, there],
        kept.risks[:, there],
        kept.finish[there],
        kept.watched[:, there],
        kept.watch,
        there[there],
    )


def _chance(made: Prepared, finishes: Ints, task: int, at: int) -> Chance:
    row = made.plan.tasks[made.position[task]]
    there = finishes[finishes != LOWEST]
    by = at if row[LOOSE] >= 0 else int(Timelines(made.line).worked(np.array([at], np.int64), int(row[CALENDAR]))[0])
    return chance(task, at, int((there <= by).sum()), len(there))


def _watched(made: Prepared, finishes: Ints, task: int) -> Watched:
    row = made.plan.tasks[made.position[task]]
    there = np.sort(finishes[finishes != LOWEST])
    found = [at_share(there, share) for share in SHARES] if len(there) else []
    if row[LOOSE] < 0:
        found = [int(earliest(one, int(row[CALENDAR]), made.line)) for one in found]
    return Watched(task, len(there) / len(finishes), tuple(found))


def warm() -> None:
    """Load all compiled code, so that the first real plan does not wait for it."""
    net = network(np.array([60, 0, 60], np.int64), links([(0, 1, 0, 0, 0), (1, 2, 0, 60, 1)]))
    simulate(net, [STANDARD], 0, trials=1, workers=1)
