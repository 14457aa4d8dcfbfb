"""Pages of accounts: the standing questions."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pursuit.domain.customers.actions.accounts import create_account, update_account
from pursuit.domain.customers.models import Account
from pursuit.kernel.models import Event
from tests.cast import Cast


@pytest.fixture
def row(cast: Cast) -> Account:
    return create_account(actor=cast.actor("ar"), title="中国移动上海公司", region="上海", tier="a")


def enter(client: Client, cast: Cast, part: str) -> Client:
    client.force_login(cast.users[part])
    return client


def test_works(client: Client, cast: Cast, row: Account) -> None:
    enter(client, cast, "ar")
    for url in (
        "/customers/",
        "/customers/new",
        f"/customers/{row.pk}",
        f"/customers/{row.pk}/edit",
        f"/records/{row.pk}/history",
        "/lists/accounts/totals",
        "/lists/accounts/filter",
        "/lists/accounts/columns",
        f"/records/account/{row.pk}/fields/region",
        "/lookup/account?q=zgyd",
        "/lookup/user?q=an",
    ):
        answer = client.get(url)
        assert answer.status_code == 200, url
    assert "中国移动上海公司" in client.get("/customers/").content.decode()


def test_anonymous_goes_to_sign_in(client: Client, cast: Cast, row: Account) -> None:
    answer = client.get(f"/customers/{row.pk}")
    assert answer.status_code == 303
    assert answer["Location"].startswith("/account/login")


@pytest.mark.parametrize(
    "path", ["customers/{pk}", "customers/{pk}/edit", "records/{pk}/history", "records/account/{pk}/fields/region"]
)
def test_a_stranger_gets_404_as_for_an_unknown_id(client: Client, cast: Cast, row: Account, path: str) -> None:
    enter(client, cast, "stranger")
    assert client.get("/" + path.format(pk=row.pk)).status_code == 404
    assert client.get("/" + path.format(pk=987654)).status_code == 404


def test_a_guest_reads_and_may_not_write(client: Client, cast: Cast, row: Account) -> None:
    enter(client, cast, "guest")
    assert client.get(f"/customers/{row.pk}").status_code == 200
    assert client.post("/customers/new", {"title": "x"}).status_code == 403
    assert client.post(f"/records/account/{row.pk}/fields/region", {"region": "x"}).status_code in (403, 422)
    assert client.get("/customers/").content.decode().count("editable") == 0
    row.refresh_from_db()
    assert row.region == "上海"


@pytest.mark.parametrize(
    ("method", "path"), [("post", "/customers/"), ("delete", "/customers/new"), ("get", "/customers/1/deletion")]
)
def test_wrong_method(client: Client, cast: Cast, method: str, path: str) -> None:
    enter(client, cast, "ar")
    assert getattr(client, method)(path).status_code == 405


def test_a_form_keeps_what_was_typed(client: Client, cast: Cast) -> None:
    enter(client, cast, "ar")
    answer = client.post("/customers/new", {"title": "", "credit_code": "123", "region": "宁波"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="宁波"' in page and 'value="123"' in page
    assert Account.objects.count() == 0


def test_create_edit_undo(client: Client, cast: Cast) -> None:
    enter(client, cast, "ar")
    answer = client.post("/customers/new", {"title": "远洋港务", "tier": "b", "owner": cast.ar.pk})
    assert answer.status_code == 303
    row = Account.objects.get()
    assert answer["Location"] == f"/customers/{row.pk}"
    assert client.post(f"/records/account/{row.pk}/fields/tier", {"tier": "a", "version": 1}).status_code == 200
    row.refresh_from_db()
    assert row.tier == "a"
    event = Event.objects.filter(subject_id=row.pk).latest("pk")
    assert client.post(f"/events/{event.pk}/undo", {"back": f"/customers/{row.pk}"}).status_code == 303
    row.refresh_from_db()
    assert row.tier == "b"


def test_a_stale_form_shows_both_versions_and_saves_again(client: Client, cast: Cast, row: Account) -> None:
    enter(client, cast, "ar")
    update_account(actor=cast.actor("manager"), account=row.pk, region="浦东")
    sent = {"title": row.title, "region": "徐汇", "owner": cast.ar.pk, "version": 1}
    answer = client.post(f"/customers/{row.pk}/edit", sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "浦东" in page and "徐汇" in page
    assert client.post(f"/customers/{row.pk}/edit", sent | {"version": 2}).status_code == 303
    row.refresh_from_db()
    assert row.region == "徐汇"


@pytest.mark.parametrize("many", [3, 30])
def test_query_budget(client: Client, cast: Cast, many: int) -> None:
    for n in range(many):
        create_account(actor=cast.actor("ar"), title=f"客户 {n}")
    enter(client, cast, "ar")
    client.get("/customers/")
    with CaptureQueriesContext(connection) as queries:
        client.get("/customers/")
    assert len(queries) <= 12


def test_export_is_what_is_seen(client: Client, cast: Cast, row: Account) -> None:
    create_account(actor=cast.actor("stranger"), title="看不见的客户")
    enter(client, cast, "ar")
    body = b"".join(
        client.post("/lists/accounts/export", {"format": "csv", "query": "f.tier=a"}).streaming_content
    ).decode()
    assert "中国移动上海公司" in body and "看不见" not in body
    assert Event.objects.filter(verb="kernel.list.exported").exists()
