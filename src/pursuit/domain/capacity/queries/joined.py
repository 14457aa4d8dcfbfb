"""Several plans as one outline for the engine, so that what two of them ask of one person is seen together."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from pursuit.domain.plans.models import Plan, PlanRow
from pursuit.domain.plans.queries import network
from pursuit.domain.plans.queries.network import Facts
from pursuit.engine.arrays import Ints
from pursuit.engine.calendar.week import WorkCalendar as Hours
from pursuit.engine.schedule.network import NONE, Limit, Links, Network
from pursuit.engine.schedule.network import network as checked
from pursuit.engine.schedule.outline import Outline, outline

STAYS = 1000  # the weight of a row that no levelling moves, as in Microsoft Project


@dataclass(frozen=True, slots=True)
class Joined:
    """rows: ids of the tasks, one plan after the other. int64[n] each: plan, the number of each row's plan; begins,
    where a plan begins after the first one does, NONE elsewhere; floor, as it is stored; weights, fixed; late, where
    rows that are to be late stand (None for a plan alone)."""

    plans: Sequence[Facts]
    rows: Sequence[int]
    plan: Ints
    outline: Outline
    calendars: list[Hours]
    begin: int
    begins: Ints
    floor: Ints
    weights: Ints
    fixed: Ints
    late: Ints | None

    @property
    def end(self) -> int | None:
        plan = self.plans[0].plan
        return plan.end if plan.from_end else None

    def found(self, name: str) -> Ints:
        """What is stored of the dates, int64[n]."""
        return _all(self.plans, lambda one: one.found[name])


def joined(plans: Sequence[Plan]) -> Joined:
    """One plan, or several that are made forward from their begin."""
    facts = [network.facts(plan) for plan in plans]
    sizes = [len(one.rows) for one in facts]
    first = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
    number = np.repeat(np.arange(len(facts)), sizes)
    first = (np.cumsum(sizes) - sizes).astype(np.int64)
    calendars: list[Hours] = []
    net = _network(facts, first, [_calendars(one, calendars) for one in facts])
    begin = min(plan.begin for plan in plans)
    begins = np.array([NONE if plan.begin == begin else plan.begin for plan in plans], np.int64)[number]
    parent = _all(facts, lambda one: one.outline.parent)
    parent = np.where(parent >= 0, parent + first[number], -1)
    rows = [pk for one in facts for pk in one.rows]
    weights = _weights(plans, rows)
    late = None
    if len(plans) > 1:
        late = np.where(net.limit == Limit.ALAP, _all(facts, lambda one: one.found["start"]), NONE)
    return Joined(
        facts, rows, number, outline(parent, _all(facts, lambda one: one.outline.aside), net), calendars, begin, begins,
        _all(facts, lambda one: one.floor), weights, (weights >= STAYS).astype(np.int64), late,
    )  # fmt: skip


def _all(facts: Sequence[Facts], column: Callable[[Facts], Ints]) -> Ints:
    found: Ints = np.concatenate([column(one) for one in facts])
    return found


def _calendars(one: Facts, calendars: list[Hours]) -> Ints:
    """The number of each calendar of a plan among those of all plans, where it is put if it is not there yet."""
    for hours in one.calendars:
        if hours not in calendars:
            calendars.append(hours)
    return np.array([calendars.index(hours) for hours in one.calendars], np.int64)


def _network(facts: Sequence[Facts], first: Ints, calendars: Sequence[Ints]) -> Network:
    """The plans' networks side by side. first: number of the first row of each; calendars: the new number of each."""
    nets = [one.outline.facts for one in facts]
    columns = {name: np.concatenate([getattr(net, name) for net in nets]) for name in (*network.NETWORK, "duration")}
    calendar = np.concatenate([number[net.calendar] for net, number in zip(nets, calendars, strict=True)])
    ties = [
        (net.links.before + at, net.links.after + at, *net.links[2:])
        for net, at in zip(nets, first.tolist(), strict=True)
    ]
    links = Links(*(np.concatenate(parts) for parts in zip(*ties, strict=True)))
    return checked(columns.pop("duration"), links, calendar=calendar, **columns)


def _weights(plans: Sequence[Plan], rows: Sequence[int]) -> Ints:
    """Who gets people first, as people said it."""
    said = dict(PlanRow.objects.filter(plan__in=[plan.pk for plan in plans]).values_list("pk", "weight"))
    return np.array([said[pk] for pk in rows], np.int64)
