"""A client of the matrix: a GET writes nothing, and whatever a request writes is taken back."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.http.cookie import SimpleCookie

from pursuit.kernel import revision
from tests.plumbing.untouched import WatchedClient


class QuietClient(WatchedClient):
    """After a GET nothing but the session and "last seen" may have been written; after a 4xx nothing at all."""

    may_log = False  # looking at some pages is itself an event

    def must_not_write(self, request: dict[str, Any], response: HttpResponse) -> bool:
        return (not self.may_log and request.get("REQUEST_METHOD") == "GET") or super().must_not_write(
            request, response
        )


@contextmanager
def taken_back(*, wrote: bool = True) -> Iterator[None]:
    """A savepoint around a few calls, rolled back at the end, with the process's copies of slow data."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    if wrote:
        revision.forget_all()


def ask(client: QuietClient, call: Callable[[], HttpResponse], *, wrote: bool = True) -> HttpResponse:
    """One call; what it wrote and the cookies it set are forgotten. wrote: not where the client forbids it anyhow."""
    cookies = client.cookies.output(header="", sep=";")
    with taken_back(wrote=wrote):
        response = call()
        if hasattr(response, "streaming_content"):
            b"".join(response.streaming_content)
    client.cookies = SimpleCookie(cookies)
    return response
