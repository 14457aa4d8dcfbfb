"""Earned value: what was to be done by now, what is done, and what it cost; and where that leads.

Figures are amounts at the end of each period, cumulative: integers of minor units (or minutes of work), so sums are
exact; forecasts are rounded to the nearest unit, half to even. Ratios are exact fractions until they are asked for as a
float. A ratio whose denominator is 0 is None, and so is all that would need it: nothing planned yet is no bad
performance, and no forecast.

Sources: PMI, Practice Standard for Earned Value Management (2011); W. Lipke, "Schedule is Different" (2003), for earned
schedule.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction


class BadFigures(ValueError):
    """Figures that do not belong to one baseline. Says which."""


@dataclass(frozen=True, slots=True)
class EarnedValue:
    """At the end of period `at` (periods are counted from 1; 0: before the first). bac: budget at completion; pv, ev,
    ac: planned and earned value, actual cost. planned_length: periods until the baseline is done.

    cv, sv: below 0 where more is spent, or less done, than earned or planned. cpi, spi: below 1 alike. earned_schedule:
    by when, in periods, the baseline had as much value as is earned now; sv_time: its lead, in periods; spi_time: the
    same as a ratio. eac_as_planned: what is left costs what was planned; eac_by_cost: goes on at today's cost
    performance; eac_by_both: at today's cost and schedule performance. finish: the period in which the work ends at
    today's pace (planned_length / spi_time). tcpi_budget, tcpi_forecast: the performance at which what is left would
    meet the budget (None: it is spent), or eac_by_cost.
    """

    at: int
    bac: int
    pv: int
    ev: int
    ac: int
    planned_length: int
    earned_schedule: float
    eac_as_planned: int
    eac_by_cost: int | None
    eac_by_both: int | None
    finish: float | None
    cpi: float | None
    spi: float | None
    spi_time: float | None
    tcpi_budget: float | None
    tcpi_forecast: float | None

    @property
    def cv(self) -> int:
        return self.ev - self.ac

    @property
    def sv(self) -> int:
        return self.ev - self.pv

    @property
    def sv_time(self) -> float:
        return self.earned_schedule - self.at

    @property
    def etc(self) -> int | None:
        """What is still to be spent, by eac_by_cost."""
        return None if self.eac_by_cost is None else self.eac_by_cost - self.ac

    @property
    def vac(self) -> int | None:
        """What is left of the budget in the end, by eac_by_cost."""
        return None if self.eac_by_cost is None else self.bac - self.eac_by_cost


def earned_value(baseline: Sequence[int], earned: Sequence[int], spent: Sequence[int]) -> EarnedValue:
    """At the end of the last period of `earned`. baseline: planned value at the end of each period, never falling, its
    last is the budget; earned, spent: value and cost at the end of each period so far; both may fall (a correction),
    earned value is never above the budget. Raises BadFigures."""
    _check(baseline, earned, spent)
    at, bac = len(earned), baseline[-1]
    ev, ac = (earned[-1], spent[-1]) if at else (0, 0)
    pv = baseline[min(at, len(baseline)) - 1] if at else 0
    length = next((period for period, value in enumerate(baseline, 1) if value == bac), 0) if bac else 0
    when = earned_schedule(baseline, ev)
    cpi, spi, spi_time = _over(ev, ac), _over(ev, pv), _over(when, at)
    by_cost = _over(bac - ev, cpi)
    by_both = None if cpi is None or spi is None else _over(bac - ev, cpi * spi)
    forecast = None if by_cost is None else ac + by_cost
    return EarnedValue(
        at, bac, pv, ev, ac, length, float(when),
        ac + bac - ev,
        None if forecast is None else round(forecast),
        None if by_both is None else round(ac + by_both),
        _float(_over(length, spi_time)),
        _float(cpi), _float(spi), _float(spi_time),
        _float(_over(bac - ev, bac - ac)),
        None if forecast is None else _float(_over(bac - ev, forecast - ac)),
    )  # fmt: skip


def earned_schedule(baseline: Sequence[int], value: int) -> Fraction:
    """By when the baseline had a value, in periods: whole periods whose value is reached, and of the next one the part
    that the rest of the value makes of what it was to add. Of periods that add nothing, the first; in the end, the one
    in which the baseline is done."""
    if value <= 0:
        return Fraction(0)
    before = 0
    for period, planned in enumerate(baseline):
        if planned >= value:
            return period + Fraction(value - before, planned - before)
        before = planned
    raise BadFigures("more is earned than was ever planned")


def _check(baseline: Sequence[int], earned: Sequence[int], spent: Sequence[int]) -> None:
    if not baseline or len(earned) != len(spent):
        raise BadFigures("a baseline, and cost and value for the same periods, are needed")
    if any(later < sooner for sooner, later in zip((0, *baseline), baseline, strict=False)):
        raise BadFigures("planned value falls")
    if any(not 0 <= value <= baseline[-1] for value in earned):
        raise BadFigures("earned value is below 0 or above the budget")
    if any(cost < 0 for cost in spent):
        raise BadFigures("cost is below 0")


def _over(above: int | Fraction, below: int | Fraction | None) -> Fraction | None:
    """None where there is nothing to divide by."""
    return Fraction(above) / below if below is not None and below > 0 else None


def _float(ratio: Fraction | None) -> float | None:
    return None if ratio is None else float(ratio)
