"""python -m bench.simulate [--tasks N] [--trials M] [--workers 2] [--json]: simulate a plan, beside a bare loop.

seconds, cpu: all of `simulate`, from the network to quantiles, criticality and tornado, best of ROUNDS after the code
is compiled; three calendars, so that a third of the links lead into another one, milestones, deadlines, tasks that
move together. one_calendar: the same plan in a single calendar. bare: a loop over trials without calendars, on as many
threads: triangular durations, both passes, criticality. ratio: seconds to bare, measured by turns; cpu_ratio alike.
peak_mib: memory of the process.
"""

import argparse
import json
import resource
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import numba
import numpy as np
from numpy.typing import NDArray

from bench.cpm import BEGIN, rows
from pursuit.engine.calendar.week import DAY, STANDARD, weekdays
from pursuit.engine.schedule.network import NONE, Network, links, network
from pursuit.engine.schedule.order import KIND, LAG, OTHER, Order, ordered
from pursuit.engine.simulation.answer import Simulation
from pursuit.engine.simulation.facts import Facts, Together
from pursuit.engine.simulation.simulate import simulate

SIX_DAYS = weekdays(((540, 720), (780, 1080)), (0, 1, 2, 3, 4, 5))
NIGHT = weekdays(((1320, 1800),))
CALENDARS = [STANDARD, SIX_DAYS, NIGHT]
FACTS = Facts(together=Together(plan=0.2))
ROUNDS = 7
Ints = NDArray[np.int64]


def plan(tasks: int, others: float) -> Network:
    """The network of `bench.cpm`; a share of the tasks in other calendars, one in twenty a milestone, one in fifty with
    a deadline."""
    lengths, found = rows(tasks)
    dice = np.random.default_rng(1)
    duration = np.where(dice.random(tasks) < 0.05, 0, np.array(lengths, np.int64))
    calendar = np.where(dice.random(tasks) < others, dice.integers(1, 3, tasks), 0)
    deadline = np.where(dice.random(tasks) < 0.02, BEGIN + 365 * DAY, NONE)
    return network(duration, links(found), calendar=calendar, deadline=deadline)


@numba.njit(nogil=True)
def bare(
    duration: Ints, order: Ints, in_first: Ints, into: Ints, out_first: Ints, out: Ints, seed: int, trials: int
) -> tuple[Ints, Ints]:  # fmt: skip
    """Finishes of the trials, and in how many each task is critical. Links FS, SS and FF with lag, minutes alone."""
    count = len(duration)
    finishes, critical = np.empty(trials, np.int64), np.zeros(count, np.int64)
    length, start, late = np.empty(count, np.int64), np.empty(count, np.int64), np.empty(count, np.int64)
    np.random.seed(seed)
    for trial in range(trials):
        end = 0
        for task in order:
            u = np.random.random()
            ratio = 0.5 + np.sqrt(u * 0.75) if u < 1 / 3 else 2.0 - np.sqrt((1 - u) * 1.5)
            length[task] = int(duration[task] * ratio + 0.5)
            s = 0
            for place in range(in_first[task], in_first[task + 1]):
                other, kind = into[place, OTHER], into[place, KIND]
                t = start[other] + into[place, LAG]
                if kind != 1:
                    t += length[other]
                if kind == 2:
                    t -= length[task]
                s = max(s, t)
            start[task] = s
            end = max(end, s + length[task])
        finishes[trial] = end
        for place_ in range(count - 1, -1, -1):
            task = order[place_]
            f = end
            for place in range(out_first[task], out_first[task + 1]):
                other, kind = out[place, OTHER], out[place, KIND]
                t = late[other] - out[place, LAG]
                if kind != 2:
                    t -= length[other]
                if kind == 1:
                    t += length[task]
                f = min(f, t)
            late[task] = f
            critical[task] += f <= start[task] + length[task]
    return finishes, critical


def bare_run(net: Network, order: Order, trials: int, workers: int) -> None:
    with ThreadPoolExecutor(workers) as pool:
        arrays = order.tasks, order.in_first, order.into, order.out_first, order.out
        done = [pool.submit(bare, net.duration, *arrays, one, trials // workers) for one in range(workers)]
        assert all(one.result()[0].min() > 0 for one in done)


def timed(run: Callable[[], object]) -> tuple[float, float]:
    """Seconds by the clock, and of all threads."""
    wall, cpu = time.perf_counter(), time.process_time()
    run()
    return time.perf_counter() - wall, time.process_time() - cpu


def measure(tasks: int = 1000, trials: int = 10_000, workers: int = 2) -> dict[str, float | int]:
    mixed, single = plan(tasks, 0.2), plan(tasks, 0.0)
    crossing = float((mixed.calendar[mixed.links.before] != mixed.calendar[mixed.links.after]).mean())
    order = ordered(mixed)
    found: list[Simulation] = []

    def ours(net: Network) -> Callable[[], object]:
        return lambda: found.append(simulate(net, CALENDARS, BEGIN, FACTS, trials=trials, workers=workers))

    runs = ours(mixed), ours(single), lambda: bare_run(mixed, order, trials, workers)
    for run in runs:
        run()  # compile, or load what is compiled
    # By turns, because what else the machine does changes by the second.
    taken = [[timed(run) for run in runs] for _ in range(ROUNDS)]
    (wall, cpu), (single_wall, _cpu), (bare_wall, bare_cpu) = (
        tuple(min(turn[kind][clock] for turn in taken) for clock in (0, 1)) for kind in range(3)
    )
    assert found[-1].trials == trials and len(found[-1].drivers) > 0
    return {
        "tasks": tasks,
        "trials": trials,
        "workers": workers,
        "crossing_links": round(crossing, 2),
        "seconds": round(wall, 3),
        "cpu": round(cpu, 3),
        "one_calendar": round(single_wall, 3),
        "bare": round(bare_wall, 3),
        "bare_cpu": round(bare_cpu, 3),
        "ratio": round(wall / bare_wall, 2),
        "cpu_ratio": round(cpu / bare_cpu, 2),
        "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--tasks", type=int, default=1000)
    parser.add_argument("--trials", type=int, default=10_000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    found = measure(given.tasks, given.trials, given.workers)
    if given.json:
        print(json.dumps(found))
    else:
        print("\n".join(f"{name}: {value}" for name, value in found.items()))


if __name__ == "__main__":
    main()
