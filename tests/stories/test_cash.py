"""The acceptance slips 45 days: the money stands in a later month. A receipt pays instalments of two contracts."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from playwright.sync_api import Page, expect

from pursuit.domain.contracts.models import Contract
from pursuit.domain.finance.actions.plans import set_plan
from pursuit.domain.finance.models import Instalment
from pursuit.domain.plans.actions.rows import add_row
from pursuit.kernel import clock
from tests.cast import PASSWORD, Cast, assemble
from tests.finance.money import Deal, deal, of
from tests.plumbing.browser import screenshot
from tests.stories.hands import choose, fits, said, sheet, sign_in, with_password

SHOWN = "25.00"  # 万元: a quarter of the first contract
ACCEPTED, AFTER, SLIP = 120, 30, 45


def test_the_slip_and_the_receipt(transactional_db: None, open_page: Callable[..., Page]) -> None:
    cast = assemble()
    with_password(cast, "ar", "finance")
    ours, first, second = _contracts(cast)
    page = open_page("/", width=1400)
    sign_in(page, "ar", PASSWORD)
    base = page.url.rstrip("/")
    agreed = _due(first)
    page.goto(f"{base}/projects/{ours.project.pk}")
    page.get_by_role("navigation", name="视图").get_by_role("link", name="资金", exact=True).click()
    _stands(page, agreed, moved=False)
    fits(page)
    screenshot(page, "story-cash-01-project-before")
    _slip(page)
    later = _due(first)
    assert SLIP - 3 <= (later - agreed).days <= SLIP + 3 and later.month != agreed.month
    page.get_by_role("navigation", name="视图").get_by_role("link", name="资金", exact=True).click()
    _stands(page, later, moved=True)
    fits(page)
    screenshot(page, "story-cash-02-project-after")
    page.get_by_role("navigation", name="主导航").get_by_role("link", name="资金", exact=True).click()
    _stands(page, later, moved=True)
    fits(page)
    screenshot(page, "story-cash-03-company")
    money = open_page("/", width=390)
    sign_in(money, "finance", PASSWORD)
    _stands_on_a_phone(money, later)
    _receipt(money)
    _allocate(page, ours, first, second)


def _contracts(cast: Cast) -> tuple[Deal, Contract, Contract]:
    """Two signed contracts of one customer; the end of the first hangs on the final acceptance."""
    ours = deal(cast)
    day = f"{clock.today() + timedelta(days=ACCEPTED):%Y-%m-%d}T09:00"
    stone = add_row(
        actor=cast.actor("ar"), about=ours.project.pk, title="终验", milestone=True, limit="snet", limit_at=day
    )
    first, second = ours.contract(100_000_000), ours.contract(20_000_000, title="智慧码头备件合同")
    soon = clock.today() + timedelta(days=10)
    lines: list[dict[str, object]] = [
        {"trigger": "prepayment", "share": "75", "fixed_on": soon},
        {"trigger": "final", "share": "25", "milestone": stone.pk, "offset_days": AFTER},
    ]
    set_plan.run(cast.actor("ar"), {"contract": first.pk, "lines": lines})
    set_plan.run(cast.actor("ar"), {"contract": second.pk, "lines": [{**lines[0], "share": "100"}]})
    return ours, first, second


def _due(about: Contract) -> date:
    due = Instalment.objects.get(contract=about, trigger="final").due_on
    assert due
    return due


def _stands(page: Page, month: date, *, moved: bool) -> None:
    """In the table of the forecast: what is expected stands in this month, what was agreed where it was."""
    if not page.locator("details.money-table[open]").count():
        page.get_by_text("按月数字").click()
    cells = page.get_by_role("row", name=re.compile(f"^{month:%Y-%m} ")).get_by_role("cell")
    expect(cells.nth(1)).to_contain_text("—" if moved else SHOWN)
    expect(cells.nth(2)).to_contain_text(SHOWN)


def _slip(page: Page) -> None:
    """On the plan, where whoever delivers says so."""
    page.get_by_role("navigation", name="视图").get_by_role("link", name="计划", exact=True).click()
    page.locator(".gantt_row", has_text="终验").click()
    panel = page.locator("form[data-wish]")
    moved = clock.today() + timedelta(days=ACCEPTED + SLIP)
    panel.get_by_role("textbox", name=re.compile("^限制日期")).fill(f"{moved:%Y-%m-%d}T09:00")
    panel.get_by_role("button", name="保存").click()
    said(page, "保存")
    screenshot(page, "story-cash-04-plan")


def _stands_on_a_phone(page: Page, month: date) -> None:
    page.goto(f"{page.url.rstrip('/')}/finance/")
    page.get_by_text("按月数字").click()
    card = page.get_by_role("row").filter(has_text=f"{month:%Y-%m}")
    expect(card).to_contain_text(SHOWN)
    fits(page)
    screenshot(page, "story-cash-05-company")


def _receipt(page: Page) -> None:
    page.get_by_role("link", name="登记到款").click()
    page.get_by_role("textbox", name="付款单位").fill("东海港口集团有限公司")
    page.get_by_role("textbox", name="金额").fill("90万")
    page.get_by_role("button", name="登记").click()
    expect(page.get_by_text("待认领", exact=True)).to_be_visible()


def _allocate(page: Page, ours: Deal, first: Contract, second: Contract) -> None:
    """Found under what to do next, claimed, shared out; not a fen more than it has."""
    page.reload()
    page.get_by_role("link", name="去认领").click()
    page.get_by_role("link", name="东海港口集团有限公司").first.click()
    page.get_by_role("button", name="认领", exact=True).click()
    choose(sheet(page, "认领到款"), "客户", ours.account.title)
    page.locator("#sheet").get_by_role("button", name="认领").click()
    boxes = page.get_by_role("textbox", name=re.compile("^核销 预付款"))
    expect(boxes).to_have_count(2)
    boxes.nth(0).fill("75万")
    boxes.nth(1).fill("20万")
    page.get_by_role("button", name="核销").click()
    expect(page.get_by_text("这笔到款只剩 150,000.00 可用。")).to_be_visible()
    expect(boxes.nth(0)).to_have_value("75万")
    screenshot(page, "story-cash-06-too-much")
    boxes.nth(1).fill("15万")
    page.get_by_role("button", name="核销").click()
    expect(page.get_by_role("button", name="撤回")).to_have_count(2)
    fits(page)
    screenshot(page, "story-cash-07-allocated")
    assert [row.paid for about in (first, second) for row in of(about)] == [75_000_000, 0, 15_000_000]
