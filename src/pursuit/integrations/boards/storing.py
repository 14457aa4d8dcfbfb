"""A board as the room of plans takes it: sections and cards as rows, members as people, dependencies as links."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo

from pursuit.domain.execution.models import TaskStatus
from pursuit.domain.plans.rules.brought import BroughtBaseline, BroughtPlan, BroughtResource, BroughtRow
from pursuit.domain.plans.rules.instants import aware
from pursuit.domain.plans.rules.lengths import Measure
from pursuit.integrations.boards import ties
from pursuit.integrations.boards.board import Board, Card, Person, Project, Section, When
from pursuit.integrations.boards.cardrows import CardRows, Columns
from pursuit.integrations.boards.hours import Hours
from pursuit.integrations.boards.notes import Notes
from pursuit.integrations.boards.outline import Line, card_key, lines
from pursuit.integrations.boards.progress import progress, status
from pursuit.integrations.intake.likeness import plain
from pursuit.kernel import clock

IMPORTED = -1  # the baseline: as the file has it
TITLE = 200
BOARD = "board"  # in a row's extra


@dataclass(frozen=True, slots=True)
class Here:
    """What must be known of what is here. who: the user a person is, if one of us; priorities: codes by plain words;
    before: what the last file said, by key; gone: keys of rows that were deleted here; notes: what the receipt tells
    beside the board's own notes."""

    who: Callable[[Person], int | None]
    hours: Hours
    measure: Measure = field(default_factory=Measure)
    priorities: Mapping[str, str] = field(default_factory=dict)
    before: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    gone: frozenset[str] = frozenset()
    notes: Notes = field(default_factory=Notes)


def brought(board: Board, here: Here) -> BroughtPlan:
    """The board as rows, with what ties them."""
    return _Storing(board, here).plan()


class _Storing:
    def __init__(self, board: Board, here: Here) -> None:
        self.board, self.here, self.notes = board, here, here.notes
        self.people = {one.id: one for one in board.people}
        self.users = {one.id: here.who(one) for one in board.people}
        self.lines = lines(board, here.gone)
        self.sections = {one.id: one for one in board.sections}
        self.above = {line.key: line.parent for line in self.lines}
        self.states: dict[str, TaskStatus] = {}
        self.rows = CardRows(here.hours, here.measure, here.notes)

    def plan(self) -> BroughtPlan:
        cards = [line.thing for line in self.lines if isinstance(line.thing, Card)]
        section: dict[str, Section] = {}
        for line in self.lines:
            if isinstance(line.thing, Section):
                section[line.key] = line.thing
            elif line.parent in section:
                section[line.key] = section[line.parent]
        for line in self.lines:
            if isinstance(line.thing, Card):
                self.states[line.key] = self._status(line.thing, section.get(line.key))
        rows = tuple(self._row(line) for line in self.lines)
        used = dict.fromkeys(member for card in cards for member in card.members if member in self.people)
        return BroughtPlan(
            source=self.board.source,
            plan=self._head(cards),
            rows=rows,
            links=tuple(ties.links(cards, self.above, self.here.measure, self.notes)),
            resources=tuple(
                BroughtResource(ties.member_key(one), self.people[one].name, self.users[one]) for one in used
            ),
            uses=tuple(ties.uses(cards, self.people, self.here.measure)),
            baselines=(BroughtBaseline(IMPORTED, self.rows.baseline),) if self.rows.baseline else (),
        )

    def _status(self, card: Card, section: Section | None) -> TaskStatus:
        archived = card.archived or (section is not None and section.archived)
        return status(card, section.name if section else "", archived=archived, notes=self.notes)

    def _head(self, cards: Iterable[Card]) -> Columns:
        """A plan begins with the first of what is still to do; where the file says no start, today."""
        starts: list[When] = [one.start for one in self.board.projects if one.start]
        for card in cards:
            if self.states[card_key(card)] in (TaskStatus.TODO, TaskStatus.DOING):
                starts += [one for one in (card.start, card.actual_start) if one]
        return {"begin": min(map(self.here.hours.opening, starts))} if starts else {}

    def _row(self, line: Line) -> BroughtRow:
        if isinstance(line.thing, Card):
            return self._card(line, line.thing)
        return self._group(line, line.thing)

    def _group(self, line: Line, thing: Project | Section) -> BroughtRow:
        """Done when all below it is; an archived one without anything below it moves no dates."""
        states = {self.states[card_key(card)] for card in line.cards if card_key(card) in self.states}
        found = TaskStatus.CANCELLED if thing.archived else TaskStatus.TODO
        if states and states <= {TaskStatus.DONE, TaskStatus.CANCELLED}:
            found = TaskStatus.DONE if TaskStatus.DONE in states else TaskStatus.CANCELLED
        elif not thing.archived and states & {TaskStatus.DONE, TaskStatus.DOING}:
            found = TaskStatus.DOING
        if thing.archived:
            self.notes.add("archived_lists", thing.name)
        columns: Columns = {"duration": 0, "inactive": thing.archived and not line.cards}
        if isinstance(thing, Project) and thing.due:
            columns["deadline"] = self.here.hours.closing(thing.due)
        note = thing.description if isinstance(thing, Project) else ""
        return BroughtRow(
            line.key, thing.name or thing.id, line.parent, note=note, status=found, columns=columns,
            extra={BOARD: {"board": self.board.id}},
        )  # fmt: skip

    def _card(self, line: Line, card: Card) -> BroughtRow:
        found = progress(
            card, self.states[line.key], self.here.hours, self.here.before.get(line.key, {}), self.notes
        )  # fmt: skip
        zone = self.here.hours.zone
        title = card.name or card.number or card.id
        note = card.description
        if len(title) > TITLE:
            self.notes.add("titles_cut")
            note = f"{title}\n\n{note}".strip()
        return BroughtRow(
            key=line.key,
            title=title,
            parent=line.parent,
            note=note,
            owner=next((user for one in card.members if (user := self.users.get(one))), None),
            priority=self._priority(card),
            status=found.status,
            created=_moment(card.created, zone),
            author=self.users.get(card.creator),
            done_at=aware(found.ended, zone) if found.ended is not None else None,
            columns=self.rows.columns(line.key, card, found),
            extra={BOARD: self._extra(card)},
        )

    def _priority(self, card: Card) -> str:
        if not card.priority:
            return ""
        found = self.here.priorities.get(plain(card.priority), "")
        if not found:
            self.notes.add("priority_unknown", card.priority)
        return found

    def _extra(self, card: Card) -> dict[str, object]:
        """What has no column, as the file says it."""
        followers = [self.people[one].name if one in self.people else one for one in card.followers]
        self.notes.add("followers_left", count=len(followers))
        told = {
            "board": self.board.id, "id": card.id, "number": card.number, "url": card.url, "kind": card.kind,
            "status": card.status, "priority": card.priority, "followers": followers, "archived": card.archived,
        }  # fmt: skip
        return {name: value for name, value in told.items() if value}


def _moment(when: When | None, zone: tzinfo) -> datetime | None:
    """Never later than now."""
    if when is None:
        return None
    at = when if isinstance(when, datetime) else datetime(when.year, when.month, when.day, tzinfo=zone).astimezone(UTC)
    return min(at, clock.now())
