"""How far a goal is, and the traffic light of a KPI. Whole numbers in, exact shares out."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

Tone = Literal["sound", "watch", "act", "unknown"]
Direction = Literal["up", "down", "band"]
BEHIND = Fraction(9, 10)  # of where an even pace would be; below it is worth a look
LATE = Fraction(7, 10)


@dataclass(frozen=True, slots=True)
class Thresholds:
    """green, amber: from (up) or up to (down) where it is green, amber. A band has both ends; None: not set."""

    direction: str
    green: int | None
    amber: int | None
    green_top: int | None = None
    amber_top: int | None = None


def light(value: int | None, bounds: Thresholds) -> Tone:
    """sound: green, watch: amber, act: red; unknown without a value or a threshold."""
    if value is None or bounds.green is None:
        return "unknown"
    if _within(value, bounds.direction, bounds.green, bounds.green_top):
        return "sound"
    amber = bounds.green if bounds.amber is None else bounds.amber
    top = bounds.green_top if bounds.amber_top is None else bounds.amber_top
    return "watch" if _within(value, bounds.direction, amber, top) else "act"


def _within(value: int, direction: str, bound: int, top: int | None) -> bool:
    if direction == "down":
        return value <= bound
    return value >= bound and (direction == "up" or top is None or value <= top)


def orderly(bounds: Thresholds) -> bool:
    """Does green lie inside amber?"""
    green, amber = bounds.green, bounds.amber
    if green is None:
        return amber is None
    if bounds.direction == "band":
        top = bounds.green_top
        inside = top is not None and green <= top
        wide = bounds.amber_top is None or (top is not None and bounds.amber_top >= top)
        return inside and wide and (amber is None or amber <= green)
    return amber is None or (amber <= green if bounds.direction == "up" else amber >= green)


def reached(achieved: int | None, baseline: int | None, target: int | None, *, adds_up: bool) -> Fraction | None:
    """The part of the way that is done: of what adds up, achieved of target; of a level, the way from the baseline."""
    if achieved is None or target is None:
        return None
    if adds_up and target > 0:
        return Fraction(achieved, target)
    begin = baseline or 0
    if target == begin:
        return None
    return Fraction(achieved - begin, target - begin)


def pace(done: Fraction | None, passed: int, whole: int) -> Tone:
    """Against an even pace over the period; nothing is said before a tenth of it has passed. Once it is over, nearly is
    not reached."""
    if done is None:
        return "unknown"
    if done >= 1:
        return "sound"
    if whole <= 0 or passed * 10 < whole:
        return "unknown"
    even = Fraction(passed, whole)
    if passed >= whole:
        return "watch" if done >= BEHIND else "act"
    if done >= even * BEHIND:
        return "sound"
    return "watch" if done >= even * LATE else "act"


def percent(part: Fraction | None) -> int | None:
    """Whole percent, half up."""
    return None if part is None else int((part * 100 + Fraction(1, 2)).__floor__())
