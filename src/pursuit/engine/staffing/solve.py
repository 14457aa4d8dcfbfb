"""Staffs a plan: an instant answer, then shorter schedules and better bounds for as long as the caller allows.

One thread anneals; a second one, if allowed, asks CP-SAT for proofs and anneals with another seed otherwise. With
`rounds` in place of `seconds` everything is counted instead of timed, so the same seed gives the same answer.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from pursuit.engine.leveling import problem as leveling
from pursuit.engine.leveling.bounds import lower_bound
from pursuit.engine.leveling.exact import Limit
from pursuit.engine.leveling.packed import pack
from pursuit.engine.leveling.priority import heads
from pursuit.engine.leveling.problem import Ints
from pursuit.engine.leveling.race import CHUNK, INSTANT, Race
from pursuit.engine.staffing import exact
from pursuit.engine.staffing.anneal import CLOSE, FAR, Search
from pursuit.engine.staffing.bounds import crowding, relaxed
from pursuit.engine.staffing.crew import Crew, pack_crew
from pursuit.engine.staffing.greedy import thrift
from pursuit.engine.staffing.problem import Problem, make

SWEEP = 0.4  # seconds of the first sweep after the first answer; each one takes twice as long as the one before
TRIED = 12_000  # tasks put into lists before the first answer
ROUND = 2_000  # moves of a counted round
SMALL = 150  # pairs of a task and a person up to which CP-SAT may take half the time
QUICK, WARM = 0.6, 0.5  # the share of the first answer's time that is annealed, and how hot it begins
FEW = 0.15  # the share of the time it gets above


@dataclass(frozen=True, slots=True)
class Solution:
    """starts: periods[n] · people: who does each task[n] · makespan, lower_bound: periods · proved: no shorter
    schedule exists · cost: minor units · seconds it took."""

    starts: Ints
    people: Ints
    makespan: int
    lower_bound: int
    proved: bool
    cost: int
    seconds: float


Progress = Callable[[Solution], bool | None]  # called with every better answer; True ends the search


@dataclass(slots=True, kw_only=True)
class _Board(Race[Solution]):
    problem: Problem
    crew: Crew
    sets: leveling.Problem
    starts: Ints
    people: Ints

    def schedule(self, starts: Ints, people: Ints) -> None:
        with self.lock:
            makespan = int((starts + self.problem.plan.durations).max(initial=0))
            if makespan < self.makespan:
                self.starts, self.people, self.makespan = starts.copy(), people.copy(), makespan
                self.better()

    def solution(self) -> Solution:
        people = self.people.copy()
        thrift(self.crew, self.problem.rates, self.starts, people)
        proved, cost = self.bound >= self.makespan, self.problem.cost(people)
        return Solution(self.starts, people, self.makespan, self.bound, proved, cost, self.passed())


def solve(
    problem: Problem,
    seconds: float = INSTANT,
    *,
    rounds: int | None = None,
    workers: int = 1,
    seed: int = 0,
    progress: Progress | None = None,
) -> Solution:
    """Staff within so many seconds (or counted rounds on one thread). Two workers are used at most."""
    began = time.perf_counter()
    if problem.tasks == 0:
        nothing = np.zeros(0, np.int64)
        return Solution(nothing, nothing, 0, 0, proved=True, cost=0, seconds=0.0)
    crew = pack_crew(problem)
    search = Search.found(crew, seed, max(4, min(60, TRIED // problem.tasks)))
    sets = relaxed(problem)
    board = _Board(
        problem=problem, crew=crew, sets=sets, starts=search.starts, people=search.people,
        makespan=search.makespan, progress=progress, began=began,
    )  # fmt: skip
    early = heads(pack(problem.plan))
    board.bounded(max(int((early + problem.plan.durations + crew.tails).max()), crowding(sets)))
    if rounds is not None:
        _counted(board, search, early, rounds, seed)
    else:
        _timed(board, search, early, seconds, workers, seed)
    return board.solution()


def _counted(board: _Board, search: Search, early: Ints, rounds: int, seed: int) -> None:
    board.bounded(lower_bound(board.sets, known=board.makespan))
    for done in range(rounds):
        if board.over:
            return
        search.step(ROUND, 1 - (done + 1) / rounds, board.bound, CLOSE if done % 2 else FAR)
        board.schedule(search.starts, search.people)
    if not board.over:
        _prove(board, early, Limit(units=rounds / 400, seed=seed))


def _timed(board: _Board, search: Search, early: Ints, seconds: float, workers: int, seed: int) -> None:
    first = min(seconds, INSTANT) * QUICK
    _sweep(board, search, board.passed(), first, WARM, FAR)
    if board.over:
        return
    enough = first if seconds <= INSTANT else seconds / 4
    board.bounded(lower_bound(board.sets, known=board.makespan, enough=lambda: board.passed() > enough))
    if seconds <= INSTANT or board.over:
        return
    proving = seconds * (0.5 if int(board.problem.able.sum()) <= SMALL else FEW)
    if workers == 1:
        _prove_and_sweep(board, search, early, proving, seconds)
        return
    second = Search.found(board.crew, seed + 1, 4)
    board.both(
        lambda: _sweeps(board, search, seconds, (FAR, CLOSE)),
        lambda: _prove_and_sweep(board, second, early, proving, seconds),
    )


def _prove_and_sweep(board: _Board, search: Search, early: Ints, proving: float, seconds: float) -> None:
    _prove(board, early, Limit(proving - board.passed()))
    _sweeps(board, search, seconds, (CLOSE, FAR))


def _prove(board: _Board, early: Ints, limit: Limit) -> None:
    if limit.seconds <= 0:
        return
    windows = early, board.crew.tails
    known, bound = board.makespan, board.bound
    bound = exact.improve(board.problem, board.sets, windows, known, bound, limit, board.schedule, board.halt)
    board.bounded(bound)


def _sweeps(board: _Board, search: Search, until: float, parts: tuple[int, int]) -> None:
    """Sweeps from hot to cold, each twice as long, by turns to a near and a far target; the last fills what is left."""
    length = SWEEP
    while not board.over and (left := until - board.passed()) > 0:
        begin = board.passed()
        _sweep(board, search, begin, begin + (left if left < 2 * length else length), 1.0, parts[0])
        length, parts = 2 * length, parts[::-1]


def _sweep(board: _Board, search: Search, begin: float, end: float, heat: float, part: int) -> None:
    """One sweep from a heat to nothing; the chunks are measured, so that the end is met."""
    moves = 20
    while not board.over and (left := end - (at := board.passed())) > 0:
        made = search.step(moves, heat * left / (end - begin), board.bound, part)
        board.schedule(search.starts, search.people)
        took = board.passed() - at
        moves = max(1, int(made * min(4.0, min(CHUNK, left) / max(took, 1e-6))))


def warm() -> None:
    """Load all compiled code, so that the first real problem does not wait for it."""
    problem = make([2, 1, 1], [(0, 1)], np.ones((3, 2), np.bool_), [1, 2])
    lower_bound(relaxed(problem))
    search = Search.found(pack_crew(problem), 0, 4)
    search.step(1, 1.0, 0)
    thrift(search.crew, problem.rates, search.starts, search.people)
