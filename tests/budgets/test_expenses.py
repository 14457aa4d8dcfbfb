"""Expenses: from the receipt to the money; labour from hours."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from pursuit.domain.budgets.actions.budgets import freeze_budget
from pursuit.domain.budgets.actions.claims import pay_expense, record_expense, submit_expense, unpay_expense
from pursuit.domain.budgets.actions.expenses import create_expense, delete_expense, restore_expense, update_expense
from pursuit.domain.budgets.actions.lines import add_line, change_line, reallocate
from pursuit.domain.budgets.actions.requests import submit_budget
from pursuit.domain.budgets.models import Budget, BudgetLine, Expense
from pursuit.domain.budgets.queries import expenses as queries
from pursuit.domain.budgets.queries.labour import labour
from pursuit.domain.budgets.queries.standing import standing
from pursuit.domain.hours.actions.entries import log_time
from pursuit.domain.hours.models import TimeSheet
from pursuit.domain.people.actions.planning import set_cost_rate
from pursuit.kernel import approvals, history, undo
from pursuit.kernel.clock import today
from pursuit.kernel.errors import Conflict, Forbidden, Invalid, Refused
from pursuit.kernel.models import Approval, ExchangeRate, StoredFile
from pursuit.kernel.money import Money
from tests.budgets.money import decide, expense, ours
from tests.cast import Cast


def fresh(row: Expense) -> Expense:
    return Expense.objects.select_related("subject").get(pk=row.pk)


def test_from_the_receipt_to_the_money(cast: Cast) -> None:
    found, ar, clerk = ours(cast), cast.actor("ar"), cast.actor("finance")
    photo = SimpleUploadedFile("票.pdf", b"%PDF-1.4 x", "application/pdf")
    row = record_expense(
        actor=ar, file=photo, submit=True, project=found.project.pk, kind="travel", amount=Money(12_345), note="高铁票"
    )
    assert StoredFile.objects.get(subject=row.pk).name == "票.pdf"
    assert (fresh(row).state, fresh(row).line_id) == ("submitted", found.line().pk)
    assert standing(ar, found.fresh()).total.pending == 12_345
    with pytest.raises(Conflict):
        update_expense(actor=ar, expense=row.pk, note="x")
    with pytest.raises(Conflict):
        delete_expense(actor=ar, expense=row.pk)
    decide(cast, "manager")
    assert fresh(row).state == "submitted"  # finance looks at the paper
    decide(cast, "finance")
    assert fresh(row).state == "approved" and found.fresh().spent == 12_345
    with pytest.raises(Forbidden):
        pay_expense(actor=ar, expense=row.pk, paid_on=today())
    with pytest.raises(Refused):
        pay_expense(actor=clerk, expense=row.pk, paid_on=today() + timedelta(days=1))
    pay_expense(actor=clerk, expense=row.pk, paid_on=today())
    assert found.fresh().spent == 12_345
    undo.undo(clerk, history.latest(fresh(row).subject))
    assert (fresh(row).state, fresh(row).paid_on) == ("approved", None)
    with pytest.raises(Conflict):
        unpay_expense(actor=clerk, expense=row.pk)


def test_sent_back_corrected_and_handed_in_again(cast: Cast) -> None:
    found, ar = ours(cast), cast.actor("ar")
    row = found.spend(5_000, approved=False)
    assert (row.state, row.answer, row.line_id, found.fresh().spent) == ("rejected", "已核对", None, 0)
    update_expense(actor=ar, expense=row.pk, amount=Money(4_000), kind="hospitality")
    submit_expense(actor=ar, expense=row.pk)
    approvals.withdraw_approval(actor=ar, approval=Approval.objects.get(state="pending").pk)
    assert (fresh(row).state, fresh(row).line_id) == ("draft", None)
    submit_expense(actor=ar, expense=row.pk)
    decide(cast, "manager")
    decide(cast, "finance")
    assert fresh(row).line_id == found.line("hospitality").pk


def test_what_cannot_be_handed_in(cast: Cast) -> None:
    found, ar = ours(cast, approved=False), cast.actor("ar")
    row = expense(cast, found.project.pk, 1_000)
    with pytest.raises(Conflict):  # not approved yet
        submit_expense(actor=ar, expense=row.pk)
    submit_budget(actor=ar, budget=found.row.pk)
    decide(cast, "manager")
    with pytest.raises(Refused):
        submit_expense(actor=ar, expense=expense(cast, found.project.pk, 1_000, "consulting").pk)
    with pytest.raises(Refused):
        submit_expense(actor=ar, expense=expense(cast, found.project.pk, 100_001).pk)
    with pytest.raises(Refused):
        expense(cast, found.project.pk, 1, "presales_labour")
    for wrong in ({"amount": Money(0)}, {"day": today() + timedelta(days=1)}, {"tax": Money(1_000)}):
        with pytest.raises(Refused):
            update_expense.run(ar, {"expense": row.pk, **wrong})
    freeze_budget(actor=cast.actor("manager"), budget=found.row.pk, reason="客户预算未批")
    with pytest.raises(Conflict) as no:
        submit_expense(actor=ar, expense=row.pk)
    assert "客户预算未批" in str(no.value.message)


def test_what_was_handed_in_holds_its_room(cast: Cast) -> None:
    """Two expenses that fit one by one but not together; and a line that was emptied meanwhile."""
    found, ar = ours(cast), cast.actor("ar")
    first, second = expense(cast, found.project.pk, 60_000), expense(cast, found.project.pk, 60_000)
    submit_expense(actor=ar, expense=first.pk)
    with pytest.raises(Refused):
        submit_expense(actor=ar, expense=second.pk)
    with pytest.raises(Refused):
        reallocate(actor=ar, line=found.line().pk, target=found.line("hospitality").pk, amount=Money(40_001),
                   reason="x")  # fmt: skip
    change_line(actor=ar, line=found.line().pk, amount=Money(59_999))
    with pytest.raises(Refused):
        submit_budget(actor=ar, budget=found.row.pk)


def test_the_narrowest_line_takes_it(cast: Cast) -> None:
    found, ar = ours(cast), cast.actor("ar")
    made = add_line(actor=ar, budget=found.row.pk, kind="travel", amount=Money(9_000), span="month", day=today())
    submit_budget(actor=ar, budget=found.row.pk)
    decide(cast, "manager")
    assert found.spend(9_000).line_id == made.pk
    with pytest.raises(Refused):
        found.spend(1)


def test_in_another_currency(cast: Cast) -> None:
    found, ar = ours(cast), cast.actor("ar")
    ExchangeRate.objects.create(currency="USD", day=today(), rate_e8=712_000_000)
    row = create_expense(actor=ar, project=found.project.pk, kind="travel", amount=Money(10_000, "USD"))
    assert row.amount_base == 71_200
    with pytest.raises(Refused):
        create_expense(actor=ar, project=found.project.pk, kind="travel", amount=Money(10_000, "EUR"))


def test_who_sees_an_expense(cast: Cast) -> None:
    found = ours(cast)
    theirs = expense(cast, found.project.pk, 1_000, part="sr")
    assert not queries.expenses(cast.actor("ar")).filter(pk=theirs.pk).exists()  # a draft is one's own
    submit_expense(actor=cast.actor("sr"), expense=theirs.pk)
    for part in ("sr", "ar", "manager", "director", "finance"):  # the AR keeps the budget
        assert queries.expenses(cast.actor(part)).filter(pk=theirs.pk).exists(), part
    for part in ("teammate", "fr", "stranger", "guest"):
        assert not queries.expenses(cast.actor(part)).filter(pk=theirs.pk).exists(), part
    with pytest.raises(Forbidden):
        update_expense(actor=cast.actor("ar"), expense=theirs.pk, note="x")
    with pytest.raises(Invalid):
        create_expense(actor=cast.actor("stranger"), project=found.project.pk, kind="travel", amount=Money(1))


def test_deleted_and_brought_back(cast: Cast) -> None:
    found, ar = ours(cast), cast.actor("ar")
    row = expense(cast, found.project.pk, 1_000)
    delete_expense(actor=ar, expense=row.pk)
    restore_expense(actor=ar, expense=row.pk)
    update_expense(actor=ar, expense=row.pk, amount=Money(2_000), note="打车")
    undo.undo(ar, history.latest(fresh(row).subject))
    assert (fresh(row).amount, fresh(row).note, fresh(row).amount_base) == (1_000, "去客户现场", 1_000)


def test_labour_is_hours_at_the_rate_of_their_day(cast: Cast) -> None:
    """Only approved hours, and only for those who may see what hours cost."""
    found, clerk = ours(cast), cast.actor("finance")
    day = today() - timedelta(days=today().weekday() + 7)
    set_cost_rate(actor=clerk, user=cast.ar.pk, amount=Money(20_000), since=day - timedelta(days=30))
    set_cost_rate(actor=clerk, user=cast.ar.pk, amount=Money(30_000), since=day + timedelta(days=1))
    for at in (0, 1):
        log_time(actor=cast.actor("ar"), about=found.project.pk, day=day + timedelta(days=at), minutes=240)
    assert labour(clerk, found.project).days == ()  # type: ignore[union-attr]
    TimeSheet.objects.update(state="approved")
    told = standing(clerk, found.fresh())
    assert told.total.labour == 4 * 20_000 + 4 * 30_000
    assert next(one.sums.labour for one in told.lines if one.labour) == 200_000 and told.loose == 0
    for part in ("ar", "manager", "director"):
        look = standing(cast.actor(part), found.fresh())
        assert look.labour is None and look.total.labour == 0, part
    BudgetLine.objects.filter(kind="presales_labour").delete()
    assert standing(clerk, found.fresh()).loose == 200_000
    assert Budget.objects.get().spent == 0
