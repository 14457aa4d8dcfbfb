"""The columns of a card in a plan: how long it is, when it may begin, until when it is due, how far it is."""

from dataclasses import dataclass, field

from pursuit.domain.plans.rules.lengths import Measure
from pursuit.engine.schedule.network import Limit
from pursuit.integrations.boards.board import Card
from pursuit.integrations.boards.hours import Hours
from pursuit.integrations.boards.notes import Notes
from pursuit.integrations.boards.progress import WHOLE, Progress
from pursuit.integrations.boards.ties import length

Columns = dict[str, int | bool | None]
Was = tuple[int | None, int | None, int | None, int | None]  # start, finish, duration, work


@dataclass(slots=True)
class CardRows:
    """baseline: what the file says of the dates of each card that is due, by key of its row."""

    hours: Hours
    measure: Measure
    notes: Notes
    baseline: dict[str, Was] = field(default_factory=dict)

    def columns(self, own: str, card: Card, found: Progress) -> Columns:
        """What a card says holds its row; what it does not say does not."""
        milestone = card.kind == "milestone" or (card.duration is not None and not card.duration.amount)
        start = self.hours.opening(card.start) if card.start else None
        due = self.hours.closing(card.due) if card.due else None
        if start is not None and due is not None and due < start:
            self.notes.add("due_before_start", card.name)
        duration, elapsed = self._length(card, start, due)
        if milestone and card.due:
            start = self.hours.opening(card.due)  # a milestone is on its day
        work = max(length(card.work, self.measure), 0) if card.work else None
        if due is not None:
            self.baseline[own] = (start, start if milestone else due, duration, work)
        going = found.begun is not None and found.ended is None and found.percent
        return {
            "milestone": milestone,
            "inactive": found.inactive,
            "elapsed": elapsed,
            "estimated": not milestone and card.duration is None and None in (start, due),
            "duration": duration,
            "limit": int(Limit.ASAP if start is None else Limit.SNET),
            "limit_at": start,
            "deadline": due,
            "begun": found.begun,
            "ended": found.ended,
            "remaining": duration * (WHOLE - found.percent) // WHOLE if going else None,
            "percent": found.percent,
            "work": work,
        }

    def _length(self, card: Card, start: int | None, due: int | None) -> tuple[int, bool]:
        """Minutes, and whether the clock counts: as long as said, from start to due, else a day."""
        if card.kind == "milestone":
            return 0, False
        if card.duration is not None:
            return max(length(card.duration, self.measure), 0), card.duration.elapsed
        if start is not None and due is not None and (between := self.hours.between(start, due)):
            return between, False
        return self.measure.day, False
