"""The dates of a plan, row by row: tasks dated by the network, summaries by what is below them."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from pursuit.engine.arrays import Ints
from pursuit.engine.calendar.week import WorkCalendar
from pursuit.engine.schedule.errors import BadNetwork, Cycle
from pursuit.engine.schedule.network import NONE
from pursuit.engine.schedule.outline import Outline, Weave, weave
from pursuit.engine.schedule.schedule import Schedule, schedule

FAR = np.iinfo(np.int64).max


class Plan(NamedTuple):
    """int64[n] each, as in `Schedule`, one for each row of the outline. nodes: the schedule of the network itself."""

    start: Ints
    finish: Ints
    early_start: Ints
    early_finish: Ints
    late_start: Ints
    late_finish: Ints
    total_float: Ints
    free_float: Ints
    start_at: int
    finish_at: int
    weave: Weave
    nodes: Schedule

    def critical(self, within: int = 0) -> Ints:
        """int64[n]: 1 where no more float than so many minutes is left."""
        return (self.total_float <= within).astype(np.int64)


def dated(
    plan: Outline,
    calendars: Sequence[WorkCalendar],
    begin: int,
    *,
    names: Sequence[str] = (),
    end: int | None = None,
    from_end: bool = False,
    floor: Ints | None = None,
) -> Plan:
    """Date a plan; see `schedule`. names: of the rows, for what is told about them; floor: int64[n] by rows, of
    summaries it is not minded. Raises Cycle with rows."""
    woven = weave(plan)
    try:
        found = schedule(woven.net, calendars, begin, end=end, from_end=from_end, floor=floors(plan, woven, floor))
    except Cycle as cycle:
        rows = _of_rows([int(woven.row[node]) for node in cycle.tasks])
        raise Cycle(rows, [names[row] if names else f"{row}" for row in rows]) from cycle
    count = len(plan.parent)
    columns = {name: getattr(found, name)[:count].copy() for name in Plan._fields[:8]}
    _roll_up(plan, columns)
    return Plan(**columns, start_at=found.start_at, finish_at=found.finish_at, weave=woven, nodes=found)


def floors(plan: Outline, woven: Weave, floor: Ints | None) -> Ints | None:
    """int64[nodes] of a floor by rows. Raises BadNetwork."""
    if floor is None:
        return None
    if len(floor) != len(plan.parent):
        raise BadNetwork(f"a floor of {len(plan.parent)} rows")
    found = np.full(len(woven.row), NONE, np.int64)
    found[: len(floor)] = np.where(plan.summary == 1, NONE, floor)
    return found


def _of_rows(rows: list[int]) -> list[int]:
    """Each row once, though several of its nodes are in the cycle."""
    found = [row for place, row in enumerate(rows) if row != rows[place - 1]] or rows[:1]
    return list(dict.fromkeys(found))


def _roll_up(plan: Outline, columns: dict[str, Ints]) -> None:
    """Give summaries the ends and the least float of what is below them; what is by hand keeps its dates."""
    summary, parent = plan.summary.astype(bool), plan.parent
    by_hand = summary & (plan.facts.fixed_start != NONE)
    counted = (parent >= 0) & (plan.aside == 0)
    for rows in _levels(plan)[::-1]:
        below = rows[counted[rows]]
        above = parent[below]
        for name, column in columns.items():
            least = name.endswith(("start", "float"))
            gathered = np.full(len(parent), FAR if least else NONE, np.int64)
            (np.minimum if least else np.maximum).at(gathered, above, column[below])
            found = np.unique(above)
            column[found] = gathered[found]
    for name, fact in (("start", plan.facts.fixed_start), ("finish", plan.facts.fixed_finish)):
        columns[name][by_hand] = fact[by_hand]


def _levels(plan: Outline) -> list[Ints]:
    """Rows by their depth."""
    depth = np.zeros(len(plan.parent), np.int64)
    for row in np.flatnonzero(plan.parent >= 0):
        depth[row] = depth[plan.parent[row]] + 1
    return [np.flatnonzero(depth == level) for level in range(int(depth.max(initial=0)) + 1)]
