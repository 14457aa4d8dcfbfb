"""The diary: everything that happened, noted in any order and lived through in the order of time.

So numbers, events and pictures come out as if the company had worked with the product for two years.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

from pursuit.integrations.demo.dice import Dice
from pursuit.integrations.demo.staff import Person
from pursuit.kernel.actor import Actor
from pursuit.kernel.collecting import collected
from pursuit.kernel.context import context

SOURCE = "demo"
# The last days count as lived through, not as imported: they bring notices.
FRESH = timedelta(days=4)
# Chapters: what a later one hangs on can be written in bulk before it.
CUSTOMERS, VISITS, PAST_DEALS, THE_REST = range(4)
Deed = Callable[[Actor], object]
Page = tuple[int, datetime, int, Person | None, Deed]


class Diary:
    """Deeds with their moment and the person who did them."""

    def __init__(self, system: Actor, now: datetime) -> None:
        self.system = system
        self.now = now
        self.border = now - FRESH
        self._chapter = THE_REST
        self._pages: list[Page] = []

    def note(self, at: datetime, by: Person | None, deed: Deed) -> None:
        """At this moment this person did that (nobody: the system itself)."""
        self._pages.append((self._chapter, min(at, self.now), len(self._pages), by, deed))

    @contextmanager
    def in_chapter(self, chapter: int) -> Iterator[None]:
        """What is noted in this block belongs to that chapter."""
        before, self._chapter = self._chapter, chapter
        try:
            yield
        finally:
            self._chapter = before

    def play(self) -> None:
        """Live through it, chapter by chapter, each in the order of time."""
        pages = sorted(self._pages, key=lambda page: page[:3])
        with collected(self.system):
            self._live([page for page in pages if page[1] < self.border], SOURCE)
        self._live([page for page in pages if page[1] >= self.border], "")

    def _live(self, pages: list[Page], source: str) -> None:
        for _chapter, at, _place, by, deed in pages:
            with context(self.system, at=at, source=source, original_author=by.pk if by else None):
                deed(self.system)


class Days:
    """Moments in office hours, by days from today (negative: past)."""

    def __init__(self, today: date, now: datetime, dice: Dice) -> None:
        self.today, self.now, self.dice = today, now, dice
        self.zone = ZoneInfo(settings.TIME_ZONE)

    def day(self, offset: float) -> date:
        """A working day near the offset; on the same side of today."""
        found = self.today + timedelta(days=round(offset))
        over = found.weekday() - 4
        if over > 0:
            found += timedelta(days=-over if offset < 0 else 3 - over)
        return found

    def at(self, offset: float) -> datetime:
        """A moment of that working day; never later than now for the past and today."""
        clock = time(self.dice.between(9, 17), self.dice.between(0, 59), self.dice.between(0, 59))
        moment = datetime.combine(self.day(offset), clock, self.zone)
        return min(moment, self.now) if offset <= 0 else moment


class Thread:
    """The moments of one story: each after the one before."""

    def __init__(self, days: Days) -> None:
        self.days = days
        self.last: datetime | None = None

    def at(self, offset: float) -> datetime:
        """A moment around the offset, but after what was noted before."""
        moment = self.days.at(offset)
        if self.last is not None and moment <= self.last:
            moment = min(self.last + timedelta(minutes=self.days.dice.between(3, 40)), self.days.now)
        self.last = moment
        return moment
