"""Pages of contracts and of money: the standing questions, the chain by hand, what must not be shown."""

from dataclasses import dataclass

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pursuit.domain.contracts.models import Contract
from pursuit.domain.finance.actions.bonds import create_bond
from pursuit.domain.finance.models import Bond, Instalment, Invoice, Receipt
from pursuit.kernel import clock, revision
from pursuit.kernel.models import RoleRight
from pursuit.kernel.money import Money
from tests.cast import Cast
from tests.finance.money import Deal, deal, of, plan
from tests.web.customers_cast import enter

SHEET = {"HX-Request": "true", "HX-Target": "sheet-host"}
LISTS = (
    "/contracts/", "/finance/", "/finance/ageing", "/finance/instalments", "/finance/invoices", "/finance/receipts",
    "/finance/bonds", "/finance/payables",
)  # fmt: skip
PAGES = (
    "/contracts/{c}", "/contracts/{c}/hand-over/pack", "/projects/{p}/contracts", "/projects/{p}/finance",
)  # fmt: skip
EDIT = (
    "/contracts/{c}/edit", "/contracts/{c}/hand-over", "/contracts/{c}/payment-plan", "/contracts/{c}/changes/new",
    "/finance/instalments/{i}", "/finance/instalments/{i}/acceptance", "/finance/instalments/{i}/invoices/new",
    "/finance/instalments/{i}/payables/new", "/finance/bonds/{b}/edit",
)  # fmt: skip
NEW = ("/contracts/new", "/finance/bonds/new")
POSTS = ("/contracts/{c}/closing", "/contracts/{c}/deletion", "/finance/instalments/{i}/chase", "/finance/letters/{a}")


@dataclass
class World:
    ours: Deal
    about: Contract
    rows: list[Instalment]
    bond: Bond

    def path(self, pattern: str) -> str:
        return pattern.format(
            c=self.about.pk, p=self.ours.project.pk, i=self.rows[0].pk, b=self.bond.pk, a=self.ours.account.pk
        )


@pytest.fixture
def world(cast: Cast) -> World:
    ours = deal(cast)
    about = ours.contract()
    bond = create_bond(
        actor=cast.actor("ar"), kind="performance", beneficiary="东海港口集团", amount=Money(7_654_321),
        fee=Money(98_765), about=ours.project.pk,
    )  # fmt: skip
    return World(ours, about, plan(cast, about), bond)


@pytest.mark.parametrize("path", (*LISTS, *PAGES, *EDIT, *NEW, "/finance/bonds/{b}"))
def test_works(client: Client, cast: Cast, world: World, path: str) -> None:
    assert enter(client, cast, "ar").get(world.path(path)).status_code == 200


@pytest.mark.parametrize("path", (*PAGES, *EDIT))
def test_a_stranger_gets_404(client: Client, cast: Cast, world: World, path: str) -> None:
    enter(client, cast, "stranger")
    assert client.get(world.path(path)).status_code == 404
    assert client.get(path.format(c=98765, p=98765, i=98765, b=98765, a=98765)).status_code == 404


@pytest.mark.parametrize("path", EDIT[:-1])
def test_a_teammate_only_looks(client: Client, cast: Cast, world: World, path: str) -> None:
    assert enter(client, cast, "teammate").get(world.path(PAGES[0])).status_code == 200
    assert client.get(world.path(path)).status_code == 403


@pytest.mark.parametrize("path", (*LISTS, *NEW, *EDIT))
def test_a_guest_gets_403(client: Client, cast: Cast, world: World, path: str) -> None:
    assert enter(client, cast, "guest").get(world.path(path)).status_code == 403


@pytest.mark.parametrize("path", POSTS)
def test_wrong_method(client: Client, cast: Cast, world: World, path: str) -> None:
    assert enter(client, cast, "ar").get(world.path(path)).status_code == 405


def test_a_plan_that_does_not_come_to_the_whole_is_kept_as_typed(client: Client, cast: Cast, world: World) -> None:
    enter(client, cast, "ar")
    url = world.path("/contracts/{c}/payment-plan")
    sent = {
        "line.id": [str(world.rows[0].pk), "", ""],
        "line.trigger": ["prepayment", "final", ""],
        "line.name": ["首付款", "尾款", ""],
        "line.share": ["30", "60", ""],
        "line.amount": ["", "", ""],
        "line.milestone": ["", "", ""],
        "line.fixed_on": ["2027-01-05", "", ""],
        "line.offset_days": ["", "10", ""],
    }
    answer = client.post(url, sent)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "90 %" in page and 'value="首付款"' in page and 'value="2027-01-05"' in page
    sent["line.share"] = ["30", "70", ""]
    assert client.post(url, sent).status_code == 303
    assert [(row.name, row.amount) for row in of(world.about)] == [("首付款", 30_000_000), ("尾款", 70_000_000)]


def test_the_chain_by_hand(client: Client, cast: Cast, world: World) -> None:
    enter(client, cast, "ar")
    first, second = world.rows[0].pk, world.rows[1].pk
    accept = f"/finance/instalments/{second}/acceptance"
    assert client.post(accept, {"happened_on": str(clock.today())}, headers=SHEET).status_code == 422
    paper = SimpleUploadedFile("签收单.pdf", b"%PDF-1.4 x", "application/pdf")
    sent = {"happened_on": str(clock.today()), "file": paper}
    assert client.post(accept, sent, headers=SHEET).status_code == 204
    asked = {"part": "300000", "kind": "special", "buyer": "东海港口集团有限公司", "tax_rate": "13"}
    assert client.post(f"/finance/instalments/{second}/invoices/new", {**asked, "part": "300000.01"}, headers=SHEET)
    assert client.post(f"/finance/instalments/{second}/invoices/new", asked, headers=SHEET).status_code == 204
    made = Invoice.objects.get()
    enter(client, cast, "finance")
    sent = {"number": "26110001", "issued_on": str(clock.today())}
    assert client.post(f"/finance/invoices/{made.pk}/issue", sent, headers=SHEET).status_code == 204
    sent = {"payer": "东海港口", "amount": "500000", "kind": "transfer", "received_on": str(clock.today())}
    assert client.post("/finance/receipts/new", sent).status_code == 303
    row = Receipt.objects.get()
    enter(client, cast, "ar")
    url = f"/finance/receipts/{row.pk}"
    assert f"{url}/claim" in client.get(url).content.decode()
    assert client.post(f"{url}/claim", {"account": world.ours.account.pk}, headers=SHEET).status_code == 204
    refused = client.post(f"{url}/allocation", {f"part.{first}": "300000.01", f"part.{second}": "1"})
    assert refused.status_code == 422 and 'value="300000.01"' in refused.content.decode()
    sent = {f"part.{first}": "200000", f"part.{second}": "300000"}
    assert client.post(f"{url}/allocation", sent).status_code == 303
    assert [one.paid for one in of(world.about)[:2]] == [20_000_000, 30_000_000]
    page = client.get(world.path("/projects/{p}/finance")).content.decode()
    assert "26110001" in page and row.code in page
    letter = client.post(world.path("/finance/letters/{a}"))
    assert letter.status_code == 200 and b"".join(letter.streaming_content)[:2] == b"PK"  # type: ignore[attr-defined]


def test_amounts_of_bonds_never_leave_without_the_right(client: Client, cast: Cast, world: World) -> None:
    """Page, project, list, export, history, search and REST."""
    RoleRight.objects.filter(role__code="seller", right="finance.field.bond").delete()
    RoleRight.objects.filter(role__code="seller", right="finance.bond.view").update(scope="team")
    revision.forget_all()
    enter(client, cast, "ar")
    secret = ("7,654,321", "76,543.21", "76543.21", "7654321", "7.65", "98765", "987.65")
    for path in (
        "/finance/bonds/{b}", "/finance/bonds", "/projects/{p}/finance", "/finance/bonds/{b}/edit",
        "/records/{b}/history", "/lists/bonds/totals", "/finance/bonds?cols=amount,fee,title", "/search?q=东海",
        "/api/v1/bonds", "/api/v1/bonds/{b}", "/lists/bonds/export", "/finance/receipts",
    ):  # fmt: skip
        answer = client.post(world.path(path), {"format": "csv"}) if "export" in path else client.get(world.path(path))
        assert answer.status_code == 200, path
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
        assert not [one for one in secret if one in body.decode("utf-8", "replace")], path
    sent = {"kind": "performance", "beneficiary": "x", "form": "cash", "out_on": str(clock.today()), "amount": "1"}
    client.post(world.path("/finance/bonds/{b}/edit"), sent)
    assert Bond.objects.get().amount == 7_654_321


@pytest.mark.parametrize("path", ("/projects/{p}/finance", "/contracts/{c}", "/finance/", "/finance/ageing"))
def test_queries_do_not_grow_with_the_rows(client: Client, cast: Cast, world: World, path: str) -> None:
    enter(client, cast, "ar")
    url = world.path(path)
    client.get(url)
    with CaptureQueriesContext(connection) as few:
        client.get(url)
    for _at in range(4):
        plan(cast, world.ours.contract())
    client.get(url)
    with CaptureQueriesContext(connection) as many:
        client.get(url)
    assert len(many) <= len(few) + 2 and len(few) < 70, (len(few), len(many))
