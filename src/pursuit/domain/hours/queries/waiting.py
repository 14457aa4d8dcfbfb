"""Submitted sheets as whoever decides needs them: how much, against what was to be expected, on what."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Sum

from pursuit.domain.hours.models import TimeEntry, TimeSheet
from pursuit.domain.hours.queries.days import expected
from pursuit.domain.hours.queries.sheets import approvers, waiting
from pursuit.kernel import pickers
from pursuit.kernel.actor import Actor

PARTS = 4  # of a sheet, shown in one line


@dataclass(frozen=True, slots=True)
class Waiting:
    """first: the actor is the one who leads the person; parts: (title, minutes) by record, "" where it is not seen."""

    sheet: TimeSheet
    minutes: int
    expected: int
    first: bool
    parts: Sequence[tuple[str, int]]


def waiting_lines(actor: Actor, most: int) -> list[Waiting]:
    """The oldest first; a fixed number of statements for each week among them."""
    rows = list(waiting(actor).select_related("user").order_by("week", "user__name_key", "pk")[:most])
    spent = TimeEntry.objects.filter(sheet__in=rows).order_by().values("sheet", "record").annotate(sum=Sum("minutes"))
    parts: dict[int, list[tuple[int, int]]] = {}
    for one in spent:
        parts.setdefault(one["sheet"], []).append((one["record"], one["sum"]))
    titles = pickers.titles({record for found in parts.values() for record, _sum in found}, actor)
    leads = approvers([one.user_id for one in rows])
    wanted: dict[tuple[int, date], int] = {}
    for week in {one.week for one in rows}:
        people = [one.user_id for one in rows if one.week == week]
        time = expected(people, week)
        wanted |= {(person, week): sum(time.minutes[person]) for person in people}
    return [
        Waiting(
            one,
            sum(minutes for _record, minutes in parts.get(one.pk, [])),
            wanted[one.user_id, one.week],
            actor.user_id in leads[one.user_id],
            [
                (titles.get(record, ""), minutes)
                for record, minutes in sorted(parts.get(one.pk, []), key=lambda part: (-part[1], part[0]))
            ],
        )
        for one in rows
    ]


def waiting_count(actor: Actor) -> int:
    """How many wait for the actor."""
    return waiting(actor).count()
