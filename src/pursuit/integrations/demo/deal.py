"""A deal as the stories know it, and how it is told: at once where it is past, step by step where it is fresh."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from pursuit.domain.projects.actions.importing import import_projects
from pursuit.domain.projects.actions.leads import convert_lead
from pursuit.domain.projects.actions.projects import create_project, update_project
from pursuit.integrations.demo.course import Course
from pursuit.integrations.demo.diary import PAST_DEALS, Thread
from pursuit.integrations.demo.staff import Person
from pursuit.integrations.demo.world import Customer, Slot, Thing, World
from pursuit.kernel import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.money import Money

Data = dict[str, object]


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happens to a deal; `data` is asked for when the diary has come so far."""

    at: datetime
    by: Person
    code: str
    data: Callable[[], Data]


@dataclass(slots=True, eq=False)
class Deal:
    """One deal as the stories know it."""

    title: str
    customer: Customer
    owner: Person
    course: Course
    amount: int  # fen, or cents
    currency: str
    grade: str
    thread: Thread
    begun: datetime  # when it was entered
    asks: str = ""  # a real approval of a gate: approved, pending, rejected
    lead: Slot | None = None  # what it began with
    pk: int = 0
    worth: int = 0  # the amount in the beginning
    beginning: Data = field(default_factory=dict)  # the keywords it begins with
    steps: list[Step] = field(default_factory=list)
    rivals: list[Thing] = field(default_factory=list)
    team: list[Person] = field(default_factory=list)
    joined: dict[str, int] = field(default_factory=dict)  # username: day
    notes: set[str] = field(default_factory=set)  # what is meant to be wrong with it

    def __post_init__(self) -> None:
        self.worth = self.amount

    @property
    def money(self) -> Money:
        return Money(self.amount, self.currency)

    def there(self, day: float) -> list[Person]:
        """Who was on the team by then, the owner first."""
        return [one for one in dict.fromkeys(self.team) if self.joined.get(one.username, self.course.start) + 3 <= day]

    def around(self, world: World, day: float) -> datetime:
        """A moment beside the main thread, but after the deal has been entered."""
        return max(world.days.at(day), self.begun + timedelta(minutes=world.dice.between(2, 50)))

    def whole(self) -> Data:
        return {"account": self.customer.pk, **self.beginning}

    def enter(self, actor: Actor) -> None:
        """By hand: from its lead if it has one."""
        data = self.whole()
        if self.lead is None:
            self.pk = create_project.run(actor, data).pk
            return
        given = {"lead": self.lead.pk, "account": self.customer.pk, "title": self.title}
        self.pk = convert_lead.run(actor, given | {"method": data.pop("method")}).project.pk
        update_project.run(actor, {"project": self.pk, **data})

    def past(self, border: datetime) -> Data:
        """As an import takes it, up to the border."""
        history = [
            {"at": one.at, "by": one.by.pk, "action": one.code, "data": one.data()}
            for one in self.steps
            if one.at < border
        ]
        return {"at": self.begun, "by": self.owner.pk, "data": self.whole(), "history": history}

    def step(self, at: datetime, code: str, data: Callable[[], Data], by: Person | None = None) -> None:
        """Through this action, with these keywords; by the owner unless somebody else is named."""
        self.steps.append(Step(at, by or self.owner, code, data))


def tell(world: World, deals: list[Deal]) -> None:
    """Note the deals: those of the past all at once, each with what happened to it; the others step by step."""
    border = world.diary.border
    past = [deal for deal in deals if deal.lead is None and deal.begun < border]
    with world.diary.in_chapter(PAST_DEALS):
        world.diary.note(min(deal.begun for deal in past), None, lambda actor: _tell_past(actor, past, border))
    for deal in deals:
        if deal not in past:
            world.diary.note(deal.begun, deal.owner, deal.enter)
        for step in deal.steps:
            if deal not in past or step.at >= border:
                _note(world, deal, step)


def _tell_past(actor: Actor, deals: list[Deal], border: datetime) -> None:
    told = sorted(deals, key=lambda deal: deal.begun)
    rows = import_projects.run(actor, {"pasts": [deal.past(border) for deal in told]})
    for deal, row in zip(told, rows, strict=True):
        deal.pk = row.pk


def _note(world: World, deal: Deal, step: Step) -> None:
    def do(actor: Actor) -> None:
        action.get(step.code).run(actor, {"project": deal.pk, **step.data()})

    world.diary.note(step.at, step.by, do)
