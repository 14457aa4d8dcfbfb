"""Whatever file somebody brings, the right reader takes it."""

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from pursuit.integrations.boards.errors import BoardError
from pursuit.integrations.boards.opening import open_board
from tests.integrations.boards.made import dumped, trello

ZONE = ZoneInfo("Asia/Shanghai")
TASK = b'{"gid": "1", "name": "A", "resource_type": "task"}'
ASANA = b"Task ID,Created At,Completed At,Last Modified,Name\n1,2026-01-05,,2026-01-05,A\n"


def test_each_file_finds_its_reader(tmp_path: Path) -> None:
    found = {}
    for name, content in {
        "board": dumped(trello()),
        "board-16": dumped(trello()).decode().encode("utf-16"),
        "asana": b'{"data": [' + TASK + b"]}",
        "lines": TASK + b"\n" + TASK.replace(b"1", b"2"),
        "asana-csv": ASANA,
        "table": "任务,负责人\n写标书,张伟\n".encode("gb18030"),
    }.items():
        path = tmp_path / name
        path.write_bytes(content)
        board, facts = open_board(path, zone=ZONE)
        found[name] = (board.source, len(board.cards), facts is not None)
    assert found == {
        "board": ("trello", 1, False),
        "board-16": ("trello", 1, False),
        "asana": ("asana", 1, False),
        "lines": ("asana", 2, False),
        "asana-csv": ("asana", 1, False),
        "table": ("table", 1, True),
    }
    path = tmp_path / "other"
    for content, code in ((b'{"x": [1]}', "not_a_board"), (b"[1", "truncated"), (b"a,b\n1,2\n", "no_tasks")):
        path.write_bytes(content)
        with pytest.raises(BoardError) as refused:
            open_board(path, zone=ZONE)
        assert refused.value.code == code
    with pytest.raises(BoardError) as refused:
        open_board(path, zone=ZONE, limit=3)
    assert refused.value.code == "too_large"
    with pytest.raises(BoardError) as refused:
        open_board(tmp_path / "none", zone=ZONE)
    assert refused.value.code == "no_file"
