"""项目报备: conflicts found and explained, rulings, protection and its end."""

from datetime import timedelta

import pytest

from pursuit.domain.customers.actions.accounts import create_account
from pursuit.domain.market.actions.registrations import (
    create_registration,
    delete_registration,
    restore_registration,
    update_registration,
)
from pursuit.domain.market.actions.rulings import (
    expire_all,
    extend_registration,
    reopen_registration,
    rule_registration,
)
from pursuit.domain.market.models import Registration
from pursuit.domain.market.queries.registrations import REGISTRATIONS, conflicts, hits_of, registration, rulings
from pursuit.domain.market.rules.conflict import Claim, compare, project_likeness
from pursuit.kernel import undo
from pursuit.kernel.actor import system_actor
from pursuit.kernel.clock import today
from pursuit.kernel.errors import Conflict, Forbidden, Missing, Refused
from pursuit.kernel.listing import page, read_query
from pursuit.kernel.models import Event
from pursuit.kernel.money import Money
from tests.cast import Cast


def claim(cast: Cast, part: str = "ar", **fields: object) -> Registration:
    values = {"title": "2026年地铁5号线通信系统采购", "owner_name": "东海地铁集团有限公司"} | fields
    return create_registration.run(cast.actor(part), values)


def state(row: Registration) -> str:
    return Registration.objects.get(pk=row.pk).state


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("地铁5号线通信系统采购项目", "5号线通信系统", True),
        ("地铁5号线通信系统", "地铁6号线信号系统改造", False),
        ("数据中心二期扩容", "数据中心三期扩容", False),
        ("2025年度云平台采购", "2026年度云平台采购", False),
        ("调度自动化系统升级改造", "调度自动化系统升级", True),
    ],
)
def test_project_names(one: str, other: str, alike: bool) -> None:
    assert (project_likeness(one, other) >= 0.5) is alike


def test_claims() -> None:
    mine = Claim("东海地铁", "5号线通信系统", "zb1")
    assert compare(mine, Claim("别家", "完全不同", "zb1")).hard
    assert compare(mine, Claim("东海地铁", "5号线通信系统", "zb2")) is None
    assert compare(mine, Claim("别家", "5号线通信系统")) is None
    suspected = compare(mine, Claim("东海地铁", "5号线通信系统采购"))
    assert suspected is not None
    assert (suspected.hard, suspected.reasons[0]) == (False, "owner")
    assert compare(Claim("甲", "x工程一", "", 7), Claim("乙", "x工程一", "", 7)) is not None


def test_the_first_waits_the_second_is_in_conflict(cast: Cast) -> None:
    first, second = claim(cast), claim(cast, "teammate", title="地铁5号线通信系统", owner_name="东海地铁")
    assert (state(first), state(second)) == ("pending", "conflict")
    (hit,) = hits_of(cast.actor("teammate"), second)
    assert (hit.id, hit.owner, hit.hard, hit.visible) == (first.pk, cast.ar.name, False, True)
    assert hit.reason_texts
    assert [one.id for one in hits_of(cast.actor("ar"), first)] == [second.pk]


def test_a_tender_number_is_hard_however_written(cast: Cast) -> None:
    claim(cast, tender_no="ZB-2026/018")
    (hit,) = conflicts(cast.actor("ar"), title="另一个名字", owner_name="别家", tender_no="zb 2026 018")
    assert (hit.hard, hit.score, hit.reasons) == (True, 100, ("tender",))
    assert conflicts(cast.actor("ar"), title="另一个名字", owner_name="别家", tender_no="ZB-2026/019") == []


def test_strangers_learn_that_and_whom_to_ask_nothing_else(cast: Cast) -> None:
    row = claim(cast, tender_no="ZB-1", amount=Money(900), note="机密")
    stranger = cast.actor("stranger")
    (hit,) = conflicts(stranger, title="随便", tender_no="zb1")
    assert (hit.id, hit.title, hit.owner, hit.state, hit.protected_until, hit.visible) == (
        None,
        "",
        "",
        "",
        None,
        False,
    )
    assert hit.talk_to == (cast.manager.name,)
    with pytest.raises(Missing):
        registration(stranger, row.pk)
    assert page(REGISTRATIONS, stranger, read_query(REGISTRATIONS, stranger, {})).rows == []
    other = claim(cast, "stranger", tender_no="ZB-1")
    assert state(other) == "conflict"
    assert [one.visible for one in hits_of(stranger, other)] == [False]
    created = Event.objects.get(subject_id=other.pk).payload.data
    assert set(created) == {"changes"}


def test_a_ruling_decides_between_two(cast: Cast) -> None:
    first, second = claim(cast), claim(cast, "teammate")
    director = cast.actor("director")
    with pytest.raises(Forbidden):
        rule_registration(actor=cast.actor("manager"), registration=first.pk, verdict="accepted", reason="x")
    rule_registration(actor=director, registration=first.pk, verdict="accepted", reason="先报备", against=[second.pk])
    assert (state(first), state(second)) == ("accepted", "rejected")
    first.refresh_from_db()
    assert first.protected_until == today() + timedelta(days=90)
    assert rulings(second)[0].winner_id == first.pk
    with pytest.raises(Conflict):
        rule_registration(actor=director, registration=first.pk, verdict="rejected", reason="x")
    with pytest.raises(Conflict):
        update_registration(actor=cast.actor("ar"), registration=first.pk, title="别的项目")
    update_registration(actor=cast.actor("ar"), registration=first.pk, note="可以")


def test_one_project_one_protected_claim(cast: Cast) -> None:
    first, director = claim(cast), cast.actor("director")
    rule_registration(actor=director, registration=first.pk, verdict="accepted", reason="先报备")
    second = claim(cast, "teammate")
    with pytest.raises(Conflict) as no:
        rule_registration(actor=director, registration=second.pk, verdict="accepted", reason="更近")
    assert (no.value.code, no.value.field) == ("protected", "against")
    rule_registration(actor=director, registration=second.pk, verdict="accepted", reason="更近", against=[first.pk])
    assert (state(first), state(second)) == ("rejected", "accepted")
    with pytest.raises(Refused):
        rule_registration(
            actor=director, registration=claim(cast).pk, verdict="rejected", reason="x", against=[second.pk]
        )


def test_who_loses_their_rival_is_free(cast: Cast) -> None:
    first, second = claim(cast), claim(cast, "teammate")
    delete_registration(actor=cast.actor("ar"), registration=first.pk)
    assert state(second) == "pending"
    restore_registration(actor=cast.actor("ar"), registration=first.pk)
    assert state(first) == "conflict"
    update_registration(actor=cast.actor("ar"), registration=first.pk, title="完全不同的办公楼")
    assert state(first) == "pending"


def test_another_project_frees_the_other(cast: Cast) -> None:
    first, second = claim(cast), claim(cast, "teammate")
    update_registration(actor=cast.actor("ar"), registration=first.pk, title="办公楼弱电")
    assert (state(first), state(second)) == ("pending", "pending")
    undo.undo(cast.actor("ar"), Event.objects.filter(subject_id=first.pk).latest("pk").pk)
    assert state(first) == "conflict"


def test_protection_ends_and_is_extended(cast: Cast) -> None:
    first, director = claim(cast, protection_days=30), cast.actor("director")
    rule_registration(actor=director, registration=first.pk, verdict="accepted", reason="先报备")
    assert expire_all(system_actor()) == 0
    Registration.objects.filter(pk=first.pk).update(protected_until=today() - timedelta(days=1))
    assert conflicts(cast.actor("ar"), title=first.title, owner_name=first.owner_name) == []
    assert expire_all(system_actor()) == 1
    assert expire_all(system_actor()) == 0
    assert state(first) == "expired"
    extend_registration(actor=director, registration=first.pk, days=60, reason="仍在跟进")
    first.refresh_from_db()
    assert (first.state, first.protected_until) == ("accepted", today() + timedelta(days=60))
    assert [one.verdict for one in rulings(first)] == ["extended", "expired", "accepted"]
    reopen_registration(actor=director, registration=first.pk, reason="重新裁定")
    assert (state(first), rulings(first)[0].verdict) == ("pending", "reopened")


def test_the_account_names_the_owner_and_partners_have_names(cast: Cast) -> None:
    account = create_account(actor=cast.actor("ar"), title="东海地铁集团有限公司")
    row = create_registration(actor=cast.actor("ar"), title="6号线", account=account.pk)
    assert row.owner_name == "东海地铁集团有限公司"
    with pytest.raises(Refused) as no:
        create_registration(actor=cast.actor("ar"), title="6号线")
    assert no.value.field == "owner_name"
    with pytest.raises(Refused) as no:
        claim(cast, by_partner=True)
    assert no.value.field == "partner_name"
    with pytest.raises(Forbidden):
        claim(cast, "guest")
