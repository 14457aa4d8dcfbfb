"""Amounts, tax, discount and margin of a quote, in whole minor units.

The rules of rounding: every line's amount, its tax and its cost are rounded half up to the minor unit, one by one; all
totals are sums of these. A lump-sum reduction is with tax; it is spread over the tax rates by their share of the total
(largest remainders first), and what falls on a rate is split into net and tax like a line.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

FULL = 10_000  # 100 % in 1/100 %
THOUSAND = 1_000


@dataclass(frozen=True, slots=True)
class Part:
    """A line as figures see it. quantity: thousandths; price, listed, cost: minor units per unit; rates in 1/100 %."""

    quantity: int
    price: int
    listed: int | None
    cost: int | None
    tax_bp: int
    counted: bool = True


@dataclass(frozen=True, slots=True)
class Amounts:
    """What a line comes to. offered and listed as unit prices are meant; gross with tax, net without."""

    offered: int
    listed: int
    gross: int
    net: int
    cost: int | None

    @property
    def tax(self) -> int:
        return self.gross - self.net


@dataclass(frozen=True, slots=True)
class Totals:
    """What a quote comes to. before: with tax, before the reduction; cost: of the lines whose cost is known."""

    gross: int
    net: int
    before: int
    reduction: int
    listed: int
    discount_bp: int
    cost: int | None
    uncosted: int
    margin: int | None
    margin_bp: int | None
    lines: int
    taxes: Mapping[int, tuple[int, int]]  # rate: (net, tax), after the reduction

    @property
    def tax(self) -> int:
        return self.gross - self.net


def half_up(numerator: int, denominator: int) -> int:
    """A quotient rounded to the nearest whole number, halves away from zero; the denominator is positive."""
    size = (2 * abs(numerator) + denominator) // (2 * denominator)
    return size if numerator >= 0 else -size


def discounted(listed: int, discount_bp: int) -> int:
    """The unit price at a discount off the list price."""
    return half_up(listed * (FULL - discount_bp), FULL)


def discount_of(listed: int | None, price: int) -> int:
    """The discount a price means, in 1/100 %; none where there is no list price."""
    return half_up((listed - price) * FULL, listed) if listed else 0


def without_tax(gross: int, tax_bp: int) -> int:
    return half_up(gross * FULL, FULL + tax_bp)


def amounts(part: Part, *, with_tax: bool) -> Amounts:
    """One line."""
    offered = half_up(part.quantity * part.price, THOUSAND)
    listed = offered if part.listed is None else half_up(part.quantity * part.listed, THOUSAND)
    net = without_tax(offered, part.tax_bp) if with_tax else offered
    gross = offered if with_tax else offered + half_up(offered * part.tax_bp, FULL)
    cost = None if part.cost is None else half_up(part.quantity * part.cost, THOUSAND)
    return Amounts(offered, listed, gross, net, cost)


def totals(parts: Iterable[Part], *, with_tax: bool, reduction: int = 0) -> Totals:
    """The whole quote; options and alternatives do not count."""
    counted = [part for part in parts if part.counted]
    found = [amounts(part, with_tax=with_tax) for part in counted]
    by_rate: dict[int, tuple[int, int]] = {}
    for part, one in zip(counted, found, strict=True):
        net, gross = by_rate.get(part.tax_bp, (0, 0))
        by_rate[part.tax_bp] = net + one.net, gross + one.gross
    before = sum(one.gross for one in found)
    reduction = min(max(reduction, 0), max(before, 0))
    off = spread(reduction, {rate: gross for rate, (_net, gross) in by_rate.items()})
    off_net = {rate: without_tax(share, rate) for rate, share in off.items()}
    taxes = {}
    for rate, (net, gross) in sorted(by_rate.items(), reverse=True):
        left = net - off_net[rate]
        taxes[rate] = left, gross - off[rate] - left
    net = sum(one.net for one in found) - sum(off_net.values())
    listed = sum(one.listed for one in found)
    offered = sum(one.offered for one in found) - (reduction if with_tax else sum(off_net.values()))
    costs = [one.cost for one in found if one.cost is not None]
    cost = sum(costs) if costs else None
    uncosted = len(found) - len(costs)
    margin = net - cost if cost is not None and not uncosted else None
    return Totals(
        gross=before - reduction,
        net=net,
        before=before,
        reduction=reduction,
        listed=listed,
        discount_bp=half_up((listed - offered) * FULL, listed) if listed > 0 else 0,
        cost=cost,
        uncosted=uncosted,
        margin=margin,
        margin_bp=None if margin is None or net <= 0 else half_up(margin * FULL, net),
        lines=len(found),
        taxes=taxes,
    )


def spread(amount: int, shares: Mapping[int, int]) -> dict[int, int]:
    """An amount over shares in proportion, exactly: the largest remainders get the units that are left."""
    whole = sum(shares.values())
    if whole <= 0:
        return dict.fromkeys(shares, 0)
    given = {key: amount * share // whole for key, share in shares.items()}
    rest = amount - sum(given.values())
    order = sorted(shares, key=lambda key: (-(amount * shares[key] % whole), key))
    for key in order[:rest]:
        given[key] += 1
    return given


def margin_of(one: Amounts) -> tuple[int, int | None] | None:
    """Margin of a line and in 1/100 % of its net amount; None where its cost is unknown."""
    if one.cost is None:
        return None
    margin = one.net - one.cost
    return margin, half_up(margin * FULL, one.net) if one.net > 0 else None


def sums(found: Sequence[Amounts]) -> Amounts:
    """Several lines together (a section); cost only where all are known."""
    costs = [one.cost for one in found]
    return Amounts(
        offered=sum(one.offered for one in found),
        listed=sum(one.listed for one in found),
        gross=sum(one.gross for one in found),
        net=sum(one.net for one in found),
        cost=None if any(cost is None for cost in costs) else sum(cost for cost in costs if cost is not None),
    )
