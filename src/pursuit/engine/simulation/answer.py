"""What a simulation says of a plan; to be read without the compiler that makes it."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from pursuit.engine.arrays import Ints
from pursuit.engine.simulation.ranges import Floats

TRIALS = 10_000
SHARES = (0.10, 0.50, 0.80, 0.90)


@dataclass(frozen=True, slots=True)
class Chance:
    """That a task (None: the plan) is finished by an instant, where it exists. error: the standard error of `chance`;
    reckoned with one trial more of either outcome, so that it is never said to be nothing."""

    task: int | None
    deadline: int
    chance: float
    error: float


@dataclass(frozen=True, slots=True)
class Watched:
    """The finish of a task over the trials in which it exists (a share of them): instants at SHARES; none where it
    never does."""

    task: int
    exists: float
    finish: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Driver:
    """What moves the finish. low, high: the mean finish of the plan, an instant, where the task's own ratio is in its
    lowest and its highest tenth; where a risk does not happen and where it does; where a gate is closed and open.
    correlation: Spearman's, of the ratio (in 256 grades) or the event with the finish; of a task also called its
    cruciality (Williams 1992). Where tasks move together, each bears a part of what the others do."""

    kind: Literal["task", "risk", "gate"]
    number: int
    low: float
    high: float
    correlation: float

    @property
    def swing(self) -> float:
        """Minutes that pass."""
        return self.high - self.low


def at_share(ordered: NDArray[np.int64] | NDArray[np.int32], share: float) -> int:
    """The first figure, of figures in order, that at least so large a share do not exceed."""
    place = int(np.ceil(share * len(ordered) - 1e-9)) - 1
    return int(ordered[min(max(place, 0), len(ordered) - 1)])


def chance(task: int | None, deadline: int, kept: int, trials: int) -> Chance:
    """From the number of trials in which a deadline is kept."""
    near = (kept + 1) / (trials + 2)
    return Chance(task, deadline, kept / trials if trials else 0.0, float((near * (1 - near) / max(trials, 1)) ** 0.5))


class TooMuch(ValueError):
    """More tasks and trials than fit into memory."""


@dataclass(frozen=True, slots=True)
class Simulation:
    """trials: those done; finish: int64[trials], the plan's, instants in order; planned_finish: by its estimates;
    criticality: float[n], the share of trials in which each task is critical; deadlines: the chance of each deadline in
    the plan, and of those asked; watched: the finishes asked for; drivers: a tornado, the strongest first."""

    trials: int
    finish: Ints
    planned_finish: int
    criticality: Floats
    deadlines: tuple[Chance, ...]
    watched: tuple[Watched, ...]
    drivers: tuple[Driver, ...]

    def at(self, share: float) -> int:
        """The instant by which the plan is finished in at least so large a share of the trials: at(0.8) is P80."""
        return at_share(self.finish, share)

    @property
    def curve(self) -> Ints:
        """int64[101]: the finish at each percent, an S-curve."""
        return np.array([self.at(percent / 100) for percent in range(101)], np.int64)

    def chance(self, deadline: int) -> Chance:
        """That the plan is finished by an instant."""
        return chance(None, deadline, int(np.searchsorted(self.finish, deadline, "right")), self.trials)
