"""Visits, calls and meetings: for deals and for the relationship, with what was promised on both sides."""

from collections.abc import Sequence

from pursuit.domain.customers.actions.commitments import add_commitment, close_commitment
from pursuit.domain.customers.actions.visits import create_visit
from pursuit.domain.projects.actions.lines import link_visit
from pursuit.integrations.demo import words
from pursuit.integrations.demo.deal import Deal
from pursuit.integrations.demo.staff import Person
from pursuit.integrations.demo.world import Customer, Human, Slot, World
from pursuit.kernel.actor import Actor

AHEAD = 9  # appointments in the coming days


def write(world: World, deals: list[Deal]) -> None:
    """Note them all."""
    for deal in deals:
        for day in _days(world, deal):
            Visit(world, deal.customer, deal.owner, day, deal).note()
    for customer in world.dice.some(world.customers, 45):
        day = world.dice.between(customer.since * 0.8, -6)
        if customer.known(day):
            Visit(world, customer, customer.owner, day, None).note()
    live = [deal for deal in deals if deal.course.open and not deal.notes]
    mine = [deal for deal in live if deal.owner.username == "seller"]
    for deal in (*mine[:3], *world.dice.some(live, AHEAD - 3)):
        Visit(world, deal.customer, deal.owner, world.dice.between(1, 8), deal).note()


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


class Visit:
    """One visit and what hangs on it."""

    def __init__(self, world: World, customer: Customer, owner: Person, day: int, deal: Deal | None) -> None:
        self.world, self.customer, self.owner, self.day, self.deal = world, customer, owner, day, deal
        self.when = deal.around(world, day) if deal else world.days.at(day)
        self.people = self._people()
        self.slot = Slot()
        # What is long decided is not linked to the last visit.
        self.linked = deal is not None and (deal.course.open or world.dice.chance(60))

    def _people(self) -> list[Human]:
        dice = self.world.dice
        known = self.customer.known(min(self.day, -1))
        return dice.some(known, dice.weighted({1: 4, 2: 4, 3: 2})) if known else []

    def note(self) -> None:
        """The visit itself, written on its evening; an appointment is written today."""
        dice, ahead = self.world.dice, self.day > 0
        purpose, said, noted = dice.pick(words.TALKS)
        if self.deal is None:
            purpose = dice.pick(words.CARE)
        kind = dice.weighted({"visit": 6, "meeting": 3, "call": 2, "executive": 0.7, "reception": 0.5, "message": 0.8})
        ours = [self.owner]
        if self.deal and len(self.deal.team) > 1 and dice.chance(45):
            ours.append(self.deal.team[1])
        data: dict[str, object] = {
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
        self._enter(data, ahead=ahead)
        if not ahead:
            self._promises()

    def _enter(self, data: dict[str, object], *, ahead: bool) -> None:
        def enter(actor: Actor) -> None:
            theirs = [one.pk for one in self.people if one.pk]
            self.slot.pk = create_visit.run(actor, {"account": self.customer.pk, "theirs": theirs, **data}).pk
            if self.deal and self.linked:
                link_visit(actor=actor, project=self.deal.pk, visit=self.slot.pk)

        self.world.diary.note(self.world.days.at(-1) if ahead else self.when, self.owner, enter)

    def _promises(self) -> None:
        dice = self.world.dice
        count = dice.weighted({0: 6, 1: 4, 2: 1.5})
        for whose, texts in (("ours", words.OURS), ("theirs", words.THEIRS))[:count]:
            due = self.day + dice.between(5, 24)
            promise = Slot()
            self._promise(promise, whose, dice.pick(texts), due)
            # What is long past has been settled; of what was due lately some is still open.
            settled = due < -25 or (due < 0 and dice.chance(60)) or (due < 10 and dice.chance(20))
            if settled:
                self._settle(promise, min(due + dice.between(-4, 6), -1), whose)

    def _promise(self, promise: Slot, whose: str, text: str, due: int) -> None:
        given: dict[str, object] = {"whose": whose, "text": text, "due_on": self.world.day(due), "user": self.owner.pk}

        def add(actor: Actor) -> None:
            by = {"contact": self.people[0].pk} if whose == "theirs" and self.people and self.people[0].pk else {}
            promise.pk = add_commitment.run(actor, {"visit": self.slot.pk, **given, **by}).pk

        self.world.diary.note(self.when, self.owner, add)

    def _settle(self, promise: Slot, day: int, whose: str) -> None:
        outcome = self.world.dice.weighted({"kept": 8, "broken": 1 if whose == "ours" else 2, "cancelled": 0.6})

        def settle(actor: Actor) -> None:
            evidence = "邮件已发送并获确认" if outcome == "kept" else ""
            close_commitment.run(actor, {"commitment": promise.pk, "outcome": outcome, "evidence": evidence})

        self.world.diary.note(max(self.world.days.at(day), self.when), self.owner, settle)
