"""Asana's CSV: the public sample, and what spreadsheets and careless names do to it."""

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from pursuit.integrations.asana.table import read_table
from pursuit.integrations.boards.board import Board, CustomValue, Link, Place, Span
from pursuit.integrations.boards.changes import changes
from pursuit.integrations.boards.counts import count
from pursuit.integrations.boards.errors import BoardError
from pursuit.integrations.csv_xlsx.values import DateOrder
from tests.integrations.boards.made import SHARED

SAMPLE = SHARED / "asana/acme-gantt-sample.csv"
HEADER = (
    "Task ID,Created At,Completed At,Last Modified,Name,Section/Column,Assignee,Assignee Email,Start Date,Due Date,"
    "Tags,Notes,Projects,Parent task,Blocked By (Dependencies),Blocking (Dependencies)"
)
Make = Callable[..., Path]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """A file of these lines."""

    def write(*lines: str, header: str = HEADER, encoding: str = "utf-8") -> Path:
        path = tmp_path / "Launch.csv"
        path.write_text("\r\n".join([header, *lines]) + "\r\n", encoding=encoding)
        return path

    return write


def row(own: str, name: str, **said: str) -> str:
    """A line of the export; cells by short names."""
    places = {"done": 2, "section": 5, "who": 6, "mail": 7, "start": 8, "due": 9, "tags": 10, "notes": 11,
              "projects": 12, "parent": 13, "before": 14, "after": 15}  # fmt: skip
    cells = [own, "2026-01-05", "", "2026-01-06", name, *[""] * 11]
    for key, value in said.items():
        cells[places[key]] = value
    return ",".join('"' + cell.replace('"', '""') + '"' for cell in cells)


def noted(board: Board) -> dict[str, int]:
    return {note.code: note.count for note in board.notes}


@pytest.mark.skipif(not SAMPLE.is_file(), reason="../shared/samples/asana is not here: NOT TESTED")
def test_the_sample_counts() -> None:
    board = read_table(SAMPLE)
    expected = json.loads(SAMPLE.with_suffix(".expected.json").read_text(encoding="utf-8"))
    counts = count(board)
    assert (counts.cards, counts.cards_done, counts.subtasks) == (
        expected["rows"],
        expected["completed"],
        expected["subtasks"],
    )
    names = {card.id: card.name for card in board.cards}
    pairs = [[card.name, names[card.parent]] for card in board.cards if card.parent]
    assert pairs == expected["subtask_parent_names"]
    assert sorted(one.name for one in board.people if one.name) == expected["assignees"]
    assert sum(not one.name and bool(one.email) for one in board.people) == expected["with_email_but_no_name"]
    assert board.fields == ()
    assert board.name == "ACME - Project Launch"
    assert noted(board) == {"parents_by_name": 2}
    assert next(card for card in board.cards if card.id == "104").done_at == date(2025, 9, 30)


def test_names_of_parents_and_dependencies_are_resolved_in_order(make: Make) -> None:
    board = read_table(make(
        row("1", "Prepare", section="Bid", projects="Launch"),
        row("2", "Draft", parent="Prepare"),
        row("3", "Prepare", section="Bid", projects="Launch"),
        row("4", "Draft", parent="Prepare", after="Sign, seal and deliver"),
        row("5", "Sign, seal and deliver", section="End", projects="Launch", notes="a\nb",
            before="Draft,Prepare,Nobody"),
        row("6", "Check", parent="Lost", before="Check,Sign, seal and deliver,Draft"),
        row("7", "Two homes", section="Bid", projects="Launch,Office", tags="red,blue"),
    ))  # fmt: skip
    assert [card.parent for card in board.cards] == ["", "1", "", "3", "", "", ""]
    assert board.cards[5].parent_named == "Lost"
    # The other side says which Draft is meant; which Prepare, nobody says.
    assert board.cards[4].links == (Link("4", "Draft"), Link("", "Prepare"), Link("", "Nobody"))
    assert board.cards[5].links == (Link("5", "Sign, seal and deliver"), Link("", "Draft"))
    assert board.cards[6].places == (Place("Bid", "Launch"), Place("", "Office"))
    assert board.cards[6].labels == ("red", "blue")
    assert noted(board) == {
        "parents_by_name": 2,
        "parents_several": 2,
        "parents_missing": 1,
        "links_by_name": 5,
        "links_several": 2,
        "links_missing": 1,
        "links_self": 1,
        "several_places": 1,
    }
    assert "Prepare" in str(next(one.message for one in board.notes if one.code == "parents_several"))


def test_what_google_sheets_and_people_add(make: Make) -> None:
    """Three lines above the header, stray blanks in labels, columns of one's own, amounts and telephone numbers."""
    path = make(
        ",,",
        '"https://app.asana.com/-/csv?googleSheetsProjectCsv=1",,',
        HEADER.replace("Parent task", "Parent Task ") + ", Amount ..,Phone,Actual time,Empty",
        row("9", "Call\u00a0them", who="Li Lei") + ',"7,500",\'+86 10 5555,1:15,',
        row("10", "Task below", parent="Call them") + ",,,soon,",
        header=",,",
        encoding="utf-8-sig",
    )
    board = read_table(path)
    assert [card.parent for card in board.cards] == ["", "9"]
    assert [one.name for one in board.fields] == ["Amount ..", "Phone", "Actual time"]
    assert board.cards[0].custom == (CustomValue("Amount ..", "7,500"), CustomValue("Phone", "+86 10 5555"))
    assert board.cards[0].spent == Span(Decimal("1.25"), "h")
    assert board.cards[1].custom == (CustomValue("Actual time", "soon"),)


def test_days_a_spreadsheet_rewrote(make: Make) -> None:
    told = make(row("1", "A", start="22/9/2025", due="3/10/2025"))
    assert read_table(told).cards[0].due == date(2025, 10, 3)
    with pytest.raises(BoardError) as refused:
        read_table(make(row("1", "A", due="3/10/2025")))
    assert refused.value.code == "ambiguous_date"
    assert "Row 2" in str(refused.value)
    assert "day and month" in str(refused.value)
    assert read_table(make(row("1", "A", due="3/10/2025")), order=DateOrder.MDY).cards[0].due == date(2025, 3, 10)


def test_ids_a_spreadsheet_rounded_are_refused_with_advice(make: Make) -> None:
    for lines in (
        [row("1.21143E+15", "A")],
        [row(f"12114300000{n}1230", "A") for n in range(7)],
    ):
        with pytest.raises(BoardError) as refused:
            read_table(make(*lines))
        assert refused.value.code == "rounded_id"
        assert "Row 2" in str(refused.value)
        assert "without opening and saving it in Excel" in str(refused.value)
    assert len(read_table(make(row("1211430000000123", "A"))).cards) == 1


def test_a_task_of_two_projects_exported_together_is_one_task(make: Make) -> None:
    twice = [row("1", "A", section="S", projects="P"), row("1", "A", section="T", projects="Q")]
    board = read_table(make(*twice))
    assert board.cards[0].places == (Place("S", "P"), Place("T", "Q"))
    assert noted(board) == {"repeated": 1, "several_places": 1}


def test_a_later_export_of_the_same_project(make: Make) -> None:
    before = read_table(make(row("1", "A"), row("2", "B", before="A"), row("3", "C")))
    after = read_table(make(row("1", "A", done="2026-02-01"), row("2", "B", before="A"), row("4", "D")))
    found = changes(before, after)
    assert found.counts() == {
        "card": {"added": 1, "changed": 1, "vanished": 1, "unchanged": 1},
        "link": {"unchanged": 1},
    }
    assert {field.name for field in found.changed[0].fields} == {"state", "done", "done_at"}


@pytest.mark.parametrize(
    ("code", "lines", "header"),
    [
        ("duplicate_id", [row("1", "A"), row("1", "B")], HEADER),
        ("missing_id", [row("", "A")], HEADER),
        ("bad_date", [row("1", "A", due="soon")], HEADER),
        ("bad_date", [row("1", "A", due="2025-02-30")], HEADER),
        ("date_out_of_range", [row("1", "A", due="1960-02-03")], HEADER),
        ("bad_row", [row("1", "A") + ",,,too,many"], HEADER),
        ("parent_cycle", [row("1", "A", parent="B"), row("2", "B", parent="A")], HEADER),
        ("not_asana_table", ["1,2"], "Title,Owner"),
        ("empty_file", [], HEADER),
        ("too_large", [row("1", "A" * 2000)], HEADER),
    ],
)
def test_a_bad_table_is_named(make: Make, code: str, lines: list[str], header: str) -> None:
    with pytest.raises(BoardError) as refused:
        read_table(make(*lines, header=header), limit=1000 if code == "too_large" else 200_000_000)
    assert refused.value.code == code
    assert "{" not in str(refused.value)
