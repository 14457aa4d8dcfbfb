"""An operations person moves the company: a messy export comes in, is mended here and in files, undone, done again."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.db.models import Sum
from playwright.sync_api import FilePayload, Page, expect

from pursuit.domain.collaboration.models import Comment
from pursuit.domain.customers.models import Account, Contact
from pursuit.domain.projects.models import Project
from pursuit.kernel.models import ImportBatch, RefusedRow, User
from tests.cast import PASSWORD, assemble
from tests.plumbing.browser import screenshot
from tests.stories.hands import fits, sign_in, with_password
from tests.stories.old_system import BAD, Export, export, mend
from tests.web.importing import work

PAGES = ("01-mapping", "02-check", "03-receipt", "06-what-came-in")  # which are looked at in every respect


@pytest.fixture
def shelf(settings: LazySettings, tmp_path: Path) -> None:
    """A place of the test's own for the files of imports."""
    settings.IMPORTS_ROOT = tmp_path / "imports"  # type: ignore[misc]


@pytest.mark.usefixtures("shelf")
def test_the_old_system_moves_in(transactional_db: None, open_page: Callable[..., Page]) -> None:
    cast = assemble()
    made = export()
    with_password(cast, "operations")
    page = open_page("/imports/")
    sign_in(page, cast.users["operations"].username, PASSWORD)
    _bring(page, made.files())
    _look_the_mapping_over(page)
    _check(page)
    _name_the_stranger(page)
    _mend_some_here(page, made)
    _import(page, "03-receipt")
    assert _here() == (40, 26, 82, 17)
    sent = _take_the_bad_rows(page)
    _bring(page, dict(mend(made, one) for one in sent))
    _import_what_was_sent(page)
    assert _here() == (40, 30, 90, 25)
    assert Project.objects.aggregate(all=Sum("amount"))["all"] == made.sum * 100
    _undo_both(page)
    assert _here() == (0, 0, 0, 0) and not User.objects.filter(name="王小虎").exists()
    _once_more(page, made)
    assert _here() == (40, 30, 90, 25)
    assert Project.objects.aggregate(all=Sum("amount"))["all"] == made.sum * 100


def _here() -> tuple[int, int, int, int]:
    """Customers, contacts, projects, notes of projects that are no descriptions."""
    said = Comment.objects.filter(text__startswith="电话沟通")
    return Account.objects.count(), Contact.objects.count(), Project.objects.count(), said.count()


def _bring(page: Page, files: Mapping[str, bytes]) -> None:
    page.goto(page.url.partition("/imports")[0] + "/imports/")
    given: list[FilePayload] = [{"name": name, "mimeType": "text/csv", "buffer": data} for name, data in files.items()]
    page.get_by_label("从原系统导出的文件").set_input_files(given)
    page.get_by_role("button", name="读取文件").click()
    page.wait_for_url("**/mapping")


def _look_the_mapping_over(page: Page) -> None:
    """Recognised by itself; two columns only this company has are kept as own fields."""
    expect(page.get_by_label("文件来自")).to_have_value("zoho")
    _look(page, "01-mapping")
    page.get_by_role("button", name="保留为自定义字段").click()
    expect(page.get_by_label("“占地面积”对应的字段")).to_have_value("custom:number")


def _check(page: Page) -> None:
    page.get_by_role("button", name="检查").click()
    page.wait_for_url("**/check")
    assert RefusedRow.objects.count() == BAD
    _look(page, "02-check")


def _name_the_stranger(page: Page) -> None:
    """An owner nobody knows: somebody who has left, kept as a person who cannot sign in."""
    page.get_by_label("其余不认识的值").first.select_option("create")
    page.get_by_role("button", name="提交并重新检查").click()
    page.wait_for_load_state()
    expect(page.get_by_text("“王小虎”")).to_have_count(0)
    assert RefusedRow.objects.count() == BAD


def _mend_some_here(page: Page, made: Export) -> None:
    """Amounts and days are typed in place, and two of the ids."""
    name = "Deals_2026_11_20.csv"
    header, cures = list(made.tables[name][0]), made.mended[name]
    mended = 0
    for row, cells in cures.items():
        for label, text in cells.items():
            if label in ("Amount", "Closing Date") or (label == "Record Id" and mended < 20):
                mended += 1
                page.locator(f"[id='cell.2.{row}.{header.index(label)}']").fill(text)
    page.get_by_role("button", name="保存修改并重新检查").click()
    page.wait_for_load_state()
    expect(page.get_by_role("button", name="导入其余正确的行")).to_be_visible()
    assert RefusedRow.objects.count() == BAD - mended == 20


def _import(page: Page, name: str = "") -> None:
    page.get_by_role("button", name="导入").first.click()
    page.locator("#import-progress").wait_for()
    work()
    page.get_by_role("button", name="撤销此次导入").wait_for()
    if name:
        _look(page, name)


def _take_the_bad_rows(page: Page) -> list[bytes]:
    """From the receipt, a file for each table."""
    links = [link.get_attribute("href") for link in page.locator("a[href*='/rejected']").all()]
    assert len(links) == 3
    found = [page.request.get(page.url.partition("/imports")[0] + str(link)) for link in links]
    assert all(one.ok for one in found)
    return [one.body() for one in found]


def _import_what_was_sent(page: Page) -> None:
    """Ids, names and parents mended in the files; our columns of reasons may stay in them."""
    expect(page.get_by_label("“占地面积”对应的字段")).to_have_value(re.compile(r"custom\.\w+"))
    page.get_by_role("button", name="检查").click()
    page.wait_for_url("**/check")
    assert RefusedRow.objects.filter(batch__state="draft").count() == 0
    _import(page)


def _undo_both(page: Page) -> None:
    """The later one first: what came after an import keeps it from going."""
    home = page.url.partition("/imports")[0]
    for batch in ImportBatch.objects.order_by("-pk"):
        page.goto(f"{home}/imports/{batch.pk}/")
        page.get_by_role("button", name="撤销此次导入").click()
        page.locator("#import-progress").wait_for()
        work()
        expect(page.get_by_text("已撤销")).not_to_have_count(0)
    _look(page, "04-undone")


def _once_more(page: Page, made: Export) -> None:
    _bring(page, made.good())
    page.get_by_role("button", name="保留为自定义字段").click()
    page.get_by_role("button", name="检查").click()
    page.wait_for_url("**/check")
    page.get_by_label("其余不认识的值").first.select_option("create")
    page.get_by_role("button", name="提交并重新检查").click()
    page.wait_for_load_state()
    _import(page, "05-receipt-of-all")
    page.get_by_role("link", name="90", exact=True).click()
    expect(page.locator(".list-totals").first).to_contain_text("90")
    _look(page, "06-what-came-in")


def _look(page: Page, name: str) -> None:
    if name in PAGES:
        fits(page)
    screenshot(page, f"story-operations-{name}")
