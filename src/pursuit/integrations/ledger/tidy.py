"""A ledger without what is no record: subtotals (checked against their rows), remarks,
    repeated headers; with the cells
that people leave to the row above: merged downwards, 同上, 〃."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext_lazy as _

from pursuit.integrations.csv_xlsx.formats import moment_of
from pursuit.integrations.csv_xlsx.table import Cell, Merge, Row, Table, blank
from pursuit.integrations.csv_xlsx.words import say
from pursuit.integrations.csv_xlsx.workbook import MERGED
from pursuit.integrations.intake.modules import look
from pursuit.integrations.ledger.dialect import module_of
from pursuit.integrations.ledger.totals import Totals, holds_money
from pursuit.kernel.errors import Text

SAME = frozenset(("同上", "〃", "″", "”", '"', "''", "同前", "同左上", "……", "ditto"))
_NUMBERS = re.compile(r"编号|号$|编码|代码|No\.?$", re.IGNORECASE)
_REMARK = re.compile(r"^(?:备注|附注|注|说明|制表|填表|编制|审核|复核|审批|批准|经办|统计|打印|导出"
                     r"|日期|单位|财务|部门负责人|制单)"
                     r"[^:：]{0,8}\d*[:：]|^注[\d、.]|^\*|^※")  # fmt: skip
_TOTAL = re.compile(r"^(?:.{0,12}?)(小计|合计|总计|共计|累计|总额)\s*(?:[(（].{0,12}[)）])?\s*[:：]?$")
_DAYS = re.compile(r"日期|时间|到期|期至|期限|截止|有效期|^日$|应收日|到期日")
ENDLESS = frozenset(("长期", "长期有效", "永久", "永久有效", "无固定期限", "无期限", "无", "不限", "N/A"))
SERIALS = range(20_000, 80_000)  # days since 1900 that a cell without a format of days shows as a number: 1954 to 2119
FEW = 2  # filled cells of a row that may still be a remark


@dataclass(slots=True)
class Left:
    """What was left out or filled in, for the receipt."""

    totals: int = 0
    remarks: int = 0
    headers: int = 0
    filled: int = 0
    rows: int = 0
    wrong: list[Text] = field(default_factory=list)

    def notes(self, table: str) -> Iterator[Text]:
        """In words, where there is anything to say."""
        if self.totals or self.remarks or self.headers or self.filled:
            told = _("%(table)s: left out %(totals)d lines of totals, %(remarks)d of remarks, %(headers)d repeated "
                     "headers; %(filled)d cells filled from the row above.")  # fmt: skip
            yield say(told, table=table, totals=self.totals, remarks=self.remarks, headers=self.headers,
                      filled=self.filled)  # fmt: skip
        yield from self.wrong


def tidied(table: Table) -> Table:
    """The table as records, where it is a ledger; any other as it is."""
    if module_of(look(table)) is None:
        return table
    left = Left()
    for _one in _walk(table, left):
        left.rows += 1
    merged = str(say(MERGED, count=len(table.tall)))
    notes = [note for note in table.notes if not (table.tall and str(note) == merged)]
    return replace(
        table, reader=lambda: _walk(table, Left()), count=left.rows, notes=(*notes, *left.notes(table.name)), tall=()
    )  # fmt: skip


def _walk(table: Table, left: Left) -> Iterator[Row]:
    money = [holds_money(label) for label in table.header]
    totals = Totals(table, money)
    filling = _Filling(table, money, left)
    for row in table.rows():
        if _repeated(row, table.header):
            left.headers += 1
        elif word := total(row):
            left.totals += 1
            left.wrong += totals.check(row, word)
        elif _remark(row, money):
            left.remarks += 1
        else:
            cells = filling.of(row)
            totals.add(cells)
            yield replace(row, cells=tuple(cells))


class _Filling:
    """Cells as they are meant: from merged ones above, 同上, days that show as numbers, numbers in full width."""

    def __init__(self, table: Table, money: Sequence[bool], left: Left) -> None:
        self.left = left
        self.numbers = [bool(_NUMBERS.search(label)) for label in table.header]
        self.days = [bool(_DAYS.search(label)) and not money[at] for at, label in enumerate(table.header)]
        self.blocks = [block for block in table.tall if block.left < len(money) and not money[block.left]]
        self.tops: dict[Merge, Cell] = {}
        self.above: Sequence[Cell] = ()

    def of(self, row: Row) -> Sequence[Cell]:
        cells = list(row.cells)
        for block in self.blocks:
            if block.first == row.number:
                self.tops[block] = cells[block.left]
            elif block.first < row.number <= block.last and blank(cells[block.left]) and block in self.tops:
                cells[block.left] = self.tops[block]
                self.left.filled += 1
        self.above = [self._cell(at, cell) for at, cell in enumerate(cells)]
        return self.above

    def _cell(self, at: int, cell: Cell) -> Cell:
        if self.days[at] and isinstance(cell, int) and cell in SERIALS:
            return moment_of(cell, from_1904=False)
        if not isinstance(cell, str):
            return cell
        text = cell.strip()
        if text in SAME and at < len(self.above):
            self.left.filled += 1
            return self.above[at]
        if self.days[at] and text in ENDLESS:
            return None
        return unicodedata.normalize("NFKC", text) if self.numbers[at] else cell


def total(row: Row) -> str:
    """The word by which a row says that it sums up others; "" for a record."""
    texts = [cell for cell in row.cells if isinstance(cell, str) and cell.strip()]
    for text in texts[:3]:
        found = _TOTAL.match(re.sub(r"\s+", "", text))
        if found and len(texts) <= FEW + 1:
            return found[1]
    return ""


def _remark(row: Row, money: Sequence[bool]) -> bool:
    filled = [(at, cell) for at, cell in enumerate(row.cells) if not blank(cell)]
    texts = [cell for _at, cell in filled if isinstance(cell, str)]
    if not filled or any(money[at] and not isinstance(cell, str) for at, cell in filled):
        return not filled
    if len(filled) == 1 and texts:
        return True
    said = sum(bool(_REMARK.match(text.strip())) for text in texts)
    return said * 2 >= len(filled)


def _repeated(row: Row, header: Sequence[str]) -> bool:
    said = [str(cell).strip() for cell in row.cells if not blank(cell)]
    if len(said) <= FEW:
        return False
    names = {"".join(part.split()) for label in header for part in label.split(" / ")}
    return all("".join(word.split()) in names for word in said)
