"""How far a card is: what it says itself, what its list says by its name, what was said when it was imported before."""

from collections.abc import Mapping
from dataclasses import dataclass

from pursuit.domain.execution.models import TaskStatus
from pursuit.domain.plans.rules.instants import instant
from pursuit.integrations.boards.board import Card, State
from pursuit.integrations.boards.hours import Hours
from pursuit.integrations.boards.notes import Notes
from pursuit.integrations.tasktables.cells import state as meaning
from pursuit.kernel import clock

NO_WORK = frozenset({"template", "separator"})
WHOLE = 100
STATUS: Mapping[State, TaskStatus] = {
    "done": TaskStatus.DONE,
    "doing": TaskStatus.DOING,
    "cancelled": TaskStatus.CANCELLED,
    "paused": TaskStatus.DOING,
}


@dataclass(frozen=True, slots=True)
class Progress:
    """begun, ended: instants."""

    status: TaskStatus
    begun: int | None = None
    ended: int | None = None
    percent: int = 0

    @property
    def inactive(self) -> bool:
        return self.status == TaskStatus.CANCELLED


def status(card: Card, section: str, *, archived: bool, notes: Notes) -> TaskStatus:
    """section: the name of its list; archived: the card, or the list it is in."""
    if card.done:
        return TaskStatus.DONE
    said: State = card.state
    if not said and card.kind not in NO_WORK and (named := meaning(section, {}) if section else None):
        said = named
        notes.add("state_by_list", section)
    found = STATUS.get(said, TaskStatus.DOING if card.progress or card.actual_start else TaskStatus.TODO)
    if found in (TaskStatus.DONE, TaskStatus.CANCELLED):
        return found
    if archived:
        notes.add("archived_open", card.name)
        return TaskStatus.CANCELLED
    if card.kind in NO_WORK:
        notes.add("no_work", card.name)
        return TaskStatus.CANCELLED
    return found


def progress(card: Card, found: TaskStatus, hours: Hours, before: Mapping[str, object], notes: Notes) -> Progress:
    """before: what the last file said of the row."""
    if found != TaskStatus.DONE:
        started = hours.opening(card.actual_start) if card.actual_start else None
        percent = min(int(card.progress or 0), WHOLE - 1)
        return Progress(found, started, None, percent)
    kept = before.get("ended")
    if card.done_at is None and isinstance(kept, int) and before.get("status") == str(TaskStatus.DONE):
        was = before.get("begun")
        return Progress(found, was if isinstance(was, int) else kept, kept, WHOLE)  # when stands in an older file
    now = instant(clock.now(), hours.zone)
    if card.done_at is not None:
        ended = hours.closing(card.done_at)
    else:
        notes.add("ended_guessed", card.name)
        guesses = [hours.closing(one) for one in (card.due, card.modified, card.created) if one]
        ended = next((one for one in guesses if one <= now), now)
    asked = card.actual_start or card.start
    begun = hours.opening(asked) if asked else ended
    return Progress(found, begun if begun < ended else hours.day_begins(ended), ended, WHOLE)
