"""Names that programs rely on do not change by accident: the committed contract is the present one."""

import json
from typing import Any

import pytest

from pursuit.interfaces.rest.api import document
from pursuit.interfaces.rest.operations import inventory
from tests.rest.conftest import Calls
from tests.rest.contract import FILE, contract


def lost(before: dict[str, Any], now: dict[str, Any]) -> list[str]:
    """What a program written against `before` would miss, or be asked for anew."""
    found = [f"operation {name}" for name in before["operations"] if name not in now["operations"]]
    for name, old in before["operations"].items():
        new = now["operations"].get(name)
        if new is None:
            continue
        found += [f"{name}: query {one}" for one in set(old["query"]) - set(new["query"])]
        fields = {*new["required"], *new["optional"]}
        found += [f"{name}: field {one}" for one in {*old["required"], *old["optional"]} - fields]
        found += [f"{name}: {one} is required now" for one in set(new["required"]) - set(old["required"])]
    for name, old in before["schemas"].items():
        found += [f"{name}.{one}" for one in set(old) - set(now["schemas"].get(name, ()))]
    return sorted(found)


def test_the_contract_is_the_one_written_down() -> None:
    before = json.loads(FILE.read_text(encoding="utf-8"))
    now = contract()
    assert not lost(before, now), "these names are public: keep them"
    assert before == now, "new names: run `make contract` and commit the file"


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda one: one["operations"].pop("GET /api/v1/accounts"), "operation GET /api/v1/accounts"),
        (lambda one: one["schemas"]["Accounts"].remove("tier"), "Accounts.tier"),
        (
            lambda one: one["operations"]["POST /api/v1/accounts"]["optional"].remove("tier"),
            "POST /api/v1/accounts: field tier",
        ),
    ],
)
def test_a_lost_name_is_found(change: Any, expected: str) -> None:
    before, now = contract(), json.loads(json.dumps(contract()))
    change(now)
    assert expected in lost(before, now)


def test_the_document_is_openapi_with_english_labels(caller: Calls) -> None:
    response = caller("ar")("GET", "/openapi.json")
    found = response.json()
    assert found["openapi"].startswith("3.1")
    assert found == json.loads(json.dumps(document()))
    fields = found["components"]["schemas"]["AccountsCreateBody"]["properties"]
    assert fields["credit_code"]["description"] == "Unified social credit code"
    assert fields["tier"]["x-pursuit-term"] == "tier"
    assert "account" not in found["components"]["schemas"]["AccountsUpdateBody"]["properties"]
    assert found["components"]["schemas"]["AccountsUpdateBody"]["additionalProperties"] is False


def test_every_operation_is_in_the_document_and_every_reference_leads_somewhere() -> None:
    found = document()
    there = {(method.upper(), path) for path, methods in found["paths"].items() for method in methods}
    assert there == {(method, f"/api/v1{path}") for method, path, _right in inventory()}
    text = json.dumps(found)
    named = {part.split('"')[0] for part in text.split("#/components/schemas/")[1:]}
    assert named <= set(found["components"]["schemas"])


def test_changes_of_one_thing_have_its_id_in_the_path() -> None:
    """A room whose actions name their record otherwise than by its type says so in resources.KEYWORDS."""
    one_of_it = {"/company", "/profile"}
    assert {path for method, path, _right in inventory() if method == "PATCH" and "{id}" not in path} <= one_of_it
    assert not [
        path for method, path, _right in inventory() if path.endswith(("/delete", "/restore")) and "{id}" not in path
    ]
