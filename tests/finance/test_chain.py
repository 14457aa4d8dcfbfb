"""The chain of the money: plan, milestones, what is owed, invoices, receipts, allocations, and back again."""

from datetime import timedelta

import pytest

from pursuit.domain.contracts.actions.changes import add_change, submit_change
from pursuit.domain.contracts.actions.states import reopen_contract, terminate_contract
from pursuit.domain.finance.actions.chasing import chase, remind
from pursuit.domain.finance.actions.invoices import issue_invoice, request_invoice, reverse_invoice
from pursuit.domain.finance.actions.plans import edit_instalment, set_plan
from pursuit.domain.finance.actions.triggers import accept_signed
from pursuit.domain.finance.models import Invoice, Receipt
from pursuit.domain.finance.queries import figures, money, papers
from pursuit.domain.finance.rules import money as rules
from pursuit.domain.plans.actions.rows import add_row, edit_row
from pursuit.kernel import clock, undo
from pursuit.kernel.actor import system_actor
from pursuit.kernel.errors import Conflict, Forbidden, Invalid, Refused
from pursuit.kernel.models import Event
from pursuit.kernel.money import Money
from tests.cast import Cast
from tests.finance.money import Deal, accept, deal, decide, noon, of, plan, take_back

PAPER = b"%PDF-1.4 signed"


@pytest.fixture
def ours(cast: Cast) -> Deal:
    return deal(cast)


@pytest.mark.parametrize(
    ("amount", "shares", "parts"),
    [(100, [3333, 3333, 3334], [33, 33, 34]), (1, [5000, 5000], [1, 0]), (10, [1, 1, 1], [4, 3, 3]), (7, [], [])],
)
def test_shares_are_split_to_the_last_fen(amount: int, shares: list[int], parts: list[int]) -> None:
    assert rules.split(amount, shares) == parts


def test_months_and_ages() -> None:
    day = clock.today()
    assert rules.first_of(rules.month_of(day) or 0) == day.replace(day=1)
    late = [rules.age(day - timedelta(days=days), day) for days in (-1, 0, 1, 30, 31, 60, 61, 90, 91)]
    assert late == ["early", "early", "d30", "d30", "d60", "d60", "d90", "d90", "old"]
    assert rules.tax_in(11300, 13) == 1300 and rules.tax_in(-11300, 13) == -1300
    assert rules.payable(1000, 333, 1000) == 333 and rules.payable(999, 1, 2) == 499


def test_a_plan_is_exact_or_refused(cast: Cast, ours: Deal) -> None:
    about = ours.contract(100_000_001)
    rows = plan(cast, about)
    assert [row.amount for row in rows] == [30_000_001, 30_000_000, 20_000_000, 15_000_000, 5_000_000]
    assert all(row.live and row.state == "expected" for row in rows)
    with pytest.raises(Refused) as no:
        plan(cast, about, (("prepayment", "30"), ("final", "60")))
    assert no.value.code == "not_whole"
    with pytest.raises(Refused):
        plan(cast, about, (("prepayment", "100"), ("nothing", "5")))
    # A share and a sum together: the sum takes what the share leaves.
    lines = [{"trigger": "prepayment", "share": "30"}, {"trigger": "final", "amount": "700,000.01"}]
    set_plan.run(cast.actor("ar"), {"contract": about.pk, "lines": lines})
    assert [row.amount for row in of(about)] == [30_000_000, 70_000_001]
    take_back(cast, "ar", about.subject)
    assert [row.amount for row in of(about)] == [row.amount for row in rows]
    with pytest.raises(Forbidden):
        set_plan.run(cast.actor("teammate"), {"contract": about.pk, "lines": lines})
    with pytest.raises(Invalid):
        set_plan.run(cast.actor("stranger"), {"contract": about.pk, "lines": lines})


def test_a_milestone_moves_the_due_date_and_the_forecast(cast: Cast, ours: Deal) -> None:
    about, ar, today = ours.contract(), cast.actor("ar"), clock.today()
    first = today + timedelta(days=40)
    work = add_row(actor=ar, about=ours.project.pk, title="安装", duration="1d", limit="mso", limit_at=noon(first))
    stone = add_row(actor=ar, about=ours.project.pk, title="初验", milestone=True)
    from pursuit.domain.plans.actions.links import link_rows

    link_rows(actor=ar, before=work.pk, after=stone.pk)
    lines = [
        {"trigger": "prepayment", "share": "30", "fixed_on": today},
        {"trigger": "preliminary", "share": "70", "milestone": stone.pk, "offset_days": 30},
    ]
    set_plan.run(ar, {"contract": about.pk, "lines": lines})
    row = of(about)[1]
    was = row.due_on
    assert was is not None and was >= first + timedelta(days=30)
    before = figures.forecast(ar)
    # What comes before the milestone slips: the milestone is pushed, nobody touches it.
    edit_row(actor=ar, row=work.pk, limit_at=noon(first + timedelta(days=45)))
    row.refresh_from_db()
    assert row.due_on is not None and 43 <= (row.due_on - was).days <= 49
    assert row.agreed_on == was
    after = figures.forecast(ar)
    assert _month(before, was) == 70_000_000 and _month(after, was) == 0
    assert _month(after, row.due_on) == 70_000_000
    assert sum(one.agreed for one in after.months) == sum(one.agreed for one in before.months)
    event = Event.objects.filter(verb="contract.instalment_moved").latest("pk")
    assert event.subject_id == about.pk
    assert event.payload.data["changes"]["due_on"] == [was.isoformat(), row.due_on.isoformat()]
    # Undoing the change of the plan moves it back.
    undo.undo(ar, Event.objects.filter(verb="task.planned", subject=work.pk).latest("pk").pk)
    row.refresh_from_db()
    assert row.due_on == was


def _month(found: figures.Forecast, day: object) -> int:
    return sum(one.expected for one in found.months if one.month == rules.month_of(day))  # type: ignore[arg-type]


def test_owed_with_its_paper_invoiced_reversed(cast: Cast, ours: Deal) -> None:
    about = ours.contract()
    rows = plan(cast, about)
    ar, clerk = cast.actor("ar"), cast.actor("finance")
    with pytest.raises(Refused) as no:
        accept_signed(actor=ar, instalment=rows[1].pk, happened_on=clock.today())
    assert no.value.code == "no_paper"
    accept(cast, rows[1], days_ago=3)
    row = of(about)[1]
    assert (row.state, row.owed_on) == ("receivable", clock.today() - timedelta(days=3))
    assert row.evidence is not None
    with pytest.raises(Refused):
        request_invoice.run(ar, {"contract": about.pk, "parts": [{"instalment": row.pk, "amount": "300000.01"}]})
    made = request_invoice.run(ar, {"contract": about.pk, "parts": [{"instalment": row.pk, "amount": "300000"}]})
    assert (made.tax, made.buyer) == (3_451_327, ours.account.title)
    with pytest.raises(Forbidden):
        issue_invoice(actor=ar, invoice=made.pk, number="1", issued_on=clock.today())
    issue_invoice(actor=clerk, invoice=made.pk, number="2611200001", issued_on=clock.today())
    assert of(about)[1].state == "invoiced"
    with pytest.raises(Refused):
        request_invoice.run(ar, {"contract": about.pk, "parts": [{"instalment": row.pk, "amount": "0.01"}]})
    red = reverse_invoice(actor=clerk, invoice=made.pk, number="2611200002", issued_on=clock.today(), reason="抬头有误")
    assert (red.amount, red.tax, red.reverses) == (-30_000_000, -3_451_327, made)
    assert (of(about)[1].state, of(about)[1].invoiced) == ("receivable", 0)
    take_back(cast, "finance", about.subject)
    assert of(about)[1].state == "invoiced" and Invoice.objects.count() == 1


def test_a_change_goes_to_what_is_not_owed_yet(cast: Cast, ours: Deal) -> None:
    about, ar = ours.contract(), cast.actor("ar")
    rows = plan(cast, about)
    accept(cast, rows[1])
    order = add_change(actor=ar, contract=about.pk, title="增补", reason="x", amount_delta=Money(10_000_001))
    submit_change(actor=ar, change=order.pk)
    decide(cast, "manager")
    now = of(about)
    assert sum(row.amount for row in now) == 110_000_001
    assert now[1].amount == 30_000_000  # owed already
    (found,) = money.plans_of(ar, [type(about).objects.get(pk=about.pk)])
    assert found.gap == 0


def test_what_ends_with_the_contract(cast: Cast, ours: Deal) -> None:
    about, ar = ours.contract(), cast.actor("ar")
    rows = plan(cast, about)
    accept(cast, rows[0])
    terminate_contract(actor=ar, contract=about.pk, reason="业主取消")
    assert [row.state for row in of(about)] == ["receivable", *["cancelled"] * 4]
    assert sum(one.expected for one in figures.forecast(ar).months) == 30_000_000
    reopen_contract(actor=ar, contract=about.pk, reason="恢复")
    assert sum(row.open_amount for row in of(about)) == 100_000_000


def test_ageing_reminders_and_the_letter(cast: Cast, ours: Deal) -> None:
    about, ar = ours.contract(), cast.actor("ar")
    rows = plan(cast, about)
    accept(cast, rows[0], days_ago=45)
    accept(cast, rows[1], days_ago=100)
    accept(cast, rows[2])
    for by in figures.BY:
        (line,) = figures.ageing(ar, by).lines
        assert line.ages == {"early": 20_000_000, "d30": 0, "d60": 30_000_000, "d90": 0, "old": 30_000_000}, by
        assert line.late == 60_000_000
    (days,) = figures.outstanding(ar, figures.by_age(ar))
    assert (days.owed, days.days) == (Money(80_000_000), 365)
    assert money.waiting(ar).overdue == 2
    task = chase(actor=ar, instalment=rows[0].pk)
    assert (task.subject.owner_id, task.parent_id) == (cast.ar.pk, about.pk)
    with pytest.raises(Conflict):
        chase(actor=ar, instalment=rows[0].pk)
    assert remind(actor=system_actor()) == 1  # the other one
    assert remind(actor=system_actor()) == 0
    body, name = papers.letter_docx(ar, ours.account.pk)
    assert body[:2] == b"PK" and name.endswith(".docx")
    paper, _name = papers.letter(ar, ours.account.pk)
    assert len(paper.sections[0].rows) == 3
    edit_instalment(actor=ar, instalment=rows[3].pk, chance=50)
    assert Receipt.objects.count() == 0
    month = [one for one in figures.forecast(ar).months if one.expected]
    assert sum(one.expected - one.weighted for one in month) == 7_500_000
