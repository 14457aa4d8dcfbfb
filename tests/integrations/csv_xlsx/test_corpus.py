"""Every bad file of the corpus ends as it says: unusable with that code, or with that fault in a row and no other."""

from pathlib import Path

import pytest

from pursuit.integrations.csv_xlsx import values
from pursuit.integrations.csv_xlsx.tables import Row, Table, open_tables
from pursuit.kernel.errors import Refused
from tests.integrations.csv_xlsx.bad import Bad
from tests.integrations.csv_xlsx.corpus import CORPUS
from tests.integrations.csv_xlsx.forge import HEADER

LIGHT = [bad for bad in CORPUS if not bad.heavy]


def read_all(path: Path) -> list[tuple[Table, list[Row]]]:
    return [(table, list(table.rows())) for table in open_tables(path)]


def codes(table: Table, rows: list[Row]) -> dict[int, str]:
    """What the values of the columns say of each row that the reader took."""
    order = values.order_of(row.cells[4] for row in rows)
    found = {}
    for row in rows:
        try:
            values.identifier(row.cells[0])
            values.amount(row.cells[3])
            values.day(row.cells[4], order=order)
        except values.BadValue as bad:
            assert str(bad.message)
            found[row.number] = bad.code
    return found


@pytest.mark.parametrize("bad", [b for b in LIGHT if b.exit == 2], ids=str)
def test_unusable(bad: Bad, tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        read_all(bad.make(tmp_path))
    assert refused.value.code == bad.code
    assert str(refused.value.message)


@pytest.mark.parametrize("bad", [b for b in LIGHT if b.exit == 3], ids=str)
def test_rows_at_fault(bad: Bad, tmp_path: Path) -> None:
    ((table, rows),) = read_all(bad.make(tmp_path))
    assert table.header == tuple(HEADER)
    assert [row.number for row in rows] == [2, 3, 4]
    assert all(len(row.cells) == len(HEADER) for row in rows)
    faults = {row.number: row.fault.code for row in rows if row.fault}
    assert faults == ({4: bad.code} if bad.seen == "reader" else {})
    if bad.seen != "reader":
        assert codes(table, rows) == ({4: bad.code} if bad.seen == "values" else {})
    assert all(str(row.fault.message) for row in rows if row.fault)


def test_the_corpus_is_large_and_its_names_differ() -> None:
    names = [bad.name for bad in CORPUS]
    assert len(names) >= 60
    assert len(names) == len(set(names))
