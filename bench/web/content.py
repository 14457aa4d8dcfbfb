"""What lies in the measured database, chunk by chunk. Every write is an action of the product."""

import random
from collections.abc import Callable
from datetime import timedelta
from functools import cache

from django.core.management import call_command
from django.db import connection, transaction

from bench.web import company as people
from bench.web import words
from bench.web.deals import Teller, at_work
from pursuit.domain.bids.actions.bids import create_bid
from pursuit.domain.bids.actions.clauses import bring_clauses, edit_clauses
from pursuit.domain.bids.fields import ClauseSpec
from pursuit.domain.bids.models import Clause
from pursuit.domain.credentials.actions.credentials import create_credential
from pursuit.domain.customers.actions.accounts import create_account
from pursuit.domain.customers.actions.contacts import create_contact
from pursuit.domain.customers.actions.importing import import_visits
from pursuit.domain.customers.models import Account
from pursuit.domain.execution.actions.tasks import create_task
from pursuit.domain.insight.actions.past import record_past_snapshots
from pursuit.domain.people.actions.rates import add_rate
from pursuit.domain.playbooks.actions.tenders import set_tender_date
from pursuit.domain.projects.actions.importing import import_projects
from pursuit.domain.projects.models import Project
from pursuit.kernel import audit, clock, collecting, jobs, platform, revision
from pursuit.kernel.actor import Actor, system_actor
from pursuit.kernel.context import context
from pursuit.kernel.models import Grant, Membership

# For one project: this many of them.
ACCOUNTS, CONTACTS, VISITS, TASKS, BIDS = 0.2, 0.3, 0.03, 0.02, 0.002
CLAUSES = 20  # of a bid
SOURCE = "bench"
CHUNK = 500
WEEKS = 4  # of snapshots before this one


def prepare(count: int) -> None:
    """The schema, the company, and customers for so many projects."""
    call_command("migrate", verbosity=0)
    platform.sync()
    dice = random.Random(1)
    with context(_actor(), source=SOURCE), transaction.atomic():
        company = people.found(_actor(), dice)
        add_rate(actor=_actor(), currency="USD", day=clock.today() - timedelta(days=2500), rate="7.1")
    revision.begin()
    _chunks(max(50, round(count * ACCOUNTS)), lambda number: _account(dice, company, number))
    accounts = list(Account.objects.order_by("pk").values_list("pk", "subject__unit", "subject__owner"))
    _chunks(round(count * CONTACTS), lambda number: _contact(dice, accounts[number * 7 % len(accounts)], number))
    _visits(dice, accounts, round(count * VISITS))


def projects(dice: random.Random, count: int) -> None:
    """Some more projects with their histories."""
    teller = _teller(dice)
    with context(_actor(), source=SOURCE), collecting.collected(_actor(), memory=_memory()):
        import_projects.run(_actor(), {"pasts": [teller.past() for _ in range(count)]})


def finish(count: int) -> None:
    """What hangs on projects, and what a running worker would have done meanwhile."""
    dice = random.Random(2)
    most = round(count * TASKS)
    rows = list(Project.objects.filter(status="active").order_by("pk").values_list("pk", "subject__owner")[: most * 4])
    mine = Project.objects.filter(status="active", subject__owner__username=words.MEMBER)
    some = dice.sample(rows, min(most, len(rows))) + list(mine.values_list("pk", "subject__owner")[:12])
    _chunks(len(some), lambda number: _task(dice, *some[number]))
    _bids(some[:: max(len(some) // max(round(count * BIDS), 1), 1)])
    system = system_actor()
    record_past_snapshots(actor=system, since=clock.today() - timedelta(weeks=WEEKS))
    while audit.seal(settled_seconds=-1):
        pass
    for kind in jobs.periodic():
        kind.run(system, lambda *_a, **_k: None, {})  # type: ignore[arg-type]
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)" if connection.vendor == "sqlite" else "VACUUM (ANALYZE)")


@cache
def _actor() -> Actor:
    return system_actor("system:console")


@cache
def _memory() -> collecting.Memory:
    return collecting.Memory()


@cache
def _teller(dice: random.Random) -> Teller:
    accounts = list(Account.objects.order_by("pk").values_list("pk", "short_name"))
    return Teller(_company(), accounts, dice, clock.today())


def _company() -> people.Company:
    """Read back who is there."""
    homes = dict(Membership.objects.filter(is_primary=True).values_list("user_id", "unit_id"))
    held: dict[str, list[int]] = {}
    for role, user, at in Grant.objects.order_by("user").values_list("role__code", "user", "unit__parent__parent"):
        held.setdefault(role, []).append(user)
        del at
    leaves = {seller: homes[seller] for role in ("seller", "manager") for seller in held[role]}
    owners = [people.Seller(user, unit) for user, unit in sorted(leaves.items())]
    return people.Company(owners, held["presales"], held["delivery"])


def _chunks(count: int, make: Callable[[int], object]) -> None:
    for start in range(0, count, CHUNK):
        with context(_actor(), source=SOURCE), collecting.collected(_actor(), new=CHUNK, memory=_memory()):
            for number in range(start, min(start + CHUNK, count)):
                make(number)


def _account(dice: random.Random, company: people.Company, number: int) -> None:
    seller = dice.choice(company.sellers)
    title, short, industry = words.company(dice, number)
    create_account(
        actor=_actor(),
        title=title,
        short_name=short,
        industry=industry,
        tier=dice.choice(("vip", "a", "b", "b", "c", "c", "d")),
        lifecycle=dice.choice(("potential", "developing", "active", "active", "dormant")),
        region=words.PLACES[number % len(words.PLACES)],
        owner=seller.user,
        unit=seller.unit,
    )


def _contact(dice: random.Random, account: tuple[int, int, int], number: int) -> None:
    pk, unit, owner = account
    create_contact(
        actor=_actor(),
        title=words.person(dice),
        account=pk,
        job_title=dice.choice(words.POSTS),
        mobile=f"1390{number:07d}",
        unit=unit,
        owner=owner,
    )


def _task(dice: random.Random, project: int, owner: int) -> None:
    create_task(
        actor=_actor(),
        parent=project,
        title=dice.choice(words.STEPS),
        due_on=clock.today() + timedelta(days=dice.randint(-10, 20)),
        owner=owner,
    )


def _bids(projects: list[tuple[int, int]]) -> None:
    """Tenders that open soon, with clauses that stand on a paper which runs out: what a desk looks for."""
    today, actor = clock.today(), _actor()
    soon = today + timedelta(days=20)
    paper = create_credential(actor=actor, kind="qualification", title="质量管理体系认证证书", expires_on=soon).pk
    for number, (project, _owner) in enumerate(projects):
        with transaction.atomic():
            day = today + timedelta(days=number % 40)
            set_tender_date.run(actor, {"project": project, "kind": "opening", "at": day.isoformat()})
            bid = create_bid(actor=actor, project=project, title=f"投标 {number}").pk
            clauses = [ClauseSpec(number=f"3.{at}", text=words.WORKS[at % len(words.WORKS)]) for at in range(CLAUSES)]
            bring_clauses(actor=actor, bid=bid, clauses=clauses)
            first = Clause.objects.filter(bid=bid).values_list("pk", flat=True)[:1]
            edit_clauses(actor=actor, bid=bid, clauses=[*first], credential=paper)


def _visits(dice: random.Random, accounts: list[tuple[int, int, int]], count: int) -> None:
    for start in range(0, count, CHUNK):
        pasts = [_visit(dice, dice.choice(accounts), dice.randint(1, 700)) for _ in range(min(CHUNK, count - start))]
        with context(_actor(), source=SOURCE), collecting.collected(_actor(), memory=_memory()):
            import_visits.run(_actor(), {"pasts": pasts})


def _visit(dice: random.Random, account: tuple[int, int, int], ago: int) -> dict[str, object]:
    pk, unit, owner = account
    at = at_work(clock.today() - timedelta(days=ago))
    data = {"account": pk, "kind": "visit", "happened_at": at, "owner": owner, "unit": unit}
    promise = {
        "at": at,
        "by": owner,
        "data": {"text": dice.choice(words.STEPS), "whose": "ours", "due_on": at.date() + timedelta(days=20)},
    }
    if ago > 40:
        promise["settled"] = {"at": at + timedelta(days=10), "by": owner, "outcome": "kept"}
    return {"at": at, "by": owner, "data": data, "promises": [promise]}
