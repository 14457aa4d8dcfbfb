"""Quotes: lines and figures, versions, states, what is refused, what is taken back."""

from datetime import timedelta

import pytest

from pursuit.domain.catalogue.actions.products import update_product
from pursuit.domain.catalogue.models import Product
from pursuit.domain.offers.actions import lines, quotes, sections, steps
from pursuit.domain.offers.actions.steps import expire_all
from pursuit.domain.offers.fields import BoqRow
from pursuit.domain.offers.models import Quote, QuoteLine, QuoteState
from pursuit.domain.offers.queries.sheet import compared, sheet
from pursuit.domain.projects.models import Project
from pursuit.kernel import clock, history
from pursuit.kernel.actor import system_actor
from pursuit.kernel.errors import Refused
from pursuit.kernel.models import Event
from pursuit.kernel.money import Money
from pursuit.kernel.undo import undo
from tests.cast import Cast
from tests.projects.conftest import soon


def live(row: Quote) -> list[QuoteLine]:
    return list(row.lines.filter(removed=False).order_by("place"))


def undo_last(cast: Cast, part: str, row: Quote) -> object:
    return undo(cast.actor(part), history.latest(row.subject))


def now(row: Quote) -> Quote:
    return Quote.objects.select_related("subject").get(pk=row.pk)


def test_a_product_brings_its_price_and_cost_and_the_figures_follow(cast: Cast, quote: Quote) -> None:
    gateway, training = live(quote)
    assert (gateway.title, gateway.measure, gateway.listed, gateway.price, gateway.cost) == (
        "边缘网关", "台", 1_000_000, 1_000_000, 600_000,
    )  # fmt: skip
    assert quote.code.startswith("QT-") and (quote.edition, quote.latest, quote.state) == (1, True, "draft")
    assert (quote.total, quote.net, quote.tax) == (2_200_000, 1_769_912 + 188_679, 230_088 + 11_321)
    assert quote.total_base == 2_200_000 and quote.line_count == 2 and quote.discount_bp == 0
    assert (quote.cost, quote.margin) == (None, None)  # nobody said what the training costs
    lines.update_line(actor=cast.actor("sr"), line=training.pk, cost=Money(100_000))
    quote.refresh_from_db()
    assert quote.cost == 1_300_000 and quote.margin == quote.net - 1_300_000
    assert gateway.key == gateway.pk and training.phase == "during" and training.effort == 2500


def test_discount_price_and_list_price_follow_each_other(cast: Cast, quote: Quote) -> None:
    gateway, training = live(quote)
    actor = cast.actor("ar")
    assert lines.update_line(actor=actor, line=gateway.pk, discount=15).price == 850_000
    assert lines.update_line(actor=actor, line=gateway.pk, price=Money(900_000)).discount_bp == 1000
    assert lines.update_line(actor=actor, line=gateway.pk, listed=Money(2_000_000)).price == 1_800_000
    with pytest.raises(Refused, match="目录价"):
        lines.update_line(actor=actor, line=training.pk, discount=5)
    with pytest.raises(Refused):
        lines.update_line(actor=actor, line=training.pk, quantity=1.2345)
    with pytest.raises(Refused):
        lines.update_line(actor=actor, line=training.pk, price=Money(-1))
    with pytest.raises(Refused):
        lines.update_line(actor=actor, line=training.pk, price=Money(1, "USD"))
    undo_last(cast, "ar", quote)
    assert live(quote)[0].price == 900_000 and live(quote)[0].listed == 1_000_000


def test_what_is_no_longer_sold_is_refused_with_the_reason(cast: Cast, quote: Quote, product: Product) -> None:
    update_product(actor=cast.actor("operations"), product=product.pk, lifecycle="stopped")
    with pytest.raises(Refused, match=r"边缘网关.*停售"):
        lines.add_line(actor=cast.actor("ar"), quote=quote.pk, product=product.pk)
    with pytest.raises(Refused, match=r"边缘网关.*停售"):
        steps.issue_quote(actor=cast.actor("ar"), quote=quote.pk)


def test_options_do_not_count_and_lines_come_back(cast: Cast, quote: Quote) -> None:
    actor = cast.actor("ar")
    gateway, training = live(quote)
    lines.update_line(actor=actor, line=training.pk, option="optional")
    found = sheet(actor, now(quote))
    assert now(quote).total == 2_000_000 and [one.title for one in found.apart] == ["现场培训"]
    undo_last(cast, "ar", quote)
    lines.remove_lines(actor=actor, lines=[gateway.pk, training.pk])
    assert (now(quote).total, live(quote)) == (0, [])
    undo_last(cast, "ar", quote)
    assert now(quote).total == 2_200_000 and len(live(quote)) == 2
    lines.move_line(actor=actor, line=training.pk, way="up")
    assert [one.pk for one in live(quote)] == [training.pk, gateway.pk]
    undo_last(cast, "ar", quote)
    lines.edit_lines(actor=actor, lines=[gateway.pk, training.pk], discount=10, tax_rate="9")
    assert [(one.price, one.tax_bp) for one in live(quote)] == [(900_000, 900), (200_000, 900)]
    undo_last(cast, "ar", quote)
    assert [(one.price, one.tax_bp) for one in live(quote)] == [(1_000_000, 1300), (200_000, 600)]


def test_sections_keep_their_lines(cast: Cast, quote: Quote) -> None:
    actor = cast.actor("ar")
    gateway, training = live(quote)
    first = sections.add_section(actor=actor, quote=quote.pk, title="设备")
    second = sections.add_section(actor=actor, quote=quote.pk, title="服务")
    lines.update_line(actor=actor, line=gateway.pk, section=first.pk)
    lines.update_line(actor=actor, line=training.pk, section=second.pk)
    sections.move_section(actor=actor, section=second.pk, way="up")
    found = sheet(actor, now(quote))
    assert [(one.title, one.amount) for one in found.sections] == [("服务", 200_000), ("设备", 2_000_000)]
    assert found.services[0].effort == 2500
    sections.remove_section(actor=actor, section=second.pk)
    assert [one.title for one in sheet(actor, now(quote)).sections] == ["", "设备"]
    undo_last(cast, "ar", quote)
    assert {one.title for one in sheet(actor, now(quote)).sections} == {"服务", "设备"}
    sections.rename_section(actor=actor, section=first.pk, title="硬件")
    undo_last(cast, "ar", quote)
    assert "设备" in {one.title for one in sheet(actor, now(quote)).sections}


def test_a_table_comes_in_at_once_and_goes_at_once(cast: Cast, quote: Quote) -> None:
    actor = cast.actor("ar")
    rows = [BoqRow(section="一、前端", title=f"设备{n}", quantity=2.5, price=Money(1000)) for n in range(1500)]
    lines.import_lines(actor=actor, quote=quote.pk, rows=rows, replace=True)
    row = now(quote)
    assert (row.line_count, row.total) == (1500, 1500 * 2500)
    assert [one.title for one in sheet(actor, row).sections] == ["一、前端"]
    undo_last(cast, "ar", quote)
    assert (now(quote).line_count, now(quote).total) == (2, 2_200_000)


def test_a_day_that_is_over_says_nothing_of_a_new_version(cast: Cast, quote: Quote) -> None:
    actor = cast.actor("ar")
    steps.issue_quote(actor=actor, quote=quote.pk)
    Quote.objects.filter(pk=quote.pk).update(valid_until=soon(-1))
    assert quotes.new_version(actor=actor, quote=quote.pk).valid_until is None


def test_a_new_version_copies_all_and_the_old_one_is_frozen(cast: Cast, quote: Quote) -> None:
    actor = cast.actor("ar")
    with pytest.raises(Refused):
        quotes.new_version(actor=actor, quote=quote.pk)  # a draft is simply changed
    steps.issue_quote(actor=actor, quote=quote.pk)
    with pytest.raises(Refused, match="新建版本"):
        lines.update_line(actor=actor, line=live(quote)[0].pk, discount=5)
    second = quotes.new_version(actor=actor, quote=quote.pk)
    assert (second.code, second.edition, second.previous_id, second.total) == (quote.code, 2, quote.pk, 2_200_000)
    assert second.valid_until == quote.valid_until and not now(quote).latest and second.latest
    with pytest.raises(Refused):
        quotes.new_version(actor=actor, quote=quote.pk)  # one is being worked on
    gateway, training = live(second)
    lines.update_line(actor=actor, line=gateway.pk, discount=8)
    lines.remove_lines(actor=actor, lines=[training.pk])
    lines.add_line(actor=actor, quote=second.pk, title="备件", price=Money(50_000))
    kinds = [(pair.kind, pair.difference) for pair in compared(now(quote), now(second))]
    assert kinds == [("changed", -160_000), ("removed", -200_000), ("added", 50_000)]
    quotes.update_quote(actor=actor, quote=second.pk, valid_until=soon(20))
    steps.issue_quote(actor=actor, quote=second.pk)
    assert now(quote).state == QuoteState.REPLACED
    undo_last(cast, "ar", second)
    assert (now(quote).state, now(second).state) == (QuoteState.ISSUED, QuoteState.DRAFT)
    quotes.delete_quote(actor=actor, quote=second.pk)
    assert now(quote).latest
    quotes.restore_quote(actor=actor, quote=second.pk)
    assert not now(quote).latest and now(second).latest


def test_validity_is_kept(cast: Cast, quote: Quote, monkeypatch: pytest.MonkeyPatch) -> None:
    actor = cast.actor("ar")
    quotes.update_quote(actor=actor, quote=quote.pk, valid_until=None)
    with pytest.raises(Refused, match=r"有效期"):
        steps.issue_quote(actor=actor, quote=quote.pk)
    quotes.update_quote(actor=actor, quote=quote.pk, valid_until=clock.today())
    steps.issue_quote(actor=actor, quote=quote.pk)
    today = clock.today() + timedelta(days=1)
    Quote.objects.filter(pk=quote.pk).update(valid_until=today - timedelta(days=2))
    with pytest.raises(Refused, match=r"过期"):
        steps.accept_quote(actor=actor, quote=quote.pk)
    assert expire_all(system_actor()) == 1 and now(quote).state == QuoteState.EXPIRED
    with pytest.raises(Refused):
        steps.accept_quote(actor=actor, quote=quote.pk)
    steps.extend_quote(actor=actor, quote=quote.pk, valid_until=soon(10))
    steps.accept_quote(actor=actor, quote=quote.pk, note="邮件确认")
    assert (now(quote).state, now(quote).decided_note) == (QuoteState.ACCEPTED, "邮件确认")
    undo_last(cast, "ar", quote)
    assert now(quote).state == QuoteState.ISSUED
    steps.decline_quote(actor=actor, quote=quote.pk)
    undo_last(cast, "ar", quote)
    steps.withdraw_quote(actor=actor, quote=quote.pk)
    assert now(quote).state == QuoteState.WITHDRAWN


def test_the_total_becomes_the_projects_amount(cast: Cast, quote: Quote, deal: Project) -> None:
    steps.take_amount(actor=cast.actor("ar"), quote=quote.pk)
    deal.refresh_from_db()
    assert deal.amount == 2_200_000


def test_who_sees_and_who_edits(cast: Cast, quote: Quote) -> None:
    """The core team of the project works on it; the team reads it through the project; others see nothing."""
    assert Quote.objects.visible_to(cast.actor("sr")).filter(pk=quote.pk).exists()
    lines.add_line(actor=cast.actor("sr"), quote=quote.pk, title="方案设计")
    assert Quote.objects.visible_to(cast.actor("teammate")).filter(pk=quote.pk).exists()
    for part in ("stranger", "guest"):
        assert not Quote.objects.visible_to(cast.actor(part)).filter(pk=quote.pk).exists()
    for part in ("teammate", "fr", "finance"):
        with pytest.raises(Refused):
            lines.add_line(actor=cast.actor(part), quote=quote.pk, title="方案设计")


def test_a_reduction_rounds_the_total(cast: Cast, quote: Quote) -> None:
    quotes.update_quote(actor=cast.actor("ar"), quote=quote.pk, reduction=Money(200_000))
    row = now(quote)
    assert (row.total, row.net + row.tax) == (2_000_000, 2_000_000) and row.discount_bp == 909
    assert undo_last(cast, "ar", quote) and now(quote).reduction == 0
    assert Event.objects.filter(subject=quote.pk).count() >= 4
