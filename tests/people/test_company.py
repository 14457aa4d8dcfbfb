"""Founding, the first day of an installation; facts about the company."""

import threading

import pytest
from django.db import close_old_connections, connection

from pursuit.domain.customers.actions.accounts import create_account
from pursuit.domain.people.actions.company import found_company, update_company
from pursuit.domain.people.actions.rates import add_rate, remove_rate
from pursuit.domain.people.queries.company import company
from pursuit.kernel import platform
from pursuit.kernel.actor import Actor, system_actor
from pursuit.kernel.errors import Conflict, Forbidden, Refused
from pursuit.kernel.models import ExchangeRate, Grant, OrgUnit, User
from tests.cast import Cast


@pytest.fixture
def first(db: None) -> User:
    platform.sync()
    return User.objects.create(username="zhang", email="zhang@example.com")


def found(owner: User, **more: str) -> OrgUnit:
    return found_company(actor=system_actor("system:setup"), owner=owner.pk, name="远航科技", **more)


def test_the_first_person_founds_the_company(first: User) -> None:
    root = found(first, person_name="张三")
    actor = Actor.of(first)
    assert (root.name, root.parent_id, actor.unit_id) == ("远航科技", None, root.pk)
    assert actor.may("roles.edit") and actor.reach("customers.edit").all
    first.refresh_from_db()
    assert (first.name, first.initials) == ("张三", "zs")
    assert (company().name, company().currency) == ("远航科技", "CNY")
    create_account(actor=actor, title="第一个客户")


def test_a_second_company_is_refused(first: User) -> None:
    found(first)
    second = User.objects.create(username="li")
    with pytest.raises(Conflict) as no:
        found(second)
    assert no.value.code == "founded"
    assert not Grant.objects.filter(user=second).exists()


def test_people_cannot_found_by_themselves(cast: Cast) -> None:
    with pytest.raises(Forbidden):
        found_company(actor=cast.actor("admin"), owner=cast.admin.pk, name="x")


@pytest.mark.django_db(transaction=True)
def test_of_two_founders_at_once_one_wins() -> None:
    platform.sync()
    people = [User.objects.create(username=name) for name in ("zhang", "li")]
    system_actor("system:setup")
    gate = threading.Barrier(2)
    answers: list[str] = []

    def run(person: User) -> None:
        gate.wait()
        try:
            found(person)
            answers.append("founded")
        except Conflict as no:
            answers.append(no.code + "!")
        finally:
            close_old_connections()
            connection.close()

    threads = [threading.Thread(target=run, args=(person,)) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == ["founded", "founded!"]
    assert OrgUnit.objects.count() == Grant.objects.count() == 1


def test_the_currency_is_fixed_once_a_rate_exists(cast: Cast) -> None:
    admin = cast.actor("admin")
    update_company(actor=admin, name="远航", currency="USD", fiscal_year_start=4)
    assert (company().name, company().currency, company().fiscal_year_start) == ("远航", "USD", 4)
    add_rate(actor=admin, currency="CNY", day="2026-01-01", rate="0.14")
    with pytest.raises(Conflict) as no:
        update_company(actor=admin, currency="CNY")
    assert no.value.field == "currency"
    with pytest.raises(Forbidden):
        update_company(actor=cast.actor("manager"), name="x")


def test_rates_are_dated_and_exact(cast: Cast) -> None:
    admin = cast.actor("admin")
    row = add_rate(actor=admin, currency="USD", day="2026年1月5日", rate="7.12345678")
    assert row.rate_e8 == 712345678
    for bad in ({"currency": "USD"}, {"currency": "CNY"}, {"currency": "XXX"}):
        with pytest.raises(Refused):
            add_rate(actor=admin, day="2026-01-05", rate="7", **bad)
    with pytest.raises(Refused):
        add_rate(actor=admin, currency="EUR", day="2026-01-05", rate="0")
    remove_rate(actor=admin, rate=row.pk)
    assert not ExchangeRate.objects.exists()
