"""The parts all readers share: lengths and links as written, names in cells, a JSON file in pieces, no database."""

import json
import subprocess
import sys
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pursuit.integrations.boards import naming, stream
from pursuit.integrations.boards.board import Span
from pursuit.integrations.boards.errors import TEXTS, BoardError
from pursuit.integrations.boards.notes import NOTES, Note, Notes
from pursuit.integrations.boards.spans import link, span, unit_in
from pursuit.integrations.boards.stream import LIST, parts

SPANS = {
    "8h": "8 h", "1天": "1 d", "0.5人天": "0.5 d", "3 个工作日": "3 d", "2 wks": "2 w", "30分钟": "30 m",
    "1:15": "1.25 h",
    "1d 4h": "12 h", "半天": "0.5 d", "两天": "2 d", "1.5 个月": "1.5 mo", "2 edays": "2 d elapsed", "5 days?": "5 d",
    "3 已用工作日": "3 d elapsed", "50%": "50 %", "2小时30分": "2.5 h", "1周2天": "7 d", "1,200 h": "1200 h",
    "８ｈ": "8 h",
    "1个半小时": "1.5 h", "7": "7 h", "0": "0 h", "三天": "3 d", "2人月": "2 mo", "16工时": "16 h", "abc": "", "": "",
    "8 x": "", "-3h": "", "h": "", "9" * 80: "", "若干": "",
}  # fmt: skip
LINKS = {
    "3FS+2 个工作日": "3 FS 2 d", "5SS": "5 SS", "7": "7 FS", "12FF-50%": "12 FF -50 %", "写标书": "写标书 FS",
    "设计-评审": "设计-评审 FS", "3+2d": "3 FS 2 d", "3FS+2edays": "3 FS 2 d elapsed", "TASK-12": "TASK-12 FS",
    "4 完成-开始": "4 FS", "SCR-3SF-1d": "SCR-3 SF -1 d", "2-3 月总结": "2-3 月总结 FS", "部署HDFS": "部署HDFS FS",
    "3FS+?": "", "6ss + 1 周": "6 SS 1 w",
}  # fmt: skip
UNITS = {"预估工时（小时）": "h", "工期(天)": "d", "Duration / days": "d", "实际工时(h)": "h", "工时": None,
         "工期": None, "工作量[人天]": "d"}  # fmt: skip


def shown(found: Span | None) -> str:
    return "" if found is None else f"{found.amount:f} {found.unit}{' elapsed' if found.elapsed else ''}"


def test_lengths_links_and_units_as_people_write_them() -> None:
    assert {text: shown(span(text, "h")) for text in SPANS} == SPANS
    read = {text: link(text) for text in LINKS}
    assert {
        text: " ".join([one[0], one[1], shown(one[2])]).strip() if one else "" for text, one in read.items()
    } == LINKS
    assert {header: unit_in(header) for header in UNITS} == UNITS
    assert Span(Decimal("0.5"), "d").minutes() == 240
    assert Span(Decimal(1), "d").minutes(day=450) == 450
    assert Span(Decimal(1), "w", elapsed=True).minutes() == 10080
    with pytest.raises(ValueError, match="percentage"):
        Span(Decimal(50), "%").minutes()


def test_names_with_marks_in_them_and_too_many_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    known = naming.Names(["Sign, seal", "seal", "B"])
    assert naming.split("Sign, seal,B , ,x", known, Notes()) == ["Sign, seal", "B", "x"]
    assert naming.split("甲、乙；丙", (), Notes(), "、；") == ["甲", "乙", "丙"]
    assert (known.above("seal", 0), known.above("none", 3), known.only("B")) == (1, None, 2)
    monkeypatch.setattr("pursuit.integrations.boards.fields.MAX_VALUES", 5)
    with pytest.raises(BoardError, match="more than 5 entries"):
        naming.split("a," * 9, known, Notes())


LEAVES = st.none() | st.booleans() | st.integers(-(10**18), 10**18) | st.text(max_size=8) | st.floats(-1e9, 1e9)
VALUES = st.recursive(LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
                      max_leaves=8)  # fmt: skip


@given(st.dictionaries(st.text(max_size=4), VALUES, max_size=4), st.integers(1, 9), st.booleans())
def test_a_file_read_in_pieces_says_what_it_says(data: dict[str, object], size: int, wide: bool) -> None:
    raw = json.dumps(data, ensure_ascii=wide, indent=size % 3 or None).encode("utf-8", "replace")
    found: dict[str, object] = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stream, "CHUNK", size)
        for key, value in parts(raw):
            if value is LIST:
                found[key] = []
            elif isinstance(several := found.get(key), list):
                several.append(value)
            else:
                found[key] = value
    assert found == json.loads(raw)


def test_everything_that_may_be_said_is_a_whole_sentence() -> None:
    words = {"limit": 1, "line": 1, "column": 1, "value": "v", "first": 1, "last": 2}
    for code in TEXTS:
        assert "{" not in str(BoardError(code, thing="T", element="e", **words))
    for code in NOTES:
        assert "{" not in str(Note(code, 3, ("one", "two")).message)


def test_readers_need_no_models() -> None:
    """Files of JSON are read without Django's applications; tables come through csv_xlsx, which asks the kernel."""
    code = """
import sys
from django.conf import settings
settings.configure()
import pursuit.integrations.trello.reader, pursuit.integrations.asana.reader
import pursuit.integrations.boards.changes, pursuit.integrations.boards.counts
print([name for name in sys.modules if name.startswith("pursuit") and ".models" in name or "numba" in name])
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "[]", done.stderr
