"""The facts of a plan whose tasks each need one person with a skill (multi-skill project scheduling, one per task).

A person does one task at a time and no task is interrupted. What a period is (an hour, a day) is up to the caller.
Skills are looked at once, here: what the kernels see is only who is able to do which task.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from pursuit.engine.leveling import problem as leveling
from pursuit.engine.leveling.problem import BadProblem, BadShape, Ints, NegativeValue

Flags: TypeAlias = NDArray[np.bool_]
MISSING = -1  # the level of a skill that a person does not have


class NobodyAble(BadProblem):
    """Tasks that none of the people can do; `tasks` lists them all."""

    def __init__(self, tasks: list[int]) -> None:
        super().__init__(f"nobody can do these tasks: {', '.join(map(str, tasks))}")
        self.tasks = tasks


class CostTooHigh(BadProblem):
    """Rates that come to more than 62 bits over the whole plan."""


@dataclass(frozen=True, slots=True)
class Problem:
    """n tasks, p people. plan: durations in periods and links, without any resources · able: bool[n, p] ·
    rates: int64[p], what a period of a person costs, in minor units of money. Not writable."""

    plan: leveling.Problem
    able: Flags
    rates: Ints

    @property
    def tasks(self) -> int:
        return self.plan.tasks

    @property
    def people(self) -> int:
        return len(self.rates)

    def cost(self, people: Ints) -> int:
        """What it costs when task i is done by people[i], in minor units."""
        return int((self.plan.durations * self.rates[people]).sum())


def able_by_skill(skills: Sequence[int] | Ints, levels: Sequence[int] | Ints, has: Ints) -> Flags:
    """Who reaches the level each task asks for: bool[n, p].

    skills, levels: int64[n], the skill a task needs and at which level at least · has: int64[p, k], the level of each
    person in each skill, MISSING where there is none.
    """
    asked, at_least, held = np.asarray(skills, np.int64), np.asarray(levels, np.int64), np.asarray(has, np.int64)
    if held.ndim != 2 or asked.shape != at_least.shape or asked.ndim != 1:
        raise BadShape("a skill and a level for each task, and a row of levels for each person, are needed")
    if asked.size and (asked.min() < 0 or asked.max() >= held.shape[1]):
        raise BadShape(f"a task needs a skill outside 0 to {held.shape[1] - 1}")
    return np.maximum(at_least, MISSING + 1)[:, None] <= held[:, asked].T


def make(
    durations: Sequence[int] | Ints,
    links: Sequence[tuple[int, int] | tuple[int, int, int]],
    able: Flags,
    rates: Sequence[int] | Ints,
) -> Problem:
    """A problem from rows; links are (before, after) or (before, after, lag). Raises a BadProblem by name."""
    plan = leveling.make(durations, links, np.zeros((len(durations), 0), np.int64), [])
    costs, can = np.array(rates, np.int64), np.array(able, np.bool_)
    if costs.ndim != 1 or can.shape != (plan.tasks, len(costs)):
        raise BadShape(f"{plan.tasks} tasks and {costs.size} people, but able is {'x'.join(map(str, can.shape))}")
    if costs.size and costs.min() < 0:
        raise NegativeValue(f"a rate is {costs.min()}")
    if costs.size and int(costs.max()) * int(plan.durations.sum()) >= 1 << 62:
        raise CostTooHigh("rates times durations do not fit into 62 bits")
    alone = np.flatnonzero(~can.any(axis=1)).tolist()
    if alone:
        raise NobodyAble(alone)
    for array in (costs, can):
        array.setflags(write=False)
    return Problem(plan, can, costs)
