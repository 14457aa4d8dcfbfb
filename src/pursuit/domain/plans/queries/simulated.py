"""How sure the dates of a plan are: its simulation in the terms of its rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from pursuit.domain.plans.models import Plan, PlanRow
from pursuit.domain.plans.queries import network
from pursuit.domain.plans.queries.chances import chances
from pursuit.domain.plans.queries.history import History, history
from pursuit.domain.plans.rules.chance import WHOLE
from pursuit.engine.arrays import Ints
from pursuit.engine.schedule.network import NONE
from pursuit.engine.simulation.answer import Chance, Simulation
from pursuit.engine.simulation.facts import Facts, Gate, Together
from pursuit.kernel import pickers
from pursuit.kernel.actor import Actor
from pursuit.kernel.engineprocess import client

FINISH = client.Question[Simulation]("pursuit.engine.simulation.ask:finish", patient=True)
MOST, WORK = 10_000, 20_000_000  # trials; trials times rows
WATCHED = 400  # rows whose own range is asked for
SHOWN = 12
TOGETHER = Together(plan=0.2)  # tasks of one plan miss their estimates a little in the same direction


@dataclass(frozen=True, slots=True)
class Kept:
    """The chance that a row, or the whole (None), is done by an instant; error: of the chance, from the number of
    trials."""

    row: int | None
    title: str
    by: int
    chance: float
    error: float


@dataclass(frozen=True, slots=True)
class Mover:
    """A row that moves the finish: the mean finish where it takes its shortest and its longest tenth."""

    row: int
    title: str
    low: int
    high: int
    correlation: float

    @property
    def days(self) -> float:
        return (self.high - self.low) / 1440


@dataclass(frozen=True, slots=True)
class Picture:
    """curve: instants by which the plan is done in 0, 1 … 100 percent of the trials; critical: (row, title, share of
    trials in which it is); ranges: P10 and P90 of the finish of rows; past: what the ranges of durations rest on."""

    trials: int
    seed: int
    past: History
    planned: int
    curve: Sequence[int]
    kept: Sequence[Kept]
    movers: Sequence[Mover]
    critical: Sequence[tuple[int, str, float]]
    ranges: Mapping[int, tuple[int, int]]

    def at(self, percent: int) -> int:
        return self.curve[percent]


def simulated(actor: Actor, plan: Plan, *, seed: int = 1, by: int | None = None) -> Picture | None:
    """Of a visible plan; None where it has no rows. by: an instant people ask about. Raises what the engine refuses,
    and Unavailable."""
    facts = network.facts(plan)
    count = len(facts.rows)
    live = PlanRow.objects.visible_to(actor, plan.subject).filter(plan=plan)
    if not count or not live.exists():
        return None
    summary = facts.outline.summary
    watch = _watched(facts.outline.facts.duration, summary)
    net, past = facts.outline.facts, history()
    deadlines = [(row, int(net.deadline[row])) for row in np.flatnonzero(net.deadline != NONE).tolist()]
    answer = client.ask(
        FINISH,
        facts.outline,
        facts.calendars,
        plan.begin,
        Facts((past.ranges,), together=TOGETHER, gates=_gates(facts)),
        end=plan.end if plan.from_end else None,
        from_end=plan.from_end,
        trials=max(min(MOST, WORK // count), 500),
        seed=seed,
        watch=watch,
        deadlines=deadlines,
    )
    titles = pickers.titles(list(facts.rows))
    return _told(answer, facts, titles, past, seed, by)


def _gates(facts: network.Facts) -> list[Gate]:
    """Rows that exist only if the project gets to a stage, those of the same chance together."""
    number = {pk: place for place, pk in enumerate(facts.rows)}
    groups: dict[int, list[int]] = {}
    for row, share in chances(facts.rows[:1]).items():
        if row in number and not facts.outline.summary[number[row]]:
            groups.setdefault(share, []).append(number[row])
    return [Gate(f"{share}", share / WHOLE, tuple(rows)) for share, rows in groups.items()]


def _watched(duration: Ints, summary: Ints) -> list[int]:
    """Of small plans all rows, of large ones milestones and summaries."""
    if len(duration) <= WATCHED:
        return list(range(len(duration)))
    return np.flatnonzero((duration == 0) | (summary == 1)).tolist()[:WATCHED]


def _told(
    answer: Simulation, facts: network.Facts, titles: Mapping[int, str], past: History, seed: int, by: int | None
) -> Picture:
    rows, summary = facts.rows, facts.outline.summary
    asked = [answer.chance(by)] if by is not None else []
    order = np.argsort(-answer.criticality * (1 - summary), kind="stable")[:SHOWN].tolist()
    return Picture(
        trials=answer.trials,
        seed=seed,
        past=past,
        planned=answer.planned_finish,
        curve=answer.curve.tolist(),
        kept=[_kept(one, rows, titles) for one in (*asked, *answer.deadlines)],
        movers=[
            Mover(rows[one.number], titles.get(rows[one.number], ""), round(one.low), round(one.high), one.correlation)
            for one in answer.drivers[:SHOWN]
            if one.kind == "task"
        ],
        critical=[
            (rows[row], titles.get(rows[row], ""), float(answer.criticality[row]))
            for row in order
            if answer.criticality[row] > 0 and not summary[row]
        ],
        ranges={rows[one.task]: (one.finish[0], one.finish[3]) for one in answer.watched if one.finish},
    )


def _kept(one: Chance, rows: Sequence[int], titles: Mapping[int, str]) -> Kept:
    row = None if one.task is None else rows[one.task]
    return Kept(row, titles.get(row or 0, ""), one.deadline, one.chance, one.error)
