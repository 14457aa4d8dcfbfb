"""The page of rows that contradict the pipeline, its sheet, and the way there from the receipt of an import."""

import io
from pathlib import Path

import pytest
from django.test import Client
from openpyxl import load_workbook

from pursuit.integrations.intake.batches import Import
from pursuit.kernel.models import Event
from tests.cast import Cast
from tests.integrations.ledgers import books
from tests.integrations.ledgers.world import bring, pipeline
from tests.web.making import cost, enter

PAGE = "/insight/contradictions"


@pytest.fixture
def done(cast: Cast, tmp_path: Path) -> Import:
    pipeline(cast)
    return bring(cast, *(make(tmp_path) for make in (books.contracts, books.receivables, books.bids, books.bonds)))


def test_both_values_and_what_to_do(client: Client, cast: Cast, done: Import) -> None:
    page = enter(client, cast, "director").get(PAGE).content.decode()
    for said in ("泵站改造合同", "12,500,000.00 CNY", "11,000,000.00 CNY", "合同没有对应项目", "请登记投标结果"):
        assert said in page
    assert "泵站改造合同" in client.get(f"{PAGE}?batch={done.batch.pk}").content.decode()
    assert "没有与商机矛盾的行" in client.get(f"{PAGE}?batch={done.batch.pk + 1}").content.decode()
    assert "泵站改造合同" in client.get(f"{PAGE}?batch=x").content.decode()
    assert PAGE in client.get("/finance/").content.decode()


def test_who_sees_what(client: Client, cast: Cast, done: Import) -> None:
    assert "泵站改造合同" in enter(client, cast, "teammate").get(PAGE).content.decode()
    assert "没有与商机矛盾的行" in enter(client, cast, "stranger").get(PAGE).content.decode()
    assert enter(client, cast, "guest").get(PAGE).status_code == 403
    assert enter(client, cast, "ar").post(PAGE).status_code == 405


def test_the_sheet_is_on_the_record(client: Client, cast: Cast, done: Import) -> None:
    assert enter(client, cast, "guest").post(f"{PAGE}/export").status_code == 403
    enter(client, cast, "admin")
    assert client.get(f"{PAGE}/export").status_code == 405
    answer = client.post(f"{PAGE}/export", {"batch": str(done.batch.pk)})
    page = load_workbook(io.BytesIO(b"".join(answer))).worksheets[0]
    assert page.max_row == 1 + 9
    assert Event.objects.filter(verb="kernel.list.exported", payload__data__listing="contradictions").count() == 1


def test_the_receipt_shows_sums_and_leads_there(client: Client, cast: Cast, done: Import) -> None:
    page = enter(client, cast, "admin").get(f"/imports/{done.batch.pk}/").content.decode()
    for said in ("台账金额", "合同金额合计", "应收金额合计", f"{PAGE}?batch={done.batch.pk}", "637.5", "台账"):
        assert said in page


def test_a_page_costs_the_same_however_much_there_is(client: Client, cast: Cast, done: Import) -> None:
    enter(client, cast, "director")
    assert cost(client, PAGE) <= 34
