"""A table with names, quantities and prices becomes a bill; what a cell cannot say is told by row and field."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from pursuit.domain.offers.fields import BoqRow
from pursuit.domain.offers.rules.boq import MOST, Bill, Finding, Written, read
from pursuit.integrations.csv_xlsx import values
from pursuit.integrations.csv_xlsx.bad import BadValue
from pursuit.integrations.csv_xlsx.table import Cell, Row, Table, blank
from pursuit.integrations.csv_xlsx.tables import open_tables
from pursuit.integrations.csv_xlsx.words import say
from pursuit.kernel.errors import Refused, Text
from pursuit.kernel.money import Money, exponent

FIELDS: tuple[tuple[str, Text], ...] = (
    ("number", _("No.")),
    ("title", _("Name")),
    ("spec", _("Specification")),
    ("measure", _("Unit of measure")),
    ("quantity", _("Quantity")),
    ("price", _("Unit price")),
    ("amount", _("Sum")),
    ("note", _("Note")),
)
LABELS = dict(FIELDS)
# What headers are called, the surest first; bare of spaces and brackets, in small letters.
WORDS: Mapping[str, Sequence[str]] = {
    "number": ("序号", "编号", "项目编码", "清单编码", "项次", "项号", "no", "no.", "item", "code", "#"),
    "title": (
        *(
            "项目名称",
            "名称",
            "设备名称",
            "产品名称",
            "货物名称",
            "材料名称",
            "服务名称",
            "品名",
            "工作内容",
            "内容",
            "项目",
        ),
        *("name", "description", "itemname", "product"),
    ),
    "spec": (
        *(
            "规格型号",
            "规格",
            "型号规格",
            "项目特征描述",
            "项目特征",
            "特征描述",
            "技术参数",
            "参数",
            "型号",
            "配置",
            "描述",
        ),
        *("spec", "specification", "model"),
    ),
    "measure": ("单位", "计量单位", "unit", "uom"),
    "quantity": ("数量", "工程量", "工程数量", "qty", "quantity"),
    "price": ("综合单价", "含税单价", "单价", "报价单价", "不含税单价", "unitprice", "price", "rate"),
    "amount": ("综合合价", "合价", "含税合价", "金额", "总价", "合计", "小计", "不含税合价", "amount", "total", "sum"),
    "note": ("备注", "说明", "remark", "remarks", "note", "notes"),
}
_BRACKETS = re.compile(r"[(（\[【][^()（）\[\]【】]*[)）\]】]")
_WAN = re.compile(r"万\s*元|[(（/]\s*万")
NUMBERS = ("quantity", "price", "amount")


@dataclass(frozen=True, slots=True)
class Found:
    """What was understood. columns: (field's label, header); wan: amounts are in 万元; others: sheets left alone."""

    bill: Bill
    table: str
    header: Sequence[str]
    columns: Sequence[tuple[Text, str]]
    notes: Sequence[Text]
    others: Sequence[str]
    currency: str
    wan: bool

    def rows(self) -> list[BoqRow]:
        """As the action takes them."""
        scale = 10 ** exponent(self.currency)
        sections = self.bill.sections
        return [
            BoqRow(
                section=sections[one.section] if one.section >= 0 else "",
                number=one.number,
                title=one.title,
                spec=one.spec[:20_000],
                measure=one.measure,
                quantity=one.quantity / 1000,
                price=Money(int(one.price * scale), self.currency),
                note=one.note,
            )
            for one in self.bill.items
        ]

    @property
    def total(self) -> Money:
        return Money(int(self.bill.total * 10 ** exponent(self.currency)), self.currency)


def read_file(path: Path, *, name: str, chosen: Mapping[str, str], currency: str) -> Found:
    """The sheet that looks most like a bill. chosen: headers people named for fields, where ours were wrong."""
    tables = open_tables(path, name=name)
    ranked = sorted(((-len(suggest(one, chosen)), place) for place, one in enumerate(tables)))
    place = ranked[0][1]
    table, columns = tables[place], suggest(tables[place], chosen)
    if "title" not in columns:
        text = _("No column looks like the names of what is offered. Columns found: %(columns)s.")
        raise Refused("no_name_column", say(text, columns="、".join(table.header[:12])), "file")
    if table.count > MOST:
        raise Refused("too_many_lines", say(_("A quote has at most %(most)s lines."), most=MOST), "file")
    faults: list[Finding] = []
    wan = _in_wan(table, columns)
    bill = read(_written(table, columns, faults, wan=wan))
    bill.findings = sorted([*bill.findings, *faults], key=lambda one: one.row)
    others = [one.part or one.name for at, one in enumerate(tables) if at != place and one.count]
    told = [(LABELS[field], table.header[at]) for field, at in columns.items()]
    return Found(bill, table.name, table.header, told, table.notes, others, currency, wan)


def suggest(table: Table, chosen: Mapping[str, str]) -> dict[str, int]:
    """Which column is which field; each column once."""
    bare = [_BRACKETS.sub("", one.rpartition(" / ")[2]).replace(" ", "").lower() for one in table.header]
    found: dict[str, int] = {}
    for field, _label in FIELDS:
        wanted = chosen.get(field, "").strip()
        if wanted in table.header:
            found[field] = table.header.index(wanted)
    for exact in (True, False):
        for field, words in WORDS.items():
            if field not in found and (at := _match(words, bare, set(found.values()), exact=exact)) is not None:
                found[field] = at
    return {field: found[field] for field, _label in FIELDS if field in found}


def _match(words: Sequence[str], bare: Sequence[str], taken: set[int], *, exact: bool) -> int | None:
    for word in words:
        for at, header in enumerate(bare):
            fits = header == word if exact else len(word) > 1 and word in header
            if at not in taken and fits:
                return at
    return None


def _in_wan(table: Table, columns: Mapping[str, int]) -> bool:
    """Do the headers of the amounts say 万元?"""
    return any(_WAN.search(table.header[columns[name]]) for name in ("price", "amount") if name in columns)


def _written(table: Table, columns: Mapping[str, int], faults: list[Finding], *, wan: bool) -> Iterator[Written]:
    """Row by row; one that cannot be read is a finding and left out."""
    for row in table.rows():
        if row.fault is not None:
            faults.append(Finding(row.number, _("Row"), row.fault.message))
            continue
        if all(blank(cell) for cell in row.cells) or _repeats(row, table.header):
            continue
        made = _row(row, columns, faults, wan=wan)
        if made is not None:
            yield made


def _repeats(row: Row, header: Sequence[str]) -> bool:
    """The header again at the top of a printed page."""
    said = {str(cell).strip() for cell in row.cells if not blank(cell)}
    return len(said) > 2 and said <= set(header)


def _row(row: Row, columns: Mapping[str, int], faults: list[Finding], *, wan: bool) -> Written | None:
    texts = {
        name: _text(row.cells[columns[name]]) if name in columns else ""
        for name in ("number", "title", "spec", "measure", "note")
    }
    numbers: dict[str, Decimal | None] = {}
    for name in NUMBERS:
        if name not in columns:
            continue
        cell = row.cells[columns[name]]
        try:
            numbers[name] = _number(cell, name, wan=wan)
        except BadValue as no:
            if name == "amount":  # a sum nobody can read takes nothing from the line
                faults.append(Finding(row.number, LABELS[name], no.message, kept=True))
                continue
            faults.append(Finding(row.number, LABELS[name], no.message))
            return None
    return Written(
        row.number,
        texts["number"],
        texts["title"],
        texts["spec"],
        texts["measure"],
        numbers.get("quantity"),
        numbers.get("price"),
        numbers.get("amount"),
        texts["note"],
    )


def _number(cell: Cell, name: str, *, wan: bool) -> Decimal | None:
    if isinstance(cell, str) and cell.strip() in ("", "-", "—", "/", "\\"):
        return None
    if name == "quantity":
        return values.number(cell)
    return values.amount(cell, unit=10_000 if wan else 1)


def _text(cell: Cell) -> str:
    """A text; whole numbers of a numbering column without the point Excel gives them."""
    if cell is None:
        return ""
    if isinstance(cell, Decimal):
        return f"{cell.normalize():f}"
    return str(cell).strip()
