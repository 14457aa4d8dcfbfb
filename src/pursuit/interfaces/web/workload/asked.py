"""What a page about workload is asked for."""

from dataclasses import dataclass
from datetime import date

from django.http import QueryDict

from pursuit.domain.capacity.queries import workload
from pursuit.domain.capacity.queries.workload import Load, Planned
from pursuit.kernel import clock
from pursuit.kernel.actor import Actor

SPANS = (8, 13, 26, 52)


@dataclass(frozen=True, slots=True)
class Asked:
    """first: the Monday of the first week; unit: 0 for all; over: only those with a week of more than they have."""

    first: date
    weeks: int
    unit: int
    skill: str
    over: bool

    @classmethod
    def read(cls, said: QueryDict) -> "Asked":
        """?from= a day of the first week, weeks, unit, skill, over=1."""
        weeks = number(said.get("weeks", ""), SPANS[2])
        return cls(
            clock.week_of(day_of(said.get("from", "")) or clock.today()),
            weeks if weeks in SPANS else SPANS[2],
            number(said.get("unit", "")),
            said.get("skill", ""),
            said.get("over") == "1",
        )


def looked_at(actor: Actor, asked: Asked) -> tuple[list[Planned], Load, list[int]]:
    """Everybody asked for, what they carry, and the places of those that are shown."""
    found = workload.people_of(actor, unit=asked.unit or None, skill=asked.skill)
    load = workload.workload([one.pk for one in found], asked.first, asked.weeks)
    return found, load, [place for place in range(len(found)) if not asked.over or is_over(load, place)]


def is_over(load: Load, place: int) -> bool:
    return bool((load.load[place] > load.available[place]).any())


def day_of(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def number(text: str, other: int = 0) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else other
