"""Small tables for tests."""

from collections.abc import Callable
from pathlib import Path
from zoneinfo import ZoneInfo

from pursuit.integrations.boards.board import Board
from pursuit.integrations.tasktables.reader import read_file

ZONE = ZoneInfo("Asia/Shanghai")
Make = Callable[..., Path]  # lines become a file


def read(path: Path) -> Board:
    return read_file(path, zone=ZONE)[0]


def noted(board: Board) -> dict[str, int]:
    return {note.code: note.count for note in board.notes}
