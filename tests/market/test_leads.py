"""Leads: who has them, turns, answers, what they become."""

import pytest

from pursuit.domain.customers.actions.accounts import create_account
from pursuit.domain.market.actions.assigning import (
    accept_lead,
    assign_lead,
    assign_leads,
    return_lead,
    share_out_leads,
)
from pursuit.domain.market.actions.leads import (
    create_lead,
    delete_lead,
    mark_converted,
    reject_lead,
    reopen_lead,
    restore_lead,
    unmark_converted,
    update_lead,
)
from pursuit.domain.market.models import Lead
from pursuit.domain.market.queries.leads import LEADS, assignments, due, known_accounts, lead, turns
from pursuit.kernel import undo
from pursuit.kernel.errors import Conflict, Forbidden, Invalid, Missing, Refused
from pursuit.kernel.listing import page, read_query, totals
from pursuit.kernel.models import Event
from pursuit.kernel.money import Money
from tests.cast import Cast


@pytest.fixture
def mine(cast: Cast) -> Lead:
    return create_lead(actor=cast.actor("ar"), title="要换调度系统", company="华东电力", amount=Money(5_000_000_00))


def pooled(cast: Cast, count: int = 1) -> list[Lead]:
    unit = cast.units["shanghai"].pk
    return [create_lead(actor=cast.actor("operations"), title=f"官网咨询{n}", unit=unit) for n in range(count)]


def owner(row: Lead) -> int | None:
    return Lead.objects.select_related("subject").get(pk=row.pk).subject.owner_id


def state(row: Lead) -> str:
    return Lead.objects.get(pk=row.pk).state


@pytest.mark.parametrize(
    ("part", "sees"), [("teammate", True), ("director", True), ("stranger", False), ("guest", False)]
)
def test_who_sees_a_lead(cast: Cast, mine: Lead, part: str, sees: bool) -> None:
    assert Lead.objects.visible_to(cast.actor(part)).filter(pk=mine.pk).exists() is sees
    if not sees:
        with pytest.raises(Missing):
            lead(cast.actor(part), mine.pk)


def test_ones_own_lead_is_in_work(cast: Cast, mine: Lead) -> None:
    assert (mine.state, owner(mine)) == ("working", cast.ar.pk)
    update_lead(actor=cast.actor("ar"), lead=mine.pk, maturity="hot", version=1)
    with pytest.raises(Forbidden):
        update_lead(actor=cast.actor("teammate"), lead=mine.pk, maturity="cold")
    undo.undo(cast.actor("ar"), Event.objects.filter(subject_id=mine.pk).latest("pk").pk)
    assert Lead.objects.get(pk=mine.pk).maturity == "cold"


def test_assign_accept_return(cast: Cast) -> None:
    (row,) = pooled(cast)
    assert (state(row), owner(row)) == ("new", None)
    assign_lead(actor=cast.actor("manager"), lead=row.pk, user=cast.ar.pk, reason="熟悉客户")
    assert (state(row), owner(row)) == ("assigned", cast.ar.pk)
    assert list(due(cast.actor("ar"))) == [row]
    with pytest.raises(Forbidden):
        accept_lead(actor=cast.actor("teammate"), lead=row.pk)
    accept_lead(actor=cast.actor("ar"), lead=row.pk)
    with pytest.raises(Conflict):
        accept_lead(actor=cast.actor("ar"), lead=row.pk)
    return_lead(actor=cast.actor("ar"), lead=row.pk, reason="不在我的行业")
    assert (state(row), owner(row)) == ("new", None)
    accept_lead(actor=cast.actor("teammate"), lead=row.pk)
    assert (state(row), owner(row)) == ("working", cast.teammate.pk)
    assert [(one.answer, one.reason) for one in assignments(row)][-1][0] == "accepted"


def test_a_return_needs_a_reason(cast: Cast, mine: Lead) -> None:
    with pytest.raises(Invalid):
        return_lead(actor=cast.actor("ar"), lead=mine.pk, reason="")
    return_lead(actor=cast.actor("ar"), lead=mine.pk, reason="换人跟进")
    assert [one.reason for one in assignments(mine)] == ["换人跟进"]


def test_only_heads_assign(cast: Cast, mine: Lead) -> None:
    with pytest.raises(Forbidden):
        assign_lead(actor=cast.actor("ar"), lead=mine.pk, user=cast.teammate.pk)
    with pytest.raises(Forbidden):
        create_lead(actor=cast.actor("ar"), title="给别人", owner=cast.teammate.pk)
    given = create_lead(actor=cast.actor("manager"), title="给别人", owner=cast.teammate.pk)
    assert state(given) == "assigned"


def test_undo_of_an_assignment(cast: Cast, mine: Lead) -> None:
    actor = cast.actor("manager")
    assign_lead(actor=actor, lead=mine.pk, user=cast.teammate.pk)
    undo.undo(actor, Event.objects.filter(subject_id=mine.pk).latest("pk").pk)
    assert (state(mine), owner(mine)) == ("working", cast.ar.pk)


def test_turns_go_round(cast: Cast) -> None:
    unit = cast.units["shanghai"].pk
    able = turns(unit)
    assert set(able) == {cast.manager.pk, cast.ar.pk, cast.teammate.pk}
    rows = pooled(cast, 4)
    share_out_leads(actor=cast.actor("manager"), leads=[row.pk for row in rows], unit=unit)
    assert [owner(row) for row in rows] == [*able, able[0]]
    (fifth,) = pooled(cast)
    share_out_leads(actor=cast.actor("manager"), leads=[fifth.pk], unit=unit)
    assert owner(fifth) == able[1]
    with pytest.raises(Refused):
        share_out_leads(actor=cast.actor("admin"), leads=[fifth.pk], unit=cast.units["north"].pk)


def test_many_at_once_all_or_none(cast: Cast) -> None:
    rows = pooled(cast, 3)
    reject_lead(actor=cast.actor("manager"), lead=rows[2].pk, reason="fake")
    with pytest.raises(Conflict):
        assign_leads(actor=cast.actor("manager"), leads=[row.pk for row in rows], user=cast.ar.pk)
    assert owner(rows[0]) is None
    assign_leads(actor=cast.actor("manager"), leads=[row.pk for row in rows[:2]], user=cast.ar.pk)
    undo.undo(cast.actor("manager"), Event.objects.filter(verb="lead.assigned").latest("pk").pk)
    assert [owner(row) for row in rows] == [None] * 3


def test_reject_and_reopen(cast: Cast, mine: Lead) -> None:
    actor = cast.actor("ar")
    reject_lead(actor=actor, lead=mine.pk, reason="no_budget", note="明年再说")
    with pytest.raises(Refused):
        reject_lead(actor=actor, lead=mine.pk, reason="no_budget")
    reopen_lead(actor=actor, lead=mine.pk)
    assert state(mine) == "working"
    with pytest.raises(Invalid):
        reject_lead(actor=actor, lead=mine.pk, reason="because")


def test_conversion_is_noted_once(cast: Cast, mine: Lead) -> None:
    actor = cast.actor("ar")
    assert known_accounts(actor, mine) == []
    account = create_account(actor=actor, title="华东电力有限公司")
    assert [one.id for one in known_accounts(actor, mine)] == [account.pk]
    mark_converted(actor=actor, lead=mine.pk, account=account.pk, became=account.pk)
    with pytest.raises(Conflict):
        mark_converted(actor=actor, lead=mine.pk, account=account.pk)
    with pytest.raises(Conflict):
        delete_lead(actor=actor, lead=mine.pk)
    unmark_converted(actor=actor, lead=mine.pk)
    assert state(mine) == "working"
    delete_lead(actor=actor, lead=mine.pk)
    restore_lead(actor=actor, lead=mine.pk)


def test_the_list_with_its_sum(cast: Cast, mine: Lead) -> None:
    actor = cast.actor("ar")
    query = read_query(LEADS, actor, {"f.state": "working", "cols": "company,amount"}, strict=True)
    assert [row.cell("company").value for row in page(LEADS, actor, query).rows] == ["华东电力"]
    assert totals(LEADS, actor, query).sums[0][1] == [Money(5_000_000_00)]
