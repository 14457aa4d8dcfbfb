"""Asana's JSON: a project's export, pages of the API, lines of API objects."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from pursuit.integrations.asana.reader import read_json
from pursuit.integrations.boards.board import Board, CustomValue, Link, Place, Span
from pursuit.integrations.boards.changes import changes
from pursuit.integrations.boards.counts import count
from pursuit.integrations.boards.errors import BoardError
from tests.integrations.boards.made import SHARED, dumped

SAMPLE = SHARED / "asana/airbyte-subset-a.jsonl"
HOME = {"gid": "900", "name": "Launch"}
OTHER = {"gid": "901", "name": "Office"}
SECTION = {"gid": "910", "name": "Bid"}
WHO = {"gid": "800", "name": "Li Lei", "email": "li@example.com"}


def task(gid: str, **more: Any) -> dict[str, Any]:
    return {"gid": gid, "name": f"Task {gid}", "resource_type": "task", "completed": False} | more


def noted(board: Board) -> dict[str, int]:
    return {note.code: note.count for note in board.notes}


@pytest.mark.skipif(not SAMPLE.is_file(), reason="../shared/samples/asana is not here: NOT TESTED")
def test_the_sample_counts() -> None:
    board = read_json(SAMPLE)
    streams = json.loads(SAMPLE.with_suffix(".expected.json").read_text(encoding="utf-8"))["records_by_stream"]
    counts = count(board)
    found = {"projects": counts.projects, "sections": counts.sections, "tags": counts.labels, "tasks": counts.cards}
    assert found == streams
    assert board.unknown == ()
    assert [one.name for one in board.labels] == ["conference", "Lv3", "Lv3"]
    assert noted(board) == {"people_unknown": 1, "labels_unknown": 4, "projects_unknown": 4, "notes_plain": 1}
    first = board.cards[0]
    assert (first.due, first.created) == (date(2021, 5, 21), datetime(2021, 5, 19, 3, 29, 32, 188000, tzinfo=UTC))
    assert first.places == (Place("1200351567835417", "1200351556373639"),)


FULL = task(
    "1201886646361900",
    assignee=WHO,
    followers=[WHO, {"gid": "801"}],
    due_at="2026-01-05T08:00:00.000Z",
    due_on="2026-01-05",
    start_on="2026-01-02",
    completed=True,
    completed_at="2026-01-04T08:00:00.000Z",
    notes="plain",
    html_notes="<body><b>plain</b></body>",
    memberships=[{"project": HOME, "section": SECTION}, {"project": OTHER, "section": None}],
    projects=[HOME, OTHER],
    tags=[{"gid": "700", "name": "red"}],
    num_subtasks=2,
    subtasks=[task("2", subtasks=[task("3")]), {"gid": "4", "name": "Only named", "resource_type": "task"}],
    dependencies=[{"gid": "4"}, {"gid": "55", "name": "Elsewhere"}, {"gid": "1201886646361900"}],
    custom_fields=[
        {"gid": "600", "name": "Cost", "type": "number", "number_value": 12.5, "display_value": "12.50"},
        {"gid": "601", "name": "Risk", "type": "enum", "enum_value": {"gid": "6", "name": "High"},
         "enum_options": [{"gid": "6", "name": "High"}, {"gid": "7", "name": "Low"}]},
        {"gid": "602", "name": "Empty", "type": "text", "text_value": None, "display_value": None},
    ],
    actual_time_minutes=90,
    stories=[
        {"gid": "500", "resource_subtype": "comment_added", "type": "comment", "text": "later", "created_by": WHO,
         "created_at": "2026-01-05T08:00:00Z"},
        {"gid": "501", "resource_subtype": "due_date_changed", "type": "system", "text": "changed"},
    ],
    attachments=[{"gid": "400", "name": "plan.pdf", "resource_subtype": "asana"}],
    surprise=1,
)  # fmt: skip
MORE = [
    {"gid": "502", "resource_type": "story", "type": "comment", "text": "earlier", "target": {"gid": FULL["gid"]},
     "created_at": "2026-01-04T08:00:00Z", "created_by": {"gid": "800"}},
    {"gid": "503", "resource_type": "story", "type": "comment", "text": "lost", "target": {"gid": "77"}},
    {"gid": "910", "resource_type": "section", "name": "Bid", "project": {"gid": "900"}},
    task("5", num_subtasks=1, dependents=[{"gid": "3"}]),
    task("8", resource_subtype="milestone", parent={"gid": "78", "name": "Gone"}),
    {"gid": "1", "resource_type": "portfolio", "name": "All"},
]  # fmt: skip


@pytest.mark.parametrize(
    "content",
    [
        dumped({"data": [FULL, *MORE]}),
        dumped({"data": [FULL, *MORE], "next_page": None}),
        dumped([FULL, *MORE]),
        dumped([{"data": [FULL, *MORE[:2]]}, {"data": MORE[2:]}]),
        b"\n".join(dumped(one) for one in [FULL, *MORE]),
        b"\r\n\r\n".join(dumped({"stream": "x", "data": one, "emitted_at": 1}) for one in [FULL, *MORE]),
        json.dumps({"data": [*MORE, FULL]}, indent=2).encode(),
    ],
    ids=["export", "page", "list", "pages", "lines", "stream", "upside-down"],
)
def test_all_a_task_can_hold(content: bytes) -> None:
    board = read_json(content)
    first = next(one for one in board.cards if one.id == FULL["gid"])
    by_id = {one.id: one for one in board.cards}
    assert (first.start, first.due) == (date(2026, 1, 2), datetime(2026, 1, 5, 8, tzinfo=UTC))
    assert (first.done, first.done_at) == (True, datetime(2026, 1, 4, 8, tzinfo=UTC))
    assert [(one.text, one.author) for one in first.comments] == [("earlier", "800"), ("later", "800")]
    assert first.places == (Place("910", "900"), Place("", "901"))
    assert first.custom == (CustomValue("600", "12.50"), CustomValue("601", "High"))
    assert first.spent == Span(Decimal("90.0"), "m")
    assert first.links == (Link("4", "4"), Link("", "Elsewhere"))
    assert {own: one.parent for own, one in by_id.items() if one.parent} == {
        "2": FULL["gid"],
        "3": "2",
        "4": FULL["gid"],
    }
    assert by_id["3"].links == (Link("5", "Task 5"),)
    assert (by_id["8"].kind, by_id["8"].parent_named) == ("milestone", "Gone")
    assert next(one.options for one in board.fields if one.id == "601") == ("High", "Low")
    assert [(one.name, one.project) for one in board.sections] == [("Bid", "900")]
    assert board.unknown == (("portfolio", 1), ("task/surprise", 1))
    assert noted(board) == {
        "stories_unplaced": 1,
        "history_left": 1,
        "uploads": 1,
        "people_unknown": 1,
        "parents_missing": 1,
        "subtasks_missing": 1,
        "links_missing": 1,
        "links_self": 1,
        "several_places": 1,
        "notes_plain": 1,
        "times": 1,
    }
    assert all("{" not in str(one.message) for one in board.notes)


def test_a_task_met_twice_is_one_and_a_later_export_changes_little() -> None:
    inner = task("2", parent={"gid": "1", "name": "Task 1"})
    twice = [task("1", subtasks=[inner]), task("2", memberships=[{"project": HOME}]), task("3"), task("3")]
    board = read_json(dumped({"data": twice}))
    assert [(one.id, one.parent) for one in board.cards] == [("1", ""), ("2", "1"), ("3", "")]
    assert noted(board) == {"repeated": 1}
    after = read_json(dumped({"data": [task("1", subtasks=[inner | {"due_on": "2026-01-05"}]), task("3")]}))
    assert changes(board, after).counts() == {
        "card": {"changed": 1, "unchanged": 2},
        "project": {"vanished": 1},
    }


@pytest.mark.parametrize(
    ("code", "content"),
    [
        ("not_asana", b"{}"),
        ("not_asana", b"[]"),
        ("not_asana", b'{"data": []}'),
        ("not_asana", b'{"data": "x"}'),
        ("not_asana", b"[1, 2]"),
        ("not_asana", b'"text"'),
        ("not_asana", dumped({"id": "b", "lists": [{"id": "l"}], "cards": [{"id": "c"}]})),
        ("not_json", b"Task ID,Name\n1,A\n"),
        ("not_json", dumped(task("1")) + b"\n" + b"{]\n" + dumped(task("2"))),
        ("truncated", dumped(task("1")) + b"\n" + dumped(task("2"))[:-2]),
        ("truncated", dumped({"data": [FULL]})[:-30]),
        ("empty_file", b""),
        ("nul_byte", dumped({"data": [FULL]}) + b"\0"),
        ("duplicate_id", dumped({"data": [task("1"), task("1", notes="other")]})),
        ("duplicate_id", dumped({"data": [MORE[0], MORE[0] | {"text": "other"}]})),
        ("missing_id", dumped({"data": [{"name": "Nobody", "completed": True}]})),
        ("rounded_id", dumped({"data": [task("1") | {"gid": 1.2e15}]})),
        ("bad_date", dumped({"data": [task("1", due_on="2026-13-01")]})),
        ("date_out_of_range", dumped({"data": [task("1", due_on="0001-01-01")]})),
        ("not_a_number", b'{"data": [{"gid": "1", "completed": NaN}]}'),
        ("bad_value", dumped({"data": [task("1", tags="red")]})),
        ("parent_cycle", dumped({"data": [task("1", parent={"gid": "2"}), task("2", parent={"gid": "1"})]})),
        ("too_deep", b'{"data": [' + b'{"gid": "1", "subtasks": [' * 50_000),
    ],
)
def test_a_bad_file_is_named(code: str, content: bytes) -> None:
    with pytest.raises(BoardError) as refused:
        read_json(content)
    assert refused.value.code == code
    assert str(refused.value)
