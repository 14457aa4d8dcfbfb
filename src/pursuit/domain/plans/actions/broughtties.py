"""What ties the rows of a plan that is brought in: links, people, baselines."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db import models

from pursuit.domain.plans.models import Assignment, Baseline, BaselineRow, Plan, PlanLink, PlanResource
from pursuit.domain.plans.rules.brought import BroughtBaseline, BroughtLink, BroughtResource, BroughtUse
from pursuit.kernel.actor import Actor
from pursuit.kernel.context import moment

Ids = Mapping[str, int]
Pair = tuple[int, int]
Said = Mapping[str, int | None]  # columns of one of the two tables
T = TypeVar("T", bound=models.Model)


def links(plan: Plan, source: str, rows: Ids, brought: Sequence[BroughtLink]) -> Counter[str]:
    """Of two links between the same rows the last one counts."""
    wanted: dict[Pair, Said] = {
        (rows[one.before], rows[one.after]): {"kind": one.kind, "lag": one.lag, "unit": one.unit}
        for one in brought
        if one.before in rows and one.after in rows
    }
    there = {(one.before_id, one.after_id): one for one in PlanLink.objects.filter(after__plan=plan)}

    def make(pair: Pair) -> PlanLink:
        return PlanLink(before_id=pair[0], after_id=pair[1])

    return _Ties(plan, f"links {source}", make).write(wanted, there, set(rows.values()))


def resources(plan: Plan, calendars: Ids, brought: Sequence[BroughtResource]) -> tuple[Ids, Counter[str]]:
    """Ids by key."""
    there = {one.key: one for one in PlanResource.objects.filter(plan=plan).exclude(key="")}
    found: dict[str, int] = {}
    counts: Counter[str] = Counter()
    for one in brought:
        said = {
            "user_id": one.user,
            "name": one.name[:200] or one.key,
            "kind": one.kind,
            "most": one.most,
            "calendar_id": calendars.get(one.calendar),
            "extra": dict(one.extra),
        }
        row = there.get(one.key)
        if row is None:
            row = PlanResource(plan=plan, key=one.key, **said)
            row.save()
            counts["created"] += 1
        elif {name: getattr(row, name) for name in said} != said:
            PlanResource.objects.filter(pk=row.pk).update(**said)
            counts["updated"] += 1
        else:
            counts["unchanged"] += 1
        found[one.key] = row.pk
    counts["vanished"] = len(there.keys() - found.keys())
    return found, counts


def uses(plan: Plan, source: str, rows: Ids, resources: Ids, brought: Sequence[BroughtUse]) -> Counter[str]:
    """Who works on what."""
    wanted: dict[Pair, Said] = {}
    kept: dict[Pair, Mapping[str, object]] = {}
    for one in brought:
        if one.row in rows and one.resource in resources:
            pair = rows[one.row], resources[one.resource]
            wanted[pair] = {"units": one.units, "work": one.work, "done": one.done}
            kept[pair] = one.extra

    def make(pair: Pair) -> Assignment:
        return Assignment(row_id=pair[0], resource_id=pair[1], extra=dict(kept[pair]))

    there = {(one.row_id, one.resource_id): one for one in Assignment.objects.filter(row__plan=plan)}
    return _Ties(plan, f"uses {source}", make).write(wanted, there, {*rows.values(), *resources.values()})


@dataclass(frozen=True, slots=True)
class _Ties(Generic[T]):
    """Links or assignments of a file. What the last file of the tool said is kept with the plan: only what is said
    otherwise now is written, so what people changed or took away here stays so. What this file, which has both its
    ends, says no longer is taken away; so are not the ties of another board."""

    plan: Plan
    memory: str
    make: Callable[[Pair], T]

    def write(self, wanted: Mapping[Pair, Said], there: Mapping[Pair, T], known: set[int]) -> Counter[str]:
        last: dict[Pair, Said] = {(one[0], one[1]): one[2] for one in self.plan.extra.get(self.memory, [])}
        counts: Counter[str] = Counter()
        fresh: list[T] = []
        for pair, said in wanted.items():
            old, before = there.get(pair), last.get(pair)
            if before == said or (old is not None and {name: getattr(old, name) for name in said} == said):
                counts["unchanged"] += 1
                continue
            tie = self.make(pair) if old is None else old
            for name, value in said.items():
                setattr(tie, name, value)
            if old is None:
                fresh.append(tie)
            else:
                tie.save()
                counts["updated"] += 1
        for model in {type(one) for one in fresh}:
            model._default_manager.bulk_create(fresh)
        counts["created"] = len(fresh)
        gone = {pair for pair in last.keys() - wanted.keys() if known.issuperset(pair)}
        for pair in gone & there.keys():
            there[pair].delete()
            counts["vanished"] += 1
        kept = {pair: said for pair, said in last.items() if pair not in gone} | dict(wanted)
        self.plan.extra = {**self.plan.extra, self.memory: [[*pair, said] for pair, said in kept.items()]}
        return counts


def baseline(actor: Actor, plan: Plan, rows: Ids, brought: BroughtBaseline) -> None:
    """As the file has it; one that is here already is written anew."""
    row, _new = Baseline.objects.get_or_create(plan=plan, number=brought.number)
    row.taken_at, row.taken_by_id = brought.taken_at or moment(), actor.user_id
    row.save()
    row.rows.all().delete()
    BaselineRow.objects.bulk_create(
        BaselineRow(baseline=row, row_id=rows[key], start=start, finish=finish, duration=duration, work=work)
        for key, (start, finish, duration, work) in brought.rows.items()
        if key in rows
    )
