"""A real plan comes in, people get enough time, the baseline shows what that moved, and the tender date its chance."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from pursuit.domain.plans.models import PlanRow
from pursuit.domain.projects.actions.projects import create_project
from tests.cast import PASSWORD, assemble
from tests.plumbing.browser import screenshot
from tests.stories.hands import fits, said, sign_in, with_password

FILE = Path(__file__).parents[3] / "shared/samples/mspdi/new-product.xml"
pytestmark = pytest.mark.skipif(not FILE.is_file(), reason="../shared/samples/mspdi is not here: NOT TESTED")
LONG = 90_000  # ms: the first question to the engine may wait for the compiler


def test_from_a_file_to_a_chance(transactional_db: None, open_page: Callable[..., Page]) -> None:
    cast = assemble()
    with_password(cast, "ar")
    project = create_project(actor=cast.actor("ar"), title="新产品上市")
    page = open_page("/")
    sign_in(page, "ar", PASSWORD)
    home = page.url.rstrip("/") + f"/projects/{project.pk}/plan"
    _import(page, home)
    _level(page, home)
    _compare(page, home)
    _ask(page, home)


def _import(page: Page, home: str) -> None:
    page.goto(f"{home}/file")
    page.locator("input[type=file]").set_input_files(FILE)
    page.locator("main form button.btn-primary").click()
    expect(page.get_by_text("36", exact=False).first).to_be_visible(timeout=LONG)
    assert PlanRow.objects.count() == 43
    screenshot(page, "story-planner-01-imported")


def _level(page: Page, home: str) -> None:
    page.goto(f"{home}/leveling")
    page.get_by_role("button", name="应用").click(timeout=LONG)
    said(page, "计划已完成资源平衡。")
    assert PlanRow.objects.exclude(leveled=None).exists()


def _compare(page: Page, home: str) -> None:
    page.goto(f"{home}/comparison")
    expect(page.get_by_text("资源平衡：其人员在此之前没有时间。").first).to_be_visible()
    fits(page)
    screenshot(page, "story-planner-02-compared")


def _ask(page: Page, home: str) -> None:
    page.goto(f"{home}/outlook?by=2001-12-31")
    row = page.locator("tr", has_text="整个计划")
    expect(row).to_contain_text("%", timeout=LONG)
    fits(page)
    screenshot(page, "story-planner-03-chance")
