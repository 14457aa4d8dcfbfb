"""Who has too much to do in plans, and what would give everybody enough time: nothing is written.

What people do for plans that are not asked about takes their time where it stands.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from django.db.models import Exists, OuterRef

from pursuit.domain.capacity.queries import crews
from pursuit.domain.capacity.queries.crews import Crew
from pursuit.domain.capacity.queries.joined import STAYS, Joined, joined
from pursuit.domain.execution.models import OPEN
from pursuit.domain.plans.models import Assignment, Plan
from pursuit.domain.plans.queries.plans import EDIT
from pursuit.domain.plans.rules.instants import midnight
from pursuit.engine.calendar.week import DAY
from pursuit.engine.leveling.answer import Leveled, Overload, Overloads, Trouble, uses
from pursuit.engine.schedule.network import NONE
from pursuit.kernel import access, pickers
from pursuit.kernel.actor import Actor
from pursuit.kernel.engineprocess import client
from pursuit.kernel.models import Subject

LEVEL = client.Question[Leveled]("pursuit.engine.leveling.ask:level")
MOST_PLANS = 40
OVERLOADS = client.Question[Overloads]("pursuit.engine.leveling.ask:overloads")


@dataclass(frozen=True, slots=True)
class Moved:
    """A row that would start at another time; instants. about: the record of its plan."""

    row: int
    about: int
    title: str
    start: int
    new_start: int
    finish: int
    new_finish: int


@dataclass(frozen=True, slots=True)
class Finish:
    """When a plan ends, before and after; instants. version: of the plan the preview was worked out for."""

    about: int
    version: int
    before: int
    after: int
    moved: int


@dataclass(frozen=True, slots=True)
class Preview:
    """What levelling would do. now: who has too much to do as the plans stand; floors: what applying it sets; people:
    names of the resources by number; troubles: (row, title, name, why)."""

    answer: Leveled
    now: Overloads
    plans: Sequence[Finish]
    moved: Sequence[Moved]
    floors: Mapping[int, int | None]
    people: Sequence[str]
    troubles: Sequence[tuple[int, str, str, Trouble]]

    @property
    def version(self) -> int:
        """Of the plan, where there is only one."""
        return self.plans[0].version

    def named(self, one: Overload) -> str:
        return self.people[one.resource]


def crowded(actor: Actor, people: Sequence[int], first: date, last: date) -> list[Plan]:
    """Plans the actor may change for which these people work in these days, those that end first at the front; made
    forward, because only these can be levelled together."""
    editable = Subject.objects.filter(access.reached_q(actor, EDIT), deleted_at=None)
    working = Assignment.objects.filter(
        row__plan=OuterRef("pk"),
        resource__user__in=people,
        row__task__subject__deleted_at=None,
        row__task__status__in=OPEN,
        row__start__lt=midnight(last) + DAY,
        row__finish__gt=midnight(first),
    )
    found = Plan.objects.visible_to(actor).filter(Exists(working), subject__in=editable, from_end=False)
    return list(found.select_related("subject").defer("extra").order_by("finish", "pk")[:MOST_PLANS])


def preview(
    actor: Actor, plans: Sequence[Plan], *, seconds: float, seed: int = 0, urgency: Mapping[int, int] | None = None
) -> Preview | None:
    """Of visible plans; None where nobody works on them. urgency: added to the weights of a plan's rows, by plan.
    Several plans are made forward from their begin. Raises what the engine refuses, and Unavailable."""
    facts = joined(plans)
    number = {pk: place for place, pk in enumerate(facts.rows)}
    assigned = list(
        Assignment.objects.visible_to(actor)
        .filter(row__plan__in=plans, resource__kind="work", row__task__subject__deleted_at=None)
        .values_list("row_id", "resource_id", "units")
    )
    if not assigned:
        return None
    crew = crews.crew(plans, {resource for _row, resource, _units in assigned}, facts.calendars)
    load = [(number[row], crew.numbers[resource], units) for row, resource, units in assigned]
    given = facts.outline, facts.calendars, facts.begin, uses(load), crew.resources
    end, backward = facts.end, facts.end is not None
    held = np.maximum(facts.floor, facts.begins)
    now = client.ask(OVERLOADS, *given, floor=held, end=end, from_end=backward)
    more = np.array([(urgency or {}).get(plan.pk, 0) for plan in plans], np.int64)[facts.plan]
    answer = client.ask(
        LEVEL, *given, seconds=seconds, seed=seed, weights=np.clip(facts.weights + more, 0, STAYS), fixed=facts.fixed,
        floor=facts.begins, late=facts.late, end=end, from_end=backward,
    )  # fmt: skip
    return _told(facts, crew, now, answer)


def _told(facts: Joined, crew: Crew, now: Overloads, answer: Leveled) -> Preview:
    count, starts, finishes = len(facts.rows), facts.found("start"), facts.found("finish")
    titles = pickers.titles(list(facts.rows))
    other = np.flatnonzero((starts != answer.start[:count]) & (facts.outline.summary == 0)).tolist()
    moved = [
        Moved(
            facts.rows[row], facts.plans[facts.plan[row]].plan.subject_id, titles.get(facts.rows[row], ""),
            int(starts[row]), int(answer.start[row]), int(finishes[row]), int(answer.finish[row]),
        )
        for row in other
    ]  # fmt: skip
    floor = np.where(answer.floor[:count] <= facts.begins, NONE, answer.floor[:count])
    changed = np.flatnonzero(floor != facts.floor).tolist()
    troubles = [
        (facts.rows[one.row], titles.get(facts.rows[one.row], ""), crew.names[one.resource], one.why)
        for one in answer.unsolved
        if one.row < count
    ]
    floors = {facts.rows[row]: None if (at := int(floor[row])) == NONE else at for row in changed}
    return Preview(answer, now, _finishes(facts, answer, other), moved, floors, crew.names, troubles)


def _finishes(facts: Joined, answer: Leveled, moved: Sequence[int]) -> list[Finish]:
    active = facts.outline.aside == 0
    rows = np.bincount(facts.plan[moved], minlength=len(facts.plans))
    found = []
    for number, one in enumerate(facts.plans):
        mine = answer.finish[: len(facts.rows)][active & (facts.plan == number)]
        before = one.plan.finish or one.plan.begin
        found.append(
            Finish(
                one.plan.subject_id, one.plan.version, before, int(mine.max(initial=one.plan.begin)), int(rows[number])
            )
        )
    return found
