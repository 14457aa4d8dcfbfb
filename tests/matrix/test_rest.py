"""Every operation of the REST door × every part, on the AR's records: the status. A test per operation.

unknown: is a stranger answered for the AR's record as for an id nobody has?
"""

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
from tests.matrix.table import Table, asked, compare, reviewed, unlike
from tests.matrix.world import World

pytestmark = pytest.mark.django_db

# Roles are compared action by action (test_actions.py); here the door is what matters.
PARTS = ("admin", "ar", "teammate", "stranger", "reader", "gone", "nobody")
UNKNOWN = 9_999_999
NEVER = {
    "POST /events/{id}/undo": "the newest change of the account is one that others build on",
    "POST /approvals/{id}/decide": "the seat is the manager's; test_actions.py shows that they may",
    "POST /time-entries/take-proposed": "the AR is away in that week; tests/hours shows that it works",
    "POST /passages/{id}/renew": "only time makes a passed point lapse; tests/gates/test_points.py waits for it",
    "GET /hand-over-lines/{id}": "no line is written before the worker begins",
}
# What the whole company sees: there a 403 gives nothing away.
OPEN = {"competitors", "credential-uses", "credentials", "deputies", "plan-templates", "skills"}
# The row of the world behind GET /noun/{id}, where the noun is no record type.
ROWS = {
    "hand-overs": "hand_over", "absences": "absence", "comments": "comment", "commitments": "commitment",
    "skills": "person_skill", "capacities": "capacity", "cost-rates": "cost_rate", "time-entries": "time_entry",
    "time-sheets": "time_sheet", "people": "user", "roles": "role", "units": "unit", "files": "file", "jobs": "job",
    "approvals": "approval", "needs": "need", "analysis-items": "analysis_item", "crossings": "crossing",
    "win-themes": "theme", "criteria": "criterion", "concessions": "concession", "strategy-lines": "strategy_line",
    "relationship-moves": "relationship_move", "strategy-versions": "strategy_version",
    "bid-clauses": "clause", "advances": "gate_advance", "reviews": "gate_review", "gate-conditions": "gate_condition",
    "instalments": "instalment", "invoices": "invoice", "payables": "payable",
    "quote-lines": "quote_line", "bid-seals": "seal_item",
    "bidders": "bidder", "kpis": "kpi",
}  # fmt: skip


# What is worked out about a record, and papers about it, belong to no list.
PAPERS_OF = {
    "projects": "project", "quotes": "quote", "bids": "bid", "contracts": "contract", "accounts": "account",
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
    kind = one.resource.listing.subject_type if one.resource and one.resource.listing else PAPERS_OF.get(noun, "")
    return (world.records[kind] if kind in world.records else world.row(ROWS[noun])), {}


def call(client: QuietClient, one: Operation, pk: int, data: dict[str, Any], headers: dict[str, str]) -> Any:
    path = f"/api/v1{one.path.replace('{int:id}', str(pk))}"
    if one.kind == "upload":
        return client.post(path, {**data, "file": SimpleUploadedFile("a.txt", b"x")}, headers=headers)
    body = b"" if one.method in ("GET", "DELETE") else json.dumps(data).encode()
    if one.method in ("PATCH", "DELETE"):
        headers = headers | {"If-Match": "*"}
    return client.generic(one.method, path, body, content_type="application/json", headers=headers)


EVERY = {f"{one.method} {one.template}": one for one in every()}


def answers(world: World, one: Operation, headers: dict[str, dict[str, str]]) -> dict[str, str]:
    """Statuses by part; and whether a stranger's answer is that for an unknown id."""
    client = QuietClient(raise_request_exception=False)
    with taken_back():
        pk, data = prepared(world, one)
        if one.kind == "upload":
            data = {"subject": world.records["account"]}
        wrote = one.method != "GET"
        found = {
            part: ask(client, lambda: call(client, one, pk, data, headers[part]), wrote=wrote)  # noqa: B023
            for part in asked(PARTS)
        }
        row = {part: str(answer.status_code) for part, answer in found.items()}
        for part in found.keys() & {"stranger", "gone", "nobody"}:
            assert found[part].streaming or not world.told(found[part].content.decode()), part
        if one.has_id and row["stranger"] in ("403", "404") and one.path.split("/")[1] not in OPEN:
            other = ask(client, lambda: call(client, one, UNKNOWN, data, headers["stranger"]))
            pair = [_words(answer, at) for answer, at in ((found["stranger"], pk), (other, UNKNOWN))]
            row["unknown"] = "alike" if pair[0] == pair[1] else "unlike"
            print(*pair, sep="\n")  # shown when the row is not as reviewed
    return row


def _words(answer: Any, pk: int) -> tuple[int, str]:
    return answer.status_code, answer.content.decode().replace(f"/{pk}", "/{id}")


@pytest.fixture
def table() -> Table:
    return reviewed("rest")


@pytest.mark.parametrize("name", EVERY)
def test_the_matrix_is_as_reviewed(world: World, headers: dict[str, dict[str, str]], name: str) -> None:
    assert not compare("rest", name, answers(world, EVERY[name], headers))


def test_every_row_has_its_operation() -> None:
    assert not unlike("rest", EVERY)


def test_nothing_breaks(table: Table) -> None:
    assert not {name: row for name, row in table.items() if any(status[0] == "5" for status in row.values())}


def test_nobody_and_who_left_get_nothing(table: Table) -> None:
    for name, row in table.items():
        assert (row["nobody"], row["gone"]) == ("401", "401"), name


def test_a_token_that_only_reads_changes_nothing(table: Table) -> None:
    writes = {name for name in table if not name.startswith("GET ")}
    allowed = {name for name in writes if table[name]["reader"] != "403"}
    assert allowed <= {"POST /chain/{id}/open", "POST /bids/{id}/simulate"}  # looks that leave a trace or take work


def test_every_operation_works_for_somebody(table: Table) -> None:
    never = {name: row["admin"] for name, row in table.items() if not any(s[0] == "2" for s in row.values())}
    assert never.keys() <= NEVER.keys(), never


def test_a_hidden_record_is_answered_like_one_that_is_not_there(table: Table) -> None:
    assert not [name for name, row in table.items() if row.get("unknown") == "unlike"]
