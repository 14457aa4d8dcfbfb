"""Gaps within a task. The file has them only in the day by day work of its assignments, as pieces without any work."""

from collections.abc import Iterable, Sequence

from pursuit.engine.calendar.shared import between
from pursuit.engine.calendar.week import WorkCalendar, minutes
from pursuit.integrations.msproject.people import Assignment
from pursuit.integrations.msproject.tasks import Timephased

PLANNED, DONE = 1, 2
Piece = tuple[int, int]


def gap(assignments: Sequence[Assignment], calendar: WorkCalendar) -> int:
    """Minutes of working time inside a task in which nobody works on it."""
    found = [_pauses([one for one in each.timephased if one.type in (PLANNED, DONE)]) for each in assignments]
    if not found or not all(found):
        return 0
    pauses = found[0]
    for other in found[1:]:
        pauses = [(max(a[0], b[0]), min(a[1], b[1])) for a in pauses for b in other]
    pauses = [one for one in pauses if one[0] < one[1]]
    if not pauses:
        return 0
    return sum(between(calendar, *one) for one in pauses)


def _pauses(pieces: Iterable[Timephased]) -> list[Piece]:
    """Pieces of no work between two of work, in order."""
    found: list[Piece] = []
    waiting: list[Piece] = []
    begun = False
    for begin, end, value in sorted((one.start, one.finish, one.value) for one in pieces if one.start and one.finish):
        if any(digit in "123456789" for digit in value):
            found += waiting if begun else []
            waiting, begun = [], True
        elif value:  # a piece without a value is time in which nobody could have worked
            waiting.append((minutes(begin), minutes(end)))
    return found
