"""The facts of levelling real plans, checked and brought to the nodes of the plan's network."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pursuit.engine.arrays import Ints
from pursuit.engine.calendar.timeline import Timelines
from pursuit.engine.calendar.week import WorkCalendar
from pursuit.engine.leveling.answer import ORDINARY, BadUses, Resource, Uses
from pursuit.engine.leveling.profile import Demand, Pool
from pursuit.engine.schedule.dates import FAR, NONE
from pursuit.engine.schedule.network import Limit
from pursuit.engine.schedule.outline import Outline

HIGHEST = 1000  # of the weights, as Microsoft Project counts them


@dataclass(frozen=True, slots=True)
class Asked:
    """A plan, or several as one outline, and who works on it; see `ask.level`. movable: int64[n], 1 for rows that may
    be moved; given: 1 for rows whose dates the plan itself names; load: uses of rows that take capacity, one for each
    row and resource, by row."""

    outline: Outline
    calendars: Sequence[WorkCalendar]
    resources: Sequence[Resource]
    begin: int
    end: int | None
    from_end: bool
    load: Uses
    weights: Ints
    fixed: Ints
    floor: Ints
    late: Ints
    movable: Ints
    given: Ints


def asked(
    outline: Outline,
    calendars: Sequence[WorkCalendar],
    begin: int,
    uses: Uses,
    resources: Sequence[Resource],
    *,
    weights: Ints | None = None,
    fixed: Ints | None = None,
    floor: Ints | None = None,
    late: Ints | None = None,
    end: int | None = None,
    from_end: bool = False,
) -> Asked:
    """Checked. Raises BadUses."""
    count, facts = len(outline.parent), outline.facts
    _check(count, uses, resources, len(calendars))
    weights = _column("weights", weights, count, ORDINARY)
    if count and not 0 <= weights.min() <= weights.max() <= HIGHEST:
        raise BadUses(f"weights go from 0 to {HIGHEST}")
    fixed = (_column("fixed", fixed, count, 0) != 0).astype(np.int64)
    leaf = (outline.summary == 0) & (outline.aside == 0)
    given = (facts.fixed_start != NONE) | (facts.begun != NONE) | (facts.ended != NONE)
    given |= (facts.limit == Limit.MSO) | (facts.limit == Limit.MFO)
    load = _joined(uses, leaf)
    used = np.zeros(count, bool)
    used[load.row] = True
    movable = leaf & used & ~given & (fixed == 0) & (facts.duration > 0)
    columns = _column("floor", floor, count, NONE), _column("late", late, count, NONE)
    return Asked(
        outline, calendars, resources, begin, end, from_end and end is not None, load, weights, fixed, *columns,
        movable.astype(np.int64), (given & leaf).astype(np.int64),
    )  # fmt: skip


def _column(name: str, column: Ints | None, count: int, usual: int) -> Ints:
    if column is None:
        return np.full(count, usual, np.int64)
    if len(column) != count:
        raise BadUses(f"{name} is no column of {count} rows")
    return np.ascontiguousarray(column, np.int64)


def _check(count: int, uses: Uses, resources: Sequence[Resource], calendars: int) -> None:
    if len({len(column) for column in uses}) != 1:
        raise BadUses("uses are columns of different length")
    for name, column, limit in (("row", uses.row, count), ("resource", uses.resource, len(resources))):
        if len(column) and not 0 <= column.min() <= column.max() < limit:
            raise BadUses(f"a use names a {name} outside 0 to {limit - 1}")
    if len(uses.units) and not 0 <= uses.units.min() <= uses.units.max() < 1 << 40:
        raise BadUses("units are thousandths, 0 or more")
    for number, one in enumerate(resources):
        if not 0 <= one.calendar < calendars:
            raise BadUses(f"resource {number} has a calendar that is not there")
        if len(one.capacity) != len(one.instants) + 1 or min(one.capacity) < 0 or max(one.capacity) >= 1 << 40:
            raise BadUses(f"resource {number}: capacities are thousandths, one more than instants")
        if list(one.instants) != sorted(set(one.instants)):
            raise BadUses(f"resource {number}: instants are not in order")


def _joined(uses: Uses, leaf: Ints) -> Uses:
    """Without what takes nothing: summaries, inactive rows, no units; what a row uses twice is added up."""
    real = (leaf[uses.row] != 0) & (uses.units > 0)
    row, resource, units = (column[real] for column in uses)
    width = int(resource.max(initial=0)) + 1
    keys, place = np.unique(row * width + resource, return_inverse=True)
    summed = np.zeros(len(keys), np.int64)
    np.add.at(summed, place, units)
    return Uses(keys // width, keys % width, summed)


def demand(facts: Asked, times: Timelines, nodes: int) -> Demand:
    """The load by node. A row does not wait for a resource that never has as much as it needs."""
    load, calendar = facts.load, facts.outline.facts.calendar
    first = np.searchsorted(load.row, np.arange(nodes + 1)).astype(np.int64)
    most = np.array([max(one.capacity) for one in facts.resources] or [0], np.int64)
    own = np.array([one.calendar for one in facts.resources] or [0], np.int64)
    apart: Ints = np.zeros((len(facts.calendars), len(facts.calendars)), np.int64)
    for one, other in np.unique(np.stack([calendar[load.row], own[load.resource]], axis=1), axis=0).tolist():
        apart[one, other] = not within(times, other, one)
    split = apart[calendar[load.row], own[load.resource]]
    exempt = (load.units > most[load.resource]).astype(np.int64)
    return Demand(first, load.resource, load.units, np.ascontiguousarray(split), exempt)


def within(times: Timelines, one: int, other: int) -> bool:
    """Whether all hours of a calendar are hours of another one."""
    if one == other:
        return True
    line = times.line
    own = slice(line.first[one], line.first[one + 1])
    starts, ends = line.starts[own], line.ends[own]
    return bool(np.array_equal(times.worked(ends, other) - times.worked(starts, other), ends - starts))


def pool(facts: Asked, times: Timelines, needs: Demand) -> Pool:
    """What is there before anybody works."""
    stretches = [_stretches(one, times) for one in facts.resources]
    places = np.where(needs.split == 1, _pieces(facts, times)[facts.load.row], 1)
    room = np.zeros(len(facts.resources), np.int64)
    np.add.at(room, needs.resource, 4 * places)
    room += np.array([len(at) + 2 for at, _free in stretches], np.int64)
    first = np.zeros(len(room) + 1, np.int64)
    first[1:] = np.cumsum(room)
    at, free = np.zeros(first[-1], np.int64), np.zeros(first[-1], np.int64)
    for number, (one, left) in enumerate(stretches):
        at[first[number] : first[number] + len(one)] = one
        free[first[number] : first[number] + len(one)] = left
    count = np.array([len(one) for one, _free in stretches], np.int64)
    return Pool(first, count, np.array([one.calendar for one in facts.resources], np.int64), at, free)


def _stretches(one: Resource, times: Timelines) -> tuple[list[int], list[int]]:
    at, free = [-FAR], [one.capacity[0]]
    steps = times.worked(np.array(one.instants, np.int64), one.calendar).tolist() if one.instants else []
    for step, left in zip(steps, one.capacity[1:], strict=True):
        if step == at[-1]:
            free[-1] = left  # between the two nobody works
        else:
            at.append(step)
            free.append(left)
    return at, free


def _pieces(facts: Asked, times: Timelines) -> Ints:
    """int64[n]: the most spans of its calendar over which each row can lie; one with given dates may lie over all."""
    columns, line = facts.outline.facts, times.line
    named = (facts.given == 1) & (columns.limit < Limit.MSO)
    kinds, place = np.unique(np.stack([columns.calendar, columns.duration], axis=1), axis=0, return_inverse=True)
    found = []
    for c, length in kinds.tolist():
        done = line.done[line.first[c] : line.first[c + 1]]
        before = np.concatenate([[0], done[:-1]])
        over = np.searchsorted(done, before + length, side="left") - np.arange(len(done))
        found.append(int(over.max(initial=0)) + 2)
    most = np.diff(line.first)[columns.calendar] + 1
    return np.where(named, most, np.array(found, np.int64)[place.reshape(-1)])
