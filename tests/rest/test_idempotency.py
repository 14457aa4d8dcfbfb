"""The same Idempotency-Key, again and at once: one effect."""

import http.client
import json
import threading
from collections import Counter
from datetime import timedelta

import pytest
from django.db import connections
from pytest_django.live_server_helper import LiveServer

from pursuit.domain.customers.models import Account
from pursuit.kernel import clock, replies, tokens
from pursuit.kernel.models import ApiToken, IdempotentReply
from tests.cast import Cast, assemble
from tests.rest.conftest import Calls


def test_the_same_key_is_answered_again(caller: Calls) -> None:
    ar = caller("ar")
    first = ar("POST", "/accounts", {"title": "国家电网"}, Idempotency_Key='"k-1"')
    again = ar("POST", "/accounts", {"title": "国家电网"}, Idempotency_Key="k-1")
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    assert first.headers["Location"] == again.headers["Location"]
    assert first.headers["ETag"] == again.headers["ETag"]
    assert "Idempotent-Replayed" not in first.headers
    assert again.headers["Idempotent-Replayed"] == "true"
    assert Account.objects.count() == 1


def test_another_body_is_refused_and_another_person_is_not_concerned(caller: Calls) -> None:
    ar = caller("ar")
    ar("POST", "/accounts", {"title": "a"}, Idempotency_Key="k")
    other = ar("POST", "/accounts", {"title": "b"}, Idempotency_Key="k")
    assert (other.status_code, other.json()["code"]) == (422, "key_reused")
    assert caller("manager")("POST", "/accounts", {"title": "b"}, Idempotency_Key="k").status_code == 201


def test_a_refused_request_keeps_no_key(caller: Calls) -> None:
    ar = caller("ar")
    assert ar("POST", "/accounts", {"title": ""}, Idempotency_Key="k").status_code == 422
    assert ar("POST", "/accounts", {"title": "a"}, Idempotency_Key="k").status_code == 201


@pytest.mark.parametrize("key", ["", " ", "x" * 121, "键", "a b"])
def test_bad_keys(caller: Calls, key: str) -> None:
    response = caller("ar")("POST", "/accounts", {"title": "a"}, Idempotency_Key=key)
    assert response.status_code == (201 if key == "" else 400)


def test_keys_are_forgotten_after_a_day(caller: Calls) -> None:
    ar = caller("ar")
    ar("POST", "/accounts", {"title": "a"}, Idempotency_Key="k")
    IdempotentReply.objects.update(created_at=clock.now() - timedelta(hours=25))
    assert ar("POST", "/accounts", {"title": "b"}, Idempotency_Key="k").status_code == 201
    assert Account.objects.count() == 2
    IdempotentReply.objects.update(created_at=clock.now() - timedelta(hours=25))
    assert replies.forget_old() == 1


@pytest.mark.django_db(transaction=True)
def test_twenty_at_once_have_one_effect(live_server: LiveServer) -> None:
    cast: Cast = assemble()
    ApiToken.objects.create(
        user=cast.ar, name="t", hash=tokens.digest("pst_live"), scopes=["write"], created_at=clock.now()
    )
    answers: list[tuple[int, str | None, int]] = []
    start = threading.Barrier(20)

    def send() -> None:
        caller = http.client.HTTPConnection(live_server.thread.host, live_server.thread.port, timeout=60)
        start.wait()
        headers = {
            "Authorization": "Bearer pst_live",
            "Content-Type": "application/json",
            "Idempotency-Key": "only-once",
        }
        caller.request("POST", "/api/v1/accounts", json.dumps({"title": "国家电网"}), headers)
        response = caller.getresponse()
        body = json.loads(response.read())
        answers.append((response.status, response.getheader("Idempotent-Replayed"), body.get("id", 0)))
        caller.close()

    threads = [threading.Thread(target=send) for _turn in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    connections.close_all()
    assert Account.objects.count() == 1
    only = Account.objects.get().pk
    assert Counter(answers) == {(201, None, only): 1, (201, "true", only): 19}
