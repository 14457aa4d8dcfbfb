"""Every Trello board in ../shared/samples counts as an independent reader counts it; a later export changes little."""

import json
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from pursuit.integrations.boards.board import Board
from pursuit.integrations.boards.changes import changes
from pursuit.integrations.boards.counts import count
from pursuit.integrations.trello.reader import read_board
from tests.integrations.boards.made import SHARED

SAMPLES = SHARED / "trello"
FILES = sorted(p.stem for p in SAMPLES.glob("*.json") if not p.stem.endswith(".expected")) or ["none"]
pytestmark = pytest.mark.skipif(not SAMPLES.is_dir(), reason="../shared/samples/trello is not here: NOT TESTED")

# name there: name here
SAME = {
    "lists": "sections",
    "lists_archived": "sections_archived",
    "cards": "cards",
    "cards_archived": "cards_archived",
    "cards_open_in_archived_lists": "cards_in_archived_sections",
    "cards_whose_list_is_missing": "cards_without_section",
    "cards_with_due": "cards_with_due",
    "cards_due_complete": "cards_done",
    "cards_with_start": "cards_with_start",
    "cards_with_members": "cards_with_members",
    "member_assignments": "assignments",
    "members": "members",
    "labels_on_board": "labels",
    "label_assignments": "labellings",
    "checklists": "checklists",
    "check_items": "check_items",
    "check_items_complete": "check_items_done",
    "attachments": "attachments",
    "comments_in_actions": "comments",
    "comments_by_badges": "comments_told",
    "custom_fields": "fields",
}


def read(name: str) -> Board:
    return read_board(SAMPLES / f"{name}.json")


@pytest.mark.parametrize("name", FILES)
def test_a_board_counts(name: str) -> None:
    board = read(name)
    expected = json.loads((SAMPLES / f"{name}.expected.json").read_text(encoding="utf-8"))
    found = count(board)
    assert {there: getattr(found, here) for there, here in SAME.items()} == {there: expected[there] for there in SAME}
    assert board.name == expected["board"]
    assert board.unknown == ()
    told = Counter({note.code: note.count for note in board.notes})
    assert told["comments_missing"] == expected["comments_by_badges"] - expected["comments_in_actions"]
    assert told["history_left"] == expected["actions"] - expected["comments_in_actions"]
    assert told["people_unknown"] == expected["member_ids_on_cards_not_in_members"]
    raw = json.loads((SAMPLES / f"{name}.json").read_text(encoding="utf-8"))
    everything = repr(board)
    assert not [one["id"] for one in raw["cards"] if one["email"] in everything]  # an address to mail to: a secret


def test_a_real_board_is_read_to_the_minute() -> None:
    board = read("gocd-testdrive-2019-06-12")
    card = next(one for one in board.cards if one.name == "Option for templates")
    assert card.created == datetime(2019, 5, 21, 19, 45, 56, tzinfo=UTC)
    assert card.comments[-1].author_name == "Ankit"
    assert card.comments[-1].text.startswith("Verified on GoCD Version")
    assert card.comments[-1].at == datetime(2019, 6, 10, 21, 31, 37, 832000, tzinfo=UTC)
    due = [one for one in board.cards if one.due]
    assert {one.due.tzinfo for one in due if isinstance(one.due, datetime)} == {UTC}
    assert len([one for one in due if one.done]) == 15
    assert sum(one.done_at is not None for one in due if one.done) == 13  # the others stand beyond the cut
    raw = json.loads((SAMPLES / "gocd-testdrive-2019-06-12.json").read_text(encoding="utf-8"))
    made = {a["data"]["card"]["id"]: a["date"] for a in raw["actions"] if a["type"] == "createCard"}
    near = [(one.created, datetime.fromisoformat(made[one.id])) for one in board.cards if one.id in made]
    assert len(near) > 60
    assert all(by_id and abs((by_id - told).total_seconds()) < 2 for by_id, told in near)


def test_a_later_export_changes_only_what_changed() -> None:
    before, after = read("gocd-testdrive-2019-06-06"), read("gocd-testdrive-2019-06-12")
    found = changes(before, after)
    counts = found.counts()
    assert counts["card"] == {"added": 2, "changed": 7, "unchanged": 113}
    assert counts["attachment"] == {"added": 4, "unchanged": 55}
    assert counts["comment"] == {"added": 2, "unchanged": 91, "unseen": 2}
    assert counts["item"] == {"changed": 4, "unchanged": 58}
    for kind in ("checklist", "label", "person", "project", "section"):
        assert set(counts[kind]) == {"unchanged"}, kind
    assert found.vanished == ()
    fields = Counter(field.name for one in found.changed for field in one.fields)
    assert fields == {"places": 5, "position": 3, "members": 2, "description": 2, "done": 3, "name": 1}
    assert next(note.count for note in after.notes if note.code == "history_cut") == 1000
    messages = [str(note.message) for note in after.notes]
    assert any(message.startswith("40 comments are not in the file") for message in messages)
    again = changes(after, read("gocd-testdrive-2019-06-12"))
    assert (again.added, again.changed, again.vanished, again.unseen) == ((), (), (), ())
    # The other way round, cards are gone; and a comment younger than the file's reach is gone, not out of sight.
    back = changes(after, before).counts()
    assert back["card"]["vanished"] == 2
    assert back["comment"]["vanished"] == 2
    with pytest.raises(ValueError, match="two different"):
        changes(before, replace(after, id="another"))
