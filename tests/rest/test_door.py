"""What surrounds every operation: sign-in, language, limits, addresses and methods that are not there."""

import json
from typing import Any

import pytest
from django.test import Client

from pursuit.domain.customers.models import Account
from pursuit.interfaces.rest.operations import inventory
from pursuit.kernel import clock, rights, tokens
from pursuit.kernel.models import ApiToken
from tests.cast import Cast
from tests.rest.conftest import Calls


def test_nobody_gets_anything_not_even_the_schema(caller: Calls) -> None:
    nobody = caller(None)
    for method, path, _right in [*inventory(), ("GET", "/openapi.json", "")]:
        response = nobody(method, path.replace("{id}", "1"), {} if method in ("POST", "PATCH") else None)
        assert response.status_code == 401, (method, path)
        assert response.headers["WWW-Authenticate"].startswith("Bearer")
        assert response.json()["code"] == "sign_in"


def test_every_operation_has_a_declared_right() -> None:
    known = {right.code for right in rights.every()} | {"signed-in"}
    assert all(right in known for _method, _path, right in inventory())


@pytest.mark.parametrize("token", ["", "x", "pst_unknown", "pst_" + "é" * 3])
def test_a_bad_token_is_401_even_beside_a_session(cast: Cast, client: Client, token: str) -> None:
    client.force_login(cast.ar)
    assert client.get("/api/v1/me", headers={"Authorization": f"Bearer {token}"}).status_code == 401


def test_tokens_end(cast: Cast, caller: Calls) -> None:
    ar = caller("ar")
    assert ar("GET", "/me").status_code == 200
    ApiToken.objects.update(expires_at=clock.now())
    assert ar("GET", "/me").status_code == 401
    teammate = caller("teammate")
    cast.teammate.is_active = False
    cast.teammate.save()
    assert teammate("GET", "/me").status_code == 401
    sr = caller("sr")
    tokens.revoke_token(actor=cast.actor("sr"), token=ApiToken.objects.get(user=cast.sr).pk)
    assert sr("GET", "/me").status_code == 401


def test_a_session_works_with_csrf_only(cast: Cast, account: Account) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.ar)
    assert client.get("/api/v1/me").json()["id"] == cast.ar.pk
    body: dict[str, Any] = {"data": json.dumps({"title": "x"}), "content_type": "application/json"}
    refused = client.post("/api/v1/accounts", **body)
    assert (refused.status_code, refused.json()["code"]) == (403, "csrf")
    client.get("/preferences")
    token = "a" * 32
    client.cookies["csrf_8000"] = token
    assert client.post("/api/v1/accounts", **body, headers={"X-CSRFToken": token}).status_code == 201


def test_languages(caller: Calls) -> None:
    nothing = "/accounts/987654321"
    ar = caller("ar")
    assert ar("GET", nothing).headers["Content-Language"] == "zh-hans"
    english = ar("GET", nothing, Accept_Language="en-GB,en;q=0.9")
    assert english.headers["Content-Language"] == "en"
    assert english.json()["title"] == "There is nothing here for you"
    assert ar("GET", nothing, Accept_Language="zh-TW").headers["Content-Language"] == "zh-hant"
    assert ar("GET", nothing, Accept_Language="xx, *").headers["Content-Language"] == "zh-hans"


@pytest.mark.parametrize("path", ["/", "/nothing", "/accounts/", "/accounts/x", "/accounts/-1", "/accounts/1/nothing"])
def test_addresses_that_are_not_there(caller: Calls, path: str) -> None:
    for part in ("ar", None):
        response = caller(part)("GET", path)
        assert response.status_code == 404
        assert response.headers["Content-Type"] == "application/problem+json"


def test_methods_that_are_not_there(caller: Calls, account: Account) -> None:
    response = caller("ar")("PUT", f"/accounts/{account.pk}", {})
    assert response.status_code == 405
    assert set(response.headers["Allow"].split(", ")) == {"GET", "PATCH", "DELETE"}
    assert response.json()["status"] == 405


@pytest.mark.parametrize(
    "path", ["/accounts/" + "9" * 40, "/accounts/" + "9" * 5000, "/accounts?q=%00", "/search?q=%00"]
)
def test_hostile_addresses(caller: Calls, path: str) -> None:
    assert caller("ar")("GET", path).status_code in (400, 404)


def test_limits(caller: Calls, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PURSUIT_API_RATE", "3")
    ar, teammate = caller("ar"), caller("teammate")
    answers = [ar("GET", "/me") for _turn in range(4)]
    assert [one.status_code for one in answers] == [200, 200, 200, 429]
    assert answers[0].headers["RateLimit-Policy"] == '"default";q=3;w=60'
    assert answers[0].headers["RateLimit"].startswith('"default";r=2;t=')
    assert int(answers[3].headers["Retry-After"]) >= 1
    assert answers[3].json()["code"] == "too_many"
    assert teammate("GET", "/me").status_code == 200


def test_answers_are_not_kept_by_caches(caller: Calls) -> None:
    response = caller("ar")("GET", "/me")
    assert response.headers["Cache-Control"] == "private, no-store"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "Authorization" in response.headers["Vary"]


def test_an_unexpected_error_is_a_problem_without_the_inside(caller: Calls, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_args: object, **_kwargs: object) -> None:
        raise RuntimeError("secret inside")

    monkeypatch.setattr("pursuit.kernel.search.subjects", broken)
    response = caller("ar")("GET", "/search?q=x")
    assert response.status_code == 500
    assert response.json()["code"] == "internal"
    assert b"secret" not in response.content
