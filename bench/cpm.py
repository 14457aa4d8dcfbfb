"""python -m bench.cpm [--tasks N] [--peer] [--json]: date a network of N tasks, 2 N links and a five-day calendar.

build_ms: from rows to arrays; pass_ms: order, both passes, floats, after the code is compiled; ns_per_task: the pass at
a hundredth, a tenth, N and ten times N; peak_mib: memory of the process. --peer: the same network, built and dated by
MPXJ in the same run, and how many times faster we are; needs a Java that compiles (JDK 17).
"""

import argparse
import importlib.util
import json
import random
import resource
import subprocess
import tempfile
import time
from datetime import datetime
from pathlib import Path

import numpy as np

from pursuit.engine.calendar.timeline import Timelines, lay_out
from pursuit.engine.calendar.week import DAY, STANDARD, moment
from pursuit.engine.schedule.early import forward
from pursuit.engine.schedule.late import backward, floats
from pursuit.engine.schedule.network import NONE, Network, links, network
from pursuit.engine.schedule.order import ordered

BEGIN = 20_000 * DAY + 480
PEER = Path(__file__).parent / "peers/Mpxj.java"
YEARS = 40
ROUNDS = 5
Rows = tuple[list[int], list[tuple[int, int, int, int, int]]]


def rows(tasks: int, seed: int = 1) -> Rows:
    """Durations of an hour to a week; each task has about two predecessors among the thousand before it."""
    dice = random.Random(seed)
    lengths = [dice.randrange(60, 2401, 60) for _ in range(tasks)]
    found: list[tuple[int, int, int, int, int]] = []
    while len(found) < 2 * tasks and tasks > 1:
        after = dice.randrange(1, tasks)
        # Among few of the tasks before it, so that chains stay as long as those of plans, not of the whole network.
        before = max(after - dice.randrange(1, max(tasks // 100, 2)), 0)
        found.append((before, after, dice.choice((0, 0, 0, 0, 1, 2)), dice.choice((0, 0, 0, 480)), 0))
    return lengths, found


def built(made: Rows) -> Network:
    """Arrays from rows."""
    lengths, found = made
    return network(np.array(lengths, np.int64), links(found))


def dated(net: Network, times: Timelines) -> int:
    """Everything the schedule of a plan needs."""
    order, line = ordered(net), times.line
    floor = np.full(len(net.duration), NONE, np.int64)
    early, _due = forward(net, order, line, BEGIN, floor)
    end = int(early.finish.max())
    late = backward(net, order, line, end, early)
    total, _free = floats(net, order, line, end, early, late)
    assert int(total.min()) == 0 and end < line.end - DAY
    return end


def measure(tasks: int) -> dict[str, float]:
    """Best of some rounds, in ms."""
    made = rows(tasks)
    times = lay_out([STANDARD], BEGIN - DAY, BEGIN + YEARS * 366 * DAY)
    build, passes = [], []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        net = built(made)
        build.append(time.perf_counter() - begun)
        begun = time.perf_counter()
        finish = dated(net, times)
        passes.append(time.perf_counter() - begun)
    return {"build_ms": round(min(build) * 1e3, 1), "pass_ms": round(min(passes) * 1e3, 1), "finish": finish}


def peer(tasks: int, finish: int) -> dict[str, object]:
    """MPXJ on the same network; it must find the same finish."""
    lengths, found = rows(tasks)
    libraries = Path(importlib.util.find_spec("mpxj").origin).parent / "lib"  # type: ignore[union-attr, arg-type]
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
        file.writelines(f"{length}\n" for length in lengths)
        file.writelines(f"{before} {after} {kind} {lag}\n" for before, after, kind, lag, _unit in found)
        file.flush()
        command = ["java", "-cp", f"{libraries}/*", str(PEER), file.name, "3", moment(BEGIN).isoformat()]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
    told: dict[str, object] = json.loads(done.stdout)
    return {**told, "same_finish": datetime.fromisoformat(str(told["finish"])) == moment(finish)}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--tasks", type=int, default=100_000)
    parser.add_argument("--peer", action="store_true", help="date it with MPXJ too")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    measure(1000)  # compile, or load what is compiled
    sizes = [max(given.tasks // 100, 10), max(given.tasks // 10, 10), given.tasks, given.tasks * 10]
    found = {size: measure(size) for size in sizes}
    per_task = {size: round(one["pass_ms"] * 1e6 / size, 1) for size, one in found.items()}
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    ours = found[given.tasks]
    told: dict[str, object] = {**ours, "tasks": given.tasks, "ns_per_task": per_task, "peak_mib": peak}
    if given.peer:
        theirs = peer(given.tasks, int(ours.pop("finish")))
        times = float(str(theirs["build_ms"])) + float(str(theirs["pass_ms"]))
        told |= {"mpxj": theirs, "times_faster": round(times / (ours["build_ms"] + ours["pass_ms"]), 1)}
    told.pop("finish", None)
    print(json.dumps(told))


if __name__ == "__main__":
    main()
