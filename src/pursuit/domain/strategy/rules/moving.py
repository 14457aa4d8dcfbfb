"""Did a person of the decision chain move since the plan was made? From what was written about them. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Assessed:
    """The support of a person as it was written at a moment."""

    at: datetime
    support: int | None


@dataclass(frozen=True, slots=True)
class Moved:
    """state: none (no newer assessment), first (nothing before to compare with), same, nearer, reached, back.
    by: degrees from the start."""

    state: str
    by: int = 0
    at: datetime | None = None


def moved(start: int | None, target: int, since: datetime, said: Iterable[Assessed]) -> Moved:
    """Compares the newest assessment after the plan was made with where it started."""
    newest = max((one for one in said if one.at > since and one.support is not None), key=_at, default=None)
    if newest is None or newest.support is None:
        return Moved("none")
    by = 0 if start is None else newest.support - start
    if newest.support >= target:
        return Moved("reached", by, newest.at)
    if start is None:
        return Moved("first", 0, newest.at)
    return Moved("nearer" if by > 0 else "back" if by < 0 else "same", by, newest.at)


def _at(one: Assessed) -> datetime:
    return one.at
