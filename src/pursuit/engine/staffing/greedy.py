"""First answers: the serial scheme (Kolisch, EJOR 1996) with a choice of the person, and cheaper people afterwards."""

import numpy as np

from pursuit.engine.compiled import compiled
from pursuit.engine.leveling.priority import draw, listed
from pursuit.engine.leveling.problem import Ints
from pursuit.engine.leveling.sgs import sort_by
from pursuit.engine.staffing.crew import Crew


@compiled
def gap(begins: Ints, ends: Ints, count: int, ready: int, length: int) -> int:
    """The earliest start at `ready` or later between the busy times begins[:count], ends[:count], in order."""
    low, high = 0, count
    while low < high:
        middle = (low + high) // 2
        if ends[middle] <= ready:
            low = middle + 1
        else:
            high = middle
    at = ready
    while low < count and begins[low] < at + length:
        at = max(at, ends[low])
        low += 1
    return at


@compiled
def book(begins: Ints, ends: Ints, count: int, at: int, length: int) -> None:
    """Write one more busy time into its place."""
    place = count
    while place > 0 and begins[place - 1] > at:
        begins[place], ends[place] = begins[place - 1], ends[place - 1]
        place -= 1
    begins[place], ends[place] = at, at + length


@compiled
def serial(crew: Crew, order: Ints, starts: Ints, people: Ints) -> int:
    """Each task of a topological list as early as possible, by who is free first; fills starts[n] and people[n].

    Among those who could start at the same time goes the one of lowest rank. Gives the makespan.
    """
    durations, n = crew.forward.durations, len(order)
    begins, ends = np.empty((len(crew.ranks), n), np.int64), np.empty((len(crew.ranks), n), np.int64)
    counts, makespan = np.zeros(len(crew.ranks), np.int64), 0
    for position in range(n):
        task = order[position]
        ready, length = 0, durations[task]
        for link in range(crew.forward.pointers[task], crew.forward.pointers[task + 1]):
            before = crew.forward.before[link]
            ready = max(ready, starts[before] + durations[before] + crew.forward.lags[link])
        first, chosen = 1 << 62, -1
        for index in range(crew.pointers[task], crew.pointers[task + 1]):
            person = crew.who[index]
            at = ready
            if length > 0:
                at = gap(begins[person], ends[person], counts[person], ready, length)
            if at < first or (at == first and crew.ranks[person] < crew.ranks[chosen]):
                first, chosen = at, person
        if length > 0:
            book(begins[chosen], ends[chosen], counts[chosen], first, length)
            counts[chosen] += 1
        starts[task], people[task] = first, chosen
        makespan = max(makespan, first + length)
    return int(makespan)


@compiled
def first_answer(crew: Crew, tries: int, spread: int, state: Ints, order: Ints, starts: Ints, people: Ints) -> int:
    """The best of so many serial schedules, by rule and then by rule with noise of up to spread periods.

    Fills order[n] (tasks by start), starts[n], people[n]; gives the makespan.
    """
    n, best = len(order), 1 << 62
    noisy, line = np.empty(n, np.int64), np.empty(n, np.int64)
    plan, team = np.empty(n, np.int64), np.empty(n, np.int64)
    for number in range(tries):
        for task in range(n):
            noisy[task] = crew.keys[number % len(crew.keys), task] * 8
            if number >= len(crew.keys):
                noisy[task] += draw(state, spread * 8 + 1)
        listed(crew.forward, crew.backward, noisy, line)
        makespan = serial(crew, line, plan, team)
        if makespan < best:
            best = makespan
            sort_by(plan, line)
            order[:], starts[:], people[:] = line, plan, team
    return int(best)


@compiled
def unbook(begins: Ints, ends: Ints, count: int, at: int) -> None:
    """Take out the busy time that begins at that instant."""
    place = 0
    while begins[place] != at:
        place += 1
    begins[place : count - 1] = begins[place + 1 : count]
    ends[place : count - 1] = ends[place + 1 : count]


@compiled
def thrift(crew: Crew, rates: Ints, starts: Ints, people: Ints) -> int:
    """Give tasks to cheaper people who are free at that very time, in place, until nothing is saved; how many."""
    durations, n, moved = crew.forward.durations, len(starts), 0
    begins, ends = np.empty((len(rates), n), np.int64), np.empty((len(rates), n), np.int64)
    counts = np.zeros(len(rates), np.int64)
    for task in range(n):
        person = people[task]
        if durations[task] > 0:
            book(begins[person], ends[person], counts[person], starts[task], durations[task])
            counts[person] += 1
    found = True
    while found:
        found = False
        for task in range(n):
            at, length, held = starts[task], durations[task], people[task]
            best = held
            for index in range(crew.pointers[task], crew.pointers[task + 1]):
                person = crew.who[index]
                if length == 0 or rates[person] >= rates[best]:
                    continue
                if gap(begins[person], ends[person], counts[person], at, length) == at:
                    best = person
            if best != held:
                unbook(begins[held], ends[held], counts[held], at)
                counts[held] -= 1
                book(begins[best], ends[best], counts[best], at, length)
                counts[best] += 1
                people[task], found = best, True
                moved += 1
    return moved
