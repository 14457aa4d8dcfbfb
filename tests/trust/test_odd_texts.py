"""Characters that a database or a parser takes ill: every door answers them with a no of its own, never breaks."""

import json

import pytest

from tests.cast import Cast
from tests.plumbing.untouched import WatchedClient
from tests.rest.conftest import Calls

ODD = {"a NUL": "甲\x00乙", "half a surrogate": "甲\ud800乙", "only invisible": "\u200b\u2060", "a bell": "甲\x07乙"}


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_odd_texts_break_nothing_behind_rest(caller: Calls, text: str) -> None:
    ar = caller("ar")
    client = WatchedClient(raise_request_exception=False)
    body = json.dumps({"title": text, "note": text})
    made = client.post("/api/v1/accounts", body, content_type="application/json", headers=ar.headers)
    assert made.status_code in (201, 400, 422), made.content
    for name in ("q", "title", "sort", "fields", "after"):
        found = client.get("/api/v1/accounts", {name: text.encode("utf-8", "replace")}, headers=ar.headers)
        assert found.status_code in (200, 400, 422), name
    found = client.get("/api/v1/search", {"q": text.encode("utf-8", "replace")}, headers=ar.headers)
    assert found.status_code in (200, 400)


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_odd_texts_break_no_page(cast: Cast, text: str) -> None:
    client = WatchedClient(raise_request_exception=False)
    client.force_login(cast.ar)
    sent = text.encode("utf-8", "replace")
    assert client.post("/customers/new", {"title": sent, "note": sent}).status_code in (303, 400, 422)
    for path, name in (
        ("/search", "q"),
        ("/customers/", "q"),
        ("/customers/", "f.title"),
        ("/customers/duplicates", "title"),
        ("/lookup/account", "q"),
        ("/lookup/user", "q"),
        ("/projects/board", "q"),
        ("/customers/", "after"),
        ("/account/login", "next"),
    ):
        assert client.get(path, {name: sent}).status_code < 500, (path, name)
    client.logout()
    assert client.post("/account/login", {"login": sent, "password": sent}).status_code < 500


@pytest.mark.parametrize("number", ["9" * 30, "-1", "0", "1e9", "٣"])
def test_odd_numbers_break_nothing(cast: Cast, caller: Calls, number: str) -> None:
    client = WatchedClient(raise_request_exception=False)
    headers = caller("ar").headers
    assert client.get(f"/api/v1/accounts/{number}", headers=headers).status_code in (400, 404, 422)
    assert client.get("/api/v1/visits", {"account": number}, headers=headers).status_code < 500
    parent = int(number) if number.isascii() and number != "1e9" else 1
    body = json.dumps({"title": "甲", "parent": parent})
    made = client.post("/api/v1/accounts", body, content_type="application/json", headers=headers)
    assert made.status_code in (201, 422)
    client.force_login(cast.ar)
    for path in (f"/customers/{number}", f"/customers/{number}/edit", f"/files/{number}", f"/jobs/{number}"):
        assert client.get(path).status_code == 404, path
    for path in (
        *("/customers/new?parent=", "/visits/new?account=", "/tasks/new?about=", "/projects/convert?lead="),
        *("/customers/bulk/owner?pick=", "/customers/?f.owner=", "/trash?after=", "/customers/?after="),
    ):
        assert client.get(path + number).status_code < 500, path
