"""The questions other processes ask about a plan: facts in, answers out, nothing kept between two of them."""

from collections.abc import Sequence

from pursuit.engine.calendar.week import WorkCalendar
from pursuit.engine.schedule.answer import Answer, Reason
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
) -> Answer:
    """All dates of a plan; arguments as in `plan.dated`."""
    found = dated(outline, calendars, begin, names=names, end=end, from_end=from_end)
    columns = {name: getattr(found, name) for name in Answer._fields if name != "conflicts"}
    return Answer(**columns, conflicts=tuple(conflicts(outline, found)))


def reasons(
    outline: Outline,
    calendars: Sequence[WorkCalendar],
    begin: int,
    rows: Sequence[int],
    *,
    end: int | None = None,
    from_end: bool = False,
) -> list[Reason]:
    """Why some rows begin when they do."""
    found = dated(outline, calendars, begin, end=end, from_end=from_end)
    return [reason(outline, found, row) for row in rows]
