"""Discounts: who may give how much, what is asked, what the answer does, what makes an approval void."""

import pytest

from pursuit.domain.offers.actions import approval, lines, quotes, steps
from pursuit.domain.offers.models import DiscountLimit, Quote, QuoteState
from pursuit.domain.offers.queries import limits
from pursuit.domain.offers.rules.limits import Limit
from pursuit.kernel import approvals
from pursuit.kernel.errors import Refused
from pursuit.kernel.models import Approval, Role
from pursuit.kernel.money import Money
from tests.cast import Cast


def now(row: Quote) -> Quote:
    return Quote.objects.select_related("subject").get(pk=row.pk)


def discounted(cast: Cast, quote: Quote, percent: float) -> None:
    gateway = quote.lines.filter(listed__isnull=False).get()
    lines.update_line(actor=cast.actor("ar"), line=gateway.pk, discount=percent)


def asked(cast: Cast, quote: Quote) -> Approval:
    row = approval.submit_quote(actor=cast.actor("ar"), quote=quote.pk, reason="对手更低")
    assert row.approval is not None
    return row.approval


def test_within_the_limit_nobody_is_asked(cast: Cast, quote: Quote) -> None:
    assert limits.limit_of(cast.actor("ar")) == Limit(1000, 2000)
    discounted(cast, quote, 9)
    assert steps.issue_quote(actor=cast.actor("ar"), quote=quote.pk).state == QuoteState.ISSUED


def test_beyond_it_the_head_is_asked_and_only_then_it_is_issued(cast: Cast, quote: Quote) -> None:
    discounted(cast, quote, 25)
    with pytest.raises(Refused, match=r"22\.73%.*10%"):
        steps.issue_quote(actor=cast.actor("ar"), quote=quote.pk)
    question = asked(cast, quote)
    assert now(quote).state == QuoteState.WAITING and approvals.approval_turn(question) == [cast.manager.pk]
    with pytest.raises(Refused, match="审批"):
        discounted(cast, quote, 30)
    approvals.decide_approval(actor=cast.actor("manager"), approval=question.pk, approved=True)
    assert now(quote).state == QuoteState.APPROVED
    steps.issue_quote(actor=cast.actor("ar"), quote=quote.pk)
    assert now(quote).state == QuoteState.ISSUED


def test_a_change_makes_an_approval_void_but_a_name_does_not(cast: Cast, quote: Quote) -> None:
    discounted(cast, quote, 25)
    question = asked(cast, quote)
    approvals.decide_approval(actor=cast.actor("manager"), approval=question.pk, approved=True)
    quotes.update_quote(actor=cast.actor("ar"), quote=quote.pk, title="监控系统报价（终版）", attention="采购部")
    assert now(quote).state == QuoteState.APPROVED
    discounted(cast, quote, 26)
    assert now(quote).state == QuoteState.DRAFT
    with pytest.raises(Refused):
        steps.issue_quote(actor=cast.actor("ar"), quote=quote.pk)


def test_a_no_and_a_question_taken_back_make_it_a_draft_again(cast: Cast, quote: Quote) -> None:
    discounted(cast, quote, 25)
    question = asked(cast, quote)
    approvals.decide_approval(actor=cast.actor("manager"), approval=question.pk, approved=False, comment="太低")
    assert now(quote).state == QuoteState.DRAFT
    second = asked(cast, quote)
    approvals.withdraw_approval(actor=cast.actor("ar"), approval=second.pk)
    assert now(quote).state == QuoteState.DRAFT


def test_large_ones_take_two_steps(cast: Cast, quote: Quote) -> None:
    lines.update_line(actor=cast.actor("ar"), line=quote.lines.filter(listed__isnull=False).get().pk, quantity=900)
    discounted(cast, quote, 25)
    question = asked(cast, quote)
    approvals.decide_approval(actor=cast.actor("manager"), approval=question.pk, approved=True)
    assert now(quote).state == QuoteState.WAITING
    approvals.decide_approval(actor=cast.actor("director"), approval=question.pk, approved=True)
    assert now(quote).state == QuoteState.APPROVED


def test_a_thin_margin_is_asked_for_and_the_figure_stays_with_those_who_may_see_it(cast: Cast, quote: Quote) -> None:
    gateway, training = quote.lines.order_by("place")
    for line in (gateway, training):
        lines.update_line(actor=cast.actor("sr"), line=line.pk, cost=Money(line.price))
    with pytest.raises(Refused) as seller:
        steps.issue_quote(actor=cast.actor("ar"), quote=quote.pk)
    assert "毛利" not in str(seller.value.message) and "%" not in str(seller.value.message)
    with pytest.raises(Refused, match=r"毛利率 .*低于.*5%"):
        steps.issue_quote(actor=cast.actor("director"), quote=quote.pk)


def test_limits_are_set_by_those_who_may(cast: Cast, quote: Quote) -> None:
    seller = Role.objects.get(code="seller")
    with pytest.raises(Refused):
        approval.set_limit(actor=cast.actor("ar"), role=seller.pk, discount=90, margin=-50)
    approval.set_limit(actor=cast.actor("operations"), role=seller.pk, discount=30, margin=0)
    discounted(cast, quote, 25)
    assert limits.beyond(cast.actor("ar"), now(quote)) == []
    approval.drop_limit(actor=cast.actor("operations"), role=seller.pk)
    assert not DiscountLimit.objects.filter(role=seller).exists()
    assert [one.kind for one in limits.beyond(cast.actor("ar"), now(quote))] == ["discount"]
