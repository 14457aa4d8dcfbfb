"""Numbers as people write them: ¥1,234.50, １２３４，12.34 万, (500), 1.234,56, USD 3 亿, 35%."""

import re
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from pursuit.integrations.csv_xlsx.bad import BadValue
from pursuit.integrations.csv_xlsx.table import Cell
from pursuit.integrations.csv_xlsx.words import say, shown
from pursuit.kernel.money import CURRENCIES

LIMIT = Decimal(10) ** 15
# Full-width forms of digits, signs and letters, and the minus signs and spaces that spreadsheets produce.
_HALF = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {
    ord("\u3000"): " ",
    ord("\u00a0"): " ",
    ord("\u202f"): " ",
    ord("。"): ".",
    ord("−"): "-",
    ord("–"): "-",
    ord("—"): "-",
    ord("￥"): "¥",
    ord("\u200b"): None,
    ord("\ufeff"): None,
}
_UNITS = {"千": 10**3, "万": 10**4, "萬": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8, "億": 10**8}
_UNITS |= {"k": 10**3, "m": 10**6}
_WHOLE = {"元", "圆", "美元", "欧元", "港元", "日元"}  # behind a number these say that it is not in 万
# What names a currency, longest first, so that US$ is not read as $.
_NAMES = {
    "人民币": "CNY", "RMB": "CNY", "CNY": "CNY", "CN¥": "CNY", "¥": "CNY", "元": "CNY", "HK$": "HKD", "港元": "HKD",
    "港币": "HKD", "US$": "USD", "美元": "USD", "美金": "USD", "NT$": "TWD", "S$": "SGD", "A$": "AUD", "欧元": "EUR",
    "日元": "JPY", "英镑": "GBP", "€": "EUR", "£": "GBP", "₽": "RUB", "₹": "INR", "₩": "KRW", "$": "USD",
    **{code: code for code in CURRENCIES},
}  # fmt: skip
_CURRENCY = re.compile("|".join(re.escape(name) for name in sorted(_NAMES, key=len, reverse=True)), re.IGNORECASE)
_BY_LENGTH = sorted({*_NAMES, *_WHOLE}, key=len, reverse=True)
_BEFORE = "|".join(re.escape(name) for name in _BY_LENGTH if name not in _WHOLE)
_AFTER = "|".join(re.escape(name) for name in _BY_LENGTH)
_WRITTEN = re.compile(
    rf"(?P<sign>[-+]?)\s*(?P<before>(?:{_BEFORE})*)\s*(?P<inner>[-+]?)\s*(?P<digits>\.?\d[\d.,' ]*?)\s*"
    rf"(?P<unit>(?:百万|千万|[千万萬亿億km])?)\s*(?P<after>(?:{_AFTER})*)整?\s*(?P<trailing>-?)",
    re.IGNORECASE,
)
_PLAIN = re.compile(r"-?\d{1,15}(?:\.\d{1,10})?")
_SCIENTIFIC = re.compile(r"[-+]?\d{1,17}(?:\.\d{0,17})?e[-+]?\d{1,2}", re.IGNORECASE)
_COMMAS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_POINTS = re.compile(r"\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,}")
_SPACES = re.compile(r"\d{1,3}(?:[ ']\d{3})+(?:\.\d+)?")


class Figure(NamedTuple):
    """A number as written, and the factor of the unit written behind it (None: no unit)."""

    value: Decimal
    factor: int | None
    marked: bool = False  # a currency stands with it


def usual(text: str) -> Decimal | None:
    """The two forms that most cells have, 1234.56 and 1,234.56, read quickly; None for any other."""
    if len(text) < 20:
        if _PLAIN.fullmatch(text):
            return Decimal(text)
        if _COMMAS.fullmatch(text):
            return Decimal(text.replace(",", ""))
    return None


def plain(text: str) -> str:
    """Half-width, trimmed."""
    return text.translate(_HALF).strip()


def figure(cell: Cell, code: str) -> Figure | None:
    """The number in a cell; None where there is nothing. BadValue `code`, ambiguous_number otherwise."""
    if isinstance(cell, str):
        found = usual(cell)
        return _written(cell, code) if found is None else Figure(found, None)
    if cell is None:
        return None
    if isinstance(cell, bool | date):
        raise no_number(cell, code)
    return Figure(Decimal(cell), None)


def _written(cell: str, code: str) -> Figure | None:
    text = plain(cell)
    if not text or text in {"-", "--", "/"}:
        return None
    if len(text) > 60:
        raise no_number(cell, code)
    if _SCIENTIFIC.fullmatch(text):
        return Figure(Decimal(text), None)
    negative = text.startswith("(") and text.endswith(")")
    match = _WRITTEN.fullmatch(text[1:-1].strip() if negative else text)
    if match is None:
        raise no_number(cell, code)
    signs = sum((negative, match["sign"] == "-", match["inner"] == "-", match["trailing"] == "-"))
    if signs > 1:
        raise no_number(cell, code)
    value = _digits(match["digits"], cell, code)
    factor = _UNITS.get(match["unit"].lower()) or (1 if match["after"] in _WHOLE else None)
    return Figure(-value if signs else value, factor, bool(match["before"] or match["after"]))


def _digits(text: str, cell: str, code: str) -> Decimal:
    """Digits with their separators: thousands in threes, a point, or the European way where only that can be meant."""
    if text.isdecimal() or (text.count(".") == 1 and text.replace(".", "").isdigit()):
        return Decimal(text)
    if _COMMAS.fullmatch(text):
        return Decimal(text.replace(",", ""))
    if _SPACES.fullmatch(text):
        return Decimal(text.replace(" ", "").replace("'", ""))
    if _POINTS.fullmatch(text):
        return Decimal(text.replace(".", "").replace(",", "."))
    if text.count(",") == 1 and text.replace(",", "").isdigit() and text[-1] != ",":
        message = _("“%(value)s” can be read in two ways: write 1234.56 or 1,234.")
        raise BadValue("ambiguous_number", say(message, value=shown(cell)))
    raise no_number(cell, code)


def no_number(cell: Cell, code: str) -> BadValue:
    return BadValue(code, say(_("“%(value)s” is not a number: write 1234 or 12.34万."), value=shown(cell)))


def currency(text: str) -> str | None:
    """The currency named in a text, as a code."""
    match = _CURRENCY.search(plain(text))
    return _NAMES.get(match[0].upper()) or _NAMES[match[0]] if match else None
