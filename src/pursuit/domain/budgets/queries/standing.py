"""Budget against actual as a page shows it: lines with their figures, their sum, the stop-loss."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pursuit.domain.budgets.models import Budget, BudgetLine
from pursuit.domain.budgets.queries.budgets import sums
from pursuit.domain.budgets.queries.house_rules import bands
from pursuit.domain.budgets.queries.labour import Labour, labour
from pursuit.domain.budgets.rules.figures import DELIVERY, LABOUR, Sums, forecast
from pursuit.domain.budgets.rules.periods import bounds, narrowest
from pursuit.domain.budgets.rules.stoploss import Economics, Signal, signal
from pursuit.domain.projects.models import Project
from pursuit.kernel import clock
from pursuit.kernel.actor import Actor

MARGIN = "projects.field.margin"
PURSUED = ("active", "suspended")


@dataclass(frozen=True, slots=True)
class Shown:
    """A line with its figures. forecast: what it will have come to."""

    line: BudgetLine
    sums: Sums
    forecast: int

    @property
    def labour(self) -> bool:
        return self.line.kind in LABOUR

    @property
    def over(self) -> bool:
        return self.sums.remaining < 0

    @property
    def changed(self) -> bool:
        return self.line.planned != self.line.approved


@dataclass(frozen=True, slots=True)
class Standing:
    """labour: None where the reader may not see it; loose: labour that no line is for; signal: None where the reader
    may not see margins, or nothing is pursued any more."""

    lines: Sequence[Shown]
    total: Sums
    forecast: int
    labour: Labour | None
    loose: int
    signal: Signal | None


def standing(actor: Actor, row: Budget, today: date | None = None) -> Standing:
    """Of a visible budget; a fixed number of statements."""
    today = today or clock.today()
    lines = sorted(row.lines.all(), key=lambda one: (one.kind, one.period))
    found = sums(lines)
    hours = labour(actor, row.project)
    loose = _lay(lines, found, hours)
    span = _whole(row)
    shown = [
        Shown(one, found[one.pk], forecast(found[one.pk], bounds(one.period) or span, today)) for one in lines
    ]  # fmt: skip
    total = sum((one.sums for one in shown), Sums(labour=loose))
    return Standing(
        shown,
        total,
        sum(one.forecast for one in shown) + loose,
        hours,
        loose,
        _signal(actor, row.project, shown, loose),
    )


def _lay(lines: Sequence[BudgetLine], found: dict[int, Sums], hours: Labour | None) -> int:
    """Labour onto the lines of its kind, each day onto the narrowest; gives what no line is for."""
    loose = 0
    for kind, day, cost in hours.days if hours else ():
        mine = {one.period: one.pk for one in lines if one.kind == kind}
        period = narrowest(mine, day)
        if period is None:
            loose += cost
        else:
            found[mine[period]] += Sums(labour=cost)
    return loose


def _whole(row: Budget) -> tuple[date, date] | None:
    """What a line for the whole project is spread over: from the first approval to the expected signature."""
    end = row.project.expected_sign_on
    return (row.approved_on, end) if row.approved_on and end and end > row.approved_on else None


def _signal(actor: Actor, project: Project, shown: Sequence[Shown], loose: int) -> Signal | None:
    """Delivery is paid by the price and no cost of winning it."""
    if not actor.may(MARGIN) or project.status not in PURSUED:
        return None
    cost = sum(one.sums.spent + one.sums.committed for one in shown if one.line.kind != DELIVERY) + loose
    return signal(cost, economics(project), bands())


def economics(project: Project) -> Economics:
    """The owner's call before that of the stage; a stage at nothing says nothing."""
    own, stage = project.owner_probability, project.probability or None
    chance, source = (own, "owner") if own is not None else (stage, "stage")
    return Economics(project.amount_base, project.margin_percent, chance, source if chance is not None else "")
