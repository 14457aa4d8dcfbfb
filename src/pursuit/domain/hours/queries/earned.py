"""Earned value of a plan: what was to be done by now, what is done, and the time it took.

Periods are weeks that end today, so that nothing is compared with the end of a week that is not over. Work lies evenly
over the working time of its row. What is earned now is percent of the baseline's work; how it came about in the weeks
before is laid evenly between the actual start of each row and its end, or today.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import QuerySet

from pursuit.domain.hours.models import SheetState, TimeEntry
from pursuit.domain.hours.models.sheet import TOLD
from pursuit.domain.hours.queries.days import company_hours
from pursuit.domain.hours.queries.rating import Rating, rating
from pursuit.domain.hours.queries.worktime import WorkTime
from pursuit.domain.plans.models import Assignment, Baseline, BaselineRow, Plan, PlanRow, ResourceKind, Side
from pursuit.domain.plans.rules.instants import day_of, last_day, midnight
from pursuit.engine.calendar.week import DAY
from pursuit.engine.earned_value import EarnedValue, earned_value
from pursuit.kernel import clock
from pursuit.kernel.actor import Actor

WEEK = 7 * DAY
MOST = 520  # weeks


class Part(NamedTuple):
    """A row of the baseline that is still there: instants; work in minutes; users: (id, thousandths)."""

    row: int
    start: int
    finish: int
    work: int
    percent: int
    begun: int | None
    ended: int | None
    users: tuple[tuple[int, int], ...]


class Spent(NamedTuple):
    user: int
    day: date
    minutes: int
    approved: bool
    planned: bool


@dataclass(frozen=True, slots=True)
class Earned:
    """days: the last day of each week; planned for all of them, the others up to today. In minutes, or in minor units
    where currency is set. guessed: minutes without a rate of their own; added: live rows the baseline does not know;
    time: there is any; beside: minutes on the record that are on no row of its plan."""

    figures: EarnedValue
    days: Sequence[date]
    planned: Sequence[int]
    earned: Sequence[int]
    spent: Sequence[int]
    approved: Sequence[int]
    currency: str
    guessed: int
    added: int
    time: bool
    beside: int


def earned(actor: Actor, plan: Plan, baseline: Baseline, *, money: bool, whole: bool = False) -> Earned | None:
    """Of a visible plan and its baseline; None where the baseline has no work of ours. money: only for those who may
    see what hours cost, and where anybody has a rate; else in minutes. whole: time on the record beside its plan counts
    too; else only that on rows of the plan, for nothing else is earned."""
    parts = _parts(actor, plan, baseline)
    if not sum(one.work for one in parts):
        return None
    told = _spent(actor, plan)
    spent = [one for one in told if whole or one.planned]
    now = midnight(clock.today()) + DAY
    borders = _borders(parts, spent, now)
    people = {user for one in parts for user, _units in one.users} | {one.user for one in spent}
    first, last = day_of(borders[0] - WEEK), last_day(borders[-1])
    rated = rating(actor, people, first, last) if money else None
    worth = [_worth(one, rated) for one in parts]
    time = WorkTime(company_hours(), borders[0] - WEEK, borders[-1])
    planned = time.spread(worth, [one.start for one in parts], [one.finish for one in parts], borders).tolist()
    at = sum(one <= now for one in borders)
    gained = _gained(time, parts, worth, borders[:at], now, planned[-1])
    costs = [_cost(one, rated) for one in spent]
    sums = [_until(spent, costs, border) for border in borders[:at]]
    good = [_until(spent, costs, border, approved=True) for border in borders[:at]]
    known = {one.row for one in parts}
    live = _leaves(actor, plan).exclude(pk__in=known).count()
    return Earned(
        earned_value(planned, gained, sums), [last_day(one) for one in borders], planned, gained, sums, good,
        rated.currency if rated else "", rated.guessed if rated else 0, live, bool(spent),
        sum(one.minutes for one in told if not one.planned),
    )  # fmt: skip


def _leaves(actor: Actor, plan: Plan) -> QuerySet[PlanRow]:
    return PlanRow.objects.visible_to(actor).filter(
        plan=plan, task__subject__deleted_at=None, below=None, side=Side.OURS, milestone=False, inactive=False
    )


def _parts(actor: Actor, plan: Plan, baseline: Baseline) -> list[Part]:
    """Our leaves that the baseline knows, with the work it gave them."""
    rows = {one.pk: one for one in _leaves(actor, plan).only("pk", "percent", "begun", "ended", "start")}
    uses: dict[int, list[tuple[int | None, int]]] = {}
    kept = Assignment.objects.filter(row__in=rows, resource__kind=ResourceKind.WORK)
    for row, user, units in kept.values_list("row_id", "resource__user_id", "units"):
        uses.setdefault(row, []).append((user, units))
    found = []
    told = BaselineRow.objects.filter(baseline=baseline, row__in=rows, start__isnull=False, finish__isnull=False)
    for pk, start, finish, duration, work in told.values_list("row_id", "start", "finish", "duration", "work"):
        mine = uses.get(pk, [])
        units = sum(share for _user, share in mine) or 1000
        minutes = work if work is not None else (duration or 0) * units // 1000
        row = rows[pk]
        people = tuple((user, share) for user, share in mine if user is not None)
        found.append(Part(pk, start or 0, finish or 0, minutes, row.percent, row.begun or row.start, row.ended, people))
    return found


def _spent(actor: Actor, plan: Plan) -> list[Spent]:
    rows = TimeEntry.objects.visible_to(actor).filter(record=plan.subject_id, sheet__state__in=TOLD)
    planned = set(PlanRow.objects.visible_to(actor).filter(plan=plan).values_list("pk", flat=True))
    columns = ("user_id", "day", "minutes", "sheet__state", "about_id")
    return [
        Spent(user, day, minutes, state == SheetState.APPROVED, about in planned)
        for user, day, minutes, state, about in rows.order_by("day", "pk").values_list(*columns)
    ]


def _borders(parts: Sequence[Part], spent: Sequence[Spent], now: int) -> list[int]:
    """Ends of weeks, one of which is the end of today, from the first work or time to the end of the baseline."""
    first = min([one.start for one in parts] + [midnight(one.day) for one in spent[:1]])
    last = max(one.finish for one in parts)
    begin = now - -(-(now - first) // WEEK) * WEEK if first < now else now + (first - now) // WEEK * WEEK
    count = max(-(-(max(last, now) - begin) // WEEK), 1)
    return [begin + step * WEEK for step in range(1, min(count, MOST) + 1)]


def _worth(part: Part, rated: Rating | None) -> int:
    """Minutes of work, or what they cost by the rates of those who were to do it."""
    if rated is None:
        return part.work
    day = day_of(part.start)
    units = sum(share for _user, share in part.users)
    if not units:
        return round(rated.cost(None, day, part.work))
    return round(sum(rated.cost(user, day, part.work * share / units) for user, share in part.users))


def _gained(
    time: WorkTime, parts: Sequence[Part], worth: Sequence[int], borders: Sequence[int], now: int, whole: int
) -> list[int]:
    """What was done by each border; what is told of the future counts today. whole: there is no more to earn."""
    if not borders:
        return []
    done = [
        (value * one.percent / 100, min(one.begun or one.start, now), max(min(one.ended or now, now), 0))
        for one, value in zip(parts, worth, strict=True)
        if one.percent
    ]
    if not done:
        return [0] * len(borders)
    amounts, starts, ends = zip(*done, strict=True)
    return [min(one, whole) for one in time.spread(amounts, starts, ends, borders).tolist()]


def _cost(one: Spent, rated: Rating | None) -> float:
    return one.minutes if rated is None else rated.cost(one.user, one.day, one.minutes)


def _until(spent: Sequence[Spent], costs: Sequence[float], border: int, *, approved: bool = False) -> int:
    return round(
        sum(
            cost
            for one, cost in zip(spent, costs, strict=True)
            if midnight(one.day) < border and (one.approved or not approved)
        )
    )
