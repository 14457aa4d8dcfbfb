"""Lengths as people write them: 8h, 1天, 0.5人天, 3 个工作日, 2 wks, 1:15, 1d 4h; and links such as 3FS+2 个工作日."""

import re
from decimal import Decimal
from functools import cache
from typing import cast, get_args

from pursuit.integrations.boards.board import LinkType, Span, Unit
from pursuit.integrations.intake.likeness import plain

LONGEST = 60
_UNITS: dict[Unit, tuple[str, ...]] = {
    "m": ("分钟", "分", "minutes", "minute", "mins", "min", "m"),
    "h": ("人时", "工时", "个小时", "小时", "个工时", "时", "hours", "hour", "hrs", "hr", "h"),
    "d": ("个工作日", "工作日", "人天", "人日", "工日", "个工日", "天", "日", "days", "day", "d"),
    "w": ("个工作周", "人周", "周", "个星期", "星期", "weeks", "week", "wks", "wk", "w"),
    "mo": ("个月", "人月", "月", "months", "month", "mons", "mon", "mo"),
    "%": ("%",),
}
# Microsoft Project's words for time that runs through nights and weekends.
_ELAPSED = ("已用", "日历", "elapsed", "e")
_NUMBERS = {"半": "0.5", "一": "1", "两": "2", "二": "2", "三": "3", "四": "4", "五": "5", "六": "6", "七": "7",
            "八": "8", "九": "9", "十": "10"}  # fmt: skip
_BY_WORD: dict[str, Unit] = {word: unit for unit, words in _UNITS.items() for word in words}
_WORDS = "|".join(re.escape(word) for word in sorted(_BY_WORD, key=len, reverse=True))
_ONE = re.compile(rf"(\d{{1,9}}(?:\.\d{{1,6}})?|[半一两二三四五六七八九十])个?({'|'.join(_ELAPSED)})?({_WORDS})")
_CLOCK = re.compile(r"(\d{1,5}):([0-5]\d)(?::([0-5]\d))?")
_NUMBER = re.compile(r"\d{1,9}(?:\.\d{1,6})?")
_LINK = re.compile(
    r"(?P<task>.+?)(?:(?<=[\d\s])(?P<type>FS|SS|FF|SF|完成-开始|开始-开始|完成-完成|开始-完成)\s*(?P<lag>[+-].+)?"
    r"|(?<=\d)(?P<bare>[+-].+))?",
    re.IGNORECASE,
)
_TYPES: dict[str, LinkType] = {"完成-开始": "FS", "开始-开始": "SS", "完成-完成": "FF", "开始-完成": "SF"}
_IN_HOURS: dict[Unit, Decimal] = {"m": Decimal(1) / 60, "h": Decimal(1)}
_IN_DAYS: dict[Unit, Decimal] = {"d": Decimal(1), "w": Decimal(5), "mo": Decimal(20)}


def bare(text: str) -> bool:
    """Is this a number without a unit?"""
    return bool(_NUMBER.fullmatch(_tidy(text)))


@cache
def unit_in(header: str) -> Unit | None:
    """The unit a column's label names in brackets or at its end: 预估工时（小时）, 工期(天), Duration / days."""
    found = re.search(rf"(?:[(（\[/:：\s])({_WORDS})[)）\]]?\s*$", plain(header))
    return _BY_WORD[found[1]] if found else None


def span(text: str, unit: Unit) -> Span | None:
    """The length, None where it cannot be read. unit: of a number that stands alone."""
    said = _tidy(text).replace("个半小时", ".5小时")
    if len(said) > LONGEST:
        return None
    if _NUMBER.fullmatch(said):
        return Span(Decimal(said), unit)
    if clock := _CLOCK.fullmatch(said):
        return Span(_round(Decimal(clock[1]) + Decimal(clock[2]) / 60 + Decimal(clock[3] or 0) / 3600), "h")
    parts = [(Decimal(_NUMBERS.get(one[1], one[1])), _BY_WORD[one[3]], bool(one[2])) for one in _ONE.finditer(said)]
    if not parts or "".join(one[0] for one in _ONE.finditer(said)) != said:
        return None
    return _together([Span(*part) for part in parts])


def link(text: str) -> tuple[str, LinkType, Span | None] | None:
    """A predecessor with its kind and lag: the task as named, FS unless said otherwise. None: its lag is unreadable."""
    found = _LINK.fullmatch(text.strip())
    if found is None:
        return None
    task, said = found["task"].strip(), found["lag"] or found["bare"]
    if found["bare"] and not task.isdecimal():
        return text.strip(), "FS", None  # TASK-12 is a name
    word = (found["type"] or "FS").upper()
    kind: LinkType = cast(LinkType, word) if word in get_args(LinkType) else _TYPES[word]
    if not said:
        return task, kind, None
    lag = span(said[1:], "d")
    if lag is None:
        return (text.strip(), "FS", None) if found["bare"] else None
    return task, kind, lag if said[0] == "+" else Span(-lag.amount, lag.unit, lag.elapsed)


def _tidy(text: str) -> str:
    return plain(text).replace(" ", "").replace(",", "").rstrip("?").strip("+")


def _together(parts: list[Span]) -> Span | None:
    """Several as one: in hours or in days, whichever fits all; a day is not taken to be any number of hours."""
    first = parts[0]
    if len(parts) == 1:
        return first
    ways: tuple[tuple[dict[Unit, Decimal], Unit], ...] = ((_IN_HOURS, "h"), (_IN_DAYS, "d"))
    for scale, unit in ways:
        if all(one.unit in scale and one.elapsed == first.elapsed for one in parts):
            return Span(_round(sum((one.amount * scale[one.unit] for one in parts), Decimal())), unit, first.elapsed)
    return _mixed(parts)


def _mixed(parts: list[Span]) -> Span | None:
    """1d 4h: with eight hours in a day, as those who write so mean it."""
    if any(one.unit == "%" or one.elapsed for one in parts):
        return None
    return Span(_round(sum((one.minutes() for one in parts), Decimal()) / 60), "h")


def _round(amount: Decimal) -> Decimal:
    found = round(amount, 4)
    return found.to_integral_value() if found == found.to_integral_value() else found.normalize()
