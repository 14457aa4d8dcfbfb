"""What is uncertain about a plan: ranges of its tasks, what makes them move together, risks, gates."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from pursuit.engine.arrays import Ints
from pursuit.engine.simulation.ranges import MEASURED, Range

CERTAIN = -1


class BadFacts(ValueError):
    """Facts that do not belong to the plan, or chances that are none. Says which."""


@dataclass(frozen=True, slots=True)
class Risk:
    """An event that happens, or not, in each trial. Where it does, each of its tasks takes `factor` times as long and
    `minutes` of work more. An effect that is itself a range: a task of its own behind a gate."""

    name: str
    probability: float
    tasks: tuple[int, ...]
    minutes: int = 0
    factor: float = 1.0


@dataclass(frozen=True, slots=True)
class Gate:
    """What is passed, or not: its tasks exist together or not at all. A task that does not exist takes no time and sets
    no dates, but its links hold: who waits for it waits for what it waited for."""

    name: str
    probability: float
    tasks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Together:
    """How strongly tasks miss their estimates in the same direction. Of two tasks the normal deviates correlate by
    `plan`; of two in the same group by `plan + group`. groups: int[n], the task's group or -1."""

    plan: float = 0.0
    group: float = 0.0
    groups: Ints | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """ranges: the distributions in use; of: int[n], the range of each task, CERTAIN for none (left out: all have the
    first). A range speaks of the estimate; of a task under way it is applied to what remains. What is over, takes no
    time or is dated by hand has no range."""

    ranges: Sequence[Range] = (MEASURED,)
    of: Ints | None = None
    together: Together = field(default_factory=Together)
    risks: Sequence[Risk] = ()
    gates: Sequence[Gate] = ()

    def check(self, duration: Ints) -> None:
        """Raises BadFacts."""
        count = len(duration)
        for column, most in ((self.of, len(self.ranges)), (self.together.groups, count)):
            if column is None:
                continue
            if len(column) != count or column.min(initial=0) < -1 or column.max(initial=-1) >= most:
                raise BadFacts(f"a range or group for each of {count} tasks is needed, -1 for none")
        if self.of is None and not self.ranges:
            raise BadFacts("there is no range")
        plan, group = self.together.plan, self.together.group
        if not (plan >= 0 and group >= 0 and plan + group <= 1):
            raise BadFacts("correlations are not below 0, and not above 1 in all")
        for one in self.risks:
            _check(one.name, one.probability, one.tasks, count)
            if not 0 <= one.factor <= 1000 or abs(one.minutes) > 1 << 24:
                raise BadFacts(f"{one.name}: an effect out of all measure")
            if any(duration[task] == 0 for task in one.tasks):
                raise BadFacts(f"{one.name} strikes a milestone, which takes no time")
        for gate in self.gates:
            _check(gate.name, gate.probability, gate.tasks, count)
        gated = [task for gate in self.gates for task in gate.tasks]
        if len(set(gated)) < len(gated):
            raise BadFacts("a task stands behind two gates")


def _check(name: str, probability: float, tasks: tuple[int, ...], count: int) -> None:
    if not 0 <= probability <= 1:
        raise BadFacts(f"{name}: {probability} is no chance")
    if any(not 0 <= task < count for task in tasks) or len(set(tasks)) < len(tasks):
        raise BadFacts(f"{name} names a task that is not there, or one twice")
