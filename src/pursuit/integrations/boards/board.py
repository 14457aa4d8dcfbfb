"""A board as a file says it. Ids are those of the other tool, always as text.

Moments are aware and in UTC, as Trello and Asana write them; a `date` is a day without a time and stays one.
Tables of people write local times: they become moments by the zone the reader was given.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from pursuit.integrations.boards.notes import Fault, Note

When = date | datetime
LinkType = Literal["FS", "SS", "FF", "SF"]
Unit = Literal["m", "h", "d", "w", "mo", "%"]
State = Literal["", "open", "doing", "done", "cancelled", "paused"]


@dataclass(frozen=True, slots=True)
class Span:
    """A length as it was written: how long a day is, is for the reader's calendar to say. elapsed: clock time."""

    amount: Decimal
    unit: Unit
    elapsed: bool = False

    def minutes(self, *, day: int = 480, week: int = 2400, month: int = 9600) -> Decimal:
        """In minutes of work, or of the clock where elapsed. A percentage has no length of its own: ValueError."""
        if self.unit == "%":
            raise ValueError("a percentage has no length of its own")
        clock = {"m": 1, "h": 60, "d": 1440, "w": 10080, "mo": 43200}
        work = {"m": 1, "h": 60, "d": day, "w": week, "mo": month}
        return self.amount * (clock if self.elapsed else work)[self.unit]


@dataclass(frozen=True, slots=True)
class Person:
    """former: met in the history or on a card, and no member of the board any more."""

    id: str
    name: str
    username: str = ""
    email: str = ""
    former: bool = False


@dataclass(frozen=True, slots=True)
class Label:
    id: str
    name: str
    color: str = ""


@dataclass(frozen=True, slots=True)
class Project:
    id: str
    name: str
    description: str = ""
    archived: bool = False
    url: str = ""
    start: When | None = None
    due: When | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A column, list or section. position: as the other tool counts, None where the order in the file is all."""

    id: str
    name: str
    project: str = ""
    archived: bool = False
    position: float | None = None


@dataclass(frozen=True, slots=True)
class CustomField:
    id: str
    name: str
    kind: str = "text"
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CustomValue:
    """field: id of the field; text: as the other tool shows it."""

    field: str
    text: str


@dataclass(frozen=True, slots=True)
class CheckItem:
    id: str
    name: str
    done: bool = False
    due: When | None = None
    member: str = ""


@dataclass(frozen=True, slots=True)
class Checklist:
    id: str
    name: str
    items: tuple[CheckItem, ...] = ()


@dataclass(frozen=True, slots=True)
class Comment:
    id: str
    text: str
    author: str = ""
    author_name: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Attachment:
    """upload: the file lies with the other tool, which gives it only to those who are signed in there."""

    id: str
    name: str
    url: str = ""
    upload: bool = False
    size: int | None = None
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a card hangs; a card of several projects has several places."""

    section: str = ""
    project: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """The card follows another. card: its id, "" where the file does not hold it; named: as the file says it."""

    card: str
    named: str = ""
    type: LinkType = "FS"
    lag: Span | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """A card or task. row: of the table it comes from; comments_told: how many the other tool counts.

    parent: id, "" for none; parent_named: what the file says where it says no id; created: of the card itself.
    """

    id: str
    name: str
    number: str = ""
    kind: str = "task"
    parent: str = ""
    parent_named: str = ""
    places: tuple[Place, ...] = ()
    description: str = ""
    status: str = ""
    state: State = ""
    done: bool = False
    archived: bool = False
    priority: str = ""
    start: When | None = None
    due: When | None = None
    actual_start: When | None = None
    done_at: When | None = None
    created: When | None = None
    modified: When | None = None
    creator: str = ""
    members: tuple[str, ...] = ()
    followers: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    checklists: tuple[Checklist, ...] = ()
    comments: tuple[Comment, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    custom: tuple[CustomValue, ...] = ()
    links: tuple[Link, ...] = ()
    duration: Span | None = None
    work: Span | None = None
    spent: Span | None = None
    progress: Decimal | None = None
    position: float | None = None
    url: str = ""
    comments_told: int | None = None
    row: int = 0


@dataclass(frozen=True, slots=True)
class Board:
    """since: the file knows nothing older of the history (comments among it), None where it is whole.

    notes: what the file does not give, counted; unknown: how often which element occurred that is not understood;
    faults: cells of a table that cannot be read. None of the three belongs to the board.
    """

    source: str
    id: str
    name: str
    description: str = ""
    url: str = ""
    archived: bool = False
    projects: tuple[Project, ...] = ()
    sections: tuple[Section, ...] = ()
    people: tuple[Person, ...] = ()
    labels: tuple[Label, ...] = ()
    fields: tuple[CustomField, ...] = ()
    cards: tuple[Card, ...] = ()
    since: datetime | None = None
    notes: tuple[Note, ...] = field(default=(), compare=False)
    unknown: tuple[tuple[str, int], ...] = field(default=(), compare=False)
    faults: tuple[Fault, ...] = field(default=(), compare=False)
