"""Looking through the REST door: lists, records, history, and who sees what."""

import pytest

from pursuit.domain.customers.actions.accounts import create_account
from pursuit.domain.customers.models import Account
from tests.cast import Cast
from tests.rest.conftest import Calls


def test_a_list_pages_by_cursor(caller: Calls, cast: Cast) -> None:
    for number in range(30):
        create_account(actor=cast.actor("ar"), title=f"客户{number:02}")
    ar = caller("ar")
    seen, address = [], "/accounts?size=25&cols=title,owner"
    while address:
        response = ar("GET", address)
        assert response.status_code == 200
        page = response.json()
        seen += [row["id"] for row in page["items"]]
        assert ("Link" in response.headers) == bool(page["next"])
        address = page["next"]
    assert len(seen) == len(set(seen)) == 30
    assert page["items"][0]["owner"] == {"id": cast.ar.pk, "title": "安然"}


def test_filter_search_and_sort(caller: Calls, cast: Cast, account: Account) -> None:
    create_account(actor=cast.actor("ar"), title="国家电网", industry="power")
    ar = caller("ar")
    names = lambda address: [row["title"] for row in ar("GET", address).json()["items"]]  # noqa: E731
    assert names("/accounts?f.industry=power") == ["国家电网"]
    assert names("/accounts?q=zgyd") == ["中国移动上海公司"]
    assert set(names("/accounts?f.owner=me&sort=-updated")) == {"国家电网", "中国移动上海公司"}


@pytest.mark.parametrize(
    "query",
    [
        "f.nothing=1",
        "sort=password",
        "cols=hash",
        "size=7",
        "foo=1",
        "after=x",
        "f.owner=abc",
        "f.updated.gte=nonsense",
    ],
)
def test_what_a_list_does_not_know_is_refused(caller: Calls, query: str) -> None:
    response = caller("ar")("GET", f"/accounts?{query}")
    assert response.status_code == 422
    problem = response.json()
    assert response.headers["Content-Type"] == "application/problem+json"
    assert problem["errors"][0]["parameter"] in query


def test_one_record_in_full_with_its_version(caller: Calls, account: Account) -> None:
    ar = caller("ar")
    response = ar("GET", f"/accounts/{account.pk}")
    body = response.json()
    assert response.status_code == 200
    assert body["industry"]["code"] == "telecom"
    assert body["note"] == "要紧"  # editable, and no column of the list
    assert response.headers["ETag"] == f'"{account.pk}-{body["version"]}"'
    again = ar("GET", f"/accounts/{account.pk}", If_None_Match=response.headers["ETag"])
    assert again.status_code == 304
    assert not again.content


def test_unknown_and_invisible_are_the_same(caller: Calls, account: Account) -> None:
    stranger = caller("stranger")
    hidden = stranger("GET", f"/accounts/{account.pk}")
    unknown = stranger("GET", "/accounts/987654321")
    assert hidden.status_code == unknown.status_code == 404
    assert {**hidden.json(), "instance": ""} == {**unknown.json(), "instance": ""}
    assert stranger("GET", "/accounts").json()["items"] == []
    assert stranger("GET", f"/accounts/{account.pk}/history").status_code == 404
    assert stranger("GET", "/search?q=中国移动").json()["items"] == []


def test_history_tells_what_changed(caller: Calls, account: Account) -> None:
    ar = caller("ar")
    tag = ar("GET", f"/accounts/{account.pk}").headers["ETag"]
    assert ar("PATCH", f"/accounts/{account.pk}", {"region": "华东"}, If_Match=tag).status_code == 200
    entries = ar("GET", f"/accounts/{account.pk}/history").json()["items"]
    assert [one["event"] for one in entries] == ["account.updated", "account.created"]
    assert entries[0]["changes"] == [{"field": "region", "label": "区域", "before": "", "after": "华东"}] or (
        entries[0]["changes"][0]["after"] == "华东"
    )
    undone = ar("POST", f"/events/{entries[0]['id']}/undo")
    assert undone.status_code == 204
    assert ar("GET", f"/accounts/{account.pk}").json()["region"] is None


def test_me_and_search(caller: Calls, cast: Cast, account: Account) -> None:
    ar = caller("ar", "read")
    me = ar("GET", "/me").json()
    assert (me["id"], me["scopes"]) == (cast.ar.pk, ["read"])
    assert "customers.view" in me["rights"]
    assert "customers.edit" not in me["rights"]
    found = ar("GET", "/search?q=移动&type=account").json()["items"]
    assert found == [{"id": account.pk, "type": "account", "title": "中国移动上海公司"}]
    assert ar("GET", "/search?q=移动&type=nothing").status_code == 422


def test_the_number_of_queries_does_not_grow(caller: Calls, cast: Cast, django_assert_max_num_queries: object) -> None:
    ar = caller("ar")
    for number in range(25):
        create_account(actor=cast.actor("ar"), title=f"客户{number:02}")
    ar("GET", "/accounts")
    with django_assert_max_num_queries(20):  # type: ignore[operator]
        assert len(ar("GET", "/accounts").json()["items"]) == 25
