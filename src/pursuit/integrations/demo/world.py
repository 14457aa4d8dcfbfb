"""What the stories share: chance, time, diary, staff, and what has been made so far."""

from dataclasses import dataclass, field
from datetime import date, datetime

from pursuit.integrations.demo.diary import Days, Diary, Thread
from pursuit.integrations.demo.dice import Dice
from pursuit.integrations.demo.names import Names
from pursuit.integrations.demo.staff import Person, Staff


@dataclass(slots=True, eq=False)
class Slot:
    """A place for an id that is known only when the diary has come so far."""

    pk: int = 0


@dataclass(slots=True, eq=False)
class Human:
    """A contact. `since`: the day (from today) from which we know them; `left`: the day they were gone."""

    name: str
    title: str
    department: str
    rank: int  # 0 leads the company, 1 a field, 2 a department, 3 works there
    since: int
    left: int | None = None
    pk: int = 0


@dataclass(slots=True, eq=False)
class Customer:
    """An account as the stories know it."""

    title: str
    short: str
    industry: str
    region: str
    team: str
    tier: str
    since: int
    owner: Person
    parent: "Customer | None" = None
    people: list[Human] = field(default_factory=list)
    entered: datetime | None = None
    pk: int = 0

    def known(self, day: float) -> list[Human]:
        """Whom we knew and who was still there on a day, the greatest first."""
        there = [one for one in self.people if one.since < day and (one.left is None or one.left > day)]
        return sorted(there, key=lambda one: one.rank)


@dataclass(slots=True, eq=False)
class Thing:
    """A product or a competitor."""

    code: str
    title: str
    price: int = 0  # list price in fen
    family: str = ""
    pk: int = 0


@dataclass(slots=True)
class Path:
    """A method with its stages as they stand in the database."""

    pk: int
    stages: dict[str, int]


@dataclass(slots=True)
class World:
    """Everything together."""

    dice: Dice
    days: Days
    diary: Diary
    staff: Staff
    names: Names
    paths: dict[str, Path] = field(default_factory=dict)
    customers: list[Customer] = field(default_factory=list)
    products: list[Thing] = field(default_factory=list)
    rivals: list[Thing] = field(default_factory=list)

    def thread(self) -> Thread:
        return Thread(self.days)

    def day(self, offset: float) -> date:
        return self.days.day(offset)
