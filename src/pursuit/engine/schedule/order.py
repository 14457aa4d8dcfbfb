"""The order in which tasks can be dated, and the cycles that make it impossible."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from pursuit.engine.arrays import Ints, Rows
from pursuit.engine.compiled import compiled
from pursuit.engine.schedule.errors import BadNetwork, Cycle
from pursuit.engine.schedule.network import LagUnit, Network

OTHER, KIND, LAG, WAY, NUMBER = range(5)  # columns of `into` and `out`
ADDED, PASSING, CROSSING = range(3)  # ways of a lag: work of the calendar both share; time; work of the successor's


class Order(NamedTuple):
    """tasks: int64[n], predecessors first. into: int32[m, 5], a row for each link, by successor: the predecessor, kind,
    lag in minutes, its way, the link's number; those of task k are into[in_first[k]:in_first[k + 1]]. out: alike by
    predecessor. Rows stand together because a plan is large and memory slow."""

    tasks: Ints
    in_first: Ints
    into: Rows
    out_first: Ints
    out: Rows


def ordered(net: Network, names: Sequence[str] = ()) -> Order:
    """The order of a plan's tasks. Raises Cycle, with the tasks' names."""
    count, links = len(net.duration), net.links
    rows = _rows(net)
    in_first, into = _grouped(links.after, links.before, rows, count)
    out_first, out = _grouped(links.before, links.after, rows, count)
    tasks, cycle = _ordered(in_first, into)
    if len(cycle):
        found = cycle.tolist()
        raise Cycle(found, [names[one] if names else f"{one}" for one in found])
    return Order(tasks, in_first, into, out_first, out)


def _rows(net: Network) -> Ints:
    """int64[m, 3]: kind, lag in minutes, way of each link."""
    links = net.links
    lag, unit = links.lag.copy(), links.unit
    percent = unit >= LagUnit.PERCENT
    lag[percent] = (lag[percent] * net.duration[links.before[percent]] + 5000) // 10000
    if len(lag) and int(np.abs(lag).max()) > np.iinfo(np.int32).max:
        raise BadNetwork("a lag of thousands of years")
    same = net.calendar[links.before] == net.calendar[links.after]
    passing = (unit == LagUnit.ELAPSED) | (unit == LagUnit.PERCENT_ELAPSED)
    way = np.where(same & (~passing | (lag == 0)), ADDED, np.where(passing, PASSING, CROSSING))
    return np.stack([links.kind, lag, way], axis=1)


@compiled
def _grouped(keys: Ints, others: Ints, rows: Ints, count: int) -> tuple[Ints, Rows]:
    first = np.zeros(count + 1, np.int64)
    for key in keys:
        first[key + 1] += 1
    for i in range(count):
        first[i + 1] += first[i]
    table, filled = np.empty((len(keys), 5), np.int32), first[:-1].copy()
    for number in range(len(keys)):
        place = filled[keys[number]]
        filled[keys[number]] += 1
        table[place, 0], table[place, 1], table[place, 2] = others[number], rows[number, 0], rows[number, 1]
        table[place, 3], table[place, 4] = rows[number, 2], number
    return first, table


@compiled
def _ordered(in_first: Ints, into: Rows) -> tuple[Ints, Ints]:
    """Tasks, each after its predecessors and otherwise as they are numbered, so that what is near in the plan is near
    in memory; or the tasks of a cycle."""
    count = len(in_first) - 1
    found, path = np.empty(count, np.int64), np.empty(count, np.int64)
    asked, state = in_first[:-1].copy(), np.zeros(count, np.int8)  # state: 1 on the path, 2 placed
    total = 0
    for first in range(count):
        if state[first]:
            continue
        depth, path[0], state[first] = 1, first, 1
        while depth:
            task = path[depth - 1]
            if asked[task] == in_first[task + 1]:
                found[total], state[task] = task, 2
                total += 1
                depth -= 1
                continue
            other = into[asked[task], 0]
            asked[task] += 1
            if state[other] == 1:
                begin = 0
                while path[begin] != other:
                    begin += 1
                return found[:0], path[begin:depth][::-1].copy()
            if state[other] == 0:
                path[depth], state[other] = other, 1
                depth += 1
    return found, found[:0]
