"""A bill of quantities（工程量清单） as people write it: headings, items, subtotals; what fits and what does not.

Cells have been read before: amounts are decimals in full units of the currency (万元 is multiplied out already).
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext_lazy as _

from pursuit.kernel.errors import Text

_SUM = re.compile(
    r"^(本页|本章|本部分|分部|分项|以上|子目|清单)?(小计|合计|总计|总价|共计|汇总|累计)|(小计|合计|总计)$|^(sub-?|grand)?\s*total\b",
    re.I,
)
_CHINESE = re.compile(r"^(第?[一二三四五六七八九十百]+[章节部分]*|[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]+)[、.．]?$")
_BRACKET = re.compile(r"^[(（][一二三四五六七八九十]+[)）]$")
_LETTER = re.compile(r"^[A-Z]$")
_LEADING = re.compile(r"^((?:第?[一二三四五六七八九十百]+[章节部分、.．]|[(（][一二三四五六七八九十]+[)）])+)\s*(?=\S)")
MOST = 10_000
CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Written:
    """A row as written. row: its number in the sheet; None: nothing there."""

    row: int
    number: str = ""
    title: str = ""
    spec: str = ""
    measure: str = ""
    quantity: Decimal | None = None
    price: Decimal | None = None
    amount: Decimal | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong with a row; kept: it was taken all the same (a sum that does not fit)."""

    row: int
    field: Text
    text: Text
    kept: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """A line for the quote. section: its place in `Bill.sections`, -1 for none; quantity: thousandths; price: cents."""

    row: int
    section: int
    number: str
    title: str
    spec: str
    measure: str
    quantity: int
    price: Decimal
    note: str


@dataclass(slots=True)
class Bill:
    """What was found."""

    sections: list[str] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    sums: int = 0  # rows that sum up others
    fitting: int = 0  # of these, how many agree with what they sum up
    unpriced: int = 0

    @property
    def total(self) -> Decimal:
        return sum((worth(one.quantity, one.price) for one in self.items), Decimal(0))

    @property
    def refused(self) -> list[Finding]:
        return [one for one in self.findings if not one.kept]


def worth(quantity: int, price: Decimal) -> Decimal:
    """Quantity in thousandths × price, rounded half up to the cent."""
    return (Decimal(quantity) / 1000 * price).quantize(CENT, ROUND_HALF_UP)


def read(rows: Iterable[Written]) -> Bill:
    """The whole sheet, in its order."""
    reader = _Reader()
    found = list(rows)
    for at, row in enumerate(found):
        reader.take(row, found[at + 1].number if at + 1 < len(found) else "")
    return reader.bill


class _Reader:
    """Where in the sheet we are: the open headings, what has been added up since when."""

    def __init__(self) -> None:
        self.bill = Bill()
        self.path: list[tuple[int, str]] = []
        self.section = -1
        self.since_sum = Decimal(0)
        self.since_heading = Decimal(0)

    def take(self, row: Written, following: str) -> None:
        """following: the number of the next row, which tells a heading with its sum from a lump sum."""
        label = (row.title or row.number).replace(" ", "")
        bare = row.quantity is None and row.price is None and not row.measure
        if _SUM.search(label) and row.quantity is None:
            self.sum_row(row)
        elif (bare and not (row.title or row.number)) or (
            bare and row.amount is None and row.title and self.is_note(row)
        ):
            self.more(row)
        elif bare and (row.amount is None or _level(row) < 2 or following.startswith(f"{row.number.rstrip('.')}.")):
            self.heading(row)
        else:
            self.item(row)

    def is_note(self, row: Written) -> bool:
        """A sentence below the table is no heading."""
        return len(row.title) > 60 or row.title.startswith(("注：", "注:", "说明", "备注"))

    def more(self, row: Written) -> None:
        """The rest of a specification that did not fit into the row above."""
        if row.spec and self.bill.items:
            last = self.bill.items[-1]
            spec = f"{last.spec}\n{row.spec}".strip()
            self.bill.items[-1] = Item(
                last.row,
                last.section,
                last.number,
                last.title,
                spec,
                last.measure,
                last.quantity,
                last.price,
                last.note,
            )

    def heading(self, row: Written) -> None:
        level = _level(row)
        self.path = [(deep, name) for deep, name in self.path if deep < level] if level < 9 else self.path[:-1]
        number = row.number if _CHINESE.match(row.number) or _BRACKET.match(row.number) else ""
        self.path.append(
            (level, f"{number.rstrip('、.．')}、{row.title}" if number and row.title else row.title or row.number)
        )
        name = " / ".join(name for _deep, name in self.path)[:200]
        if name not in self.bill.sections:
            self.bill.sections.append(name)
        self.section = self.bill.sections.index(name)
        self.since_heading = Decimal(0)

    def item(self, row: Written) -> None:
        title = row.title
        if not title and row.spec and self.bill.items:
            title = self.bill.items[-1].title  # merged downwards over several specifications
        if not title:
            return self.fault(row, _("Name"), _("The name is missing."))
        quantity = row.quantity
        if quantity is None:
            if row.amount is None and row.price is None:
                return self.fault(row, _("Quantity"), _("The quantity is missing."))
            quantity = Decimal(1)
        if quantity <= 0:
            return self.fault(row, _("Quantity"), _("The quantity must be more than 0."))
        if quantity * 1000 != (quantity * 1000).to_integral_value():
            return self.fault(row, _("Quantity"), _("The quantity has more than three digits behind the point."))
        price = self.price_of(row, quantity)
        if price < 0:
            return self.fault(row, _("Unit price"), _("A price cannot be negative."))
        number, measure, note = row.number[:30], row.measure[:30], row.note[:500]
        thousandths = int(quantity * 1000)
        made = Item(row.row, self.section, number, title[:200], row.spec, measure, thousandths, price, note)
        self.bill.items.append(made)
        came_to = worth(made.quantity, price)
        self.since_sum += came_to
        self.since_heading += came_to
        self.bill.unpriced += not price
        if row.amount is not None and abs(row.amount.quantize(CENT, ROUND_HALF_UP) - came_to) > CENT:
            self.differs(row, _("Sum"), row.amount, came_to)
        return None

    def price_of(self, row: Written, quantity: Decimal) -> Decimal:
        if row.price is not None:
            return row.price.quantize(CENT, ROUND_HALF_UP)
        if row.amount is not None:
            return (row.amount / quantity).quantize(CENT, ROUND_HALF_UP)
        return Decimal("0.00")

    def sum_row(self, row: Written) -> None:
        """A subtotal sums up since the last one, since the heading, or everything so far."""
        self.bill.sums += 1
        said = row.amount if row.amount is not None else row.price
        whole = self.bill.total
        slack = CENT * max(len(self.bill.items), 1) / 2 + CENT
        if said is not None:
            if any(abs(said - found) <= slack for found in (self.since_sum, self.since_heading, whole)):
                self.bill.fitting += 1
            else:
                deep = self.since_sum if self.since_sum else whole
                self.differs(row, _("Sum"), said, deep)
        self.since_sum = Decimal(0)

    def differs(self, row: Written, name: Text, said: Decimal, found: Decimal) -> None:
        text = _("%(said)s is written, the lines come to %(found)s.") % {
            "said": f"{said:,.2f}",
            "found": f"{found:,.2f}",
        }
        self.bill.findings.append(Finding(row.row, name, text, kept=True))

    def fault(self, row: Written, name: Text, text: Text) -> None:
        self.bill.findings.append(Finding(row.row, name, text))


def _level(row: Written) -> int:
    """How deep a heading stands: 一、 before （一） before 1 before 1.1; 9 where nothing tells."""
    mark = row.number.strip()
    if not mark and (found := _LEADING.match(row.title)):
        mark = found[1].strip()
        return 1 if mark[0] in "(（" else 0
    if _CHINESE.match(mark) or _LETTER.match(mark):
        return 0
    if _BRACKET.match(mark):
        return 1
    if re.fullmatch(r"\d+(\.\d+)*[.、．]?", mark):
        return 2 + mark.strip(".、．").count(".")
    return 9


def table_of(bill: Bill) -> Sequence[tuple[str, int]]:
    """The headings with the number of their items, for a look before it is taken over."""
    counts: dict[int, int] = {}
    for one in bill.items:
        counts[one.section] = counts.get(one.section, 0) + 1
    return [(bill.sections[at] if at >= 0 else "", count) for at, count in sorted(counts.items())]
