"""Anytime improvement: simulated annealing over lists of tasks with a person each.

A list is put down task by task, each at the end of its person's line. What is made small is not the makespan itself,
which most moves leave as it is, but by how far each person's line (with what must follow it) passes a target between
the lower bound and the best makespan, squared and added up: it falls to nothing exactly when the target is met
(Kirkpatrick, Gelatt, Vecchi, "Optimization by simulated annealing", Science 1983).
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from pursuit.engine.compiled import compiled
from pursuit.engine.leveling.priority import draw
from pursuit.engine.leveling.problem import Ints
from pursuit.engine.staffing.crew import Crew
from pursuit.engine.staffing.greedy import first_answer

HOT, COLD = 0.15, 0.0005  # temperatures, in squares of the mean duration
NEAR = 12  # places in the list that a short move goes at most
FAR, CLOSE = 50, 1000  # the target lies at most one part in so many below the best makespan; both have their plans


class Lines(NamedTuple):
    """order, place: task[n] by position and back · people[n] · ends[n] · ready, reach: int64[p] of scratch, the end of
    each line without and with what must follow."""

    order: Ints
    place: Ints
    people: Ints
    ends: Ints
    ready: Ints
    reach: Ints


@compiled
def assess(crew: Crew, lines: Lines, target: int, limit: float) -> tuple[int, float]:
    """Put the list down: makespan and overshoot; stops, with more than the limit, where it cannot stay below it."""
    durations, pointers, before = crew.forward.durations, crew.forward.pointers, crew.forward.before
    lines.ready[:] = 0
    lines.reach[:] = target
    makespan, over = 0, 0.0
    for position in range(len(lines.order)):
        task = lines.order[position]
        person, length = lines.people[task], durations[task]
        at = lines.ready[person] if length > 0 else 0
        for link in range(pointers[task], pointers[task + 1]):
            at = max(at, lines.ends[before[link]] + crew.forward.lags[link])
        at += length
        lines.ends[task] = at
        if length > 0:
            lines.ready[person] = at
        makespan = max(makespan, at)
        passed = at + crew.tails[task]
        if passed > lines.reach[person]:
            over += float(passed - lines.reach[person]) * float(passed + lines.reach[person] - 2 * target)
            if over > limit:
                break
            lines.reach[person] = passed
    return int(makespan), over


@compiled
def shift(lines: Lines, source: int, goal: int) -> None:
    """Take the task at one place of the list out and put it in at another."""
    order, place = lines.order, lines.place
    task, step = order[source], 1 if goal > source else -1
    while source != goal:
        order[source] = order[source + step]
        place[order[source]] = source
        source += step
    order[goal] = task
    place[task] = goal


@compiled
def somewhere(crew: Crew, lines: Lines, task: int, near: bool, state: Ints) -> int:
    """A place for the task between what precedes and what follows it, if near at most NEAR places away."""
    low, high = 0, len(lines.order) - 1
    for link in range(crew.forward.pointers[task], crew.forward.pointers[task + 1]):
        low = max(low, lines.place[crew.forward.before[link]] + 1)
    for link in range(crew.backward.pointers[task], crew.backward.pointers[task + 1]):
        high = min(high, lines.place[crew.backward.before[link]] - 1)
    if near:
        low, high = max(low, lines.place[task] - NEAR), min(high, lines.place[task] + NEAR)
    return low + draw(state, high - low + 1)


@compiled
def partner(crew: Crew, lines: Lines, person: int, wanted: int, state: Ints) -> int:
    """A task of `wanted` that `person` is able to take over, or -1: a few tries."""
    for _ in range(4):
        task = draw(state, len(lines.order))
        if lines.people[task] == wanted and crew.able[task, person]:
            return task
    return -1


@compiled
def change(crew: Crew, lines: Lines, state: Ints) -> tuple[int, int, int, int]:
    """One move in place: another person, a swap of two people, another place in the list, or two of these.

    Gives what `restore` needs: task, its person and place before, and the other task of a swap or -1; task is -1
    where nothing was changed.
    """
    task, kind = draw(state, len(lines.order)), draw(state, 4)
    person, place, other = lines.people[task], lines.place[task], -1
    if kind < 2:
        index = crew.pointers[task] + draw(state, crew.pointers[task + 1] - crew.pointers[task])
        wanted = crew.who[index]
        if wanted == person:
            return -1, person, place, other
        if kind == 1:
            other = partner(crew, lines, person, wanted, state)
            if other < 0:
                return -1, person, place, other
            lines.people[other] = person
        lines.people[task] = wanted
    if kind >= 2 or draw(state, 2) == 0:
        goal = somewhere(crew, lines, task, kind == 2, state)
        if goal == place and kind >= 2:
            return -1, person, place, other
        shift(lines, place, goal)
    return task, person, place, other


@compiled
def restore(lines: Lines, task: int, person: int, place: int, other: int) -> None:
    if other >= 0:
        lines.people[other] = lines.people[task]
    lines.people[task] = person
    shift(lines, lines.place[task], place)


@compiled
def anneal(
    crew: Crew, lines: Lines, best: Lines, known: int, target: int, temperature: float, steps: int, state: Ints
) -> tuple[int, int]:
    """So many moves at one temperature; writes a schedule shorter than known into best.

    Gives the best makespan and the moves made: it ends early where a new best one meets the target.
    """
    _, now = assess(crew, lines, target, np.inf)
    made = 0
    while made < steps:
        made += 1
        task, person, place, other = change(crew, lines, state)
        if task < 0:
            continue
        limit = now - temperature * np.log((draw(state, 1 << 30) + 1) / (1 << 30))
        makespan, over = assess(crew, lines, target, limit)
        if over > limit:
            restore(lines, task, person, place, other)
            continue
        now = over
        if makespan < known:
            known = makespan
            best.order[:], best.people[:], best.ends[:] = lines.order, lines.people, lines.ends
            if known <= target:
                break
    return int(known), int(made)


def _lines(n: int, people: int) -> Lines:
    return Lines(*(np.zeros(size, np.int64) for size in (n, n, n, n, people, people)))


@dataclass(slots=True)
class Search:
    """One annealing; made by `found`, changed by `step`. One thread at a time. starts, people: the best so far[n]."""

    crew: Crew
    lines: Lines
    best: Lines
    makespan: int
    state: Ints
    square: float

    @classmethod
    def found(cls, crew: Crew, seed: int, tries: int) -> "Search":
        """Begin with the best of so many serial schedules."""
        n, people = len(crew.order), len(crew.ranks)
        state = np.array([(seed * 2 + 1) * 0x9E3779B97F4A7C1 % (1 << 62) + 1], np.int64)
        lines, best, starts = _lines(n, people), _lines(n, people), np.empty(n, np.int64)
        spread = max(1, int(np.ptp(crew.keys[0])) // 4)
        makespan = first_answer(crew, tries, spread, state, lines.order, starts, lines.people)
        lines.place[lines.order] = np.arange(n)
        best.order[:], best.people[:], best.ends[:] = lines.order, lines.people, starts + crew.forward.durations
        worked = crew.forward.durations[crew.forward.durations > 0]
        square = float(worked.mean()) ** 2 if len(worked) else 1.0
        return cls(crew, lines, best, makespan, state, square)

    @property
    def starts(self) -> Ints:
        return self.best.ends - self.crew.forward.durations

    @property
    def people(self) -> Ints:
        return self.best.people.copy()

    def step(self, steps: int, heat: float, bound: int, part: int = FAR) -> int:
        """So many moves at most, gives how many; heat goes from 1 (nearly free) to 0 (nearly only down) in a sweep."""
        target = max(bound, self.makespan - 1 - self.makespan // part)
        temperature = self.square * COLD * (HOT / COLD) ** heat
        self.makespan, made = anneal(
            self.crew, self.lines, self.best, self.makespan, target, temperature, steps, self.state
        )
        return made
