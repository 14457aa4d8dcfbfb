"""What a proof is worth today."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from django.utils.translation import gettext_lazy as _

from pursuit.kernel.errors import Text

State = Literal["confirmed", "inferred", "unknown", "missing", "expired"]
CREDIT: dict[State, int] = {"confirmed": 100, "inferred": 50, "unknown": 0, "missing": 0, "expired": 0}
STATES: dict[State, Text] = {
    "confirmed": _("Confirmed"),
    "inferred": _("Inferred"),
    "unknown": _("Unknown"),
    "missing": _("Missing"),
    "expired": _("Expired"),
}
SOON = 14  # days before it ends in which a proof is said to end


@dataclass(frozen=True, slots=True)
class Proof:
    """What there is. behind: does what this kind of claim asks for stand behind it (a file, a visit, a figure)?"""

    confidence: str
    observed_on: date
    expires_on: date | None = None
    behind: bool = True


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a claim stands at, and why. credit: 0 to 100; good: enough to pass; ends: until when it holds."""

    state: State
    why: Text
    good: bool
    ends: date | None = None

    @property
    def credit(self) -> int:
        return CREDIT[self.state]


def expiry(proof: Proof, valid_days: int | None) -> date | None:
    """The earlier of what was said of this proof and what the list says of its kind."""
    by_list = proof.observed_on + timedelta(days=valid_days) if valid_days is not None else None
    known = [day for day in (proof.expires_on, by_list) if day is not None]
    return min(known) if known else None


def judge(
    proof: Proof | None, today: date, *, valid_days: int | None = None, inferred_will_do: bool = False
) -> Verdict:
    """The last day on which it holds counts as holding."""
    if proof is None:
        return Verdict("missing", _("Nothing proves it yet."), good=False)
    ends = expiry(proof, valid_days)
    if ends is not None and ends < today:
        return Verdict("expired", _("What proved it no longer holds: prove it anew."), good=False, ends=ends)
    if proof.confidence == "unknown":
        return Verdict("unknown", _("It is said to be unknown."), good=False, ends=ends)
    if proof.confidence == "confirmed" and proof.behind:
        return Verdict("confirmed", _("Confirmed, and what proves it is here."), good=True, ends=ends)
    why = (
        _("Said to be confirmed, but what proves it is not here.")
        if proof.confidence == "confirmed"
        else _("Inferred.")
    )
    return Verdict("inferred", why, good=inferred_will_do, ends=ends)


def score(found: Iterable[tuple[int, Verdict]]) -> int | None:
    """Weighted credit in percent, rounded half up; None where nothing is weighed."""
    pairs = [(weight, verdict.credit) for weight, verdict in found if weight]
    whole = sum(weight for weight, _credit in pairs)
    return (2 * sum(weight * credit for weight, credit in pairs) + whole) // (2 * whole) if whole else None
