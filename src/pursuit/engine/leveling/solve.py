"""Levels a problem: an instant answer, then better ones and better bounds for as long as the caller allows.

One thread breeds schedules; a second one, if allowed, asks CP-SAT for proofs and then breeds a population of its own.
With `rounds` in place of `seconds` everything is counted instead of timed, so the same seed gives the same answer.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from pursuit.engine.leveling import exact
from pursuit.engine.leveling.bounds import excluding, lower_bound, refuted
from pursuit.engine.leveling.improve import SIZE, Population
from pursuit.engine.leveling.packed import Packed, pack
from pursuit.engine.leveling.priority import heads, tails
from pursuit.engine.leveling.problem import Ints, Problem, make
from pursuit.engine.leveling.race import CHUNK, INSTANT, Race

NEAR = 1.06  # makespan / bound up to which a proof is likely enough to spend half the time on it
LISTED = 12_000  # tasks put into lists before the first answer
ROUND = 50  # children of a counted round


@dataclass(frozen=True, slots=True)
class Solution:
    """starts: periods[n] · makespan, lower_bound: periods · proved: no shorter schedule exists · seconds it took."""

    starts: Ints
    makespan: int
    lower_bound: int
    proved: bool
    seconds: float


Progress = Callable[[Solution], bool | None]  # called with every better answer; True ends the search


@dataclass(slots=True, kw_only=True)
class _Board(Race[Solution]):
    problem: Problem
    starts: Ints

    def schedule(self, starts: Ints) -> None:
        with self.lock:
            if (span := int((starts + self.problem.durations).max(initial=0))) < self.makespan:
                self.starts, self.makespan = starts.copy(), span
                self.better()

    def solution(self) -> Solution:
        proved = self.bound >= self.makespan
        return Solution(self.starts, self.makespan, self.bound, proved, self.passed())


def solve(
    problem: Problem,
    seconds: float = INSTANT,
    *,
    rounds: int | None = None,
    workers: int = 1,
    seed: int = 0,
    progress: Progress | None = None,
) -> Solution:
    """Level within so many seconds (or counted rounds on one thread). Two workers are used at most."""
    packed, began = pack(problem), time.perf_counter()
    if problem.tasks == 0:
        return Solution(np.zeros(0, np.int64), 0, 0, proved=True, seconds=0.0)
    first = Population.found(packed, _work(problem), seed, max(4, min(SIZE, LISTED // problem.tasks)))
    board = _Board(problem=problem, starts=first.best, makespan=first.makespan, progress=progress, began=began)
    board.bounded(int((heads(packed) + problem.durations + tails(packed)).max()))
    if rounds is not None:
        _counted(board, packed, first, rounds, seed)
    else:
        _timed(board, packed, first, seconds, workers, seed)
    return board.solution()


def _work(problem: Problem) -> Ints:
    share = problem.demands * 1000 // np.maximum(1, problem.capacities)
    return np.ascontiguousarray(problem.durations * (1 + share.sum(axis=1)))


def _counted(board: _Board, packed: Packed, first: Population, rounds: int, seed: int) -> None:
    board.bounded(lower_bound(board.problem, packed, known=board.makespan))
    for _ in range(rounds):
        if board.over:
            return
        first.step(ROUND)
        board.schedule(first.best)
    if not board.over:
        _prove(board, packed, exact.Limit(units=rounds / 400, seed=seed))


def _timed(board: _Board, packed: Packed, first: Population, seconds: float, workers: int, seed: int) -> None:
    _breed(board, first, min(seconds, INSTANT) * 0.8)
    if board.over:
        return
    enough = seconds if seconds <= INSTANT else seconds / 4
    board.bounded(lower_bound(board.problem, packed, known=board.makespan, enough=lambda: board.passed() > enough))
    if seconds <= INSTANT or board.over:
        return
    size = int(max(4, min(300, SIZE * max(1, seconds), 50_000 * seconds / board.problem.tasks)))
    proving = seconds * (0.45 if board.makespan <= NEAR * board.bound else 0.1)
    if workers > 1:
        board.both(
            lambda: _breed(board, _grown(board, packed, seed + 1, size), seconds),
            lambda: _second(board, packed, proving, seconds, seed, size),
        )
    else:
        _breed(board, _grown(board, packed, seed + 1, size), seconds - proving)
        if not board.over:
            _prove(board, packed, exact.Limit(seconds - board.passed(), seed=seed))


def _grown(board: _Board, packed: Packed, seed: int, size: int) -> Population:
    return Population.found(packed, _work(board.problem), seed, size)


def _second(board: _Board, packed: Packed, proving: float, seconds: float, seed: int, size: int) -> None:
    _prove(board, packed, exact.Limit(proving - board.passed(), seed=seed))
    if not board.over:
        _breed(board, _grown(board, packed, seed + 2, size), seconds)


def _prove(board: _Board, packed: Packed, limit: exact.Limit) -> None:
    early, after = heads(packed), tails(packed)
    answer = exact.improve(board.problem, early, after, board.starts, board.bound, limit, board.schedule, board.halt)
    if answer.starts is not None:
        board.schedule(answer.starts)
    board.bounded(answer.lower_bound)


def _breed(board: _Board, population: Population, until: float) -> None:
    """Breed until so many seconds have passed; the chunks are measured, so that the end is met."""
    children = 10
    while not board.over and (left := until - board.passed()) > 0:
        began = board.passed()
        population.step(children)
        took = board.passed() - began
        board.schedule(population.best)
        children = max(1, int(children * min(2.0, min(CHUNK, left) / max(took, 1e-6))))


def warm() -> None:
    """Load all compiled code, so that the first real problem does not wait for it."""
    # what a network looks like does not matter, only that the links, pairs and core times of the bounds are walked
    problem = make([2, 1, 1], [(0, 1)], [[1], [1], [1]], [1])
    packed = pack(problem)
    Population.found(packed, _work(problem), 0, 4).step(1)
    early, after = heads(packed), tails(packed)
    refuted(packed.forward, packed.backward, excluding(problem), early, after, 4)
