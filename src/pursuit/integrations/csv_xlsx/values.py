"""What a cell says: text or typed cell in, value out, None for an empty one, BadValue where it says something else.

Amounts and numbers are in numerals, days and moments in days; importers take all of them from here.
"""

import re
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from pursuit.integrations.csv_xlsx import numerals
from pursuit.integrations.csv_xlsx.bad import BadValue
from pursuit.integrations.csv_xlsx.days import DateOrder, Order, day, moment, order_of
from pursuit.integrations.csv_xlsx.numerals import figure, plain
from pursuit.integrations.csv_xlsx.table import Cell
from pursuit.integrations.csv_xlsx.words import say, shown

__all__ = [
    "BadValue",
    "DateOrder",
    "Order",
    "amount",
    "currency_in",
    "day",
    "flag",
    "identifier",
    "moment",
    "number",
    "order_of",
    "percent",
    "percent_scale",
    "text",
    "whole",
]

ONE = Decimal(1)
HUNDRED = Decimal(100)
_YES = frozenset(("1", "y", "yes", "t", "true", "on", "x", "√", "✓", "✔", "☑", "是", "是的", "有", "真", "对", "已"))
_NO = frozenset(
    ("0", "n", "no", "f", "false", "off", "×", "✗", "✘", "☐", "否", "不", "不是", "没有", "无", "假", "错", "未")
)
_ROUNDED = re.compile(r"[-+]?\d(\.\d+)?E\+\d+", re.IGNORECASE)


def amount(cell: Cell, *, unit: Decimal | int = ONE) -> Decimal | None:
    """An amount in full units of its currency. unit: what a bare number counts in (10000 in a column of 万元)."""
    if isinstance(cell, str) and unit == 1 and (usual := numerals.usual(cell)) is not None:
        return usual
    found = figure(cell, "bad_amount")
    if found is None:
        return None
    value = found.value * (found.factor if found.factor is not None else unit)
    if abs(value) > numerals.LIMIT:
        message = _("“%(value)s” is more than any deal is worth: check the digits and the unit.")
        raise BadValue("amount_too_large", say(message, value=shown(cell)))
    return value


def currency_in(cell: Cell) -> str | None:
    """The currency a cell names (¥, US$, 万美元, EUR…) as a code, None where it names none."""
    return numerals.currency(cell) if isinstance(cell, str) and len(cell) < 100 else None


def number(cell: Cell) -> Decimal | None:
    """A number; 35% is 0.35."""
    text = plain(cell) if isinstance(cell, str) else ""
    if text.endswith("%"):
        share = figure(text[:-1], "bad_number")
        return share.value / 100 if share else None
    found = figure(cell, "bad_number")
    if found is None:
        return None
    if found.marked or abs(found.value) > numerals.LIMIT:
        raise numerals.no_number(cell, "bad_number")
    return found.value * (found.factor or 1)


def percent(cell: Cell, *, scale: Decimal | int = ONE) -> Decimal | None:
    """A percentage from 0 to 100. scale: 100 where the column holds fractions (percent_scale); 35% is always 35."""
    text = plain(cell) if isinstance(cell, str) else ""
    marked = text.endswith("%")
    found = figure(text[:-1] if marked else cell, "bad_percent")
    if found is None:
        return None
    value = found.value if marked else found.value * scale
    if found.factor is not None or found.marked or not 0 <= value <= HUNDRED:
        raise BadValue("bad_percent", say(_("“%(value)s” is no percentage: write 0 to 100."), value=shown(cell)))
    return value


def percent_scale(samples: Iterable[Cell]) -> int:
    """100 where a column holds fractions: all at most 1, and one of them between 0 and 1; otherwise 1."""
    between = False
    for cell in samples:
        if isinstance(cell, str) and plain(cell).endswith("%"):
            continue
        try:
            found = figure(cell, "bad_percent")
        except BadValue:
            continue
        if found is not None:
            if found.value > 1:
                return 1
            between |= 0 < found.value < 1
    return 100 if between else 1


def whole(cell: Cell) -> int | None:
    """A whole number: 1,200 and 1200.0 are, 12.5 is not."""
    if isinstance(cell, int) and not isinstance(cell, bool):
        return cell
    if isinstance(cell, str) and len(cell) < 16 and cell.isdigit() and cell.isascii():
        return int(cell)
    found = figure(cell, "bad_whole")
    if found is None:
        return None
    value = found.value * (found.factor or 1)
    if found.marked or value != value.to_integral_value() or abs(value) > numerals.LIMIT:
        raise BadValue("bad_whole", say(_("“%(value)s” is not a whole number: write 1234."), value=shown(cell)))
    return int(value)


def flag(cell: Cell) -> bool | None:
    """Yes or no, in the words and signs of people and systems."""
    if isinstance(cell, bool) or cell is None:
        return cell
    word = plain(str(cell)).lower()
    if not word:
        return None
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise BadValue("bad_flag", say(_("“%(value)s” is neither yes nor no: write 是 or 否."), value=shown(cell)))


def text(cell: Cell) -> str:
    """A cell as text for a field of text: 13800138000 stays that, a day is 2024-01-05."""
    if isinstance(cell, str):
        return cell.strip()
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ", timespec="seconds")
    if isinstance(cell, date):
        return cell.isoformat()
    return f"{cell:f}" if isinstance(cell, Decimal) else str(cell)


def identifier(cell: Cell) -> str:
    """A record's id as text. One that a spreadsheet has rounded (1.23457E+17) would name another record: BadValue."""
    found = text(cell)
    number = isinstance(cell, int | Decimal) and not isinstance(cell, bool)
    if (number and abs(Decimal(found)) >= numerals.LIMIT) or _ROUNDED.fullmatch(found):
        message = _("The spreadsheet has rounded this id to “%(value)s”: export it as text and bring the file again.")
        raise BadValue("rounded_id", say(message, value=shown(found)))
    return found
