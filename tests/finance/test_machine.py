"""Anything in any order, through the actions, on the database: no fen is lost, and nothing is paid twice."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.db.models import Sum
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from pursuit.domain.contracts.actions.changes import add_change, submit_change
from pursuit.domain.contracts.actions.states import reopen_contract, terminate_contract
from pursuit.domain.contracts.models import Contract
from pursuit.domain.finance.actions.allocations import allocate, deallocate, refund
from pursuit.domain.finance.actions.invoices import (
    issue_invoice,
    request_invoice,
    reverse_invoice,
    withdraw_invoice,
)
from pursuit.domain.finance.actions.plans import set_plan
from pursuit.domain.finance.actions.receipts import (
    claim_receipt,
    dishonour_bill,
    honour_bill,
    post_receipt,
    update_receipt,
    void_receipt,
)
from pursuit.domain.finance.actions.triggers import accept_signed, reject_trigger
from pursuit.domain.finance.actions.write_offs import ask_write_off
from pursuit.domain.finance.models import Allocation, Instalment, Invoice, InvoiceLine, Receipt, Refund, WriteOff
from pursuit.domain.finance.queries import figures
from pursuit.domain.finance.rules.money import OWED, state_of
from pursuit.kernel import clock, undo
from pursuit.kernel.errors import Refused
from pursuit.kernel.models import Approval, Event, ExchangeRate
from pursuit.kernel.money import Money
from tests.cast import Cast
from tests.finance.money import Deal, deal, decide
from tests.plumbing.examples import paths

# What fails is shown as it was found: making it smaller takes minutes on a database.
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)
AMOUNTS = st.integers(1, 120_000)
PICK = st.integers(0, 30)
PLANS = (
    (("prepayment", "30"), ("delivery", "30"), ("final", "40")),
    (("prepayment", "33.33"), ("final", "33.33"), ("retention", "33.34")),
    (("final", "100"),),
)


class Books(RuleBasedStateMachine):
    """Two contracts in two currencies of one customer. A refusal is an answer; it must not have written anything."""

    cast: Cast
    ours: Deal
    abouts: list[Contract]

    @initialize()
    def begin(self) -> None:
        self.numbers = 0
        self.abouts = [self.ours.contract(100_001), self.ours.contract(70_003, "USD")]
        for about in self.abouts:
            self._plan(about, PLANS[0])

    def _try(self, what: Callable[[], object]) -> None:
        before = self._facts()
        try:
            with transaction.atomic():
                what()
        except Refused:
            assert self._facts() == before

    def _facts(self) -> list[object]:
        rows = Instalment.objects.order_by("pk").values_list("amount", "paid", "invoiced", "written_off", "state")
        money = Receipt.objects.order_by("pk").values_list("amount", "free", "allocated", "refunded", "state")
        return [list(rows), list(money), Allocation.objects.count(), Event.objects.count()]

    def _one(self, model: Any, pick: int, **of: object) -> Any:
        rows = list(model.objects.filter(**of).order_by("pk"))
        return rows[pick % len(rows)] if rows else None

    def _part(self, row: Instalment, minor: int) -> list[dict[str, object]]:
        return [{"instalment": row.pk, "amount": str(Money(minor, row.currency).major())}]

    def _number(self) -> str:
        self.numbers += 1
        return f"{self.numbers:08d}"

    def _plan(self, about: Contract, shares: tuple[tuple[str, str], ...]) -> None:
        rows = list(Instalment.objects.filter(contract=about).order_by("position"))
        lines = []
        for at, (trigger, share) in enumerate(shares):
            kept = {"id": rows[at].pk} if at < len(rows) else {}
            lines.append({"trigger": trigger, "share": share, "fixed_on": clock.today(), **kept})
        set_plan.run(self.cast.actor("ar"), {"contract": about.pk, "lines": lines})

    @rule(which=PICK, shares=st.sampled_from(PLANS))
    def plan(self, which: int, shares: tuple[tuple[str, str], ...]) -> None:
        self._try(lambda: self._plan(self.abouts[which % 2], shares))

    @rule(pick=PICK)
    def accept(self, pick: int) -> None:
        row = self._one(Instalment, pick, triggered_on=None)
        if row is None:
            return
        paper = SimpleUploadedFile("签收单.pdf", b"%PDF-1.4 x", "application/pdf")
        self._try(
            lambda: accept_signed(actor=self.cast.actor("ar"), instalment=row.pk, happened_on=clock.today(), file=paper)
        )

    @rule(pick=PICK)
    def unaccept(self, pick: int) -> None:
        row = self._one(Instalment, pick)
        self._try(lambda: reject_trigger(actor=self.cast.actor("ar"), instalment=row.pk))

    @rule(pick=PICK, minor=AMOUNTS)
    def request(self, pick: int, minor: int) -> None:
        row = self._one(Instalment, pick)
        data = {"contract": row.contract_id, "parts": self._part(row, minor)}
        self._try(lambda: request_invoice.run(self.cast.actor("ar"), data))

    @rule(pick=PICK, what=st.sampled_from(("issue", "reverse", "withdraw")))
    def invoice(self, pick: int, what: str) -> None:
        row = self._one(Invoice, pick)
        if row is None:
            return
        clerk = self.cast.actor("finance")
        data: dict[str, object] = {"invoice": row.pk, "number": self._number(), "issued_on": clock.today()}
        match what:
            case "issue":
                self._try(lambda: issue_invoice.run(clerk, data))
            case "reverse":
                self._try(lambda: reverse_invoice.run(clerk, {**data, "reason": "有误"}))
            case _:
                self._try(lambda: withdraw_invoice.run(clerk, {"invoice": row.pk, "reason": "不开"}))

    @rule(minor=AMOUNTS, bill=st.booleans(), dollars=st.booleans(), claimed=st.sampled_from((True, True, False)))
    def receive(self, minor: int, bill: bool, dollars: bool, claimed: bool) -> None:
        values: dict[str, object] = {"payer": "客户", "amount": Money(minor, "USD" if dollars else "CNY")}
        if bill:
            values |= {"kind": "bill", "matures_on": clock.today()}
        row = post_receipt.run(self.cast.actor("finance"), values)
        if claimed:
            claim_receipt(actor=self.cast.actor("ar"), receipt=row.pk, account=self.ours.account.pk)

    @rule(pick=PICK, minor=AMOUNTS)
    def correct(self, pick: int, minor: int) -> None:
        row = self._one(Receipt, pick)
        if row is not None:
            data = {"receipt": row.pk, "amount": Money(minor, row.amount_currency)}
            self._try(lambda: update_receipt.run(self.cast.actor("finance"), data))

    @rule(which=PICK, pick=PICK, minor=AMOUNTS, more=AMOUNTS)
    def pay(self, which: int, pick: int, minor: int, more: int) -> None:
        """n to m: two instalments, perhaps of two contracts and currencies."""
        money, row = self._one(Receipt, which), self._one(Instalment, pick)
        other = self._one(Instalment, pick + 1)
        if money is None:
            return
        parts = self._part(row, min(minor, max(row.open_amount, 1)))
        if other.pk != row.pk:
            parts += self._part(other, more)
        self._try(lambda: allocate.run(self.cast.actor("ar"), {"receipt": money.pk, "parts": parts}))

    @rule(which=PICK, pick=PICK)
    def pay_to_the_edge(self, which: int, pick: int) -> None:
        """One fen more than is free or open, and then all that goes."""
        money = self._one(Receipt, which, state="claimed", free__gt=0)
        row = self._one(Instalment, pick, open_amount__gt=0, live=True)
        if money is None or row is None:
            return
        for minor in (money.free + 1, row.open_amount + 1, row.open_amount, money.free):
            data = {"receipt": money.pk, "parts": self._part(row, minor)}
            self._try(lambda data=data: allocate.run(self.cast.actor("ar"), data))  # type: ignore[misc]

    @rule(pick=PICK)
    def unpay(self, pick: int) -> None:
        one = self._one(Allocation, pick)
        if one is not None:
            self._try(lambda: deallocate(actor=self.cast.actor("ar"), allocation=one.pk))

    @rule(pick=PICK, minor=AMOUNTS)
    def give_back(self, pick: int, minor: int) -> None:
        row = self._one(Receipt, pick)
        if row is not None:
            data = {"receipt": row.pk, "amount": Money(minor, row.amount_currency), "paid_on": clock.today()}
            self._try(lambda: refund.run(self.cast.actor("finance"), {**data, "reason": "多付"}))

    @rule(pick=PICK, what=st.sampled_from((honour_bill, dishonour_bill, void_receipt)))
    def bill(self, pick: int, what: Any) -> None:
        row = self._one(Receipt, pick)
        if row is not None:
            more = {"settled_on": clock.today()} if what is honour_bill else {"reason": "x"}
            self._try(lambda: what.run(self.cast.actor("finance"), {"receipt": row.pk, **more}))

    @rule(which=PICK, minor=st.integers(-30_000, 30_000), approved=st.booleans())
    def change(self, which: int, minor: int, approved: bool) -> None:
        about = Contract.objects.get(pk=self.abouts[which % 2].pk)

        def made() -> None:
            delta = Money(minor, about.amount_currency)
            one = add_change(
                actor=self.cast.actor("ar"), contract=about.pk, title="变更", reason="x", amount_delta=delta
            )
            submit_change(actor=self.cast.actor("ar"), change=one.pk)
            decide(self.cast, "manager", approved=approved)

        self._try(made)

    @rule(which=PICK, end=st.sampled_from((True, False, False)))
    def end(self, which: int, end: bool) -> None:
        about = self.abouts[which % 2]
        what = terminate_contract if end else reopen_contract
        self._try(lambda: what(actor=self.cast.actor("ar"), contract=about.pk, reason="x"))

    @rule(pick=PICK, minor=AMOUNTS, approved=st.booleans())
    def give_up(self, pick: int, minor: int, approved: bool) -> None:
        row = self._one(Instalment, pick)

        def made() -> None:
            amount = Money(min(minor, max(row.open_amount, 1)), row.currency)
            ask_write_off(actor=self.cast.actor("ar"), instalment=row.pk, amount=amount, reason="x")
            decide(self.cast, "manager", approved=approved)
            if Approval.objects.filter(state="pending").exists():
                decide(self.cast, "director")

        self._try(made)

    @rule(back=st.integers(0, 6), part=st.sampled_from(("ar", "finance")))
    def take_back(self, back: int, part: str) -> None:
        events = Event.objects.exclude(run="").order_by("-pk").values_list("pk", flat=True)[: back + 1]
        if events:
            self._try(lambda: undo.undo(self.cast.actor(part), list(events)[-1]))

    @invariant()
    def receipts_add_up(self) -> None:
        for row in Receipt.objects.all():
            taken = row.allocations.aggregate(s=Sum("taken"))["s"] or 0
            back = Refund.objects.filter(receipt=row).aggregate(s=Sum("amount"))["s"] or 0
            assert (row.allocated, row.refunded) == (taken, back)
            assert taken + back <= row.amount and row.free >= 0
            worthless = row.state == "void" or row.bill_state == "dishonoured"
            assert row.free == (0 if worthless else row.amount - taken - back)
            assert not (row.state == "void" and taken)

    @invariant()
    def instalments_add_up(self) -> None:
        for row in Instalment.objects.select_related("contract"):
            paid = row.allocations.aggregate(s=Sum("amount"))["s"] or 0
            lines = InvoiceLine.objects.filter(instalment=row)
            invoiced = lines.filter(invoice__state__in=("issued", "reversed", "reversal"))
            asked = lines.filter(invoice__state="requested").aggregate(s=Sum("amount"))["s"] or 0
            given_up = WriteOff.objects.filter(instalment=row, state="approved").aggregate(s=Sum("amount"))["s"] or 0
            assert row.paid == paid and row.written_off == given_up
            assert row.invoiced == (invoiced.aggregate(s=Sum("amount"))["s"] or 0)
            assert 0 <= paid + given_up <= row.amount
            assert row.invoiced >= 0 and row.invoiced + asked <= row.amount
            assert row.open_amount == (0 if row.cancelled else row.amount - paid - given_up)
            assert row.state == state_of(
                amount=row.amount, paid=paid, written_off=given_up, invoiced=row.invoiced,
                triggered=row.triggered_on is not None, cancelled=row.cancelled,
            )  # fmt: skip
            assert (row.owed_on is not None) == (row.live and row.state in OWED and row.open_amount > 0)

    @invariant()
    def sums_by_currency_are_exact(self) -> None:
        if not hasattr(self, "abouts"):
            return
        actor = self.cast.actor("finance")
        found = figures.ageing(actor)
        for total in found.totals:
            rows = Instalment.objects.filter(owed_on__isnull=False, currency=total.currency)
            assert total.total == rows.aggregate(s=Sum("open_amount"))["s"]
        forecast = figures.forecast(actor, months=24)
        for currency, months in forecast.by_currency.items():
            rows = Instalment.objects.filter(live=True, currency=currency)
            late = sum(one.minor for one in forecast.overdue if one.currency == currency)
            undated = sum(one.minor for one in forecast.undated if one.currency == currency)
            open_ = rows.aggregate(s=Sum("open_amount"))["s"] or 0
            assert sum(one.expected for one in months) + late + undated == open_

    @invariant()
    def invoices_come_to_nothing_with_their_reversals(self) -> None:
        for row in Invoice.objects.filter(state="reversed").select_related("reversed_by"):
            assert (row.amount + row.reversed_by.amount, row.tax + row.reversed_by.tax) == (0, 0)


class _Undone(Exception):
    pass


@pytest.mark.django_db
def test_the_books_hold(cast: Cast) -> None:
    """Each run begins with the same customer and leaves nothing behind."""
    ExchangeRate.objects.create(currency="USD", day=clock.today(), rate_e8=712_345_678)
    ours = deal(cast)

    class OfTheseTables(Books):
        def __init__(self) -> None:
            self.cast, self.ours = cast, ours
            self.point = transaction.atomic()
            self.point.__enter__()
            super().__init__()

        def teardown(self) -> None:
            transaction.set_rollback(True)
            self.point.__exit__(None, None, None)

    checks = [HealthCheck.too_slow, HealthCheck.data_too_large]
    run_state_machine_as_test(
        OfTheseTables,
        settings=settings(
            max_examples=paths(15), stateful_step_count=40, deadline=None, phases=PHASES, suppress_health_check=checks
        ),
    )
