"""Budgets: lines, requests, reallocation, freeze, promises, who may do what."""

from datetime import date

import pytest

from pursuit.domain.budgets.actions.budgets import (
    create_budget,
    delete_budget,
    freeze_budget,
    restore_budget,
    unfreeze_budget,
    update_budget,
)
from pursuit.domain.budgets.actions.commitments import (
    add_commitment,
    cancel_commitment,
    consume_commitment,
    reopen_commitment,
)
from pursuit.domain.budgets.actions.house_rules import set_rules
from pursuit.domain.budgets.actions.lines import add_line, change_line, reallocate, remove_line
from pursuit.domain.budgets.actions.requests import submit_budget
from pursuit.domain.budgets.models import Budget, BudgetLine, Commitment, Reallocation
from pursuit.domain.budgets.queries import budgets as queries
from pursuit.domain.budgets.queries.house_rules import bands
from pursuit.domain.budgets.queries.standing import standing
from pursuit.domain.projects.actions.projects import update_project
from pursuit.kernel import approvals, history, undo
from pursuit.kernel.errors import Conflict, Forbidden, Invalid, Refused
from pursuit.kernel.models import Approval
from pursuit.kernel.money import Money
from tests.budgets.money import Ours, decide, ours
from tests.cast import Cast


def take_back(cast: Cast, found: Ours, part: str = "ar") -> None:
    undo.undo(cast.actor(part), history.latest(found.fresh().subject))


def test_one_budget_of_a_project_which_stands_where_its_project_does(cast: Cast) -> None:
    found = ours(cast, approved=False)
    row = found.fresh()
    assert row.code.startswith("YS-") and (row.state, row.edition, row.planned, row.amount) == ("draft", 0, 450_000, 0)
    assert row.subject.owner_id == cast.ar.pk and row.title == f"预算：{found.project.title}"
    with pytest.raises(Conflict):
        create_budget(actor=cast.actor("ar"), project=found.project.pk)
    delete_budget(actor=cast.actor("ar"), budget=row.pk)
    with pytest.raises(Conflict):
        create_budget(actor=cast.actor("ar"), project=found.project.pk)
    restore_budget(actor=cast.actor("ar"), budget=row.pk)


def test_who_sees_and_changes_it(cast: Cast) -> None:
    found = ours(cast, approved=False)
    for part in ("ar", "teammate", "manager", "director", "finance", "operations"):
        assert queries.budgets(cast.actor(part)).filter(pk=found.row.pk).exists(), part
    for part in ("stranger", "guest"):
        assert not queries.budgets(cast.actor(part)).exists(), part
    for part in ("teammate", "finance"):
        with pytest.raises(Forbidden):
            add_line(actor=cast.actor(part), budget=found.row.pk, kind="other", amount=Money(1))
    with pytest.raises(Invalid):
        add_line(actor=cast.actor("stranger"), budget=found.row.pk, kind="other", amount=Money(1))
    with pytest.raises(Invalid):
        create_budget(actor=cast.actor("stranger"), project=found.project.pk)


def test_asked_answered_asked_again(cast: Cast) -> None:
    found, ar = ours(cast, approved=False), cast.actor("ar")
    pk = found.row.pk
    submit_budget(actor=ar, budget=pk, reason="三次现场交流")
    assert found.fresh().state == "requested"
    for refused in (
        lambda: submit_budget(actor=ar, budget=pk),
        lambda: add_line(actor=ar, budget=pk, kind="other", amount=Money(1)),
        lambda: change_line(actor=ar, line=found.line().pk, amount=Money(1)),
        lambda: delete_budget(actor=ar, budget=pk),
        lambda: freeze_budget(actor=cast.actor("manager"), budget=pk, reason="x"),
    ):
        with pytest.raises(Conflict):
            refused()
    decide(cast, "manager", approved=False)
    assert (found.fresh().state, found.fresh().amount) == ("draft", 0)
    submit_budget(actor=ar, budget=pk)
    approvals.withdraw_approval(actor=ar, approval=Approval.objects.get(state="pending").pk)
    assert found.fresh().state == "draft"
    submit_budget(actor=ar, budget=pk)
    decide(cast, "manager")
    row = found.fresh()
    assert (row.state, row.edition, row.amount, row.planned) == ("approved", 1, 450_000, 450_000)
    assert queries.approved(ar, found.project.pk) == Money(450_000)
    with pytest.raises(Conflict):
        submit_budget(actor=ar, budget=pk)
    change_line(actor=ar, line=found.line().pk, amount=Money(150_000))
    row = found.fresh()
    assert (row.state, row.amount, row.planned) == ("draft", 450_000, 500_000)  # the old one is still in force
    take_back(cast, found)
    assert found.fresh().state == "approved"
    change_line(actor=ar, line=found.line().pk, amount=Money(150_000))
    submit_budget(actor=ar, budget=pk)
    decide(cast, "manager")
    assert (found.fresh().edition, found.fresh().amount) == (2, 500_000)


def test_a_large_one_goes_on_to_a_director(cast: Cast) -> None:
    found = ours(cast, approved=False)
    change_line(actor=cast.actor("ar"), line=found.line().pk, amount=Money(60_000_000))
    submit_budget(actor=cast.actor("ar"), budget=found.row.pk)
    decide(cast, "manager")
    assert found.fresh().state == "requested"
    decide(cast, "director")
    assert found.fresh().state == "approved"


def test_lines(cast: Cast) -> None:
    found, ar = ours(cast, approved=False), cast.actor("ar")
    pk = found.row.pk
    with pytest.raises(Refused):
        add_line(actor=ar, budget=pk, kind="travel", amount=Money(1), span="month")
    with pytest.raises(Conflict):
        add_line(actor=ar, budget=pk, kind="travel", amount=Money(1))
    with pytest.raises(Refused):
        add_line(actor=ar, budget=pk, kind="other", amount=Money(1, "USD"))
    with pytest.raises(Refused):
        add_line(actor=ar, budget=pk, kind="other", amount=Money(0))
    made = add_line(actor=ar, budget=pk, kind="travel", amount=Money(7), span="month", day=date(2026, 11, 5))
    assert made.period == "2026-11" and found.fresh().planned == 450_007
    take_back(cast, found)
    assert not BudgetLine.objects.filter(pk=made.pk).exists()
    remove_line(actor=ar, line=found.line("hospitality").pk)
    assert found.fresh().planned == 400_000
    submit_budget(actor=ar, budget=pk)
    decide(cast, "manager")
    with pytest.raises(Conflict):
        remove_line(actor=ar, line=found.line().pk)


def test_nothing_goes_above_what_was_approved(cast: Cast) -> None:
    found, ar = ours(cast), cast.actor("ar")
    line = found.line().pk
    first = add_commitment(actor=ar, line=line, what="展位", amount=Money(80_000))
    assert (found.fresh().committed, found.fresh().spent) == (80_000, 0)
    with pytest.raises(Refused):
        add_commitment(actor=ar, line=line, what="展位", amount=Money(20_001))
    with pytest.raises(Refused):
        consume_commitment(actor=ar, commitment=first.pk, amount=Money(100_001))
    consume_commitment(actor=ar, commitment=first.pk, amount=Money(100_000))
    assert (found.fresh().committed, found.fresh().spent) == (0, 100_000)
    take_back(cast, found)
    assert (found.fresh().committed, found.fresh().spent) == (80_000, 0)
    cancel_commitment(actor=ar, commitment=first.pk)
    add_commitment(actor=ar, line=line, what="展位", amount=Money(100_000))
    with pytest.raises(Refused):
        reopen_commitment(actor=ar, commitment=first.pk)
    with pytest.raises(Refused):
        add_commitment(actor=ar, line=found.line("presales_labour").pk, what="外协", amount=Money(1))
    change_line(actor=ar, line=line, amount=Money(99_999))
    with pytest.raises(Refused):
        submit_budget(actor=ar, budget=found.row.pk)


def test_a_draft_takes_no_promises(cast: Cast) -> None:
    found = ours(cast, approved=False)
    with pytest.raises(Conflict):
        add_commitment(actor=cast.actor("ar"), line=found.line().pk, what="展位", amount=Money(1))
    assert not Commitment.objects.exists()


def test_reallocation_keeps_the_sum(cast: Cast) -> None:
    found, ar = ours(cast), cast.actor("ar")
    travel, guests, labour = (found.line(kind).pk for kind in ("travel", "hospitality", "presales_labour"))
    add_commitment(actor=ar, line=travel, what="展位", amount=Money(60_000))
    with pytest.raises(Refused):
        reallocate(actor=ar, line=travel, target=guests, amount=Money(40_001), reason="x")
    with pytest.raises(Refused):
        reallocate(actor=ar, line=travel, target=travel, amount=Money(1), reason="x")
    reallocate(actor=ar, line=travel, target=guests, amount=Money(40_000), reason="改为客户来访")
    assert (found.line().approved, found.line("hospitality").approved) == (60_000, 90_000)
    assert (found.fresh().amount, found.fresh().state) == (450_000, "approved")
    take_back(cast, found)
    assert found.line().approved == 100_000 and Reallocation.objects.count() == 2
    with pytest.raises(Forbidden):
        reallocate(actor=ar, line=labour, target=guests, amount=Money(1), reason="x")
    reallocate(actor=ar, line=travel, target=labour, amount=Money(1), reason="x")
    reallocate(actor=cast.actor("admin"), line=labour, target=guests, amount=Money(1), reason="x")


def test_frozen(cast: Cast) -> None:
    found, ar, manager = ours(cast), cast.actor("ar"), cast.actor("manager")
    pk, travel = found.row.pk, found.line().pk
    held = add_commitment(actor=ar, line=travel, what="展位", amount=Money(1))
    with pytest.raises(Forbidden):
        freeze_budget(actor=ar, budget=pk, reason="x")
    freeze_budget(actor=manager, budget=pk, reason="客户预算未批")
    for refused in (
        lambda: add_commitment(actor=ar, line=travel, what="展位", amount=Money(1)),
        lambda: add_line(actor=ar, budget=pk, kind="other", amount=Money(1)),
        lambda: submit_budget(actor=ar, budget=pk),
        lambda: reallocate(actor=ar, line=travel, target=found.line("hospitality").pk, amount=Money(1), reason="x"),
    ):
        with pytest.raises(Conflict) as no:
            refused()
        assert "客户预算未批" in str(no.value.message) and "安然" in str(no.value.message)
    consume_commitment(actor=ar, commitment=held.pk)  # what was promised before can be paid
    with pytest.raises(Forbidden):
        unfreeze_budget(actor=ar, budget=pk)
    unfreeze_budget(actor=manager, budget=pk)
    assert (found.fresh().state, found.fresh().frozen_reason) == ("approved", "")
    take_back(cast, found, "manager")
    assert (found.fresh().state, found.fresh().frozen_reason) == ("frozen", "客户预算未批")


def test_names_and_undo(cast: Cast) -> None:
    found = ours(cast, approved=False)
    before = found.fresh().title
    update_budget(actor=cast.actor("ar"), budget=found.row.pk, title="一期预算", note="按三次测试算")
    take_back(cast, found)
    assert (found.fresh().title, found.fresh().note) == (before, "")


def test_stop_loss_says_where_its_chance_comes_from(cast: Cast) -> None:
    found, ar = ours(cast), cast.actor("ar")
    look = standing(ar, found.fresh())
    assert look.signal is not None and (look.signal.band, look.signal.why) == ("none", "amount")
    update_project(actor=ar, project=found.project.pk, amount=Money(1_000_000), margin_percent=20, owner_probability=50)
    add_commitment(actor=ar, line=found.line().pk, what="展位", amount=Money(100_000))
    look = standing(ar, found.fresh())
    assert look.signal is not None
    assert (look.signal.band, look.signal.percent, look.signal.source, look.signal.worth) == (
        "act", 100, "owner", 100_000,
    )  # fmt: skip
    set_rules(actor=cast.actor("finance"), watch=60, act=150)
    assert standing(ar, found.fresh()).signal.band == "watch"  # type: ignore[union-attr]
    assert standing(cast.actor("fr"), found.fresh()).signal is None  # may not see margins
    with pytest.raises(Refused):
        set_rules(actor=cast.actor("finance"), watch=150)
    with pytest.raises(Forbidden):
        set_rules(actor=ar, watch=1)
    assert (bands().watch, bands().act) == (60, 150)
    assert Budget.objects.count() == 1
