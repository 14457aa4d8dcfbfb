"""Loading the demo company: all of it in one transaction, so that a load that is broken off leaves nothing."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from pursuit.domain.insight.actions.past import record_past_snapshots
from pursuit.domain.methods.queries import methods
from pursuit.domain.people.queries.company import company
from pursuit.integrations.demo import (
    asks,
    bids,
    budgets,
    chains,
    charters,
    contacts,
    customers,
    deals,
    goals,
    hours,
    initiatives,
    leads,
    money,
    offers,
    parts,
    plans,
    playbooks,
    products,
    recurring,
    registrations,
    reviews,
    setup,
    standing,
    strategies,
    talk,
    tasks,
    traces,
    visits,
)
from pursuit.integrations.demo import company as ours
from pursuit.integrations.demo.deal import Deal, tell
from pursuit.integrations.demo.diary import CUSTOMERS, SOURCE, Days, Diary
from pursuit.integrations.demo.dice import SEED, Dice
from pursuit.integrations.demo.names import Names
from pursuit.integrations.demo.world import Path, World
from pursuit.kernel import clock, inserting, operators, revision
from pursuit.kernel.actor import Actor, system_actor
from pursuit.kernel.context import context
from pursuit.kernel.errors import Conflict

SYSTEM = "system:demo"


def load() -> str:
    """Write the company into an empty database; returns what to tell whoever started it."""
    if operators.people().exists():
        raise Conflict(
            "not_empty", _("There are people in this database already: the demo company wants an empty one.")
        )
    try:
        # The company speaks Chinese, whatever the language of the one who loads it.
        with _unswept(), transaction.atomic(), translation.override("zh-hans"):
            _load()
    except BaseException:
        revision.forget_all()  # copies made in between are of rows that never were
        raise
    return sign_ins()


def is_here() -> bool:
    """Is this database's company the one of the demo?"""
    return company().name == ours.NAME


def logins() -> list[tuple[str, str]]:
    """(username, what there is to see) of everybody who can sign in; the password is company.PASSWORD."""
    return list(ours.LOGINS.items())


def sign_ins() -> str:
    """The sign-ins in words."""
    lines = [_("The demo company is loaded. Sign in with the password %s as:") % ours.PASSWORD]
    return "\n".join([*lines, *(f"  {username:<11} {what}" for username, what in logins())])


@contextmanager
def _unswept() -> Iterator[None]:
    """Without looking for garbage at every turn: nearly everything made here stays to the end."""
    before = gc.get_threshold()
    gc.set_threshold(200_000, 20, 100)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _load() -> None:
    system = system_actor(SYSTEM)
    dice = Dice(SEED)
    today, now = clock.today(), clock.now()
    days = Days(today, now, dice)
    staff = ours.staff()
    with context(system, at=days.at(customers.FIRST - 10), source=SOURCE):
        ours.found(system, staff, days.day(customers.FIRST - 10))
        ours.let_in(system)
        setup.prepare(system, staff, dice, today)
    # What was set up now counts: from here on settings are read once, not at every use.
    revision.begin()
    world = World(dice, days, Diary(system, now), staff, Names(dice), _paths(system))
    all_deals = _tell(world)
    world.diary.play()
    inserting.counted()
    plans.write(world, all_deals)
    hours.write(world, system, all_deals)
    recurring.write(world, all_deals)
    playbooks.write(world, all_deals)
    goals.write(world, system, all_deals)
    bids.write(world, all_deals)
    budgets.write(world, system)
    money.write(world, system)
    offers.write(world, all_deals)
    strategies.write(world, all_deals)
    traces.write(world, all_deals)
    charters.write(world, all_deals)
    record_past_snapshots(actor=system, since=days.day(customers.FIRST))
    reviews.write(world, system)


def _paths(system: Actor) -> dict[str, Path]:
    found = {}
    for method in methods.methods(system):
        version = methods.published(method)
        if version is not None:
            found[method.code] = Path(method.pk, {stage.code: stage.pk for stage in methods.stages(version)})
    return found


def _tell(world: World) -> list[Deal]:
    """Write every story into the diary; gives the deals."""
    with world.diary.in_chapter(CUSTOMERS):
        products.catalogue(world)
        customers.customers(world)
        contacts.contacts(world)
    all_deals = deals.invent(world)
    standing.mark(world, all_deals)
    asks.mark(world, all_deals)
    leads.invent(world, all_deals)
    leads.write(world, all_deals)
    for deal in all_deals:
        parts.write(world, deal)
        deals.write(world, deal)
        asks.write(world, deal)
    initiatives.write(world)
    chains.write(world, all_deals)
    visits.write(world, all_deals)
    registrations.write(world, all_deals)
    standing.write(world, all_deals)
    for deal in all_deals:
        deal.beginning = deals.beginning(world, deal)
    tell(world, all_deals)
    tasks.write(world, all_deals)
    talk.write(world, all_deals)
    return all_deals
