"""Money that came in: over two contracts, as a bill, in another currency, given up, passed on to a supplier."""

from datetime import timedelta

import pytest

from pursuit.domain.finance.actions.allocations import allocate, deallocate, refund
from pursuit.domain.finance.actions.payables import add_payable, pay_supplier
from pursuit.domain.finance.actions.receipts import (
    claim_receipt,
    dishonour_bill,
    honour_bill,
    unclaim_receipt,
    void_receipt,
)
from pursuit.domain.finance.actions.write_offs import ask_write_off, cancel_write_off
from pursuit.domain.finance.models import Allocation, WriteOff
from pursuit.domain.finance.queries import figures, money
from pursuit.kernel import clock
from pursuit.kernel.errors import Conflict, Refused
from pursuit.kernel.models import ExchangeRate
from pursuit.kernel.money import Money
from tests.cast import Cast
from tests.finance.money import Deal, accept, deal, decide, of, plan, take_back

PAPER = b"%PDF-1.4 signed"


@pytest.fixture
def ours(cast: Cast) -> Deal:
    return deal(cast)


def test_receipts_over_two_contracts(cast: Cast, ours: Deal) -> None:
    one, other = ours.contract(), ours.contract(50_000_000)
    first, second = plan(cast, one), plan(cast, other)
    ar = cast.actor("ar")
    row = ours.receipt(40_000_000, claimed=False)
    assert row.subject.owner_id is None and money.waiting(ar).unclaimed == 1
    with pytest.raises(Conflict):
        allocate.run(ar, {"receipt": row.pk, "parts": [{"instalment": first[0].pk, "amount": "1"}]})
    claim_receipt(actor=ar, receipt=row.pk, account=ours.account.pk)
    parts = [{"instalment": first[0].pk, "amount": "300000"}, {"instalment": second[0].pk, "amount": "60000"}]
    allocate.run(ar, {"receipt": row.pk, "parts": parts})
    row.refresh_from_db()
    assert (row.allocated, row.free) == (36_000_000, 4_000_000)
    assert (of(one)[0].state, of(other)[0].paid) == ("paid", 6_000_000)
    for amount in ("50000", "90001"):
        with pytest.raises(Refused):
            allocate.run(ar, {"receipt": row.pk, "parts": [{"instalment": second[0].pk, "amount": amount}]})
    with pytest.raises(Conflict):
        void_receipt(actor=cast.actor("finance"), receipt=row.pk, reason="重复")
    with pytest.raises(Conflict):
        unclaim_receipt(actor=ar, receipt=row.pk)
    refund(actor=cast.actor("finance"), receipt=row.pk, amount=Money(4_000_000), paid_on=clock.today(), reason="多付")
    row.refresh_from_db()
    assert (row.refunded, row.free) == (4_000_000, 0)
    take_back(cast, "finance", row.subject)
    row.refresh_from_db()
    assert (row.refunded, row.free) == (0, 4_000_000)
    deallocate(actor=ar, allocation=Allocation.objects.filter(instalment=second[0]).get().pk)
    assert of(other)[0].paid == 0
    take_back(cast, "ar", row.subject)
    assert of(other)[0].paid == 6_000_000
    assert money.collected(ar, clock.today(), clock.today()) == [Money(36_000_000)]
    assert money.collected(ar, clock.today(), clock.today(), owner=cast.manager.pk) == []


def test_a_bill_is_no_money_until_it_is_honoured(cast: Cast, ours: Deal) -> None:
    about = ours.contract()
    rows, today = plan(cast, about), clock.today()
    clerk, ar = cast.actor("finance"), cast.actor("ar")
    row = ours.receipt(30_000_000, kind="bill", matures_on=today + timedelta(days=20), bill_number="5-1")
    allocate.run(ar, {"receipt": row.pk, "parts": [{"instalment": rows[0].pk, "amount": "300000"}]})
    assert money.collected(ar, today, today) == []
    assert sum(one.bills for one in figures.forecast(clerk).months) == 30_000_000
    assert sum(one.received for one in figures.forecast(clerk).months) == 0
    honour_bill(actor=clerk, receipt=row.pk, settled_on=today)
    assert money.collected(ar, today, today) == [Money(30_000_000)]
    take_back(cast, "finance", row.subject)
    dishonour_bill(actor=clerk, receipt=row.pk, reason="出票人账户余额不足")
    row.refresh_from_db()
    assert (row.bill_state, row.free, row.allocated) == ("dishonoured", 0, 0)
    assert (of(about)[0].paid, of(about)[0].state) == (0, "expected")


def test_other_currencies_by_dated_rates(cast: Cast, ours: Deal) -> None:
    ExchangeRate.objects.create(currency="USD", day=clock.today() - timedelta(days=400), rate_e8=700_000_000)
    about = ours.contract(1_000_000, "USD")
    rows = plan(cast, about, (("prepayment", "100"),))
    row = ours.receipt(5_000_000)
    ar = cast.actor("ar")
    allocate.run(ar, {"receipt": row.pk, "parts": [{"instalment": rows[0].pk, "amount": "7000"}]})
    row.refresh_from_db()
    assert (row.allocated, row.free, of(about)[0].paid) == (4_900_000, 100_000, 700_000)
    found = figures.forecast(ar)
    assert next(one.expected for one in found.by_currency["USD"]) == 300_000
    assert found.months[0].expected == 2_100_000 and not found.missing


def test_a_bad_debt_is_given_up_after_approval(cast: Cast, ours: Deal) -> None:
    about, ar = ours.contract(), cast.actor("ar")
    row = accept(cast, plan(cast, about)[0], days_ago=100)
    ask_write_off(actor=ar, instalment=row.pk, amount=Money(10_000_000), reason="客户破产")
    assert of(about)[0].open_amount == 30_000_000
    decide(cast, "manager")
    assert of(about)[0].open_amount == 30_000_000
    decide(cast, "director")
    assert (of(about)[0].written_off, of(about)[0].open_amount) == (10_000_000, 20_000_000)
    cancel_write_off(actor=cast.actor("finance"), write_off=WriteOff.objects.get().pk, reason="客户付款")
    assert of(about)[0].open_amount == 30_000_000


def test_back_to_back(cast: Cast, ours: Deal) -> None:
    about, ar, clerk = ours.contract(), cast.actor("ar"), cast.actor("finance")
    first = plan(cast, about)[0]
    owed = add_payable(actor=ar, instalment=first.pk, supplier=ours.account.pk, name="摄像机", amount=Money(9_000_000))
    with pytest.raises(Refused) as no:
        pay_supplier(actor=clerk, payable=owed.pk, amount=Money(1), paid_on=clock.today())
    assert no.value.code == "too_early"
    row = ours.receipt(10_000_000)
    allocate.run(ar, {"receipt": row.pk, "parts": [{"instalment": first.pk, "amount": "100000"}]})
    with pytest.raises(Refused):
        pay_supplier(actor=clerk, payable=owed.pk, amount=Money(3_000_001), paid_on=clock.today())
    paid = pay_supplier(actor=clerk, payable=owed.pk, amount=Money(3_000_000), paid_on=clock.today())
    assert paid.paid == 3_000_000
    take_back(cast, "finance", about.subject)
    owed.refresh_from_db()
    assert owed.paid == 0
