"""Pages of quotes: a quote from its name to the answer of the customer, its table, a bill of quantities, the limits."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook, load_workbook

from pursuit.domain.catalogue.models import Product
from pursuit.domain.offers.models import DiscountLimit, Quote, QuoteLine
from pursuit.domain.projects.models import Project
from pursuit.kernel import approvals
from pursuit.kernel.models import Role
from tests.cast import Cast
from tests.offers.conftest import account, deal, product, quote
from tests.projects.conftest import soon
from tests.web.making import cost, enter

__all__ = ["account", "deal", "product", "quote"]


def lines(row: Quote) -> list[QuoteLine]:
    return list(row.lines.filter(removed=False).order_by("place"))


def test_a_quote_from_its_name_to_two_versions(client: Client, cast: Cast, deal: Project, product: Product) -> None:
    """The story: a draft, a discount beyond the limit, approved, issued; a second version, compared, accepted."""
    enter(client, cast, "ar")
    tab = f"/projects/{deal.pk}/quotes"
    assert "还没有报价" in client.get(tab).content.decode()
    assert client.post(f"{tab}/new", {"title": "", "currency": "CNY", "tax_rate": "13"}).status_code == 422
    sent = {"title": "监控报价", "currency": "CNY", "tax_rate": "13", "with_tax": "true", "valid_until": f"{soon(30)}"}
    answer = client.post(f"{tab}/new", sent)
    first = Quote.objects.get()
    url = f"/quotes/{first.pk}"
    assert (answer.status_code, answer["Location"]) == (303, url)

    assert client.post(f"{url}/lines/quick", {"product": product.pk, "quantity": "3"}).status_code == 303
    assert client.post(f"{url}/lines/quick", {"product": "", "quantity": "3"}).status_code == 303
    bad = client.post(f"{url}/lines/quick", {"product": product.pk, "quantity": "-1"})
    assert bad.status_code == 422
    assert client.post(f"{url}/sections/new", {"title": "服务"}).status_code == 303
    section = first.sections.get()
    service = {
        "title": "驻场维护", "quantity": "1", "price": "50,000", "price_currency": "CNY", "tax_rate": "6",
        "section": section.pk, "option": "included", "phase": "after", "sla": "2 小时响应", "effort": "20",
    }  # fmt: skip
    assert client.post(f"{url}/lines/new", service).status_code == 303
    gateway, _service = lines(first)
    page = client.get(url).content.decode()
    assert 'for="add-quantity"' in page and "f-quantity" not in page, "a sheet over it has a quantity as well"
    assert "80,000.00" in page and "2 小时响应" in page and "售后" in page

    row = {f"discount.{gateway.pk}": "30"}
    assert client.post(f"{url}/cells", row).status_code == 303
    gateway.refresh_from_db()
    assert gateway.price == 700_000
    refused = client.post(f"{url}/issue")
    assert refused.status_code == 422 and "超过您可自行给出的 10%" in refused.content.decode()
    assert client.post(f"{url}/submission", {"reason": "对手更低"}).status_code == 303
    first.refresh_from_db()
    assert "价格正在审批" in client.get(url).content.decode()
    assert "监控报价" in enter(client, cast, "manager").get(f"/approvals/{first.approval_id}").content.decode()
    approvals.decide_approval(actor=cast.actor("manager"), approval=first.approval_id or 0, approved=True)
    enter(client, cast, "ar")
    assert "价格已批准" in client.get(url).content.decode()
    assert client.post(f"{url}/issue").status_code == 303

    answer = client.post(f"{url}/version")
    second = Quote.objects.get(edition=2)
    assert answer["Location"] == f"/quotes/{second.pk}"
    newer = f"/quotes/{second.pk}"
    longer = service | {"title": "驻场维护（两年）", "section": second.sections.get().pk}
    assert client.post(f"{newer}/lines/{lines(second)[1].pk}", longer).status_code == 303
    compared = client.get(f"{newer}/comparison/{first.pk}").content.decode()
    assert "驻场维护（两年）" in compared and "变更 1" in compared and "相同 1" in compared
    assert "明细相同" in client.get(f"{newer}/comparison/{second.pk}").content.decode()
    assert client.post(f"{newer}/edit", sent | {"valid_until": f"{soon(40)}", "reduction": ""}).status_code == 303
    client.post(f"{newer}/submission", {})
    second.refresh_from_db()
    approvals.decide_approval(actor=cast.actor("manager"), approval=second.approval_id or 0, approved=True)
    assert client.post(f"{newer}/issue").status_code == 303
    assert client.post(f"{newer}/acceptance", {"note": "盖章回传"}).status_code == 303
    assert client.post(f"{newer}/amount").status_code == 303
    deal.refresh_from_db()
    second.refresh_from_db()
    assert (second.state, deal.amount) == ("accepted", second.total)
    assert "监控报价" in client.get(tab).content.decode() and "监控报价" in client.get("/quotes/").content.decode()


def test_what_the_sheet_leaves_empty_is_what_the_product_says(
    client: Client, cast: Cast, quote: Quote, product: Product
) -> None:
    enter(client, cast, "sr")
    sent = {
        "product": product.pk, "title": "", "spec": "", "measure": "", "quantity": "1,200", "listed": "", "price": "",
        "cost": "", "discount": "", "tax_rate": "13", "option": "included", "phase": "none", "section": "",
    }  # fmt: skip
    assert client.post(f"/quotes/{quote.pk}/lines/new", sent).status_code == 303
    made = lines(quote)[-1]
    assert (made.title, made.quantity, made.price, made.cost) == ("边缘网关", 1_200_000, 1_000_000, 600_000)
    changed = {"title": "边缘网关", "quantity": "2", "listed": "10,000.00", "listed_currency": "CNY",
               "discount": "12.5", "price": "10,000.00", "price_currency": "CNY",
               "cost": "6,000.00", "cost_currency": "CNY",
               "tax_rate": "13", "option": "included", "phase": "none"}  # fmt: skip
    assert client.post(f"/quotes/{quote.pk}/lines/{made.pk}", changed).status_code == 303
    made.refresh_from_db()
    assert (made.price, made.discount_bp, made.cost) == (875_000, 1250, 600_000)


def test_a_sheet_over_the_same_page_is_answered_with_the_page_anew(client: Client, cast: Cast, quote: Quote) -> None:
    """A jump to another place of the page alone would show it without the new line, under a sheet that stays open."""
    enter(client, cast, "ar")
    sent = {"title": "驻场", "quantity": "1", "price": "5万", "price_currency": "CNY", "tax_rate": "6",
            "option": "included", "phase": "none"}  # fmt: skip
    here = {
        "HX-Request": "true",
        "HX-Target": "sheet-host",
        "HX-Current-URL": f"http://testserver/quotes/{quote.pk}#add",
    }
    answer = client.post(f"/quotes/{quote.pk}/lines/new", sent, headers=here)
    assert (answer["HX-Redirect"], answer["HX-Refresh"]) == (f"/quotes/{quote.pk}#lines", "true")
    here["HX-Current-URL"] = f"http://testserver/quotes/{quote.pk}?from=150"
    assert "HX-Refresh" not in client.post(f"/quotes/{quote.pk}/lines/new", sent, headers=here)


def test_the_table_keeps_what_was_typed_and_takes_all_or_nothing(client: Client, cast: Cast, quote: Quote) -> None:
    enter(client, cast, "ar")
    gateway, training = lines(quote)
    url = f"/quotes/{quote.pk}"
    sent = {f"quantity.{gateway.pk}": "5", f"price.{training.pk}": "很多钱"}
    answer = client.post(f"{url}/cells", sent)
    page = answer.content.decode()
    assert answer.status_code == 422 and 'value="很多钱"' in page and 'value="5"' in page
    gateway.refresh_from_db()
    assert gateway.quantity == 2000
    one = client.post(
        f"{url}/cells", {"one": gateway.pk, f"quantity.{gateway.pk}": "5"}, headers={"HX-Request": "true"}
    )
    assert one.status_code == 200 and "50,000.00" in one.content.decode() and "q-figures" in one.content.decode()
    assert 'id="q-actions"' in one.content.decode() and f"{url}/issue" in one.content.decode()
    cheap = {"one": gateway.pk, f"discount.{gateway.pk}": "40"}
    beyond = client.post(f"{url}/cells", cheap, headers={"HX-Request": "true"}).content.decode()
    assert f'btn-primary" href="{url}/submission"' in beyond, "the button says what the line above says"
    client.post(f"{url}/cells", cheap | {f"discount.{gateway.pk}": "0"}, headers={"HX-Request": "true"})
    sent = {"one": gateway.pk, f"discount.{gateway.pk}": "八折"}
    said = client.post(f"{url}/cells", sent, headers={"HX-Request": "true"}).content.decode()
    assert "“八折”不是数字" in said and 'aria-invalid="true"' in said
    stale = client.post(f"{url}/cells", {"version": "1", f"quantity.{gateway.pk}": "6"})
    assert stale.status_code == 422
    assert client.post(f"{url}/lines/{training.pk}/move", {"way": "up"}).status_code == 303
    assert [one.pk for one in lines(quote)] == [training.pk, gateway.pk]
    both = {"line": [gateway.pk, training.pk], "do": "tax_rate", "all_tax_rate": "9"}
    assert client.post(f"{url}/together", both).status_code == 303
    assert {one.tax_bp for one in lines(quote)} == {900}
    assert client.post(f"{url}/together", both | {"do": "discount", "all_discount": "viel"}).status_code == 422
    assert client.post(f"{url}/together", {"do": f"remove.{training.pk}"}).status_code == 303
    assert [one.pk for one in lines(quote)] == [gateway.pk]
    assert client.post(f"{url}/deletion").status_code == 303


def sheet() -> SimpleUploadedFile:
    book = Workbook()
    page = book.active
    assert page is not None
    page.append(["某水厂自控工程量清单"])
    page.append(["序号", "设备名称", "规格型号", "单位", "数量", "单价（万元）", "合价（万元）", "备注"])
    page.append(["一", "中控室", None, None, None, None, None, None])
    for n in range(300):
        page.append([n + 1, f"设备{n}", "定制", "台", 2, 0.5, 1, None])
    page.append([None, "小计", None, None, None, None, 300, None])
    page.append(["x", "坏行", None, "台", "许多", 1, 1, None])
    page.append([None, "合计", None, None, None, None, 999, None])
    out = io.BytesIO()
    book.save(out)
    return SimpleUploadedFile("清单.xlsx", out.getvalue())


def test_a_bill_of_quantities_comes_in(client: Client, cast: Cast, quote: Quote) -> None:
    enter(client, cast, "ar")
    url = f"/quotes/{quote.pk}/table"
    assert client.get(url).status_code == 200
    assert client.post(url, {"do": "take"}).status_code == 422
    looked = client.post(url, {"do": "look", "file": sheet()})
    page = looked.content.decode()
    assert (
        looked.status_code == 200
        and "3,000,000.00" in page
        and "第 305 行" in page
        and "第 306 行" in page
        and "金额单位：万元" in page
    )
    assert len(lines(quote)) == 2
    taken = client.post(url, {"do": "take", "replace": "true", "file": sheet()})
    quote.refresh_from_db()
    assert taken.status_code == 200 and "已导入 300 行" in taken.content.decode()
    assert (quote.line_count, quote.total) == (300, 300_000_000)
    assert client.get(f"/quotes/{quote.pk}?from=150").status_code == 200
    pasted = "名称\t数量\t单价\n网线\t10\t2.5\n"
    assert client.post(url, {"do": "take", "pasted": pasted}).status_code == 303
    quote.refresh_from_db()
    assert quote.line_count == 301 and quote.total == 300_002_500
    assert client.post(url, {"do": "take", "pasted": "甲\t乙\n1\t2\n"}).status_code == 422
    assert client.post(url, {"do": "take", "file": SimpleUploadedFile("x.pdf", b"1")}).status_code == 422


def test_the_workbook_says_the_same_totals(client: Client, cast: Cast, quote: Quote) -> None:
    enter(client, cast, "ar")
    answer = client.post(f"/quotes/{quote.pk}/document", {"form": "xlsx"})
    page = load_workbook(io.BytesIO(answer.content)).active
    assert page is not None
    found = {str(row[1].value): row[8].value for row in page.iter_rows() if row[1].value}
    assert float(str(found["含税总价"])) * 100 == quote.total and float(str(found["不含税总价"])) * 100 == quote.net
    assert any("贰万贰仟元整" in str(cell.value) for row in page.iter_rows() for cell in row)


def test_limits(client: Client, cast: Cast, quote: Quote) -> None:
    role = Role.objects.get(code="seller")
    enter(client, cast, "ar")
    assert "10%" in client.get("/quotes/limits").content.decode()
    assert client.post(f"/quotes/limits/{role.pk}", {"discount": "50", "margin": "0"}).status_code == 403
    enter(client, cast, "operations")
    assert client.get(f"/quotes/limits/{role.pk}").status_code == 200
    assert client.post(f"/quotes/limits/{role.pk}", {"discount": "500", "margin": "0"}).status_code == 422
    assert client.post(f"/quotes/limits/{role.pk}", {"discount": "12", "margin": "18"}).status_code == 303
    assert DiscountLimit.objects.get(role=role).discount_bp == 1200
    assert client.post(f"/quotes/limits/{role.pk}/removal").status_code == 303
    assert client.get("/quotes/limits/999999").status_code == 404


@pytest.mark.parametrize(
    ("part", "status"), [("ar", 200), ("teammate", 200), ("fr", 200), ("stranger", 404), ("guest", 403)]
)
def test_who_opens_it(client: Client, cast: Cast, quote: Quote, part: str, status: int) -> None:
    assert enter(client, cast, part).get(f"/quotes/{quote.pk}").status_code == status
    post = client.post(f"/quotes/{quote.pk}/issue")
    assert post.status_code == {"ar": 303, "teammate": 403, "fr": 403, "stranger": 404, "guest": 403}[part]


def test_wrong_methods_and_ids(client: Client, cast: Cast, quote: Quote) -> None:
    enter(client, cast, "ar")
    for tail in ("issue", "version", "cells", "together", "document", "deletion", "amount", "recall"):
        assert client.get(f"/quotes/{quote.pk}/{tail}").status_code == 405, tail
        assert client.post(f"/quotes/99999/{tail}").status_code == 404, tail
    assert client.get("/quotes/99999").status_code == 404
    assert client.get(f"/quotes/{quote.pk}/lines/99999").status_code == 404
    assert client.post(f"/quotes/{quote.pk}/sections/99999/move", {"way": "up"}).status_code == 404
    assert client.post(f"/quotes/{quote.pk}/document", {"form": "pdf"}).status_code == 422


def test_pages_ask_the_database_a_bounded_number_of_times(client: Client, cast: Cast, quote: Quote) -> None:
    enter(client, cast, "ar")
    url = f"/quotes/{quote.pk}"
    few = {at: cost(client, at) for at in (url, "/quotes/", f"/projects/{quote.project_id}/quotes")}
    rows = "名称\t数量\t单价\n" + "".join(f"设备{n}\t{n + 1}\t2.5\n" for n in range(80))
    client.post(f"{url}/table", {"do": "take", "pasted": rows})
    many = {at: cost(client, at) for at in few}
    assert many == few and few[url] <= 30, few
