"""Explanations of the engine in sentences: every figure with what it was made of."""

from collections.abc import Callable, Mapping
from fractions import Fraction

from django.utils.translation import gettext as _

from pursuit.engine.scoring import Line

Name = Callable[[str], str]
SUMS = frozenset({"price", "evaluated", "added", "benchmark", "mean", "lowest", "highest", "ceiling"})
POINTS = frozenset({"weight", "points", "technical", "commercial", "total", "step"})


def sentence(line: Line, name: Name, currency: str = "CNY") -> str:
    """One step in words. name: what a bidder is called."""
    figures = {key: _shown(line.code, key, value, name) for key, value in line.figures}
    return _sentences()[line.code] % (figures | {"currency": currency})


def points(value: int) -> str:
    """1/100 points as people write them."""
    return f"{value / 100:.2f}"


def amount(value: int) -> str:
    """Minor units in full."""
    return f"{value / 100:,.2f}"


def _shown(code: str, key: str, value: int | str | Fraction, name: Name) -> str:
    if key == "other":
        return name(str(value))
    if code == "total" or (key in POINTS and isinstance(value, int)):
        return points(int(value))
    if key in SUMS and isinstance(value, int):
        return amount(value)
    if isinstance(value, Fraction):
        return f"{float(value):.4g}"
    return str(value)


def _sentences() -> Mapping[str, str]:
    return {
        "quoted": _("Quoted: %(price)s %(currency)s."),
        "relief": _("Small enterprise: %(price)s less %(share)s %% = %(evaluated)s takes part in the evaluation."),
        "adjusted": _("Deviations: %(price)s plus %(added)s = %(evaluated)s takes part in the evaluation."),
        "compared": _("Compared at %(evaluated)s."),
        "benchmark_lowest": _("Benchmark: the lowest effective price, %(benchmark)s."),
        "dropped": _("Left out of the mean: the lowest %(lowest)s and the highest %(highest)s."),
        "mean": _("Mean of %(count)s prices: %(mean)s."),
        "second_mean": _("Mean of the %(count)s prices not above that: %(mean)s."),
        "composite": _("With %(share)s %% of the ceiling price %(ceiling)s: %(mean)s."),
        "benchmark": _("Floated down by %(float)s %%: the benchmark price is %(benchmark)s."),
        "by_ratio": _("Price points: %(benchmark)s ÷ %(price)s × %(weight)s = %(points)s."),
        "at_benchmark": _("Exactly at the benchmark price: %(points)s of %(weight)s points."),
        "above": _("%(percent)s %% above the benchmark, %(step)s off per 1 %%: %(points)s of %(weight)s points."),
        "below": _("%(percent)s %% below the benchmark, %(step)s off per 1 %%: %(points)s of %(weight)s points."),
        "total": _("Total: price %(price)s + technical %(technical)s + commercial %(commercial)s = %(total)s."),
        "tie_by_price": _("Level with %(other)s: the lower quote goes first."),
        "tie_by_technical": _("Level with %(other)s in points and price: more technical points go first."),
        "far_below": _("%(price)s is below %(share)s %% of the others' mean %(mean)s: it may have to be explained."),
        "above_ceiling": _("Rejected: %(price)s is above the ceiling price %(ceiling)s."),
        "rejected": _("Rejected: %(why)s."),
        "unknown": _("Its price is not known: it is left out."),
        "too_few": _("%(effective)s effective bids, %(fewest)s are needed: the tender fails."),
    }


def void_text(code: str) -> str:
    """Why there is no winner."""
    return {
        "too_few": _("Too few effective bids: the tender fails."),
        "none": _("No bid takes part in the evaluation."),
        "shared": _("The first place is shared: the tender document says how to choose."),
    }.get(code, "")
