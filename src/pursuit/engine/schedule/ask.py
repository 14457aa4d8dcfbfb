"""The questions other processes ask about a plan: facts in, answers out, nothing kept between two of them."""

from collections.abc import Sequence

import numpy as np

from pursuit.engine.arrays import Ints
from pursuit.engine.calendar.week import STANDARD, WorkCalendar
from pursuit.engine.schedule import outline as outlines
from pursuit.engine.schedule.answer import Answer, Reason
from pursuit.engine.schedule.network import Kind, LagUnit, Limit, links, network
from pursuit.engine.schedule.outline import Outline
from pursuit.engine.schedule.plan import dated
from pursuit.engine.schedule.reason import conflicts, reason


def dates(
    outline: Outline,
    calendars: Sequence[WorkCalendar],
    begin: int,
    *,
    names: Sequence[str] = (),
    end: int | None = None,
    from_end: bool = False,
    floor: Ints | None = None,
) -> Answer:
    """All dates of a plan; arguments as in `plan.dated`."""
    found = dated(outline, calendars, begin, names=names, end=end, from_end=from_end, floor=floor)
    columns = {name: getattr(found, name) for name in Answer._fields if name != "conflicts"}
    return Answer(**columns, conflicts=tuple(conflicts(outline, found)))


def wake() -> None:
    """Date a plan of two rows, so that what dates plans is loaded and compiled."""
    duration, flat = np.array([60, 60], np.int64), np.zeros(2, np.int64)
    net = network(duration, links([(0, 1, Kind.FS, 0, LagUnit.WORK)]), limit=np.array([0, Limit.ALAP], np.int64))
    dates(outlines.outline(flat - 1, flat, net), [STANDARD], 0)


def reasons(
    outline: Outline,
    calendars: Sequence[WorkCalendar],
    begin: int,
    rows: Sequence[int],
    *,
    end: int | None = None,
    from_end: bool = False,
    floor: Ints | None = None,
) -> list[Reason]:
    """Why some rows begin when they do."""
    found = dated(outline, calendars, begin, end=end, from_end=from_end, floor=floor)
    return [reason(outline, found, row) for row in rows]
