"""Lengths of time as people type them into a sheet: 4, 7.5h, 半天, 1天, 0.5d, 90m, 1:30."""

import re

HOUR, DAY = 60, 480
MOST = 24 * HOUR
_UNITS = {
    "": HOUR, "h": HOUR, "小时": HOUR, "时": HOUR, "钟头": HOUR,
    "m": 1, "min": 1, "分": 1, "分钟": 1,
    "d": DAY, "天": DAY, "日": DAY, "工日": DAY, "人天": DAY,
}  # fmt: skip
_WORDS = {"半天": DAY // 2, "上午": DAY // 2, "下午": DAY // 2, "整天": DAY, "全天": DAY, "一天": DAY}
_AMOUNT = re.compile(r"(\d{1,4}(?:\.\d{1,3})?|\.\d{1,3})\s*([a-z]+|[一-鿿]+|)")
_CLOCK = re.compile(r"(\d{1,2})[:：](\d{2})")


class BadLength(ValueError):
    """Text that says no length of time."""


def read(text: str, day: int = DAY) -> int:
    """Minutes; a number alone means hours, nothing means 0. day: minutes of a whole day. Raises BadLength."""
    said = text.strip().lower().replace("，", ",").replace(",", ".").replace("。", ".")
    if not said:
        return 0
    if said in _WORDS:
        return _WORDS[said] * day // DAY
    if clock := _CLOCK.fullmatch(said):
        if int(clock[2]) > 59:
            raise BadLength(text)
        return int(clock[1]) * HOUR + int(clock[2])
    found, rest = 0.0, said
    while rest:
        part = _AMOUNT.match(rest)
        unit = None if part is None else _UNITS.get(part[2])
        if part is None or unit is None:
            raise BadLength(text)
        found += float(part[1]) * (day if unit == DAY else unit)
        rest = rest[part.end() :].strip()
    return round(found)


def shown(minutes: int) -> str:
    """Hours, as short as can be; nothing for 0."""
    return f"{minutes / HOUR:.2f}".rstrip("0").rstrip(".") if minutes else ""
