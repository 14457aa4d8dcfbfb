"""What a Trello board may hold besides what the samples show: what is read, what is counted, what is refused."""

import json
import tracemalloc
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pursuit.integrations.boards.board import CustomValue, Label
from pursuit.integrations.boards.errors import BoardError
from pursuit.integrations.boards.notes import Note
from pursuit.integrations.trello.reader import read_board
from pursuit.kernel.errors import Refused
from tests.integrations.boards.made import card, dumped, said, trello

OPTION = {"id": "o1", "value": {"text": "High"}, "color": "red", "pos": 1}
ITEMS = [
    {
        "id": "i2",
        "name": "second",
        "state": "incomplete",
        "pos": 2,
        "due": "2026-02-01T00:00:00.000Z",
        "idMember": "m1",
    },
    {"id": "i1", "name": "first", "state": "complete", "pos": 1},
]


def noted(notes: tuple[Note, ...]) -> dict[str, int]:
    return {note.code: note.count for note in notes}


def test_all_a_card_can_hold() -> None:
    values = [
        {"id": "v1", "idCustomField": "f1", "idValue": "o1", "value": None},
        {"id": "v2", "idCustomField": "f2", "value": {"number": "12.5"}},
        {"id": "v3", "idCustomField": "f3", "value": {"checked": "true"}},
        {"id": "v4", "idCustomField": "gone", "value": {"text": "x"}},
    ]
    full = card(
        "c1",
        start="2026-01-01T00:00:00.000Z",
        due="2026-01-05T09:30:00.000+08:00",
        idMembers=["m1", "m2", "m3"],
        idLabels=["x"],
        labels=[{"id": "g", "name": "Green", "color": "green"}],
        customFieldItems=values,
        attachments=[{"id": "a1", "name": "plan.pdf", "url": "https://example.com/a", "isUpload": True, "bytes": 9}],
        badges={"comments": 3, "checkItems": 4, "attachments": 2},
        novelty=1,
    )
    fields = [
        {"id": "f1", "name": "Risk", "type": "list", "options": [OPTION]},
        {"id": "f2", "name": "Days", "type": "number"},
        {"id": "f3", "name": "Legal", "type": "checkbox"},
    ]
    actions = [
        said("s2", "c1", "later\x00\ud800"),
        said("s1", "c1", "earlier", "2026-01-04T01:00:00Z"),
        said("s3", "gone", "lost") | {"idMemberCreator": "m2", "memberCreator": {"id": "m2", "fullName": "Han Mei"}},
        {"id": "s4", "type": "updateCard", "date": "2026-01-06T01:00:00Z", "data": {"card": {"id": "c1"}, "old": {}}},
    ]
    checklists = [{"id": "k1", "idCard": "c1", "name": "Steps", "pos": 1, "checkItems": ITEMS},
                  {"id": "k2", "idCard": "gone", "name": "Lost", "checkItems": []}]  # fmt: skip
    board = read_board(json.dumps(trello(cards=[full, card("c2", idList="gone"), card("c3", cardRole="separator")],
                       customFields=fields, actions=actions, checklists=checklists, surprise={"a": 1},
                       pluginData=[{"id": "p"}])).encode())  # fmt: skip
    first = next(one for one in board.cards if one.id == "c1")
    assert first.due == datetime(2026, 1, 5, 1, 30, tzinfo=UTC)
    assert [one.text for one in first.comments] == ["earlier", "later"]
    assert [(item.name, item.done, item.member) for item in first.checklists[0].items] == [
        ("first", True, ""),
        ("second", False, "m1"),
    ]
    assert first.custom == (
        CustomValue("f1", "High"),
        CustomValue("f2", "12.5"),
        CustomValue("f3", "TRUE"),
        CustomValue("gone", "x"),
    )
    assert board.labels == (Label("g", "Green", "green"),)
    assert [(one.id, one.former) for one in board.people] == [("m1", False), ("m2", True)]
    assert next(one.kind for one in board.cards if one.id == "c3") == "separator"
    assert board.since is None
    assert board.unknown == (("board/surprise", 1), ("card/novelty", 1))
    assert noted(board.notes) == {
        "comments_missing": 1,
        "comments_unplaced": 1,
        "history_left": 1,
        "check_items_missing": 2,
        "attachments_missing": 1,
        "uploads": 1,
        "check_lists_unplaced": 1,
        "cards_without_section": 1,
        "people_unknown": 1,
        "labels_unknown": 1,
        "fields_unknown": 1,
        "plugin_data": 1,
        "times": 3,
        "cleaned": 1,
    }
    assert all("{" not in str(note.message) for note in board.notes)


def test_the_order_in_the_file_does_not_matter_and_empty_boards_are_boards() -> None:
    board = trello(actions=[said("s1", "c1", "text")])
    assert read_board(dumped(dict(reversed(board.items())))) == read_board(dumped(board))
    assert read_board(dumped(trello(cards=[], lists=[], members=None))).cards == ()
    assert read_board(b"\xef\xbb\xbf" + dumped(board)) == read_board(dumped(board).decode().encode("utf-16"))


BAD: list[tuple[str, bytes, list[str]]] = [
    ("empty_file", b"", []),
    ("empty_file", b"  \n ", []),
    ("not_json", b"Name;Start;Finish\nDig;1;2\n", ["line 1"]),
    ("not_json", b'{"id": "b",\n "lists": [{"id": }], "cards": [1, 2, 3, 4, 5, 6, 7]}', ["line 2", "character 19"]),
    ("not_json", b"<html><body>Please sign in</body></html>", []),
    ("not_json", b'{"id" "x"}', []),
    ("not_json", b"{1: 2}", []),
    ("truncated", dumped(trello())[:-40], ["ends in the middle"]),
    ("truncated", dumped(trello())[:-1], []),
    ("truncated", dumped(trello(desc="long" * 90_000))[:200_000], []),
    ("more_follows", dumped(trello()) + b"\n{}", ["line 2"]),
    ("not_trello", b"[]", []),
    ("not_trello", b'"text"', []),
    ("not_trello", b"12", []),
    ("not_trello", b"null", []),
    ("not_trello", b'{"data": [{"gid": "1"}]}', []),
    ("not_trello", b'[{"id": "1", "cards": []}]', []),
    ("trello_card", dumped(card("c1", idBoard="b")), ["export the board"]),
    ("nul_byte", dumped(trello())[:-1] + b"\0}", []),
    ("too_deep", b'{"cards": ' + b"[" * 200_000, []),
    ("too_deep", dumped(trello())[:-1] + b', "x": ' + b'{"a":' * 100_000 + b"1" + b"}" * 100_001, []),
    ("not_a_number", dumped(trello(cards=[card("c1", pos=float("nan"))])), ["NaN"]),
    ("not_a_number", dumped(trello(cards=[card("c1", pos=float("-inf"))])), ["-Infinity"]),
    ("not_a_number", dumped(trello()).replace(b'"pos": 1', b'"pos": 1e999', 1), ["1e999"]),
    ("not_a_number", dumped(trello()).replace(b'"pos": 1', b'"pos": ' + b"9" * 5000, 1), []),
    ("duplicate_id", dumped(trello(cards=[card("c1"), card("c1", name="Pour")])), ["Card", "Pour", "c1"]),
    ("duplicate_id", dumped(trello(actions=[said("s", "c1", "a"), said("s", "c1", "b")])), []),
    ("duplicate_id", dumped(trello(labels=[{"id": "x", "name": "A"}] * 2)), ["Label"]),
    ("duplicate_id", dumped(trello(lists=[{"id": "l1", "name": "A"}] * 2)), ["List"]),
    ("missing_id", dumped(trello(cards=[{"name": "Nobody"}])), ["Nobody"]),
    ("rounded_id", dumped(trello(cards=[card("c1", idList=1.2e15)])), ["1200000000000000"]),
    ("bad_date", dumped(trello(cards=[card("c1", due="tomorrow")])), ["Card 7 “Card c1”", "due", "tomorrow"]),
    ("bad_date", dumped(trello(cards=[card("c1", due="2026-02-30T00:00:00Z")])), ["02-30"]),
    ("bad_date", dumped(trello(cards=[card("c1", due=1767571200)])), ["1767571200"]),
    ("date_out_of_range", dumped(trello(cards=[card("c1", due="1970-01-01T00:00:00.000Z")])), ["1984", "2200"]),
    ("date_out_of_range", dumped(trello(cards=[card("c1", start="9999-12-31T23:59:59-23:00")])), ["9999"]),
    ("bad_value", dumped(trello(cards=[card("c1", closed="maybe")])), ["closed", "maybe"]),
    ("bad_value", dumped(trello(cards=[card("c1", name=["x"])])), ["name"]),
    ("bad_value", dumped(trello(cards=[card("c1", labels={})])), ["labels"]),
    ("bad_value", dumped(trello(cards=["c1"])), []),
    ("bad_number", dumped(trello(cards=[card("c1", pos="low")])), ["pos", "low"]),
]


@pytest.mark.parametrize(("code", "content", "words"), BAD, ids=[f"{n}-{case[0]}" for n, case in enumerate(BAD)])
def test_a_bad_file_is_named(code: str, content: bytes, words: list[str]) -> None:
    with pytest.raises(BoardError) as refused:
        read_board(content)
    assert refused.value.code == code
    message = str(refused.value)
    assert "{" not in message.replace("{}", "")
    for word in words:
        assert word in message


def test_what_is_no_text_is_named_too() -> None:
    codes = []
    for content in (
        b"PK\x03\x04" + bytes(range(256)) * 40,
        bytes(4000),
        dumped(trello(name="é")).decode().encode("cp1252"),
    ):
        with pytest.raises(Refused) as refused:
            read_board(content)
        codes.append(refused.value.code)
    assert codes == ["unknown_encoding", "binary_file", "unknown_encoding"]


def test_a_large_file_is_refused_or_read_in_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "board.json"
    with path.open("wb") as stream:
        stream.truncate(200_000_000)
    with pytest.raises(BoardError, match="200 MB"):
        read_board(path)
    with pytest.raises(BoardError) as refused:
        read_board(dumped(trello()), limit=100)
    assert refused.value.code == "too_large"
    with pytest.raises(BoardError) as refused:
        read_board(tmp_path / "nothing.json")
    assert refused.value.code == "no_file"
    noise = dumped(
        {"id": "x", "type": "updateCard", "date": "2026-01-05T01:00:00Z", "data": {"old": {"desc": "x" * 9000}}}
    )
    with path.open("wb") as stream:  # 20 MB of history, of which nothing is kept
        stream.write(b'{"id":"b","name":"B","lists":[],"actions":[' + b",".join([noise] * 2200) + b'],"cards":[]}')
    tracemalloc.start()
    assert read_board(path).notes[0].count == 2200
    assert tracemalloc.get_traced_memory()[1] < 8_000_000
    tracemalloc.stop()


def test_one_endless_entry_and_too_many_entries_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(BoardError) as refused:
        read_board(dumped(trello(cards=[card("c1", desc="x" * (9 << 20))])))
    assert refused.value.code == "record_too_large"
    monkeypatch.setattr("pursuit.integrations.boards.fields.MAX_PARTS", 5)
    with pytest.raises(BoardError) as refused:
        read_board(dumped(trello(cards=[card(f"c{n}") for n in range(9)])))
    assert refused.value.code == "too_many"
