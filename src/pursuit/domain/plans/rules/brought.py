"""A plan as a file brings it: what a reader of another tool's files makes, and `bring_plan` writes.

Keys are those of the file; instants, minutes of work and thousandths as in the tables.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

Hours = Sequence[Sequence[int]]


@dataclass(frozen=True, slots=True)
class BroughtCalendar:
    """week: from Monday; days: those that are different."""

    key: str
    name: str
    week: Sequence[Hours]
    days: Mapping[date, Hours] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BroughtRow:
    """parent: key of the row above, "" at the top; calendar: key; owner: user, None for nobody; columns: of `PlanRow`
    as far as the file says them; status, created, done_at, author: of the task, where the file knows them."""

    key: str
    title: str
    parent: str = ""
    calendar: str = ""
    note: str = ""
    owner: int | None = None
    priority: str = ""
    status: str = ""
    created: datetime | None = None
    author: int | None = None
    done_at: datetime | None = None
    columns: Mapping[str, int | bool | None] = field(default_factory=dict)
    extra: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BroughtLink:
    before: str
    after: str
    kind: int = 0
    lag: int = 0
    unit: int = 0


@dataclass(frozen=True, slots=True)
class BroughtResource:
    key: str
    name: str
    user: int | None = None
    kind: str = "work"
    most: int = 1000
    calendar: str = ""
    extra: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BroughtUse:
    """A resource works on a row."""

    row: str
    resource: str
    units: int = 1000
    work: int | None = None
    done: int | None = None
    extra: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BroughtBaseline:
    """rows: (start, finish, duration, work) by key."""

    number: int
    rows: Mapping[str, tuple[int | None, int | None, int | None, int | None]]
    taken_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class BroughtPlan:
    """plan: columns of `Plan`; calendar: key of the plan's, "" for the company's. rows: each after the row above it, in
    the order of the outline."""

    source: str
    plan: Mapping[str, int | bool | None]
    rows: Sequence[BroughtRow]
    calendar: str = ""
    calendars: Sequence[BroughtCalendar] = ()
    links: Sequence[BroughtLink] = ()
    resources: Sequence[BroughtResource] = ()
    uses: Sequence[BroughtUse] = ()
    baselines: Sequence[BroughtBaseline] = ()
    extra: Mapping[str, object] = field(default_factory=dict)
