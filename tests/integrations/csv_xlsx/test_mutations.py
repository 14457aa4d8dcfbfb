"""Good files with bytes changed at random: a table, or a refusal with a sentence, and never anything else."""

import random
from pathlib import Path

import pytest

from pursuit.integrations.csv_xlsx import values
from pursuit.integrations.csv_xlsx.tables import open_tables
from pursuit.kernel.errors import Refused
from tests.integrations.csv_xlsx.corpus import STYLES
from tests.integrations.csv_xlsx.forge import GOOD, MAIN, csv_text, parts, text_file, zipped

INSERTED = [b'"', b",", b"\n", b"\0", b"<", b"&", b">", b"\xff", "²".encode(), "中".encode(), b'""', b"\r", b"99999999"]
TEXT = csv_text(*GOOD)
TEXTS = [TEXT.encode(), TEXT.encode("gb18030"), TEXT.encode("utf-16"), ("报表,,,,,\n" + TEXT).encode()]
STRINGS = f'<sst xmlns="{MAIN}"><si><t>名称</t></si><si><r><t>甲</t></r><rPh><t>b</t></rPh></si></sst>'
SHEET = (
    f'<worksheet xmlns="{MAIN}"><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c>'
    '<c r="B1" t="inlineStr"><is><t>金额</t></is></c></row><row r="2"><c r="A2" t="s"><v>1</v></c>'
    '<c r="B2" s="1"><v>45296.5</v></c><c r="C2" t="b"><v>1</v></c></row><row r="3"><c r="A3" t="e"><v>#N/A</v></c>'
    '<c r="B3"><f>1</f></c><c t="d"><v>2024-01-05T10:00:00</v></c></row></sheetData>'
    '<mergeCells><mergeCell ref="A1:A2"/></mergeCells></worksheet>'
)
BOOK = parts(SHEET, strings=STRINGS, styles=STYLES)


def mutated(data: bytes, dice: random.Random) -> bytes:
    found = bytearray(data)
    for _ in range(dice.choice([1, 1, 2, 5, 20])):
        at = dice.randrange(len(found))
        match dice.randrange(5):
            case 0:
                found[at] = dice.randrange(256)
            case 1:
                found[at:at] = dice.choice(INSERTED)
            case 2:
                del found[at : at + dice.randrange(1, min(9, len(found)))]
            case 3:
                begin = dice.randrange(len(found))
                found[at:at] = found[begin : begin + dice.randrange(1, 40)]
    return bytes(found)


def some_file(folder: Path, dice: random.Random) -> Path:
    kind = dice.random()
    if kind < 0.4:
        return text_file(folder, "a.csv", mutated(dice.choice(TEXTS), dice))
    if kind < 0.9:
        name = dice.choice(list(BOOK))
        return zipped(folder / "a.xlsx", {**BOOK, name: mutated(BOOK[name].encode(), dice)})
    return text_file(folder, "b.xlsx", mutated(zipped(folder / "good.xlsx", BOOK).read_bytes(), dice))


@pytest.mark.parametrize("seed", range(8))
def test_any_bytes(tmp_path: Path, seed: int) -> None:
    dice = random.Random(seed)
    for _ in range(100):
        path = some_file(tmp_path, dice)
        try:
            tables = open_tables(path)
        except Refused as no:
            assert str(no.message)
            continue
        for table in tables:
            rows = list(table.rows())
            assert len(rows) == table.count
            assert {len(row.cells) for row in rows} <= {len(table.header)}
            assert all(isinstance(values.text(cell), str) for row in rows for cell in row.cells)
