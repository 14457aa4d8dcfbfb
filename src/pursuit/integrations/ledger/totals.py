"""Do the totals of a ledger come to what they claim?"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from pursuit.integrations.csv_xlsx import values
from pursuit.integrations.csv_xlsx.table import Cell, Row, Table
from pursuit.integrations.csv_xlsx.units import unit_of
from pursuit.integrations.csv_xlsx.values import BadValue
from pursuit.integrations.csv_xlsx.words import say
from pursuit.kernel.errors import Text

_MONEY = re.compile(r"金额|价款|总价|应收|已收|未收|实收|回款(?!日期|时间|节点)|到账(?!日期)"
                    r"|收款(?!日期|单位|方|时间)|合同额|余额|限价|报价"
                   r"|控制价|保证金$|保证金[(（]|手续费|款$|^金额|元[)）]?$")  # fmt: skip
_NOT = re.compile(r"日期|时间|单位|名称|类型|类别|方式|编号|条件|节点|状态|人$|方$|期$")
_REMARK = re.compile(r"[(（][^()（）]*[)）]")
SECTION = "小计"
NEAR = Decimal("0.01")


def holds_money(label: str) -> bool:
    """Does a column of this name hold amounts?"""
    text = label.rpartition(" / ")[2]
    return bool(_MONEY.search(text)) and not _NOT.search(_REMARK.sub("", text))


class Totals:
    """Sums of the rows so far, since the last subtotal and in all."""

    def __init__(self, table: Table, money: Sequence[bool]) -> None:
        self.table = table
        self.places = [at for at, one in enumerate(money) if one]
        self.units = {at: unit_of(table.header[at], table.unit) for at in self.places}
        self.section: dict[int, Decimal] = dict.fromkeys(self.places, Decimal())
        self.whole: dict[int, Decimal] = dict.fromkeys(self.places, Decimal())

    def add(self, cells: Sequence[Cell]) -> None:
        """One more record."""
        for at in self.places:
            value = self._read(cells[at], at)
            self.section[at] += value
            self.whole[at] += value

    def check(self, row: Row, word: str) -> list[Text]:
        """What a line of totals says otherwise than its rows, column by column. A subtotal begins a new section."""
        found = list(self._wrong(row, word))
        if word == SECTION:
            self.section = dict.fromkeys(self.places, Decimal())
        return found

    def _wrong(self, row: Row, word: str) -> Iterator[Text]:
        for at in self.places:
            said = self._read(row.cells[at], at)
            right = (self.section[at], self.whole[at])
            if said and all(abs(said - one) > NEAR for one in right):
                sum_ = right[0] if word == SECTION else right[1]
                told = _("%(table)s, row %(row)d (%(word)s): %(column)s says %(said)s, its rows come to %(sum)s.")
                unit = self.units[at]
                yield say(told, table=self.table.name, row=row.number, word=word, column=self.table.header[at],
                          said=_plain(said / unit), sum=_plain(sum_ / unit))  # fmt: skip

    def _read(self, cell: Cell, at: int) -> Decimal:
        try:
            return values.amount(cell, unit=self.units[at]) or Decimal()
        except BadValue:
            return Decimal()


def _plain(number: Decimal) -> str:
    text = f"{number:,.6f}"
    return text.rstrip("0").rstrip(".")
