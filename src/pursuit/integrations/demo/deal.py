"""A deal as the stories know it, and how it is told: at once where it is past, step by step where it is fresh."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from pursuit.domain.projects.actions.importing import import_project
from pursuit.domain.projects.actions.leads import convert_lead
from pursuit.domain.projects.actions.projects import create_project, update_project
from pursuit.integrations.demo.course import Course
from pursuit.integrations.demo.diary import FRESH, Thread
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

    def step(self, at: datetime, code: str, data: Callable[[], Data], by: Person | None = None) -> None:
        """Through this action, with these keywords; by the owner unless somebody else is named."""
        self.steps.append(Step(at, by or self.owner, code, data))


def tell(world: World, deal: Deal, data: Data) -> None:
    """Note the deal: what began it, and all its steps."""
    border = world.days.now - FRESH
    past = [step for step in deal.steps if step.at <= border]
    if deal.lead is not None or deal.begun > border:
        past = []

    def begin(actor: Actor) -> None:
        whole = {"account": deal.customer.pk, **data}
        if deal.lead is not None:
            given = {"lead": deal.lead.pk, "account": deal.customer.pk, "title": deal.title}
            deal.pk = convert_lead.run(actor, given | {"method": whole.pop("method")}).project.pk
            update_project.run(actor, {"project": deal.pk, **whole})
        elif past:
            history = [{"at": one.at, "by": one.by.pk, "action": one.code, "data": one.data()} for one in past]
            deal.pk = import_project.run(actor, {**whole, "history": history}).pk
        else:
            deal.pk = create_project.run(actor, whole).pk

    world.diary.note(deal.begun, deal.owner, begin)
    for step in deal.steps:
        if step not in past:
            _note(world, deal, step)


def _note(world: World, deal: Deal, step: Step) -> None:
    def do(actor: Actor) -> None:
        action.get(step.code).run(actor, {"project": deal.pk, **step.data()})

    world.diary.note(step.at, step.by, do)
