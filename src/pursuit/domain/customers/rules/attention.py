"""What at a customer wants somebody's attention first. One thing, the most consequential one."""

from dataclasses import dataclass
from datetime import date

# Days between two visits, by tier. An untiered customer is one we do not know yet.
RHYTHM = {"vip": 14, "a": 30, "b": 60, "c": 90, "d": 180}
USUAL = 90


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of a customer. Days; None where there never was such a thing."""

    tier: str
    has_owner: bool
    has_credit_code: bool
    contacts: int
    overdue: int  # open commitments past their day
    since_visit: int | None
    next_step: str = ""
    next_step_on: date | None = None


@dataclass(frozen=True, slots=True)
class Attention:
    """code names the rule; tone: act, watch or sound; number: the commitments or days it speaks of."""

    code: str
    tone: str
    number: int = 0


def attention(now: Standing, today: date) -> Attention | None:
    """The first of these that is true; None: nothing to say."""
    rhythm = RHYTHM.get(now.tier, USUAL)
    late_step = now.next_step_on is not None and now.next_step_on < today
    rules = (
        (now.overdue > 0, Attention("overdue", "act", now.overdue)),
        (not now.has_owner, Attention("no_owner", "act")),
        (bool(now.next_step) and late_step, Attention("late_step", "watch", _days(now.next_step_on, today))),
        (now.contacts == 0, Attention("no_contact", "watch")),
        (now.since_visit is None, Attention("never_visited", "watch")),
        ((now.since_visit or 0) > rhythm, Attention("long_silence", "watch", now.since_visit or 0)),
        (not now.has_credit_code, Attention("no_credit_code", "watch")),
        (bool(now.next_step), Attention("next_step", "sound", _days(today, now.next_step_on))),
    )
    return next((found for true, found in rules if true), None)


def _days(first: date | None, last: date | None) -> int:
    return (last - first).days if first and last else 0
