"""Weeks of time of those who work on the plans: approved, waiting, returned, just begun."""

from datetime import date, timedelta

from pursuit.domain.hours.actions.entries import log_time, take_proposed
from pursuit.domain.hours.actions.weeks import approve_week, return_week, submit_week
from pursuit.domain.hours.models import TimeSheet
from pursuit.domain.hours.queries.proposals import proposals
from pursuit.domain.hours.queries.sheets import week_of
from pursuit.integrations.demo.deal import Deal
from pursuit.integrations.demo.diary import SOURCE
from pursuit.integrations.demo.dice import SEED, Dice
from pursuit.integrations.demo.staff import Person
from pursuit.integrations.demo.world import World
from pursuit.kernel import clock
from pursuit.kernel.actor import Actor
from pursuit.kernel.context import context

WEEKS = 4
MOST = 10  # people
HALF, WHOLE = 240, 480
NOTES = ("与客户电话沟通", "内部评审", "资料整理与归档", "准备汇报材料", "跟进招标信息", "")
KINDS = ("visit", "solution", "bid", "delivery", "meeting")
RETURNED = "周三下午写在哪个项目上？请补全后再提交。"


def write(world: World, system: Actor, deals: list[Deal]) -> None:
    """Of the first people on the plans. Chance of its own, so that the rest of the company stays as it is."""
    dice = Dice(SEED + 6)
    open_ = [deal for deal in deals if deal.course.open and deal.pk]
    known = [world.staff.named(name) for name in ("seller", "presales", "delivery")]
    others = [person for deal in open_[:8] for person in deal.there(0)]
    people = list(dict.fromkeys([*known, *others]))[:MOST]
    monday = clock.week_of(clock.today())
    for number, person in enumerate(people):
        own = [deal for deal in open_ if person in deal.there(0)] or open_[:1]
        for back in range(WEEKS, -1, -1):
            _week(world, system, dice, person, own, monday - timedelta(days=7 * back), back, number)


def _week(
    world: World, system: Actor, dice: Dice, person: Person, own: list[Deal], monday: date, back: int, number: int
) -> None:
    actor = world.staff.actor(person)
    if back == 0 and number % 2 == 0:
        return  # what is proposed stands there, waiting to be taken
    at = clock.start_of(monday + timedelta(days=4)) + timedelta(hours=18)
    with context(system, at=min(at, clock.now()), source=SOURCE):
        week = week_of(actor, person.pk, monday)
        if proposals(actor, week):
            take_proposed(actor=actor, week=monday)
        if back:
            _fill(dice, actor, person, own, monday)
    sheet = TimeSheet.objects.visible_to(actor).filter(user=person.pk, week=monday).first()
    if back == 0 or sheet is None:
        return
    with context(system, at=min(at + timedelta(minutes=20), clock.now()), source=SOURCE):
        submit_week(actor=actor, sheet=sheet.pk)
    head = world.staff.head(person.unit)
    if head is person:
        head = world.staff.head(world.staff.above[person.unit])
    if head is person or (back == 1 and number % 4 != 1):
        return
    leader = world.staff.actor(head)
    with context(system, at=min(at + timedelta(days=2, hours=15), clock.now()), source=SOURCE):
        if back == 1:
            return_week(actor=leader, sheet=sheet.pk, reason=RETURNED)
        else:
            approve_week(actor=leader, sheet=sheet.pk)


def _fill(dice: Dice, actor: Actor, person: Person, own: list[Deal], monday: date) -> None:
    """The rest of each day, more or less."""
    week = week_of(actor, person.pk, monday)
    for day, expected in zip(week.days, week.expected, strict=True):
        left = expected - sum(one.minutes for one in week.entries if one.day == day)
        if left < HALF or day > clock.today():
            continue
        log_time(
            actor=actor, about=dice.pick(own[:3]).pk, day=day, minutes=dice.pick((left, left, HALF)),
            note=dice.pick(NOTES), kind=dice.pick(KINDS),
        )  # fmt: skip
