"""Callers of the REST door: one per member of the cast, with a token of their own."""

from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponse

from pursuit.domain.customers.actions.accounts import create_account
from pursuit.domain.customers.models import Account
from pursuit.interfaces.rest import limits
from pursuit.kernel import clock, tokens
from pursuit.kernel.models import ApiToken
from tests.cast import Cast
from tests.plumbing.untouched import WatchedClient


class Caller:
    """A program with a token: sends JSON, reads JSON."""

    def __init__(self, token: str | None) -> None:
        self.client = WatchedClient()
        self.headers = {"Authorization": f"Bearer {token}"} if token else {}

    def __call__(self, method: str, path: str, body: Any = None, **headers: str) -> HttpResponse:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.client.generic(
            method,
            path if path.startswith("/api/") else f"/api/v1{path}",
            b""
            if body is None
            else (body if isinstance(body, bytes) else self.client._encode_json(body, JSON).encode()),
            content_type=named.pop("Content-Type", JSON),
            headers=self.headers | named,
        )


JSON = "application/json"
Calls = Callable[..., Caller]


@pytest.fixture(autouse=True)
def fresh_limits() -> None:
    limits.reset()


@pytest.fixture
def caller(cast: Cast) -> Calls:
    """caller("ar") or caller("ar", "read"); caller(None) is nobody."""

    secrets: list[str] = []

    def make(part: str | None, scope: str = "write") -> Caller:
        if part is None:
            return Caller(None)
        # Written directly: a guest may not make tokens, and must be refused by the door all the same.
        secret = f"{tokens.PREFIX}{part}-{scope}-{len(secrets)}"
        secrets.append(secret)
        ApiToken.objects.create(
            user=cast.users[part], name="test", hash=tokens.digest(secret), scopes=[scope], created_at=clock.now()
        )
        return Caller(secret)

    return make


@pytest.fixture
def account(cast: Cast) -> Account:
    """An account of ar's."""
    return create_account(actor=cast.actor("ar"), title="中国移动上海公司", industry="telecom", tier="a", note="要紧")
