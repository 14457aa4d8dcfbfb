"""Who could do rows of a plan: facts for the engine's staffing, and its suggestion. Nothing is written.

Time is counted in days, from the first day of the rows to the last. A row asks for as much work as it says, else for a
whole person all along.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from django.db.models import Exists, OuterRef

from pursuit.domain.capacity.models import SkillNeed
from pursuit.domain.capacity.queries.workload import Planned, assigned, minutes_of, people_of
from pursuit.domain.execution.models import OPEN
from pursuit.domain.people.queries.planning import absences_of, capacities, rates, skills
from pursuit.domain.plans.models import Assignment, Plan, PlanRow
from pursuit.domain.plans.queries.periods import Periods, company
from pursuit.domain.plans.rules.instants import day_of
from pursuit.domain.projects.models import Project, TeamMember
from pursuit.engine.arrays import Ints
from pursuit.engine.staffing.answer import Suggestion
from pursuit.engine.staffing.reasons import Weights
from pursuit.engine.staffing.work import Item, Person, desk
from pursuit.kernel.actor import Actor
from pursuit.kernel.engineprocess import client
from pursuit.kernel.models import Subject, User
from pursuit.kernel.money import company_currency

SUGGEST = client.Question[Suggestion]("pursuit.engine.staffing.together:suggest")
MOST_DAYS = 1100
MOST_ROWS = 200  # looked at together


@dataclass(frozen=True, slots=True)
class Suggested:
    """rows: of the items, by number; needs: {skill: level} of each; people: by number; costed: whether it is
    known what an hour of anybody costs; version: of the plan."""

    answer: Suggestion
    rows: Sequence[PlanRow]
    needs: Sequence[Mapping[str, int]]
    people: Sequence[Planned]
    costed: bool
    version: int


def open_rows(actor: Actor, plan: Plan) -> list[PlanRow]:
    """Rows that nobody works on yet, in their order."""
    somebody = Assignment.objects.filter(row=OuterRef("pk"), resource__user__isnull=False)
    below = PlanRow.objects.filter(parent=OuterRef("pk"), task__subject__deleted_at=None)
    rows = PlanRow.objects.visible_to(actor).filter(
        plan=plan, task__subject__deleted_at=None, task__status__in=OPEN, inactive=False, duration__gt=0, side=0,
        start__isnull=False,
    )  # fmt: skip
    found = rows.filter(~Exists(somebody), ~Exists(below)).select_related("task__subject").order_by("place")
    return list(found[:MOST_ROWS])


def needs_of(rows: Iterable[int]) -> dict[int, dict[str, int]]:
    """{row: {skill: level}} of rows the caller has found before."""
    found: dict[int, dict[str, int]] = {}
    for row, skill, level in (
        SkillNeed.objects.filter(row__in=list(rows)).order_by("pk").values_list("row_id", "skill", "level")
    ):
        found.setdefault(row, {})[skill] = level
    return found


def suggested(
    actor: Actor, plan: Plan, rows: Sequence[PlanRow], *, seconds: float = 1.0, weights: Weights | None = None
) -> Suggested | None:
    """For visible rows with dates; None where there is nobody to ask. Raises Unavailable."""
    people = people_of(actor)
    if not rows or not people:
        return None
    needs = needs_of(one.pk for one in rows)
    first = day_of(min(one.start or 0 for one in rows))
    last = day_of(max(one.finish or 0 for one in rows))
    days = min((last - first).days + 1, MOST_DAYS)
    ids = [one.pk for one in people]
    costs, account = _costs(actor, ids, first, last), _account(plan)
    given = desk(
        tuple(_item(one, needs.get(one.pk, {}), account, first, days) for one in rows),
        tuple(_people(plan, account, people, costs)),
        *_minutes(ids, first, days),
    )
    answer = client.ask(SUGGEST, given, weights, seconds=seconds)
    asked = [needs.get(one.pk, {}) for one in rows]
    return Suggested(answer, rows, asked, people, bool(costs), plan.version)


def blind(about: Subject, people: Iterable[int]) -> set[int]:
    """Which of a few people may not see a record."""
    users = User.objects.in_bulk(list(people))
    return {pk for pk, user in users.items() if not Subject.objects.visible_to(Actor.of(user), [about.pk]).exists()}


def _item(row: PlanRow, needs: Mapping[str, int], account: str, first: date, days: int) -> Item:
    begin = min((day_of(row.start or 0) - first).days, days - 1)
    end = min((day_of(row.finish or 0) - first).days + 1, days)
    effort = row.duration if row.work is None else row.work
    return Item(f"{row.pk}", needs, effort, begin, max(end, begin + 1), row.weight, f"{row.plan_id}", account)


def _costs(actor: Actor, people: Sequence[int], first: date, last: date) -> dict[int, int]:
    """Minor units of an hour on the first day, in the company's currency; who costs another one counts as unknown."""
    own = company_currency()
    found = {user: dated[0][1] for user, dated in rates(actor, people, first, last).items()}
    return {user: one.minor for user, one in found.items() if one.currency == own}


def _people(plan: Plan, account: str, people: Sequence[Planned], costs: Mapping[int, int]) -> list[Person]:
    ids = [one.pk for one in people]
    held = skills(ids)
    team = set(
        TeamMember.objects.filter(project=plan.subject_id, active=True, user__in=ids).values_list("user", flat=True)
    )
    friends = _known(account, ids)
    dearest = max(costs.values(), default=0)  # whoever's cost is not known is not cheap for that
    return [
        Person(
            f"{one.pk}", {code: known.level for code, known in held.get(one.pk, {}).items()},
            costs.get(one.pk, dearest), one.home_name,
            frozenset({f"{plan.pk}"} if one.pk in team else ()), frozenset({account} if one.pk in friends else ()),
        )
        for one in people
    ]  # fmt: skip


def _account(plan: Plan) -> str:
    """The customer, as a name for the engine."""
    account = Project.objects.filter(pk=plan.subject_id).values_list("account", flat=True).first()
    return f"{account or ''}"


def _known(account: str, people: Sequence[int]) -> set[int]:
    """Who has worked for this customer."""
    if not account:
        return set()
    rows = TeamMember.objects.filter(project__account=int(account), user__in=people)
    return set(rows.values_list("user", flat=True))


def _minutes(people: Sequence[int], first: date, days: int) -> tuple[Ints, Ints, Ints]:
    """int64[people, days] each: hours by the calendar and the share of a week, of those absent, and taken."""
    periods, last = Periods(company(), first, days, 1), first + timedelta(days=days - 1)
    shares = capacities(people, first, last)
    working = periods.available(people, {}, shares)
    there = periods.available(people, absences_of(people, first, last), shares)
    place = {pk: number for number, pk in enumerate(people)}
    parts = assigned(people, first, last)
    load = np.zeros_like(working)
    if parts:
        np.add.at(load, [place[one[1]] for one in parts], minutes_of(parts, periods))
    return working, working - there, load
