"""Visits, calls and meetings: for deals and for the relationship, with what was promised on both sides."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from pursuit.domain.customers.actions.commitments import add_commitment, close_commitment
from pursuit.domain.customers.actions.importing import import_visits
from pursuit.domain.customers.actions.visits import create_visit
from pursuit.domain.projects.actions.lines import link_visit
from pursuit.integrations.demo import words
from pursuit.integrations.demo.deal import Data, Deal
from pursuit.integrations.demo.diary import VISITS
from pursuit.integrations.demo.staff import Person
from pursuit.integrations.demo.world import Customer, Human, Slot, World
from pursuit.kernel.actor import Actor

AHEAD = 9  # appointments in the coming days


def write(world: World, deals: list[Deal]) -> None:
    """Note them all: those of the past at once, the others one by one."""
    border = world.diary.border
    visits = list(_all(world, deals))
    past = sorted((visit for visit in visits if visit.written < border), key=lambda visit: visit.written)
    with world.diary.in_chapter(VISITS):
        world.diary.note(past[0].written, None, lambda actor: _tell_past(actor, past, border))
        for visit in visits:
            visit.note(border)


def _all(world: World, deals: list[Deal]) -> Iterator["Visit"]:
    for deal in deals:
        for day in _days(world, deal):
            yield Visit(world, deal.customer, deal.owner, day, deal)
    for customer in world.dice.some(world.customers, 62):
        day = world.dice.between(customer.since * 0.8, -6)
        if customer.known(day):
            yield Visit(world, customer, customer.owner, day, None)
    live = [deal for deal in deals if deal.course.open and not deal.notes]
    mine = [deal for deal in live if deal.owner.username == "seller"]
    for deal in (*mine[:3], *world.dice.some(live, AHEAD - 3)):
        yield Visit(world, deal.customer, deal.owner, world.dice.between(1, 8), deal)


def _tell_past(actor: Actor, past: list["Visit"], border: datetime) -> None:
    told = import_visits.run(actor, {"pasts": [visit.past(border) for visit in past]})
    for visit, (row, made) in zip(past, told, strict=True):
        visit.slot.pk = row.pk
        for promise, one in zip(visit.promises, made, strict=True):
            promise.slot.pk = one.pk


def _days(world: World, deal: Deal) -> Sequence[int]:
    """When we went there: often for what is open, sometimes for what is decided."""
    dice, course = world.dice, deal.course
    last = course.ended if course.end else -1
    if "silent" in deal.notes:
        last = -16
    long = last - course.start
    if long < 4:
        return ()
    count = dice.weighted({1: 5, 2: 4, 3: 1}) if course.open else dice.weighted({0: 5, 1: 5, 2: 1})
    found = {round(course.start + 2 + (long - 2) * dice.random()) for _visit in range(count)}
    if course.open and not deal.notes and dice.chance(50):
        found.add(-dice.between(1, 13))
    return sorted(day for day in found if course.start < day < 0)


@dataclass(slots=True)
class Promise:
    """What was promised, and when it was settled."""

    whose: str
    text: str
    due: int
    outcome: str
    settled: datetime | None
    slot: Slot = field(default_factory=Slot)

    @property
    def end(self) -> Data:
        return {"outcome": self.outcome, "evidence": "邮件已发送并获确认" if self.outcome == "kept" else ""}


class Visit:
    """One visit and what hangs on it."""

    def __init__(self, world: World, customer: Customer, owner: Person, day: int, deal: Deal | None) -> None:
        self.world, self.customer, self.owner, self.day, self.deal = world, customer, owner, day, deal
        self.when = deal.around(world, day) if deal else world.days.at(day)
        # Written on its evening; an appointment is written today.
        self.written = world.days.at(-1) if day > 0 else self.when
        self.people = self._people()
        self.slot = Slot()
        self.data = self._data()
        self.promises = list(self._promises()) if day <= 0 else []
        # What is long decided is not linked to the last visit.
        if deal is not None and (deal.course.open or world.dice.chance(60)):
            deal.step(self.written, link_visit.code, lambda: {"visit": self.slot.pk}, owner)

    def _people(self) -> list[Human]:
        dice = self.world.dice
        known = self.customer.known(min(self.day, -1))
        return dice.some(known, dice.weighted({1: 4, 2: 4, 3: 2})) if known else []

    def _data(self) -> Data:
        dice, ahead = self.world.dice, self.day > 0
        purpose, said, noted = dice.pick(words.TALKS)
        if self.deal is None:
            purpose = dice.pick(words.CARE)
        kind = dice.weighted({"visit": 6, "meeting": 3, "call": 2, "executive": 0.7, "reception": 0.5, "message": 0.8})
        ours = [self.owner]
        if self.deal and len(self.deal.team) > 1 and dice.chance(45):
            ours.append(self.deal.team[1])
        data: Data = {
            "kind": "visit" if ahead else kind,
            "happened_at": self.when,
            "minutes": dice.pick((30, 45, 60, 90, 120)),
            "place": dice.pick(words.PLACES),
            "purpose": purpose,
            "title": f"{self.customer.short} {purpose}",
            "ours": [one.pk for one in dict.fromkeys(ours)],
            "owner": self.owner.pk,
            "unit": self.world.staff.units[self.customer.team],
        }
        if not ahead:
            data |= {
                "customer_words": said,
                "summary": noted,
                "temperature": dice.weighted({"hot": 2, "warm": 5, "neutral": 4, "cool": 1.5, "hostile": 0.3}),
                "next_step": dice.pick(words.NEXT),
                "next_step_on": self.world.day(self.day + dice.between(4, 15)),
            }
        return data

    def _promises(self) -> Iterator[Promise]:
        dice = self.world.dice
        count = dice.weighted({0: 6, 1: 4, 2: 1.5})
        for whose, texts in (("ours", words.OURS), ("theirs", words.THEIRS))[:count]:
            due = self.day + dice.between(5, 24)
            # What is long past has been settled; of what was due lately some is still open.
            over = due < -25 or (due < 0 and dice.chance(60)) or (due < 10 and dice.chance(20))
            when = max(self.world.days.at(min(due + dice.between(-4, 6), -1)), self.when) if over else None
            outcome = dice.weighted({"kept": 8, "broken": 1 if whose == "ours" else 2, "cancelled": 0.6})
            yield Promise(whose, dice.pick(texts), due, outcome, when)

    def _whole(self) -> Data:
        return {"account": self.customer.pk, "theirs": [one.pk for one in self.people if one.pk], **self.data}

    def _promised(self, promise: Promise) -> Data:
        data = {"whose": promise.whose, "text": promise.text, "due_on": self.world.day(promise.due)}
        by = {"contact": self.people[0].pk} if promise.whose == "theirs" and self.people and self.people[0].pk else {}
        return {**data, "user": self.owner.pk, **by}

    def past(self, border: datetime) -> Data:
        """As an import takes it, up to the border."""
        by = self.owner.pk
        promises: list[Data] = []
        for one in self.promises:
            over = one.settled is not None and one.settled < border
            settled = {"at": one.settled, "by": by, **one.end} if over else None
            promises.append({"at": self.when, "by": by, "data": self._promised(one), "settled": settled})
        return {"at": self.written, "by": by, "data": self._whole(), "promises": promises}

    def note(self, border: datetime) -> None:
        """What is left to be done by hand."""
        diary = self.world.diary
        if self.written >= border:
            diary.note(self.written, self.owner, self._enter)
        for promise in self.promises:
            if promise.settled is not None and promise.settled >= border:
                diary.note(promise.settled, self.owner, partial(self._settle, promise))

    def _enter(self, actor: Actor) -> None:
        self.slot.pk = create_visit.run(actor, self._whole()).pk
        for one in self.promises:
            one.slot.pk = add_commitment.run(actor, {"visit": self.slot.pk, **self._promised(one)}).pk

    def _settle(self, promise: Promise, actor: Actor) -> None:
        close_commitment.run(actor, {"commitment": promise.slot.pk, **promise.end})
