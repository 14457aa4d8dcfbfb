"""Writing the contacts: who works where, who reports to whom, who has two posts, who left."""

from datetime import date

from pursuit.domain.customers.actions.affiliations import affiliate_contact, contact_left
from pursuit.domain.customers.actions.contacts import create_contact
from pursuit.integrations.demo.groups import POSTS
from pursuit.integrations.demo.world import Customer, Human, World
from pursuit.kernel import pinyin
from pursuit.kernel.actor import Actor

LIKES = (
    "重视现场实测数据，不喜欢大而全的 PPT",
    "开会守时，习惯先看一页纸结论",
    "关心售后响应时间，对备件清单看得很细",
    "技术出身，愿意到同类项目现场参观",
    "邮件不常看，重要的事打电话",
)


def contacts(world: World) -> None:
    """Note in the diary how we came to know the people of each customer."""
    for customer in world.customers:
        weight = {"vip": 7, "a": 6, "b": 4, "c": 3, "d": 3}[customer.tier]
        for rank, title, department in world.dice.some(POSTS, weight + world.dice.between(-1, 1)):
            since = min(customer.since + world.dice.between(1, 90 if rank < 2 else 25), -2)
            customer.people.append(Human(world.names.person(), title, department, rank, since))
        for human in sorted(customer.people, key=lambda one: one.since):
            _enter(world, customer, human)
    _two_posts(world)
    _leave(world)


def _enter(world: World, customer: Customer, human: Human) -> None:
    dice = world.dice
    mobile = world.names.mobile()
    domain = f"c{1000 + world.customers.index(customer)}.example.com"
    likes = dice.pick(LIKES) if human.rank < 2 and dice.chance(60) else ""
    birthday = date(1964 + dice.between(0, 32), dice.between(1, 12), dice.between(1, 28))
    born = birthday if dice.chance(25) else None
    since = world.day(human.since - dice.between(100, 1500)) if dice.chance(50) else None

    def enter(actor: Actor) -> None:
        boss = next((one.pk for one in customer.known(human.since) if one.rank < human.rank and one.pk), None)
        human.pk = create_contact(
            actor=actor,
            title=human.name,
            account=customer.pk,
            job_title=human.title,
            department=human.department,
            mobile=mobile,
            email=f"{pinyin.initials(human.name)}{mobile[-3:]}@{domain}",
            birthday=born,
            preferences=likes,
            reports_to=boss,
            since=since,
            owner=customer.owner.pk,
            unit=world.staff.units[customer.team],
        ).pk

    when = world.days.at(human.since)
    world.diary.note(max(when, customer.entered or when), customer.owner, enter)


def _two_posts(world: World) -> None:
    """Leaders of subsidiaries who also sit in the group."""
    below = [one for one in world.customers if one.parent is not None and one.people]
    for customer in world.dice.some(below, 24):
        human = min(customer.people, key=lambda one: one.rank)
        group = customer.parent

        def affiliate(actor: Actor, human: Human = human, group: Customer | None = group) -> None:
            if group is not None:
                affiliate_contact(
                    actor=actor,
                    contact=human.pk,
                    account=group.pk,
                    job_title="技术委员会委员",
                    department="集团总部",
                    primary=False,
                )

        world.diary.note(world.days.at(human.since * world.dice.uniform(0.3, 0.8)), customer.owner, affiliate)


def _leave(world: World) -> None:
    """Some left; some of those we met again at another company."""
    older = [(one, human) for one in world.customers for human in one.people if human.since < -420 and human.rank > 1]
    for place, (customer, human) in enumerate(world.dice.some(older, 18)):
        human.left = world.dice.between(-330, -45)
        _leave_one(world, customer, human, world.day(human.left))
        if place % 3 == 0:
            _move_on(world, customer, human)


def _leave_one(world: World, customer: Customer, human: Human, day: date) -> None:
    def leave(actor: Actor) -> None:
        contact_left(actor=actor, contact=human.pk, left_on=day)

    world.diary.note(world.days.at(human.left or 0), customer.owner, leave)


def _move_on(world: World, before: Customer, human: Human) -> None:
    """Half a month later at another customer of the same team."""
    others = [one for one in world.customers if one.team == before.team and one is not before and one.since < -400]
    after = world.dice.pick(others)
    offset = (human.left or -60) + 16
    start = world.day(offset)

    def affiliate(actor: Actor) -> None:
        affiliate_contact(
            actor=actor,
            contact=human.pk,
            account=after.pk,
            job_title=human.title,
            department=human.department,
            since=start,
        )

    world.diary.note(world.days.at(offset), after.owner, affiliate)
