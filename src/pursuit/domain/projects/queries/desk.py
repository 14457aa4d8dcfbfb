"""我的工作台: what of my projects needs me, one list ordered by consequence; and my projects as a strip."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from pursuit.domain.projects.models import TRIANGLE, Project, Status, TeamMember
from pursuit.domain.projects.queries import facts
from pursuit.domain.projects.queries.cards import Card, cards
from pursuit.domain.projects.queries.projects import project as visible_project
from pursuit.domain.projects.queries.projects import projects
from pursuit.domain.projects.rules.problems import Problem
from pursuit.kernel import clock
from pursuit.kernel.actor import Actor

MOST = 300  # projects looked at; nobody leads more
STEPS = {"step_overdue", "step_today", "step_soon"}  # what concerns who does the step, whoever owns the project
QUIET = {"slipped", "no_budget", "step_soon"}  # not for the desk unless nothing else is left to say


@dataclass(frozen=True, slots=True)
class DeskItem:
    """One line: what, why now, until when, and the money behind it."""

    project: Project
    problem: Problem
    more: int  # further problems of the same project
    mine: bool  # the project is mine, not only its next step

    @property
    def reason(self) -> str:
        return self.problem.text

    @property
    def due(self) -> date | None:
        return self.problem.due

    @property
    def money(self) -> int:
        """In company currency."""
        return self.project.amount_base or 0


def desk(actor: Actor) -> list[DeskItem]:
    """Lines of my active projects and of steps that are mine, the gravest first, then by money."""
    rows = list(_mine(actor).filter(status=Status.ACTIVE).order_by("-amount_base", "pk")[:MOST])
    near = facts.around(rows)
    today = clock.today()
    items = []
    for row in rows:
        mine = row.subject.owner_id == actor.user_id
        found = [one for one in facts.problems_of(row, near, today) if one.code not in QUIET]
        if not mine:
            stepper = row.next_step_owner_id == actor.user_id
            found = [one for one in found if stepper and one.code in STEPS]
        if found:
            items.append(DeskItem(row, found[0], len(found) - 1, mine))
    return sorted(items, key=lambda item: (-item.problem.weight, -item.money, item.project.pk))


def strip(actor: Actor, most: int = 30) -> list[Card]:
    """My active projects: next decisions first."""
    rows = _mine(actor).filter(status=Status.ACTIVE).order_by("expected_sign_on", "pk")[:most]
    return cards(list(rows))


def problems_of(actor: Actor, pk: int) -> list[Problem]:
    """Everything wrong with one project, in words."""
    row = visible_project(actor, pk)
    return facts.problems_of(row, facts.around([row]))


def _mine(actor: Actor) -> QuerySet[Project]:
    """I own it, its next step is mine, or I am one of its iron triangle."""
    roles = TeamMember.objects.filter(user=actor.user_id, active=True, role__in=TRIANGLE)
    me = Q(subject__owner=actor.user_id) | Q(next_step_owner=actor.user_id) | Q(pk__in=roles.values("project"))
    return projects(actor).filter(me).select_related(*facts.RELATED)
