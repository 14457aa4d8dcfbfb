"""Changing through the REST door: create, PATCH with If-Match, delete, restore, verbs, and every way to be refused."""

import json

import pytest

from pursuit.domain.customers.models import Account
from tests.cast import Cast
from tests.rest.conftest import Calls


def test_create_read_change_delete_restore(caller: Calls) -> None:
    ar = caller("ar")
    made = ar("POST", "/accounts", {"title": "国家电网", "tier": "vip"})
    assert made.status_code == 201
    where = made.headers["Location"]
    assert where == f"/api/v1/accounts/{made.json()['id']}"
    assert made.json()["tier"]["code"] == "vip"
    changed = ar("PATCH", where, {"short_name": "国网", "tier": None}, If_Match=made.headers["ETag"])
    assert changed.status_code == 200
    assert (changed.json()["short_name"], changed.json()["tier"]) == ("国网", None)
    assert changed.headers["ETag"] != made.headers["ETag"]
    gone = ar("DELETE", where, If_Match=changed.headers["ETag"])
    assert gone.status_code == 204
    assert ar("GET", where).status_code == 404
    assert ar("POST", f"{where}/restore").status_code == 200
    assert ar("GET", where).json()["short_name"] == "国网"


def test_versions(caller: Calls, account: Account) -> None:
    ar, at = caller("ar"), f"/accounts/{account.pk}"
    tag = ar("GET", at).headers["ETag"]
    assert ar("PATCH", at, {"region": "x"}).status_code == 428
    assert ar("DELETE", at).status_code == 428
    assert ar("PATCH", at, {"region": "华东"}, If_Match=tag).status_code == 200
    stale = ar("PATCH", at, {"region": "华北"}, If_Match=tag)
    assert stale.status_code == 412
    assert (stale.json()["current"], stale.json()["yours"]) == (2, 1)
    assert ar("PATCH", at, {"region": "华北"}, If_Match='"1-999"').status_code == 412
    assert ar("PATCH", at, {"region": "华北"}, If_Match="nonsense").status_code == 412
    assert ar("PATCH", at, {"region": "华南"}, If_Match="*").status_code == 200
    assert ar("GET", at).json()["region"] == "华南"


def test_rights_at_the_door(caller: Calls, account: Account) -> None:
    at = f"/accounts/{account.pk}"
    for part, status in {"teammate": 403, "guest": 403, "stranger": 404, "manager": 200}.items():
        assert caller(part)("PATCH", at, {"region": part}, If_Match="*").status_code == status, part
    assert caller("ar", "read")("PATCH", at, {"region": "x"}, If_Match="*").status_code == 403
    assert caller("ar", "read")("POST", "/accounts", {"title": "x"}).status_code == 403
    assert caller("guest")("POST", "/accounts", {"title": "x"}).status_code == 403
    assert caller("stranger")("PATCH", "/accounts/987654321", {"region": "x"}, If_Match="*").status_code == 404
    assert caller("ar")("PATCH", "/accounts/987654321", {"region": "x"}, If_Match="*").status_code == 404


@pytest.mark.parametrize(
    ("body", "pointer", "code"),
    [
        ({}, "/title", "required"),
        ({"title": ""}, "/title", "required"),
        ({"title": 5}, "/title", "string_type"),
        ({"title": "x" * 201}, "/title", "string_too_long"),
        ({"title": "x", "tier": "nothing"}, "/tier", "unknown_term"),
        ({"title": "x", "parent": 987654321}, "/parent", "not_found"),
        ({"title": "x", "owner": "me"}, "/owner", "int_parsing"),
        ({"title": "x", "version": 3}, "/version", "extra_forbidden"),
        ({"title": "x", "deleted_at": None}, "/deleted_at", "extra_forbidden"),
        ({"title": "x", "__class__": 1, "a/b": 1}, "/__class__", "extra_forbidden"),
        ({"title": "x", "credit_code": "123"}, "/credit_code", "bad_credit_code"),
    ],
)
def test_bodies_that_are_refused(caller: Calls, body: object, pointer: str, code: str) -> None:
    response = caller("ar")("POST", "/accounts", body)
    assert response.status_code == 422
    assert {(one["pointer"], one["code"]) for one in response.json()["errors"]} >= {(pointer, code)}
    assert "pydantic" not in response.content.decode()


def test_the_id_comes_from_the_path_only(caller: Calls, account: Account) -> None:
    response = caller("ar")("PATCH", f"/accounts/{account.pk}", {"account": 1, "region": "x"}, If_Match="*")
    assert response.status_code == 422
    assert response.json()["errors"][0]["pointer"] == "/account"


BIG = json.dumps({"title": "x", "parent": 10**30}).encode()


@pytest.mark.parametrize(
    ("raw", "status"),
    [
        (b"{", 400),
        (b"[]", 400),
        (b"null", 400),
        (b'"x"', 400),
        (b'{"title": NaN}', 400),
        (b'{"title": "a", "title": "b"}', 400),
        (b"\xff\xfe", 400),
        (b'{"title": "\\u0000"}', 400),
        (b'{"title": "\\ud800"}', 400),
        (b'{"title": ' + b"[" * 5000 + b"]" * 5000 + b"}", 400),
        (b'{"title": ' + b"9" * 5000 + b"}", 400),
        (BIG, 422),
        (b'{"title": "x", "parent": "99999999999999999999999"}', 422),
        (b'{"title": "x", "parent": 1e300}', 422),
        (b'{"title": "' + b"x" * (3 * 1024 * 1024) + b'"}', 413),
    ],
)
def test_bodies_that_cannot_be_read(caller: Calls, raw: bytes, status: int) -> None:
    response = caller("ar")("POST", "/accounts", raw)
    assert response.status_code == status, response.content[:300]
    assert response.headers["Content-Type"] == "application/problem+json"


def test_other_media_types(caller: Calls, account: Account) -> None:
    ar = caller("ar")
    form = b"title=x"
    assert ar("POST", "/accounts", form, Content_Type="application/x-www-form-urlencoded").status_code == 415
    assert ar("POST", "/accounts", b"<x/>", Content_Type="text/xml").status_code == 415
    at = f"/accounts/{account.pk}"
    merge = ar("PATCH", at, {"region": "x"}, If_Match="*", Content_Type="application/merge-patch+json")
    assert merge.status_code == 200


def test_people_of_the_company_can_be_read_and_changed_without_a_spine(caller: Calls, cast: Cast) -> None:
    """Rows that are no records obey the same rules, by their own version column."""
    admin = caller("admin")
    one = admin("GET", f"/units/{cast.units['east'].pk}")
    assert one.status_code == 200
    assert "ETag" in one.headers
