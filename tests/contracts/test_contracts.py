"""Contracts: from the draft to the end; deviations, changes, hand-over."""

from datetime import date, timedelta

import pytest

from pursuit.domain.contracts.actions.changes import add_change, remove_change, submit_change
from pursuit.domain.contracts.actions.contracts import create_contract, delete_contract, update_contract
from pursuit.domain.contracts.actions.deviations import (
    accept_deviation,
    add_deviation,
    remove_deviation,
    update_deviation,
)
from pursuit.domain.contracts.actions.hand_over import add_open_point, record_hand_over
from pursuit.domain.contracts.actions.states import (
    close_contract,
    reopen_contract,
    sign_contract,
    submit_contract,
    terminate_contract,
)
from pursuit.domain.contracts.models import ChangeOrder, Contract, Deviation, HandOver
from pursuit.domain.contracts.queries import contracts as queries
from pursuit.domain.contracts.queries import pack
from pursuit.domain.contracts.rules.changes import untaxed
from pursuit.domain.customers.actions.accounts import create_account
from pursuit.domain.projects.actions.projects import create_project
from pursuit.kernel import approvals, history, undo
from pursuit.kernel.clock import today
from pursuit.kernel.errors import Conflict, Forbidden, Invalid, Missing, Refused
from pursuit.kernel.models import Approval
from pursuit.kernel.money import Money
from tests.cast import Cast


def draft(cast: Cast, part: str = "ar", **fields: object) -> Contract:
    actor = cast.actor(part)
    account = create_account(actor=actor, title="东海港口集团有限公司")
    about = create_project(actor=actor, title="智慧码头二期", account=account.pk)
    values = {"title": "智慧码头二期合同", "account": account.pk, "project": about.pk, "amount": Money(100_000_000)}
    return create_contract.run(actor, values | fields)


def decide(cast: Cast, part: str, approved: bool = True) -> None:
    waiting = Approval.objects.get(state="pending")
    approvals.decide_approval(actor=cast.actor(part), approval=waiting.pk, approved=approved)


def signed(cast: Cast, **fields: object) -> Contract:
    row = draft(cast, **fields)
    submit_contract(actor=cast.actor("ar"), contract=row.pk)
    decide(cast, "manager")
    return sign_contract(actor=cast.actor("ar"), contract=row.pk, signed_on=today())


def fresh(row: Contract) -> Contract:
    return Contract.objects.select_related("subject").get(pk=row.pk)


def take_back(cast: Cast, row: Contract, part: str = "ar") -> None:
    undo.undo(cast.actor(part), history.latest(fresh(row).subject))


@pytest.mark.parametrize(
    ("gross", "percent", "net"), [(11300, 13, 10000), (10600, 6, 10000), (100, 0, 100), (1, 13, 1)]
)
def test_without_its_tax(gross: int, percent: int, net: int) -> None:
    assert untaxed(gross, percent) == net


def test_a_draft_has_a_number_and_stands_where_its_project_does(cast: Cast) -> None:
    row = draft(cast)
    assert row.code == f"HT-{today().year}-0001"
    assert (row.subject.owner_id, row.state, row.amount_base) == (cast.ar.pk, "draft", 100_000_000)
    with pytest.raises(Refused):
        create_contract(actor=cast.actor("ar"), title="x", account=row.account_id, amount=Money(-1))


def test_who_sees_it(cast: Cast) -> None:
    row = draft(cast)
    for part in ("ar", "teammate", "sr", "finance", "director"):
        assert queries.contracts(cast.actor(part)).filter(pk=row.pk).exists(), part
    for part in ("stranger", "guest"):
        assert not queries.contracts(cast.actor(part)).exists(), part
    with pytest.raises(Forbidden):
        update_contract(actor=cast.actor("sr"), contract=row.pk, title="x")


def test_review_sign_close_reopen(cast: Cast) -> None:
    row, ar = draft(cast), cast.actor("ar")
    with pytest.raises(Conflict):
        sign_contract(actor=ar, contract=row.pk, signed_on=today())
    submit_contract(actor=ar, contract=row.pk)
    assert fresh(row).state == "review"
    with pytest.raises(Conflict):
        update_contract(actor=ar, contract=row.pk, amount=Money(1))
    decide(cast, "manager", approved=False)
    assert fresh(row).state == "draft"
    update_contract(actor=ar, contract=row.pk, amount=Money(90_000_000))
    submit_contract(actor=ar, contract=row.pk)
    approvals.withdraw_approval(actor=ar, approval=Approval.objects.get(state="pending").pk)
    assert fresh(row).state == "draft"
    submit_contract(actor=ar, contract=row.pk)
    decide(cast, "manager")
    sign_contract(actor=ar, contract=row.pk, signed_on=today())
    assert (fresh(row).state, fresh(row).signed_amount) == ("signed", 90_000_000)
    take_back(cast, row)
    assert (fresh(row).state, fresh(row).signed_on) == ("approved", None)
    sign_contract(actor=ar, contract=row.pk, signed_on=today())
    with pytest.raises(Conflict):
        delete_contract(actor=ar, contract=row.pk)
    close_contract(actor=ar, contract=row.pk)
    take_back(cast, row)
    assert fresh(row).state == "signed"
    terminate_contract(actor=ar, contract=row.pk, reason="业主取消项目")
    reopen_contract(actor=ar, contract=row.pk, reason="恢复执行")
    assert (fresh(row).state, fresh(row).ended_reason) == ("signed", "")


def test_a_large_one_goes_on_to_the_director(cast: Cast) -> None:
    row = draft(cast, amount=Money(300_000_000))
    submit_contract(actor=cast.actor("ar"), contract=row.pk)
    decide(cast, "manager")
    assert fresh(row).state == "review"
    decide(cast, "director")
    assert fresh(row).state == "approved"


def test_deviations(cast: Cast) -> None:
    row, ar = draft(cast), cast.actor("ar")
    one = add_deviation(actor=ar, contract=row.pk, clause="违约金", agreed="每日千分之五", risk="high")
    with pytest.raises(Refused) as no:
        submit_contract(actor=ar, contract=row.pk)
    assert no.value.code == "no_owner"
    update_deviation(actor=ar, deviation=one.pk, owner=cast.ar.pk)
    with pytest.raises(Forbidden):
        accept_deviation(actor=ar, deviation=one.pk)
    accept_deviation(actor=cast.actor("manager"), deviation=one.pk)
    assert Deviation.objects.get().accepted_by == cast.manager
    update_deviation(actor=ar, deviation=one.pk, agreed="每日千分之一")
    assert Deviation.objects.get().accepted_by is None
    take_back(cast, row)
    assert Deviation.objects.get().agreed == "每日千分之五"
    remove_deviation(actor=ar, deviation=one.pk)
    take_back(cast, row)
    assert Deviation.objects.get().owner == cast.ar
    with pytest.raises(Invalid):
        update_deviation(actor=cast.actor("stranger"), deviation=Deviation.objects.get().pk, agreed="x")


def test_an_approved_change_changes_the_contract(cast: Cast) -> None:
    row, ar = signed(cast, ends_on=date(2027, 6, 30)), cast.actor("ar")
    with pytest.raises(Refused):
        add_change(actor=ar, contract=row.pk, title="空", reason="无")
    with pytest.raises(Refused):
        add_change(actor=ar, contract=row.pk, title="减项", reason="x", amount_delta=Money(-100_000_001))
    one = add_change(
        actor=ar, contract=row.pk, title="增加闸口", reason="业主要求", amount_delta=Money(20_000_000), days_delta=30
    )
    submit_change(actor=ar, change=one.pk)
    assert fresh(row).amount == 100_000_000
    decide(cast, "manager")
    now, order = fresh(row), ChangeOrder.objects.get()
    assert (now.amount, now.amount_base, now.signed_amount) == (120_000_000, 120_000_000, 100_000_000)
    assert now.ends_on == date(2027, 7, 30)
    assert (order.state, order.amount_before, order.amount_after) == ("approved", 100_000_000, 120_000_000)
    with pytest.raises(Conflict):
        remove_change(actor=ar, change=one.pk)
    other = add_change(actor=ar, contract=row.pk, title="减项", reason="x", amount_delta=Money(-1))
    submit_change(actor=ar, change=other.pk)
    decide(cast, "manager", approved=False)
    assert ChangeOrder.objects.get(pk=other.pk).state == "rejected" and fresh(row).amount == 120_000_000
    month = (today().replace(day=1), today() + timedelta(days=1))
    assert queries.signed(ar, *month) == [Money(120_000_000)]
    assert queries.signed(ar, *month, owner=cast.manager.pk) == []


def test_hand_over_and_its_pack(cast: Cast) -> None:
    row, ar = signed(cast), cast.actor("ar")
    made = record_hand_over(actor=ar, contract=row.pk, held_on=today(), people=[cast.fr.pk], done=["scope"])
    assert list(made.people.all()) == [cast.fr]
    record_hand_over(actor=ar, contract=row.pk, held_on=today(), place="二楼会议室")
    take_back(cast, row)
    assert HandOver.objects.get().place == ""
    with pytest.raises(Refused):
        record_hand_over(actor=ar, contract=row.pk, held_on=today(), done=["nothing"])
    add_open_point(actor=ar, contract=row.pk, title="确认到货清单", owner=cast.ar.pk)
    add_deviation_rows(row)
    found = pack.pack(ar, row.pk)
    headings = [one.heading for one in found.paper.sections]
    assert len(headings) >= 3
    body, name = pack.docx(ar, row.pk)
    assert body[:2] == b"PK" and name.endswith(f"{row.code}.docx")
    with pytest.raises(Missing):
        pack.pack(cast.actor("stranger"), row.pk)


def add_deviation_rows(row: Contract) -> None:
    Deviation.objects.create(contract=row, clause="质保", agreed="36 个月", risk="low")
