"""Random figures by counting: each depends on (seed, trial, what it is for) alone, so that neither the number of
threads nor the order of the trials, nor a task added at the end, changes an answer.

SplitMix64 (Steele, Lea, Flood 2014): the trial's key begins a stream, the purpose is the place in it. A uniform figure
becomes a normal one by a table of the inverse distribution in CUTS pieces, the outermost cut again: what a piece is off
is less than a part of its share, 1 in 2,048.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pursuit.engine.arrays import Ints
from pursuit.engine.compiled import compiled, inlined
from pursuit.engine.simulation.prepared import (
    COMMON,
    DONE,
    GATE,
    HIT,
    HIT_END,
    LOOSE,
    NATURE,
    NUMBER,
    OPEN,
    RANGED,
    SET,
    SURE,
    TABLE,
    Plan,
)
from pursuit.engine.simulation.ranges import CELLS, NORMAL, REACH, Floats
from pursuit.engine.simulation.rows import Rows, filled

Singles = NDArray[np.float32]
Grades = NDArray[np.int8]
Flags = NDArray[np.bool_]
CUTS = 2048
GRADES = 256  # of a deviate, over its reach: a byte
MOST = 1 << 29  # minutes of a task, whatever strikes it
PLAN_AT, GROUPS_AT, GATES_AT, RISKS_AT = 1 << 32, 2 << 32, 3 << 32, 4 << 32  # places; tasks stand from 0
STEP = np.uint64(0x9E3779B97F4A7C15)
FIRST, SECOND = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
S30, S27, S31 = np.uint64(30), np.uint64(27), np.uint64(31)
TOP, NEXT, LOW = np.uint64(53), np.uint64(42), np.uint64(0x7FF)
BELOW, MASK = np.uint64(22), np.uint64(0x7FFFFFFF)
HALF, EVEN = np.uint64(11), 1.0 / (1 << 53)


class Normals(NamedTuple):
    """float32[CUTS + 1] each: the inverse normal at equal shares, and within the lowest of them."""

    body: Singles
    tail: Singles


def normals() -> Normals:
    shares = np.arange(1, CUTS) / CUTS
    body = [NORMAL.inv_cdf(one) for one in shares.tolist()]
    tail = [NORMAL.inv_cdf(one / CUTS) for one in shares.tolist()]
    lowest = NORMAL.inv_cdf(0.5 / CUTS / CUTS)
    return Normals(np.array([tail[0], *body, -tail[0]], np.float32), np.array([lowest, *tail, body[0]], np.float32))


@inlined
def mixed(x: np.uint64) -> np.uint64:
    x = (x ^ (x >> S30)) * FIRST
    x = (x ^ (x >> S27)) * SECOND
    return x ^ (x >> S31)


@inlined
def normal(bits: np.uint64, table: Normals) -> float:
    """A normal deviate from 64 random bits: 11 for the piece, 31 for the place in it, or 11 more for the piece of a
    tail."""
    piece = np.int64(bits >> TOP)
    place = np.float64(np.int64((bits >> BELOW) & MASK)) / 2147483648.0
    if 0 < piece < CUTS - 1:
        low = table.body[piece]
        return low + place * (table.body[piece + 1] - low)
    inner = np.int64((bits >> NEXT) & LOW)
    place = np.float64(np.int64(bits & MASK)) / 2147483648.0
    low = table.tail[inner]
    found = low + place * (table.tail[inner + 1] - low)
    return found if piece == 0 else -found


@inlined
def uniform(bits: np.uint64) -> float:
    return np.float64(np.int64(bits >> HALF)) * EVEN


class Block(NamedTuple):
    """The memory of a thread, for s trials at once, used again and again. dates: see `rows`; common: float64[f, s], the
    deviates tasks share; keys: uint64[s], where the trials' streams begin."""

    dates: Rows
    common: Floats
    keys: NDArray[np.uint64]


class Kept(NamedTuple):
    """What is kept of all t trials. grades: int8[r, t], the deviates of what has a range; gates: bool[g, t]; risks:
    bool[k, t]; finish: int32[t], an instant; watched: int32[w, t], finishes of the positions `watch` in work, or, of
    what is loose, instants (LOWEST where it does not exist); seen: bool[t]."""

    grades: Grades
    gates: Flags
    risks: Flags
    finish: NDArray[np.int32]
    watched: Rows
    watch: Ints
    seen: Flags


@compiled
def begun(plan: Plan, table: Normals, seed: int, first: int, size: int, block: Block, kept: Kept) -> None:
    """The streams of the trials from `first` on; what is drawn for a trial as a whole: events and common deviates."""
    keys, origin = block.keys, mixed(np.uint64(seed) + STEP)
    for b in range(size):
        keys[b] = mixed(origin + np.uint64(first + b) * STEP)
        for gate in range(len(plan.gates)):
            kept.gates[gate, first + b] = uniform(mixed(keys[b] + np.uint64(GATES_AT + gate) * STEP)) < plan.gates[gate]
        for risk in range(len(plan.risks)):
            kept.risks[risk, first + b] = uniform(mixed(keys[b] + np.uint64(RISKS_AT + risk) * STEP)) < plan.risks[risk]
        of_plan = normal(mixed(keys[b] + np.uint64(PLAN_AT) * STEP), table)
        for row in range(len(plan.shares)):
            of_group = normal(mixed(keys[b] + np.uint64(GROUPS_AT + row) * STEP), table)
            block.common[row, b] = plan.shares[row, 0] * of_plan + plan.shares[row, 1] * of_group


@compiled
def draw(plan: Plan, table: Normals, seed: int, first: int, size: int, block: Block, kept: Kept) -> None:
    """Lengths in the trials from `first` on: in the second row of dates, or in the third of what is loose."""
    begun(plan, table, seed, first, size, block, kept)
    m = block.dates
    for k in range(len(plan.tasks)):
        target = 2 * k + 1 if plan.tasks[k, LOOSE] < 0 else plan.tasks[k, LOOSE] + 2
        if plan.tasks[k, RANGED] >= 0:
            grades = kept.grades[plan.tasks[k, RANGED], first : first + size]
            common = block.common[plan.tasks[k, COMMON]]
            lengths(plan.tasks[k], plan.own[k], common, block.keys, plan.tables, table, grades, m, target)
        else:
            filled(m, target, plan.tasks[k, SURE], size)
        if plan.tasks[k, HIT] < plan.tasks[k, HIT_END] and plan.tasks[k, NATURE] != SET:
            struck(plan.tasks[k], plan.hits, plan.factors, kept.risks, first, m, target, size)
        gate = plan.tasks[k, GATE]
        if gate >= 0:
            for b in range(size):
                if not kept.gates[gate, first + b]:
                    m[target, b] = 0


@compiled
def lengths(
    task: Ints, own: float, common: Floats, keys: NDArray[np.uint64], tables: NDArray[np.float32], table: Normals,
    grades: Grades, m: Rows, target: int,
) -> None:  # fmt: skip
    """The lengths of one task, a minute at least of what takes time."""
    sure, span, shape = task[SURE], np.float64(task[OPEN]), task[TABLE]
    place, least = np.uint64(task[NUMBER]) * STEP, min(task[SURE] + task[OPEN], 1)
    for b in range(len(grades)):
        deviate = common[b] + own * normal(mixed(keys[b] + place), table)
        deviate = min(max(deviate, -REACH), REACH - 1e-6)
        at = (deviate + REACH) * (CELLS / (2 * REACH))
        cell = np.int64(at)
        grades[b] = np.int8((cell >> 2) - 128)
        low = tables[shape, cell]
        ratio = low + (at - cell) * (tables[shape, cell + 1] - low)
        m[target, b] = min(max(sure + np.int64(ratio * span + 0.5), least), MOST)


@compiled
def struck(task: Ints, hits: Ints, factors: Floats, risks: Flags, first: int, m: Rows, target: int, size: int) -> None:
    """What the risks that happen make of one task's lengths: all factors, then all minutes. Of a task under way what is
    done stays."""
    done = task[DONE]
    for b in range(size):
        factor, minutes, happens = 1.0, 0, False
        for place in range(task[HIT], task[HIT_END]):
            if risks[hits[place, 0], first + b]:
                happens, minutes = True, minutes + hits[place, 1]
                factor *= factors[place]
        if happens:
            rest = np.int64((m[target, b] - done) * factor + 0.5) + minutes
            m[target, b] = min(max(done + rest, 1), MOST)
