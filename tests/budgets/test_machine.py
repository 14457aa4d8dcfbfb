"""Anything in any order, through the actions, on the database: no reallocation changes the sum, and no way leads above
what was approved."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from django.db.models import Sum
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from pursuit.domain.budgets.actions import budgets, claims, commitments, expenses, lines, requests
from pursuit.domain.budgets.models import Budget, BudgetLine, Commitment, Expense, Reallocation
from pursuit.domain.budgets.models.expense import COUNTED
from pursuit.domain.budgets.queries.budgets import sums
from pursuit.kernel import approvals, clock, undo
from pursuit.kernel.errors import Refused
from pursuit.kernel.models import Approval, Event
from pursuit.kernel.money import Money
from tests.budgets.money import Ours, ours
from tests.cast import Cast
from tests.plumbing.examples import paths

# What fails is shown as it was found: making it smaller takes minutes on a database.
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)
AMOUNTS = st.integers(1, 120_000)
PICK = st.integers(0, 30)
KINDS = st.sampled_from(("travel", "hospitality", "other"))


class Purse(RuleBasedStateMachine):
    """One budget of three lines. A refusal is an answer; it must not have written anything."""

    cast: Cast
    found: Ours

    @initialize()
    def begin(self) -> None:
        self.sum = self._sum()

    def _sum(self) -> int:
        return int(BudgetLine.objects.aggregate(s=Sum("approved", default=0))["s"])

    def _facts(self) -> list[object]:
        rows = BudgetLine.objects.order_by("pk").values_list("approved", "planned")
        state = Budget.objects.values_list("state", "amount", "planned", "committed", "spent", "edition")
        told = Expense.objects.order_by("pk").values_list("state", "line")
        return [list(rows), list(state), list(told), Commitment.objects.count(), Event.objects.count()]

    def _try(self, what: Callable[[], object]) -> None:
        before = self._facts()
        try:
            with transaction.atomic():
                what()
        except Refused:
            assert self._facts() == before

    def _one(self, model: Any, pick: int, **of: object) -> Any:
        rows = list(model.objects.filter(**of).order_by("pk"))
        return rows[pick % len(rows)] if rows else None

    @rule(pick=PICK, other=PICK, minor=AMOUNTS, part=st.sampled_from(("ar", "admin")))
    def reallocate(self, pick: int, other: int, minor: int, part: str) -> None:
        source, target = self._one(BudgetLine, pick), self._one(BudgetLine, other)
        data = {"line": source.pk, "target": target.pk, "amount": Money(minor), "reason": "x"}
        self._try(lambda: lines.reallocate.run(self.cast.actor(part), data))

    @rule(pick=PICK, minor=st.integers(0, 150_000))
    def replan(self, pick: int, minor: int) -> None:
        row = self._one(BudgetLine, pick)
        self._try(lambda: lines.change_line(actor=self.cast.actor("ar"), line=row.pk, amount=Money(minor)))

    @rule(kind=KINDS, minor=AMOUNTS)
    def add(self, kind: str, minor: int) -> None:
        data = {
            "budget": self.found.row.pk,
            "kind": kind,
            "amount": Money(minor),
            "span": "month",
            "day": clock.today(),
        }
        self._try(lambda: lines.add_line.run(self.cast.actor("ar"), data))

    @rule()
    def ask(self) -> None:
        self._try(lambda: requests.submit_budget(actor=self.cast.actor("ar"), budget=self.found.row.pk))

    @rule(pick=PICK, yes=st.sampled_from((True, True, False)))
    def answer(self, pick: int, yes: bool) -> None:
        row = self._one(Approval, pick, state="pending")
        if row is None:
            return
        part = "finance" if row.step else "manager"
        deciding = lambda: approvals.decide_approval(  # noqa: E731
            actor=self.cast.actor(part), approval=row.pk, approved=yes
        )
        self._try(deciding)
        if row.kind == "budgets.request":
            self.sum = self._sum()

    @rule(pick=PICK)
    def withdraw(self, pick: int) -> None:
        row = self._one(Approval, pick, state="pending")
        if row is not None:
            self._try(lambda: approvals.withdraw_approval(actor=self.cast.actor("ar"), approval=row.pk))

    @rule(kind=KINDS, minor=AMOUNTS)
    def spend(self, kind: str, minor: int) -> None:
        data = {"project": self.found.project.pk, "kind": kind, "amount": Money(minor)}
        row = expenses.create_expense.run(self.cast.actor("ar"), data)
        self._try(lambda: claims.submit_expense(actor=self.cast.actor("ar"), expense=row.pk))

    @rule(pick=PICK, minor=AMOUNTS)
    def promise(self, pick: int, minor: int) -> None:
        row = self._one(BudgetLine, pick)
        data = {"line": row.pk, "what": "展位", "amount": Money(minor)}
        self._try(lambda: commitments.add_commitment.run(self.cast.actor("ar"), data))

    @rule(pick=PICK, minor=AMOUNTS, what=st.sampled_from(("consume", "cancel", "reopen")))
    def end(self, pick: int, minor: int, what: str) -> None:
        row = self._one(Commitment, pick)
        if row is None:
            return
        more = {"amount": Money(minor)} if what == "consume" else {}
        run = getattr(commitments, f"{what}_commitment").run
        self._try(lambda: run(self.cast.actor("ar"), {"commitment": row.pk, **more}))

    @rule(freeze=st.booleans())
    def freeze(self, freeze: bool) -> None:
        actor, pk = self.cast.actor("manager"), self.found.row.pk
        if freeze:
            self._try(lambda: budgets.freeze_budget(actor=actor, budget=pk, reason="x"))
        else:
            self._try(lambda: budgets.unfreeze_budget(actor=actor, budget=pk))

    @rule(back=st.integers(1, 4))
    def take_back(self, back: int) -> None:
        happened = list(Event.objects.filter(subject=self.found.row.pk).order_by("-pk")[:back])
        self._try(lambda: undo.undo(self.cast.actor("admin"), happened[-1].pk))

    @invariant()
    def only_an_answer_changes_the_sum(self) -> None:
        if hasattr(self, "sum"):
            assert self._sum() == self.sum

    @invariant()
    def nothing_is_above_what_was_approved(self) -> None:
        rows = list(BudgetLine.objects.all())
        for pk, one in sums(rows).items():
            assert one.used <= one.approved, (pk, one)
        counted = Expense.objects.filter(state__in=COUNTED).aggregate(s=Sum("amount_base", default=0))["s"]
        assert counted <= sum(row.approved for row in rows)

    @invariant()
    def the_kept_sums_are_true(self) -> None:
        row = Budget.objects.get()
        found = sums(list(row.lines.all())).values()
        assert (row.amount, row.planned) == (sum(one.approved for one in found), sum(one.planned for one in found))
        assert (row.committed, row.spent) == (sum(one.committed for one in found), sum(one.actual for one in found))
        if row.state == "approved":
            assert all(one.planned == one.approved for one in found)
        assert all(one.amount > 0 for one in Reallocation.objects.all())


@pytest.mark.django_db
def test_the_purse_holds(cast: Cast) -> None:
    """Each run begins with the same budget and leaves nothing behind."""
    begun = ours(cast)

    class OfThisBudget(Purse):
        def __init__(self) -> None:
            self.cast, self.found = cast, begun
            self.point = transaction.atomic()
            self.point.__enter__()
            super().__init__()

        def teardown(self) -> None:
            transaction.set_rollback(True)
            self.point.__exit__(None, None, None)

    checks = [HealthCheck.too_slow, HealthCheck.data_too_large]
    run_state_machine_as_test(
        OfThisBudget,
        settings=settings(
            max_examples=paths(15), stateful_step_count=40, deadline=None, phases=PHASES, suppress_health_check=checks
        ),
    )
