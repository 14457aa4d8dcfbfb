"""What changed about a project, in words with figures."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pursuit.domain.insight.rules.changes import Change
from pursuit.interfaces.web.shell import formats
from pursuit.kernel.money import company_currency


@dataclass(frozen=True, slots=True)
class Told:
    """One change: what, and from what to what where that says more."""

    label: str
    tone: str
    detail: str = ""


BAD = {"stage_back", "date_later", "amount_down", "date_gone"}
GOOD = {"stage_on", "date_earlier", "amount_up", "date_set"}


def told(changes: Sequence[Change]) -> list[Told]:
    """Changes as a page shows them."""
    return [
        Told(
            one.label,
            "watch" if one.code in BAD else "sound" if one.code in GOOD else "unknown",
            _detail(one),
        )
        for one in changes
    ]


def _detail(change: Change) -> str:
    if isinstance(change.before, date) or isinstance(change.after, date):
        return f"{_day(change.before)} → {_day(change.after)}"
    if change.code.startswith("amount_") and isinstance(change.before, int) and isinstance(change.after, int):
        currency = company_currency()
        return f"{formats.in_wan(change.before, currency)} → {formats.in_wan(change.after, currency)}"
    return ""


def _day(value: object) -> str:
    return f"{value:%Y-%m-%d}" if isinstance(value, date) else "—"
