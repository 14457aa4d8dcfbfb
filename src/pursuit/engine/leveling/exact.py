"""CP-SAT: proves, or finds the last better schedule. OR-Tools is imported by the first search, not before."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from pursuit.engine.leveling.problem import Ints, Problem

if TYPE_CHECKING:
    from ortools.sat.python import cp_model


@dataclass(frozen=True, slots=True)
class Answer:
    """starts: periods[n] of a schedule shorter than asked, or None · lower_bound: periods, valid for all schedules ·
    closed: the search is finished, so the schedule is optimal, or none better exists."""

    starts: Ints | None
    lower_bound: int
    closed: bool


@dataclass(frozen=True, slots=True)
class Limit:
    """seconds and deterministic units, both at once (infinity: none) · seed · workers: threads of CP-SAT."""

    seconds: float = float("inf")
    units: float = float("inf")
    seed: int = 0
    workers: int = 1


class Halt:
    """Ends a running search from another thread."""

    def __init__(self) -> None:
        self.solver: cp_model.CpSolver | None = None
        self.stopped = False

    def stop(self) -> None:
        self.stopped = True
        if self.solver is not None:
            self.solver.stop_search()


def improve(
    problem: Problem,
    early: Ints,
    after: Ints,
    known: Ints,
    lower_bound: int,
    limit: Limit,
    found: Callable[[Ints], None] = lambda starts: None,
    halt: Halt | None = None,
) -> Answer:
    """Look for a schedule shorter than known (starts[n]); early and after are valid heads and tails[n]."""
    from ortools.sat.python import cp_model  # noqa: PLC0415 (100 MB that most never need)

    makespan = int((known + problem.durations).max())
    if makespan <= lower_bound:
        return Answer(None, lower_bound, closed=True)
    model = cp_model.CpModel()
    goal = makespan - 1
    if (early + problem.durations + after > goal).any():
        return Answer(None, makespan, closed=True)
    starts = [
        model.new_int_var(int(first), int(last), "")
        for first, last in zip(early, goal - after - problem.durations, strict=True)
    ]
    span = model.new_int_var(lower_bound, goal, "")
    _links(model, problem, starts)
    for task in np.flatnonzero(np.diff(problem.pointers) == 0).tolist():
        model.add(span >= starts[task] + int(problem.durations[task]))
    _capacities(model, problem, starts)
    for start, at in zip(starts, known.tolist(), strict=True):
        model.add_hint(start, at)
    model.minimize(span)

    class Found(cp_model.CpSolverSolutionCallback):
        def on_solution_callback(self) -> None:
            found(np.array([self.value(start) for start in starts], np.int64))

    solver = _solver(limit)
    if halt is not None:
        halt.solver = solver
        if halt.stopped:
            return Answer(None, lower_bound, closed=False)
    status = solver.solve(model, Found())
    closed = status in (cp_model.OPTIMAL, cp_model.INFEASIBLE)
    if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        best = np.array([solver.value(start) for start in starts], np.int64)
        shown = int((best + problem.durations).max()) if closed else _bound(solver)
        return Answer(best, max(lower_bound, shown), closed)
    if closed:
        return Answer(None, makespan, closed=True)
    return Answer(None, min(makespan, max(lower_bound, _bound(solver))), closed=False)


def _bound(solver: "cp_model.CpSolver") -> int:
    shown = solver.best_objective_bound
    return int(np.ceil(shown - 1e-6)) if np.isfinite(shown) else 0


def _solver(limit: Limit) -> "cp_model.CpSolver":
    from ortools.sat.python import cp_model  # noqa: PLC0415

    solver = cp_model.CpSolver()
    solver.parameters.num_workers = limit.workers
    solver.parameters.linearization_level = 0  # measured: the relaxation costs more than it gives here
    solver.parameters.random_seed = limit.seed
    if limit.seconds != float("inf"):
        solver.parameters.max_time_in_seconds = max(0.0, limit.seconds)
    if limit.units != float("inf"):
        solver.parameters.max_deterministic_time = limit.units
    return solver


def _links(model: "cp_model.CpModel", problem: Problem, starts: "list[cp_model.IntVar]") -> None:
    for task, length in enumerate(problem.durations.tolist()):
        for link in range(problem.pointers[task], problem.pointers[task + 1]):
            model.add(starts[task] + length + int(problem.lags[link]) <= starts[problem.successors[link]])


def _capacities(model: "cp_model.CpModel", problem: Problem, starts: "list[cp_model.IntVar]") -> None:
    lengths = problem.durations.tolist()
    bars = [model.new_fixed_size_interval_var(start, length, "") for start, length in zip(starts, lengths, strict=True)]
    for resource, capacity in enumerate(problem.capacities.tolist()):
        need = problem.demands[:, resource]
        users = np.flatnonzero((need > 0) & (problem.durations > 0)).tolist()
        if need[users].sum() > capacity:
            model.add_cumulative([bars[task] for task in users], need[users].tolist(), capacity)
        wide = [task for task in users if 2 * need[task] > capacity]
        if len(wide) > 1:
            model.add_no_overlap([bars[task] for task in wide])
