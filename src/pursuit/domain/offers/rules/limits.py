"""Who may give away how much by themselves, and what a quote that goes beyond it needs."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limit:
    """Discount at most and margin at least, in 1/100 %."""

    discount_bp: int
    margin_bp: int


NOTHING = Limit(0, 10_000)


@dataclass(frozen=True, slots=True)
class Beyond:
    """What goes beyond a limit: kind is discount or margin; both figures in 1/100 %."""

    kind: str
    is_bp: int
    limit_bp: int


def widest(limits: Iterable[Limit]) -> Limit:
    """Of several roles held, the most generous counts in each respect; without any, nothing may be given away."""
    found = list(limits)
    if not found:
        return NOTHING
    return Limit(max(one.discount_bp for one in found), min(one.margin_bp for one in found))


def beyond(limit: Limit, discount_bp: int, margin_bp: int | None) -> list[Beyond]:
    """What needs an approval. A margin nobody can work out, because costs are missing, is no reason by itself, unless
    nothing may be given away at all."""
    found = []
    if discount_bp > max(limit.discount_bp, 0):
        found.append(Beyond("discount", discount_bp, limit.discount_bp))
    if margin_bp is not None and margin_bp < limit.margin_bp and limit != NOTHING:
        found.append(Beyond("margin", margin_bp, limit.margin_bp))
    return found
