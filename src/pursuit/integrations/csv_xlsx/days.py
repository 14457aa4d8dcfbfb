"""Days and moments as people and systems write them; impossible ones are refused, ambiguous ones asked about."""

import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import Enum

from django.utils.translation import gettext_lazy as _

from pursuit.integrations.csv_xlsx.bad import BadValue
from pursuit.integrations.csv_xlsx.numerals import plain
from pursuit.integrations.csv_xlsx.table import Cell
from pursuit.integrations.csv_xlsx.words import say, shown

FIRST_YEAR, LAST_YEAR = 1800, 2200


class DateOrder(Enum):
    """How a column writes its days where the year does not come first. UNKNOWN: nothing in it tells."""

    YMD = "ymd"
    MDY = "mdy"
    DMY = "dmy"
    UNKNOWN = "unknown"


_MONTHS = {name: index for index, name in enumerate(
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1)}  # fmt: skip
_YEAR_FIRST = re.compile(r"(\d{4})(?:\s*[-/.]\s*|\s*年\s*)(\d{1,2})(?:\s*[-/.]\s*|\s*月\s*)(\d{1,2})\s*日?")
_DENSE = re.compile(r"(\d{4})(\d{2})(\d{2})")
_THREE = re.compile(r"(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{4}|\d{2})")
_SHORT_YEAR = re.compile(r"(\d{2})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日?")
_MONTH_FIRST = re.compile(r"([A-Za-z]{3,9})\.?\s*(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[-\s]+([A-Za-z]{3,9})\.?,?[-\s]+(\d{4}|\d{2})")
_WEEKDAY = re.compile(
    r"^(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)(?:[a-z]*day)?[,.]?\s+"
    r"|\s*[(（]?(?:周|星期|礼拜)[一二三四五六日天][)）]?", re.IGNORECASE)  # fmt: skip
_CLOCK = re.compile(
    r"(?:[T\s]\s*|(?<=日)|(?=[上下]午))(上午|下午|中午|晚上|凌晨|早上)?\s*(\d{1,2})(?::|时|点)(\d{1,2})?"
    r"(?:[:分](\d{1,2})?(?:[.,](\d{1,9}))?)?秒?分?\s*([AaPp]\.?[Mm]\.?|上午|下午)?"
    r"\s*(Z|UTC|GMT|(?:UTC|GMT)?[-+]\d{2}:?\d{2})?$", re.IGNORECASE)  # fmt: skip


def day(cell: Cell, *, order: DateOrder = DateOrder.UNKNOWN) -> date | None:
    """A day. order: of the column, asked only where the text alone does not tell (1/5/2024)."""
    if isinstance(cell, str):
        if len(cell) == 10 and cell[4] == cell[7] == "-":
            try:
                return _bounded(date.fromisoformat(cell), cell)
            except ValueError as error:
                if isinstance(error, BadValue):
                    raise
        text = plain(cell)
        return _split(text, cell, order)[0] if text and text not in {"-", "--", "/"} else None
    if isinstance(cell, datetime):
        return _bounded(cell.date(), cell)
    if isinstance(cell, date):
        return _bounded(cell, cell)
    if cell is None:
        return None
    return _number_as_day(cell)


def moment(cell: Cell, *, order: DateOrder = DateOrder.UNKNOWN, zone: tzinfo) -> datetime | None:
    """A moment in UTC. zone: of texts without an offset; a day alone is its midnight there. 13 digits: milliseconds."""
    if isinstance(cell, str):
        if len(cell) == 19 and cell[4] == cell[7] == "-" and cell[10] in " T" and cell[13] == cell[16] == ":":
            with suppress(ValueError):
                usual = datetime.fromisoformat(cell)
                _bounded(usual.date(), cell)
                return _in_utc(usual, zone, cell)
        text = plain(cell)
        if not text or text in {"-", "--", "/"}:
            return None
        if len(text) == 13 and text.isdecimal():
            return _epoch(int(text), cell)
        found, clock, offset = _split(text, cell, order)
        return _in_utc(datetime.combine(found, clock), offset or zone, cell)
    if isinstance(cell, datetime):
        _bounded(cell.date(), cell)
        return _in_utc(cell.replace(tzinfo=None), cell.tzinfo or zone, cell)
    if isinstance(cell, date):
        return _in_utc(datetime.combine(_bounded(cell, cell), time()), zone, cell)
    if isinstance(cell, int) and not isinstance(cell, bool) and 10**12 <= cell < 10**13:
        return _epoch(cell, cell)
    if cell is None:
        return None
    found_day = _number_as_day(cell)
    return _in_utc(datetime.combine(found_day, time()), zone, cell)


class Order:
    """What the days of one column tell about the order they are written in."""

    def __init__(self) -> None:
        self.month_first = self.day_first = self.undecided = self.year_first = False

    def see(self, cell: Cell) -> None:
        """One more cell of the column."""
        if not isinstance(cell, str):
            self.year_first |= isinstance(cell, date)
            return
        if self.year_first and cell[:4].isdigit():  # says nothing new, and most cells are like this
            return
        text = plain(cell)
        match = _THREE.match(text)
        if match is None:
            self.year_first = self.year_first or bool(_YEAR_FIRST.match(text) or _DENSE.match(text))
            return
        first, second = int(match[1]), int(match[2])
        self.month_first |= first <= 12 < second
        self.day_first |= second <= 12 < first
        self.undecided |= first <= 12 and second <= 12 and first != second

    def found(self) -> DateOrder:
        """UNKNOWN where the column shows both ways, or no day above 12."""
        if self.month_first != self.day_first:
            return DateOrder.MDY if self.month_first else DateOrder.DMY
        if self.month_first or self.undecided:
            return DateOrder.UNKNOWN
        return DateOrder.YMD if self.year_first else DateOrder.UNKNOWN


def order_of(samples: Iterable[Cell]) -> DateOrder:
    """The order a column's days are written in."""
    order = Order()
    for cell in samples:
        order.see(cell)
    return order.found()


def _split(text: str, cell: Cell, order: DateOrder) -> tuple[date, time, tzinfo | None]:
    """The day, the time of day, and the offset if one is written."""
    if len(text) > 60:
        raise no_day(cell)
    clock, offset = time(), None
    match = _CLOCK.search(text)
    if match:
        clock, offset = _clock(match, cell), _offset(match[7])
        text = text[: match.start()]
    return _day_of(_WEEKDAY.sub("", text).strip(" ,T"), cell, order), clock, offset


def _day_of(text: str, cell: Cell, order: DateOrder) -> date:
    if match := _YEAR_FIRST.fullmatch(text) or _DENSE.fullmatch(text):
        return _made(int(match[1]), int(match[2]), int(match[3]), cell)
    if match := _SHORT_YEAR.fullmatch(text):
        return _made(_full(match[1]), int(match[2]), int(match[3]), cell)
    if match := _MONTH_FIRST.fullmatch(text):
        return _made(int(match[3]), _month(match[1], cell), int(match[2]), cell)
    if match := _DAY_FIRST.fullmatch(text):
        return _made(_full(match[3]), _month(match[2], cell), int(match[1]), cell)
    if match := _THREE.fullmatch(text):
        return _ordered(match, cell, order)
    raise no_day(cell)


def _ordered(match: re.Match[str], cell: Cell, order: DateOrder) -> date:
    """Three numbers of which the column's order says what they are."""
    first, second, third = match[1], match[2], match[3]
    if order is DateOrder.YMD and len(third) == 2 and len(first) == 2:
        return _made(_full(first), int(second), int(third), cell)
    if order is DateOrder.MDY:
        return _made(_full(third), int(first), int(second), cell)
    if order is DateOrder.DMY:
        return _made(_full(third), int(second), int(first), cell)
    if len(third) == 4 and (int(first) > 12 or first == second):
        return _made(int(third), int(second), int(first), cell)
    if len(third) == 4 and int(second) > 12:
        return _made(int(third), int(first), int(second), cell)
    message = _("“%(value)s” can be two days: write 2024-01-05, or say in which order the column writes them.")
    raise BadValue("ambiguous_date", say(message, value=shown(cell)))


def _full(year: str) -> int:
    """Two digits: 69 and later are of the last century, as in POSIX."""
    return int(year) if len(year) == 4 else int(year) + (1900 if int(year) >= 69 else 2000)


def _month(name: str, cell: Cell) -> int:
    month = _MONTHS.get(name[:3].lower())
    if month is None:
        raise no_day(cell)
    return month


def _made(year: int, month: int, day_: int, cell: Cell) -> date:
    try:
        return _bounded(date(year, month, day_), cell)
    except ValueError as error:
        if isinstance(error, BadValue):
            raise
        message = _("“%(value)s” is a day that does not exist: check year, month and day.")
        raise BadValue("bad_date", say(message, value=shown(cell))) from error


def _bounded(found: date, cell: Cell) -> date:
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        message = _("“%(value)s”: the year must lie between %(first)s and %(last)s.")
        raise BadValue("bad_date", say(message, value=shown(cell), first=FIRST_YEAR, last=LAST_YEAR))
    return found


def _clock(match: re.Match[str], cell: Cell) -> time:
    word = (match[1] or match[6] or "").lower().replace(".", "")
    hour, minute, second = int(match[2]), int(match[3] or 0), int(match[4] or 0)
    if word in {"pm", "下午", "晚上", "中午"} and hour < 12 and not (word == "中午" and hour == 11):
        hour += 12
    elif word in {"am", "上午", "凌晨"} and hour == 12:
        hour = 0
    try:
        return time(hour, minute, second, int((match[5] or "0")[:6].ljust(6, "0")))
    except ValueError as error:
        message = _("“%(value)s” has a time that does not exist: write 14:30.")
        raise BadValue("bad_date", say(message, value=shown(cell))) from error


def _offset(text: str | None) -> tzinfo | None:
    if not text:
        return None
    digits = text.upper().removeprefix("UTC").removeprefix("GMT").replace(":", "")
    if digits in {"", "Z"}:
        return UTC
    minutes = int(digits[1:3]) * 60 + int(digits[3:5])
    return datetime.strptime(digits, "%z").tzinfo if minutes < 24 * 60 else UTC


def _epoch(milliseconds: int, cell: Cell) -> datetime:
    found = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=milliseconds)
    _bounded(found.date(), cell)
    return found


def _in_utc(found: datetime, zone: tzinfo, cell: Cell) -> datetime:
    try:
        return found.replace(tzinfo=zone).astimezone(UTC)
    except (OverflowError, ValueError) as error:
        raise no_day(cell) from error


def _number_as_day(cell: Cell) -> date:
    """20240105 stored as a number; a serial number without a date format might be anything."""
    text = str(cell)
    if len(text) == 8 and text.isdecimal():
        return _day_of(text, cell, DateOrder.YMD)
    raise no_day(cell)


def no_day(cell: Cell) -> BadValue:
    return BadValue("bad_date", say(_("“%(value)s” is not a date: write it like 2024-01-05."), value=shown(cell)))
