"""What may happen to a quote in which state. Names of states as the model keeps them."""

from collections.abc import Iterable
from datetime import date

DRAFT, WAITING, APPROVED, ISSUED = "draft", "waiting", "approved", "issued"
# Step: (from, to).
STEPS = {
    "issue": ((DRAFT, APPROVED), ISSUED),
    "accept": ((ISSUED,), "accepted"),
    "decline": ((ISSUED, "expired"), "declined"),
    "withdraw": ((DRAFT, APPROVED, ISSUED, "expired"), "withdrawn"),
    "extend": ((ISSUED, "expired"), ISSUED),
    "renew": ((APPROVED, ISSUED, "accepted", "declined", "expired", "withdrawn"), DRAFT),
}


def may(step: str, state: str) -> bool:
    return state in STEPS[step][0]


def steps(state: str) -> Iterable[str]:
    """What may come next."""
    return [step for step, (sources, _to) in STEPS.items() if state in sources]


def over(state: str, valid_until: date | None, today: date) -> bool:
    """Has an issued quote run out? The last day still counts."""
    return state == ISSUED and valid_until is not None and valid_until < today
