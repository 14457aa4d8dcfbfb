"""What the cells of a task table say: days and moments, lengths, percentages, words; BadValue where they do not."""

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from decimal import Decimal
from functools import cache
from typing import cast

from django.utils.translation import gettext_lazy as _

from pursuit.integrations.boards import spans
from pursuit.integrations.boards.board import Span, State, Unit, When
from pursuit.integrations.boards.fields import FIRST_YEAR, LAST_YEAR
from pursuit.integrations.csv_xlsx import values
from pursuit.integrations.csv_xlsx.table import Cell
from pursuit.integrations.csv_xlsx.values import BadValue, DateOrder
from pursuit.integrations.csv_xlsx.words import say, shown
from pursuit.integrations.intake.likeness import plain
from pursuit.integrations.tasktables.words import DATED, LENGTHS, PEOPLE, STATES

ZERO = date(1899, 12, 30)  # of a spreadsheet's days
SERIALS = (25_000, 80_000)  # 1968 to 2119
HUNDRED = Decimal(100)
LOOKED_AT = 60
NAME = 40  # letters of a person's name at most
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
_NOTHING = frozenset({"-", "--", "/", "无", "—", "——", "n/a", "na", "null", "none", "暂无", "待定", "tbd", "未定"})


def nothing(cell: Cell) -> bool:
    """Does the cell say that there is nothing (yet)?"""
    return cell is None or (isinstance(cell, str) and (not cell.strip() or plain(cell) in _NOTHING))


def when(cell: Cell, order: DateOrder, zone: tzinfo) -> When | None:
    """A day, or a moment in UTC where there is a time of day. zone: the one the table is written in."""
    if nothing(cell):
        return None
    serial = _serial(cell)
    moment = _counted(serial, zone) if serial is not None else values.moment(cell, order=order, zone=zone)
    if moment is None:
        return None
    local = moment.astimezone(zone)
    found: When = local.date() if local.time() == time() else moment
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        text = _("“%(value)s”: plans lie between %(first)s and %(last)s.")
        raise BadValue("date_out_of_range", say(text, value=shown(cell), first=FIRST_YEAR, last=LAST_YEAR))
    return found


def numbered(cell: Cell) -> bool:
    """Is this a day as a spreadsheet counts it?"""
    return _serial(cell) is not None


def _serial(cell: Cell) -> Decimal | None:
    if isinstance(cell, bool | date):
        return None
    text = str(cell).strip()
    if not _SERIAL.fullmatch(text):
        return None
    number = Decimal(text)
    return number if SERIALS[0] <= number <= SERIALS[1] else None


def _counted(serial: Decimal, zone: tzinfo) -> datetime:
    days, minutes = int(serial), round(float(serial % 1) * 24 * 60)
    local = datetime.combine(ZERO + timedelta(days=days), time(), zone) + timedelta(minutes=minutes)
    return local.astimezone(UTC)


def length(cell: Cell, unit: Unit) -> Span | None:
    """unit: of a number that stands alone."""
    if nothing(cell):
        return None
    found = None if isinstance(cell, bool | date) else spans.span(values.text(cell), unit)
    if found is None or found.unit == "%":
        raise BadValue("bad_length", say(_("“%(value)s” is no length of time: write 8h or 1天."), value=shown(cell)))
    return found


def percent(cell: Cell, scale: int) -> Decimal | None:
    """0 to 100. scale: 100 where the column holds fractions."""
    return None if nothing(cell) else values.percent(cell, scale=scale)


def flag(cell: Cell) -> bool:
    """A name in a column of milestones means the milestone the task belongs to: that is no yes."""
    try:
        return bool(values.flag(cell))
    except BadValue:
        return False


@cache
def _states() -> dict[str, State]:
    return {plain(word): state for state, words in STATES.items() for word in words}


def state(word: str, told: dict[str, State]) -> State | None:
    """None where nobody knows the word. told: what the mapping says."""
    return told.get(word) or _states().get(plain(word))


def share(field: str, cells: Sequence[Cell]) -> float:
    """The share of values (none blank) that fit a field, 1 where there is nothing to say against it."""
    some = [cell for cell in cells if not nothing(cell)][:LOOKED_AT]
    if not some:
        return 1.0
    if field == "key":  # tells rows apart, or it is no key
        return len({values.text(cell) for cell in some}) / len(some)
    fits = [_fits(field, cell) for cell in some]
    return sum(fits) / len(fits)


def _fits(field: str, cell: Cell) -> bool:
    try:
        if field in DATED:
            return _day(cell)
        if field in LENGTHS:
            return length(cell, cast(Unit, LENGTHS[field])) is not None
        if field == "progress":
            return percent(cell, 1) is not None
        if field == "level":
            return values.whole(cell) is not None
    except BadValue:
        return False
    if field in PEOPLE:
        return isinstance(cell, str) and not cell.strip().replace(".", "").isdigit()
    return field != "title" or (isinstance(cell, str) and not cell.strip().isdigit())


def _day(cell: Cell) -> bool:
    try:
        return when(cell, DateOrder.UNKNOWN, UTC) is not None
    except BadValue as bad:
        return bad.code == "ambiguous_date"
