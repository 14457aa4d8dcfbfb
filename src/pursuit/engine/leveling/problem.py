"""The facts of a resource-constrained project: tasks, minimal lags, demands and constant capacities.

Single mode, renewable resources, whole periods, no interruption. What a period is (a day, an hour) is up to the
caller; the kernels walk period by period, so a coarse one is a fast one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Ints: TypeAlias = NDArray[np.int64]
LONGEST = 20_000_000  # periods in which a schedule must fit: the profile of free capacity is one array over them


class BadProblem(ValueError):
    """The facts make no problem; the subclass says why."""


class BadShape(BadProblem):
    """Arrays that do not belong together."""


class NegativeValue(BadProblem):
    """A negative duration, lag, demand or capacity."""


class UnknownTask(BadProblem):
    """A link to a task that is not there."""


class CyclicLinks(BadProblem):
    """Tasks that wait for each other; `cycle` names them."""

    def __init__(self, cycle: list[int]) -> None:
        super().__init__(f"tasks wait for each other: {' > '.join(map(str, cycle))}")
        self.cycle = cycle


class TooMuchDemand(BadProblem):
    """A task that needs more of a resource than there will ever be."""


class HorizonTooLong(BadProblem):
    """More periods than the kernels can walk: choose a coarser period."""


@dataclass(frozen=True, slots=True)
class Problem:
    """n tasks, k resources, m finish-start links in CSR form; task i has the links pointers[i]:pointers[i + 1].

    durations: periods[n] · pointers: int64[n + 1] · successors: task index[m] · lags: periods[m] between the finish of
    the one and the start of the other, 0 or more · demands: units[n, k] · capacities: units[k] · order: task
    index[n], a topological order (made here). All int64 and not writable. Raises a BadProblem by name.
    """

    durations: Ints
    pointers: Ints
    successors: Ints
    lags: Ints
    demands: Ints
    capacities: Ints
    order: Ints

    @property
    def tasks(self) -> int:
        return len(self.durations)

    @property
    def resources(self) -> int:
        return len(self.capacities)


def make(
    durations: Sequence[int] | Ints,
    links: Sequence[tuple[int, int] | tuple[int, int, int]],
    demands: Sequence[Sequence[int]] | Ints,
    capacities: Sequence[int] | Ints,
) -> Problem:
    """A problem from rows; links are (before, after) or (before, after, lag in periods)."""
    periods, limits = _ints(durations), _ints(capacities)
    needs = np.zeros((0, len(limits)), np.int64) if len(periods) == 0 else _ints(demands)
    n, k = len(periods), len(limits)
    if periods.ndim != 1 or limits.ndim != 1 or needs.shape != (n, k):
        raise BadShape(f"{n} tasks and {k} resources, but demands are {'x'.join(map(str, needs.shape))}")
    rows = np.array([(*link, 0)[:3] for link in links], np.int64).reshape(-1, 3)
    _check_values(periods, rows, needs, limits)
    rows = rows[np.argsort(rows[:, 0], kind="stable")]
    pointers = np.searchsorted(rows[:, 0], np.arange(n + 1)).astype(np.int64)
    order = _topological(n, rows)
    if int(periods.sum()) + int(rows[:, 2].sum()) > LONGEST:
        raise HorizonTooLong(f"durations and lags come to more than {LONGEST} periods")
    arrays = periods, pointers, rows[:, 1].copy(), rows[:, 2].copy(), needs, limits, order
    for array in arrays:
        array.setflags(write=False)
    return Problem(*arrays)


def _ints(values: object) -> Ints:
    try:
        found = np.array(values)
    except ValueError as error:
        raise BadShape("rows of different length") from error
    if found.size and not np.issubdtype(found.dtype, np.integer):
        raise BadShape("whole numbers are needed")
    return np.ascontiguousarray(found, np.int64)


def _check_values(durations: Ints, rows: Ints, demands: Ints, capacities: Ints) -> None:
    named = {"duration": durations, "lag": rows[:, 2], "demand": demands, "capacity": capacities}
    for name, values in named.items():
        if values.size and values.min() < 0:
            raise NegativeValue(f"a {name} is {values.min()}")
    ends = rows[:, :2]
    if ends.size and (ends.min() < 0 or ends.max() >= len(durations)):
        raise UnknownTask(f"a link names a task outside 0 to {len(durations) - 1}")
    if capacities.size and capacities.max() >= 1 << 61:
        raise BadShape("a capacity does not fit into 61 bits")
    above = np.argwhere((demands > capacities) & (durations > 0)[:, None])
    if len(above):
        task, resource = above[0]
        need, limit = demands[task, resource], capacities[resource]
        raise TooMuchDemand(f"task {task} needs {need} of resource {resource}, which has {limit}")


def _topological(n: int, rows: Ints) -> Ints:
    sorter: TopologicalSorter[int] = TopologicalSorter(dict.fromkeys(range(n), ()))
    for before, after in rows[:, :2].tolist():
        sorter.add(after, before)
    try:
        return np.fromiter(sorter.static_order(), np.int64, n)
    except CycleError as error:
        raise CyclicLinks(list(error.args[1])) from error
