"""How well the decision chain is covered: per role known, met, supporting; and who has not been met for long."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

FORBIDDEN = (
    *("评标专家", "评标委员", "评委", "評標專家", "評標委員", "評委"),
    *("bid evaluator", "evaluation expert", "tender evaluator", "evaluation committee"),
)
WEIGHTS = {"decider": 35, "approver": 30, "supporter": 20, "influencer": 15}
RECENT_DAYS = 90


@dataclass(frozen=True, slots=True)
class Seat:
    """A member as the rules see it."""

    role: str
    support: int | None
    last_contact_on: date | None
    contact_every_days: int | None = None


@dataclass(frozen=True, slots=True)
class RoleCoverage:
    """One role: is anybody known, met lately, on our side; and the points it earns of its weight."""

    role: str
    weight: int
    points: int
    known: bool
    met: bool
    supported: bool


@dataclass(frozen=True, slots=True)
class Coverage:
    """0…100 and how it came about."""

    percent: int
    roles: tuple[RoleCoverage, ...]


def coverage(seats: Sequence[Seat], today: date) -> Coverage:
    """A third of a role's weight each for known, met within 90 days, and supporting (1 or more)."""
    rows = []
    for role, weight in WEIGHTS.items():
        mine = [seat for seat in seats if seat.role == role]
        met = any(seat.last_contact_on and (today - seat.last_contact_on).days <= RECENT_DAYS for seat in mine)
        supported = any((seat.support or 0) >= 1 for seat in mine)
        steps = bool(mine) + met + supported
        rows.append(RoleCoverage(role, weight, round(weight * steps / 3), bool(mine), met, supported))
    return Coverage(sum(row.weight * (row.known + row.met + row.supported) for row in rows) // 3, tuple(rows))


def days_unmet(seat: Seat, today: date) -> int | None:
    """Days since the last contact; None when there never was one."""
    return None if seat.last_contact_on is None else max((today - seat.last_contact_on).days, 0)


def overdue(seat: Seat, today: date) -> bool:
    """Is contact later than the rhythm set for this person?"""
    if not seat.contact_every_days:
        return False
    unmet = days_unmet(seat, today)
    return unmet is None or unmet > seat.contact_every_days


def forbidden(*texts: str) -> bool:
    """Members of an evaluation committee must not be recorded, whatever the field."""
    joined = " ".join(texts).lower()
    return any(word in joined for word in FORBIDDEN)
