"""A director with a phone: the board, one project, an approval with a remark; the asker reads the answer."""

from collections.abc import Callable
from datetime import timedelta

from playwright.sync_api import Page, expect

from pursuit.domain.projects.actions.projects import update_project
from pursuit.domain.projects.actions.stages import move_stage
from pursuit.domain.projects.models import Project
from pursuit.kernel import approvals, clock
from pursuit.kernel.models import Approval, ApprovalState
from pursuit.kernel.money import Money
from tests.cast import PASSWORD, Cast, assemble
from tests.plumbing.browser import screenshot
from tests.stories.hands import fits, said, sign_in, with_password
from tests.web.making import make_deal, stage_of, with_chain, with_triangle

ASKED = "变电站监控系统"
REMARK = "同意立项。下周三前把业主总工的态度摸清。"


def test_on_the_way(transactional_db: None, open_page: Callable[..., Page]) -> None:
    cast = assemble()
    with_password(cast, "director", "ar")
    row = _a_question(cast)
    page = open_page("/", width=390)
    sign_in(page, "director", PASSWORD)
    _look_at_the_board(page)
    _open_a_project(page)
    _approve(page)
    row.refresh_from_db()
    assert (row.stage.code, Approval.objects.get().state) == ("shape", ApprovalState.APPROVED)
    _the_asker_reads(open_page("/", width=390))


def _a_question(cast: Cast) -> Project:
    """Two deals; for one the account manager has asked, and the head of the team has said yes."""
    row = with_triangle(cast, make_deal(cast, ASKED, grade="b"))
    with_chain(cast, row, 3)
    make_deal(cast, "配网自动化改造", grade="a", amount=Money(1_260_000_000))
    ar = cast.actor("ar")
    soon = clock.today() + timedelta(days=2)
    update_project(actor=ar, project=row.pk, next_step="向评审会汇报", next_step_on=soon)
    target = stage_of(row, "shape").pk
    asked = move_stage(actor=ar, project=row.pk, stage=target, reason="客户已立项，预算落实。").approval
    approvals.decide_approval(actor=cast.actor("manager"), approval=asked.pk, approved=True, comment="团队同意。")
    return row


def _bar(page: Page, name: str) -> None:
    """The bar at the foot of a phone's screen."""
    page.get_by_role("navigation", name="快捷导航").get_by_role("link", name=name).click()


def _look_at_the_board(page: Page) -> None:
    expect(page.get_by_role("heading", name="我的工作台")).to_be_visible()
    fits(page)
    screenshot(page, "story-director-01-desk")
    _bar(page, "销售项目")
    page.get_by_role("link", name="看板").click()
    expect(page.get_by_role("link", name=ASKED)).to_be_visible()
    expect(page.get_by_role("region", name="看板")).to_contain_text("配网自动化改造")
    fits(page)
    screenshot(page, "story-director-02-board")


def _open_a_project(page: Page) -> None:
    page.get_by_role("link", name=ASKED).click()
    expect(page.get_by_role("heading", name=ASKED)).to_be_visible()
    expect(page.get_by_role("region", name="评论")).to_be_visible()
    fits(page)
    screenshot(page, "story-director-03-project")


def _approve(page: Page) -> None:
    _bar(page, "审批")
    expect(page.get_by_role("heading", name="审批", exact=True)).to_be_visible()
    fits(page)
    screenshot(page, "story-director-04-approvals")
    page.get_by_role("link", name=ASKED).click()
    expect(page.get_by_role("list")).to_contain_text(["团队同意"])
    page.get_by_role("textbox", name="意见").fill(REMARK)
    fits(page)
    screenshot(page, "story-director-05-approval")
    page.get_by_role("button", name="同意").click()
    said(page, "已同意")
    fits(page)
    screenshot(page, "story-director-06-approved")


def _the_asker_reads(page: Page) -> None:
    """In the notifications, in the approval itself, and on the project, which has moved on."""
    sign_in(page, "ar", PASSWORD)
    page.get_by_role("banner").get_by_role("link", name="通知").click()
    expect(page.locator("#main")).to_contain_text("高峻")
    fits(page)
    screenshot(page, "story-director-07-asker-hears")
    _bar(page, "审批")
    page.get_by_role("link", name=ASKED).click()
    expect(page.locator("#main")).to_contain_text(REMARK)
    fits(page)
    screenshot(page, "story-director-08-asker-reads")
    page.locator("#main").get_by_role("link", name=ASKED).click()
    expect(page.get_by_role("list", name="阶段").locator("[aria-current]")).to_contain_text("标前引导")
    screenshot(page, "story-director-09-moved-on")
