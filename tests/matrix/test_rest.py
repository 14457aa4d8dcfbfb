"""Every operation of the REST door × every part, on the AR's records: the status."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from pursuit.interfaces.rest import limits
from pursuit.interfaces.rest.operations import Operation, every
from pursuit.kernel import clock, tokens
from pursuit.kernel.models import ApiToken, Event
from tests.matrix.client import QuietClient, ask, taken_back
from tests.matrix.table import Table, compare
from tests.matrix.world import World

pytestmark = pytest.mark.django_db

# Roles are compared action by action (test_actions.py); here the door is what matters.
PARTS = ("admin", "ar", "teammate", "stranger", "reader", "gone", "nobody")
UNKNOWN = 9_999_999
NEVER = {
    "POST /events/{id}/undo": "the newest change of the account is one that others build on",
    "POST /approvals/{id}/decide": "the seat is the manager's; test_actions.py shows that they may",
    "GET /hand-over-lines/{id}": "no line is written before the worker begins",
}
# What the whole company sees: there a 403 gives nothing away.
OPEN = {"competitors", "deputies"}
# The row of the world behind GET /noun/{id}, where the noun is no record type.
ROWS = {
    "hand-overs": "hand_over", "absences": "absence", "comments": "comment", "commitments": "commitment",
    "people": "user", "roles": "role", "units": "unit", "files": "file", "jobs": "job", "approvals": "approval",
}  # fmt: skip


def newest_event(world: World) -> int:
    return Event.objects.filter(subject=world.records["account"]).latest("pk").pk


SPECIAL = {"audit": newest_event, "events": newest_event, "hand-over-lines": lambda _world: 1}


@pytest.fixture(scope="module")
def headers(world: World) -> Iterator[dict[str, dict[str, str]]]:
    """A token per part; the reader's is the AR's and only reads."""
    found: dict[str, dict[str, str]] = {"nobody": {}}
    for part in PARTS[:-1]:
        secret = f"{tokens.PREFIX}matrix-{part}"
        user, scope = (world.cast.ar, "read") if part == "reader" else (world.cast.users[part], "write")
        ApiToken.objects.create(
            user=user, name="matrix", hash=tokens.digest(secret), scopes=[scope], created_at=clock.now()
        )
        found[part] = {"Authorization": f"Bearer {secret}"}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PURSUIT_API_RATE", "1000000")
        limits.reset()
        yield found
    limits.reset()


def prepared(world: World, one: Operation) -> tuple[int, dict[str, Any]]:
    """The id for the path and the body, on the AR's records."""
    noun = one.path.split("/")[1]
    if one.action is not None:
        data = world.prepared(one.action)
        keyword = one.resource.keyword if one.resource else ""
        if not one.has_id:
            return 0, data
        return int(data.pop(keyword) if keyword in data else world.row(keyword)), data
    if not one.has_id:
        return 0, {}
    if noun in SPECIAL:
        return SPECIAL[noun](world), {}
    kind = one.resource.listing.subject_type if one.resource and one.resource.listing else ""
    return (world.records[kind] if kind in world.records else world.row(ROWS[noun])), {}


def call(client: QuietClient, one: Operation, pk: int, data: dict[str, Any], headers: dict[str, str]) -> Any:
    path = f"/api/v1{one.path.replace('{int:id}', str(pk))}"
    if one.kind == "upload":
        return client.post(path, {**data, "file": SimpleUploadedFile("a.txt", b"x")}, headers=headers)
    body = b"" if one.method in ("GET", "DELETE") else json.dumps(data).encode()
    if one.method in ("PATCH", "DELETE"):
        headers = headers | {"If-Match": "*"}
    return client.generic(one.method, path, body, content_type="application/json", headers=headers)


@pytest.fixture(scope="module")
def answers(world: World, headers: dict[str, dict[str, str]]) -> tuple[Table, dict[str, Any]]:
    """Statuses by operation and part; and where a stranger's answer differs from that for an unknown id."""
    client = QuietClient(raise_request_exception=False)
    table: Table = {}
    unlike: dict[str, Any] = {}
    for one in every():
        with taken_back():
            pk, data = prepared(world, one)
            if one.kind == "upload":
                data = {"subject": world.records["account"]}
            found = {part: ask(client, lambda: call(client, one, pk, data, headers[part])) for part in PARTS}  # noqa: B023
            table[f"{one.method} {one.template}"] = {part: str(answer.status_code) for part, answer in found.items()}
            if one.has_id and found["stranger"].status_code in (403, 404) and one.path.split("/")[1] not in OPEN:
                other = ask(client, lambda: call(client, one, UNKNOWN, data, headers["stranger"]))  # noqa: B023
                pair = [_words(answer, at) for answer, at in ((found["stranger"], pk), (other, UNKNOWN))]
                if pair[0] != pair[1]:
                    unlike[f"{one.method} {one.template}"] = pair
    return table, unlike


def _words(answer: Any, pk: int) -> tuple[int, str]:
    return answer.status_code, answer.content.decode().replace(f"/{pk}", "/{id}")


def test_the_matrix_is_as_reviewed(answers: tuple[Table, dict[str, Any]]) -> None:
    assert not compare("rest", answers[0])


def test_nothing_breaks(answers: tuple[Table, dict[str, Any]]) -> None:
    assert not {name: row for name, row in answers[0].items() if any(status[0] == "5" for status in row.values())}


def test_nobody_and_who_left_get_nothing(answers: tuple[Table, dict[str, Any]]) -> None:
    for name, row in answers[0].items():
        assert (row["nobody"], row["gone"]) == ("401", "401"), name


def test_a_token_that_only_reads_changes_nothing(answers: tuple[Table, dict[str, Any]]) -> None:
    writes = {name for name in answers[0] if not name.startswith("GET ")}
    allowed = {name for name in writes if answers[0][name]["reader"] != "403"}
    assert allowed <= {"POST /chain/{id}/open"}  # a look that leaves a trace


def test_every_operation_works_for_somebody(answers: tuple[Table, dict[str, Any]]) -> None:
    never = {name: row["admin"] for name, row in answers[0].items() if not any(s[0] == "2" for s in row.values())}
    assert never.keys() <= NEVER.keys(), never


def test_a_hidden_record_is_answered_like_one_that_is_not_there(answers: tuple[Table, dict[str, Any]]) -> None:
    assert not answers[1]
