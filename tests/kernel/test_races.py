"""At the same moment: two approvers, two editors, many numbers, two workers. Threads with connections of their own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, transaction

from pursuit.domain.customers.actions.accounts import create_account, update_account
from pursuit.domain.customers.models import Account
from pursuit.kernel import approvals, jobs, numbering, revision
from pursuit.kernel.errors import Conflict, Refused, Stale
from pursuit.kernel.models import Approval, ApprovalRoute, Approver, Decision, Event, RouteStep
from tests.cast import Cast, assemble

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def company() -> Cast:
    return assemble()


def at_once(*calls: Callable[[], object]) -> list[object]:
    """Run calls at the same moment; each result, or the Refused it raised."""
    barrier = Barrier(len(calls))

    def run(call: Callable[[], object]) -> object:
        revision.begin()
        barrier.wait()
        try:
            return call()
        except Refused as no:
            return no
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def test_two_approvers_decide_once(company: Cast) -> None:
    route = ApprovalRoute.objects.create(kind="tests", name="x")
    RouteStep.objects.create(route=route, position=1, approver=Approver.HEAD)
    for part in ("sr", "fr", "teammate"):
        company.users[part].memberships.update(is_head=True)
    row = create_account(actor=company.actor("ar"), title="远洋港务")
    asked = approvals.ask(company.actor("ar"), row.subject, "tests", "x")
    deciders = [company.actor(part) for part in ("manager", "sr", "fr", "teammate")]

    def decide(at: int) -> Callable[[], object]:
        return lambda: approvals.decide_approval(actor=deciders[at], approval=asked.pk, approved=at % 2 == 0)

    answers = at_once(*(decide(at) for at in range(4)))
    assert sum(isinstance(answer, Approval) for answer in answers) == 1
    assert sum(isinstance(answer, Conflict) for answer in answers) == 3
    assert Decision.objects.count() == Event.objects.filter(verb=approvals.DECIDED).count() == 1


def test_two_editors_lose_nothing(company: Cast) -> None:
    row = create_account(actor=company.actor("ar"), title="远洋港务")
    editors = [company.actor(part) for part in ("ar", "manager", "director", "admin")]

    def save(at: int) -> Callable[[], object]:
        return lambda: update_account(actor=editors[at], account=row.pk, version=1, region=f"区{at}")

    answers = at_once(*(save(at) for at in range(4)))
    saved = [at for at, answer in enumerate(answers) if isinstance(answer, Account)]
    assert len(saved) == 1
    assert sum(isinstance(answer, Stale) for answer in answers) == 3
    assert Account.objects.get(pk=row.pk).region == f"区{saved[0]}"


def test_numbers_are_given_out_once(company: Cast) -> None:
    def number() -> str:
        with transaction.atomic():
            return numbering.next_number("T", 2026)

    found = at_once(*[number] * 8)
    assert sorted(map(str, found)) == [f"T-2026-{at:04d}" for at in range(1, 9)]


def test_two_workers_share_no_job(company: Cast) -> None:
    for _ in range(4):
        jobs.enqueue(company.actor("ar"), "kernel.sweep")
    claimed = at_once(*(lambda lease=f"w{at}": jobs.claim(lease) for at in range(8)))
    held = [job.pk for job in claimed if isinstance(job, jobs.Job)]
    assert len(held) == len(set(held)) == 4
