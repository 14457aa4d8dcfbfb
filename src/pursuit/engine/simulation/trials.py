"""Trials in blocks: the kernel, the memory it needs, and the threads that share the blocks."""

import threading
from collections.abc import Callable

import numpy as np

from pursuit.engine.arrays import Ints
from pursuit.engine.calendar.instants import Line
from pursuit.engine.compiled import compiled
from pursuit.engine.simulation.draws import Block, Kept, Normals, draw, normals
from pursuit.engine.simulation.early import forward
from pursuit.engine.simulation.late import backward
from pursuit.engine.simulation.prepared import GATE, LOOSE, LOWEST, Plan, Prepared
from pursuit.engine.simulation.rows import SPARE, Rows

BLOCK_BYTES = 512 << 10  # of dates, so that a block stays in the cache of its core
CHUNK = 500  # trials between two looks at whether to go on
Progress = Callable[[int], bool | None]  # called with the trials done; True ends the simulation


def run(
    made: Prepared, table: Normals, seed: int, first: int, end: int, block: Block, kept: Kept, critical: Ints
) -> None:
    """The trials from `first` to before `end`. critical: int64[n] by position, added up. Not compiled: that
    would compile all it calls once more."""
    plan, line, m = made.plan, made.line, block.dates
    width = m.shape[1]
    for begin in range(first, end, width):
        size = min(width, end - begin)
        draw(plan, table, seed, begin, size, block, kept)
        forward(plan, begin, size, m, line, kept.gates)
        record(plan.tasks, begin, size, m, kept)
        backward(plan, begin, size, m, line, kept.gates, critical)


@compiled
def record(tasks: Ints, first: int, size: int, m: Rows, kept: Kept) -> None:
    """What is kept of the trials' early dates."""
    for b in range(size):
        kept.finish[first + b] = m[len(m) - SPARE - 1, b]
        kept.seen[first + b] = True
    for row in range(len(kept.watch)):
        k = kept.watch[row]
        loose, gate = tasks[k, LOOSE], tasks[k, GATE]
        source = 2 * k + 1 if loose < 0 else loose + 1
        for b in range(size):
            there = gate < 0 or kept.gates[gate, first + b]
            kept.watched[row, first + b] = m[source, b] if there else LOWEST


def block_of(plan: Plan, line: Line) -> Block:
    """Memory for one thread."""
    rows = 2 * len(plan.tasks) + 3 * plan.loose + len(line.first) + SPARE
    size = min(max(BLOCK_BYTES // (4 * rows) // 16 * 16, 16), 128)
    return Block(np.zeros((rows, size), np.int32), np.zeros((len(plan.shares), size)), np.zeros(size, np.uint64))


def memory(plan: Plan, trials: int, watch: Ints) -> Kept:
    """Memory for what is kept of all trials."""
    return Kept(
        np.zeros((plan.ranged, trials), np.int8),
        np.zeros((len(plan.gates), trials), np.bool_),
        np.zeros((len(plan.risks), trials), np.bool_),
        np.zeros(trials, np.int32),
        np.zeros((len(watch), trials), np.int32),
        watch,
        np.zeros(trials, np.bool_),
    )


class _Shared:
    """Which trials come next. Threads take them as they are free; what comes out does not depend on who did what."""

    def __init__(self, trials: int, progress: Progress | None) -> None:
        self.trials, self.progress = trials, progress
        self.next = self.done = 0
        self.stopped = False
        self.lock = threading.Lock()

    def take(self, done: int) -> tuple[int, int]:
        """The next trials, none where it is over. done: those the thread brings."""
        with self.lock:
            self.done += done
            if done and not self.stopped and self.progress and self.progress(self.done):
                self.stopped = True
            if self.stopped:
                return 0, 0
            first, self.next = self.next, min(self.next + CHUNK, self.trials)
            return first, self.next


def tried(
    made: Prepared, trials: int, seed: int, watch: Ints, workers: int, progress: Progress | None
) -> tuple[Kept, Ints]:
    """What is kept of the trials, and int64[n] by position: in how many each task was critical. Where `progress` said
    stop, `seen` tells which trials there are."""
    kept, shared, table = memory(made.plan, trials, watch), _Shared(trials, progress), normals()
    counts = [np.zeros(len(made.position), np.int64) for _ in range(max(workers, 1))]
    failed: list[BaseException] = []

    def work(critical: Ints) -> None:
        block, first, end = block_of(made.plan, made.line), 0, 0
        try:
            while True:
                first, end = shared.take(end - first)
                if first == end:
                    return
                run(made, table, seed % (1 << 63), first, end, block, kept, critical)
        except BaseException as error:
            shared.stopped = True
            failed.append(error)

    others = [threading.Thread(target=work, args=(one,), daemon=True) for one in counts[1:]]
    for one in others:
        one.start()
    work(counts[0])
    for one in others:
        one.join()
    if failed:
        raise failed[0]
    critical = np.zeros(len(made.position), np.int64)
    for count in counts:
        critical += count
    return kept, critical
