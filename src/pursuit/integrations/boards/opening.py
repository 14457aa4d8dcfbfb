"""Any file of tasks, told apart by what is in it: a Trello board, an Asana project as JSON or CSV, another table."""

from collections.abc import Iterable
from datetime import tzinfo
from pathlib import Path

from pursuit.integrations.asana.reader import read_json
from pursuit.integrations.asana.table import is_asana, read_table
from pursuit.integrations.boards.board import Board
from pursuit.integrations.boards.errors import BoardError, quoted
from pursuit.integrations.boards.stream import LIMIT
from pursuit.integrations.csv_xlsx.tables import open_tables
from pursuit.integrations.tasktables.mapping import Facts
from pursuit.integrations.tasktables.reader import read_file
from pursuit.integrations.trello.reader import read_board

JSON = (b"{", b"[")
HEAD = 4096


def open_board(
    path: Path, *, zone: tzinfo, remembered: Iterable[Facts] = (), name: str = "", limit: int = LIMIT
) -> tuple[Board, Facts | None]:
    """The board in a file, and the mapping a table was read by. Raises BoardError and, from the readers, Refused.

    zone: of times in tables; remembered: mappings of earlier tables; name: what people call the file.
    """
    if not path.is_file():
        raise BoardError("no_file", value=quoted(name or path.name, 120))
    if path.stat().st_size >= limit:
        raise BoardError("too_large", limit=max(1, limit // 1_000_000))
    with path.open("rb") as stream:
        head = stream.read(HEAD).replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if head.startswith(JSON):
        return _json(path, limit), None
    if is_asana(open_tables(path, name=name)[0]):
        return read_table(path, name=name, limit=limit), None
    return read_file(path, zone=zone, remembered=remembered, name=name, limit=limit)


def _json(path: Path, limit: int) -> Board:
    try:
        return read_board(path, limit=limit)
    except BoardError as no:
        if no.code not in {"not_trello", "more_follows"}:  # JSON lines are several values
            raise
    try:
        return read_json(path, limit=limit)
    except BoardError as no:
        raise BoardError("not_a_board") if no.code == "not_asana" else no from no
