"""What a number in a sheet means: its cell's format makes it a day, a moment, a time, a percentage or a number."""

import re
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Literal

from pursuit.integrations.csv_xlsx.xml import Scanner

Meaning = Literal["number", "percent", "date", "datetime", "time", "elapsed"]

MAX_STYLES = 65_000
_CJK_TIMES = {32, 33, 34, 35, 55, 56}
# Formats every program has without writing them down; 27–58 are the East Asian ones.
_BUILT_IN: dict[int, Meaning] = {
    9: "percent",
    10: "percent",
    **dict.fromkeys(range(14, 18), "date"),
    **dict.fromkeys(range(18, 22), "time"),
    22: "datetime",
    45: "time",
    46: "elapsed",
    47: "time",
    **{n: "time" if n in _CJK_TIMES else "date" for n in (*range(27, 37), *range(50, 59))},
}
_LITERAL = re.compile(r'"[^"]*"|\\.|[_*].|\[(?![hms]+\])[^\]]*\]|general|e[+-]', re.IGNORECASE)
_ELAPSED = re.compile(r"\[[hms]+\]", re.IGNORECASE)
_DAY_LETTERS = re.compile(r"[yde]|aaa|bb|g", re.IGNORECASE)


def meaning(code: str) -> Meaning:
    """What a format like yyyy"年"m"月"d"日" or 0.00% makes of a number; its first section decides."""
    bare = _LITERAL.sub("", code[:500]).split(";")[0].lower()
    if _ELAPSED.search(bare):
        return "elapsed"
    days = bool(_DAY_LETTERS.search(bare))
    times = "h" in bare or "s" in bare or "上午/下午" in bare
    if days or times or "m" in bare:
        return "datetime" if days and times else "time" if times else "date"
    return "percent" if "%" in bare else "number"


class Styles(Scanner):
    """Reads a stylesheet down to one meaning per cell style."""

    def __init__(self) -> None:
        super().__init__()
        self.codes: dict[int, Meaning] = {}
        self.numbers: list[int] = []
        self.inside = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "cellXfs":
            self.inside = True
        elif name == "numFmt" and len(self.codes) < MAX_STYLES:
            self.codes[_whole(attributes.get("numFmtId"))] = meaning(attributes.get("formatCode", ""))
        elif name == "xf" and self.inside and len(self.numbers) < MAX_STYLES:
            self.numbers.append(_whole(attributes.get("numFmtId")))

    def end(self, name: str) -> None:
        if name == "cellXfs":
            self.inside = False

    def meanings(self) -> dict[str, Meaning]:
        """By what a cell's `s` says; plain numbers are left out."""
        found: dict[str, Meaning] = {}
        for index, number in enumerate(self.numbers):
            what = self.codes.get(number) or _BUILT_IN.get(number, "number")
            if what != "number":
                found[str(index)] = what
        return found


def _whole(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 9 else 0


def moment_of(serial: float, *, from_1904: bool) -> date | datetime | None:
    """The day (or moment) a serial number stands for; None outside 1900–9999 and for Excel's 29 February 1900."""
    days = int(serial // 1)
    seconds = round((serial - days) * 86_400)
    if from_1904:
        epoch = datetime(1904, 1, 1)
    else:
        if days == 60 or serial < 1:
            return None
        epoch = datetime(1899, 12, 31) if days < 60 else datetime(1899, 12, 30)
    try:
        found = epoch + timedelta(days=days, seconds=seconds)
    except OverflowError:
        return None
    return found if seconds % 86_400 else found.date()


def clock_of(serial: float) -> str:
    """A time of day or a length of time as text: 0.5 → 12:00."""
    seconds = round(serial * 86_400)
    hours, rest = divmod(abs(seconds), 3600)
    text = f"{hours:02d}:{rest // 60:02d}"
    return ("-" if seconds < 0 else "") + (f"{text}:{rest % 60:02d}" if rest % 60 else text)


def exact(text: str) -> int | Decimal | None:
    """A stored number without the noise of binary fractions: 0.30000000000000004 → 0.3; None if it is none."""
    try:
        if text.isdecimal() and len(text) <= 15:
            return int(text)
        value = float(text)
    except ValueError:
        return None
    if value != value or abs(value) > 1e300:  # noqa: PLR0124 - NaN is the one value unlike itself
        return None
    if value.is_integer() and abs(value) < 1e18:
        return int(value)
    return Decimal(format(value, ".15g")) if abs(value) < 1e300 else None
