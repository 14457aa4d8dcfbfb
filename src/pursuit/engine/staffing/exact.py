"""CP-SAT: proves, or finds the last better schedule. OR-Tools is imported by the first search, not before."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from pursuit.engine.leveling.exact import Halt, Limit
from pursuit.engine.leveling.problem import Ints
from pursuit.engine.leveling.problem import Problem as Plan
from pursuit.engine.staffing.problem import Problem

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

Found = Callable[[Ints, Ints], None]  # starts[n], people[n]
LARGEST = 20_000  # pairs of a task and a person up to which a model is made


@dataclass(frozen=True, slots=True)
class _Model:
    model: "cp_model.CpModel"
    starts: "list[cp_model.IntVar]"
    does: "list[dict[int, cp_model.IntVar]]"  # for each task: whether this person does it


def improve(
    problem: Problem,
    relaxed: Plan,
    windows: tuple[Ints, Ints],
    known: int,
    lower_bound: int,
    limit: Limit,
    found: Found,
    halt: Halt,
) -> int:
    """Look for schedules shorter than known and tell each to found; gives a lower bound, known when there is none.

    relaxed: the plan with sets of people as resources · windows: valid heads and tails[n].
    """
    from ortools.sat.python import cp_model  # noqa: PLC0415 (100 MB that most never need)

    early, after = windows
    goal = known - 1
    if (early + problem.plan.durations + after > goal).any() or lower_bound > goal:
        return known
    if int(problem.able.sum()) > LARGEST:
        return lower_bound
    made = _model(problem, relaxed, early, goal - after - problem.plan.durations, lower_bound, goal)

    class Callback(cp_model.CpSolverSolutionCallback):
        def on_solution_callback(self) -> None:
            starts = np.array([self.value(start) for start in made.starts], np.int64)
            people = [next(person for person, here in row.items() if self.boolean_value(here)) for row in made.does]
            found(starts, np.array(people, np.int64))

    solver = _solver(limit)
    halt.solver = solver
    if halt.stopped:
        return lower_bound
    status = solver.solve(made.model, Callback())
    if status == cp_model.INFEASIBLE:
        return known
    shown = solver.best_objective_bound
    bound = int(np.ceil(shown - 1e-6)) if np.isfinite(shown) else 0
    return min(known, max(lower_bound, bound))


def _solver(limit: Limit) -> "cp_model.CpSolver":
    from ortools.sat.python import cp_model  # noqa: PLC0415

    solver = cp_model.CpSolver()
    solver.parameters.num_workers = limit.workers
    solver.parameters.random_seed = limit.seed
    if limit.seconds != float("inf"):
        solver.parameters.max_time_in_seconds = max(0.0, limit.seconds)
    if limit.units != float("inf"):
        solver.parameters.max_deterministic_time = limit.units
    return solver


def _model(problem: Problem, relaxed: Plan, early: Ints, late: Ints, lower_bound: int, goal: int) -> _Model:
    from ortools.sat.python import cp_model  # noqa: PLC0415

    model = cp_model.CpModel()
    lengths = problem.plan.durations.tolist()
    starts = [model.new_int_var(int(first), int(last), "") for first, last in zip(early, late, strict=True)]
    span = model.new_int_var(lower_bound, goal, "")
    does: list[dict[int, cp_model.IntVar]] = []
    lines: list[list[cp_model.IntervalVar]] = [[] for _ in range(problem.people)]
    for task, length in enumerate(lengths):
        row = {int(person): model.new_bool_var("") for person in np.flatnonzero(problem.able[task])}
        model.add_exactly_one(row.values())
        does.append(row)
        for person, here in row.items() if length else ():
            lines[person].append(model.new_optional_fixed_size_interval_var(starts[task], length, here, ""))
        model.add(span >= starts[task] + length)
    for line in lines:
        model.add_no_overlap(line)
    for person in range(problem.people):
        model.add(sum(lengths[task] * row[person] for task, row in enumerate(does) if person in row) <= span)
    _links(model, problem.plan, starts)
    _sets(model, relaxed, starts)
    model.minimize(span)
    return _Model(model, starts, does)


def _links(model: "cp_model.CpModel", plan: Plan, starts: "list[cp_model.IntVar]") -> None:
    for task, length in enumerate(plan.durations.tolist()):
        for link in range(plan.pointers[task], plan.pointers[task + 1]):
            model.add(starts[task] + length + int(plan.lags[link]) <= starts[plan.successors[link]])


def _sets(model: "cp_model.CpModel", relaxed: Plan, starts: "list[cp_model.IntVar]") -> None:
    """Each set of people as one resource: implied, but seen earlier than from the people one by one."""
    lengths = relaxed.durations.tolist()
    bars = [model.new_fixed_size_interval_var(start, length, "") for start, length in zip(starts, lengths, strict=True)]
    for column, heads in enumerate(relaxed.capacities.tolist()):
        users = np.flatnonzero((relaxed.demands[:, column] > 0) & (relaxed.durations > 0)).tolist()
        if len(users) > heads:
            model.add_cumulative([bars[task] for task in users], [1] * len(users), heads)
