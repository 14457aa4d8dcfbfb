"""Evaluated prices, the benchmark price, and points for a price."""

from collections.abc import Sequence
from fractions import Fraction

from pursuit.engine.scoring.facts import FULL, Bid, Formula, Line, Method, PriceRule, Tender, half_up, line

RELIEVED = (Method.SCORING, Method.LOWEST_PRICE)  # government procurement, where small enterprises' reliefs apply


def formula_of(tender: Tender) -> Formula:
    """综合评分法 knows one formula only (art. 55 of order 87); elsewhere the tender document chooses."""
    return Formula.LOWEST if tender.method == Method.SCORING else tender.rule.formula


def evaluated(tender: Tender, bid: Bid) -> tuple[int, list[Line]]:
    """The price that takes part in the evaluation, which is not what would be signed."""
    price, told = bid.price or 0, []
    if bid.relief_bp and tender.method in RELIEVED:
        after = half_up(Fraction(price * (FULL - bid.relief_bp), FULL))
        told.append(line("relief", price=price, share=Fraction(bid.relief_bp, 100), evaluated=after))
        price = after
    if bid.adjustment and tender.method == Method.LOWEST_EVALUATED:
        told.append(line("adjusted", price=price, added=bid.adjustment, evaluated=price + bid.adjustment))
        price += bid.adjustment
    return price, told


def benchmark(tender: Tender, prices: Sequence[int]) -> tuple[int, list[Line]]:
    """The benchmark price of the effective (evaluated) prices, to the minor unit."""
    rule, formula = tender.rule, formula_of(tender)
    if formula == Formula.LOWEST:
        return min(prices), [line("benchmark_lowest", benchmark=min(prices))]
    counted, told = _counted(rule, prices)
    mean = Fraction(sum(counted), len(counted))
    told.append(line("mean", count=len(counted), mean=half_up(mean)))
    if formula == Formula.SECOND_AVERAGE:
        under = [price for price in counted if price <= mean]
        mean = Fraction(sum(under), len(under))
        told.append(line("second_mean", count=len(under), mean=half_up(mean)))
    elif formula == Formula.COMPOSITE and tender.ceiling is not None:
        share = rule.ceiling_bp
        mean = (tender.ceiling * share + mean * (FULL - share)) / FULL
        told.append(
            line("composite", ceiling=tender.ceiling, share=Fraction(share, 100), mean=half_up(mean))
        )  # fmt: skip
    found = half_up(mean * (FULL - rule.float_bp) / FULL)
    told.append(line("benchmark", float=Fraction(rule.float_bp, 100), benchmark=found))
    return found, told


def points(tender: Tender, weight: int, base: int, price: int) -> tuple[int, list[Line]]:
    """Points (1/100) of the price among `weight`."""
    if formula_of(tender) == Formula.LOWEST and tender.method != Method.BENCHMARK:
        found = min(weight, half_up(Fraction(base * weight, price)))
        return found, [line("by_ratio", benchmark=base, price=price, weight=weight, points=found)]
    off = Fraction((price - base) * 100, base)
    step = tender.rule.above if off > 0 else tender.rule.below
    found = max(0, half_up(weight - abs(off) * step))
    code = "at_benchmark" if not off else "above" if off > 0 else "below"
    return found, [line(code, benchmark=base, price=price, percent=abs(off), step=step, weight=weight, points=found)]


def _counted(rule: PriceRule, prices: Sequence[int]) -> tuple[list[int], list[Line]]:
    if not rule.drop_from or len(prices) < max(rule.drop_from, 3):
        return list(prices), []
    ordered = sorted(prices)
    return ordered[1:-1], [line("dropped", lowest=ordered[0], highest=ordered[-1])]
