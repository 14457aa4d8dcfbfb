"""我的工作台: what of my projects needs me, one list ordered by consequence; and my projects as a strip."""

from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q

from pursuit.domain.projects.models import TRIANGLE, Project, Status, TeamMember
from pursuit.domain.projects.queries import facts
from pursuit.domain.projects.queries.cards import Card, cards, in_order
from pursuit.domain.projects.queries.projects import project as visible_project
from pursuit.domain.projects.queries.projects import projects
from pursuit.domain.projects.rules.problems import Problem
from pursuit.kernel import clock
from pursuit.kernel.actor import Actor
from pursuit.kernel.models import Subject

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
    return my_desk(actor, 0)[0]


def strip(actor: Actor, most: int = 30) -> list[Card]:
    """My active projects: next decisions first."""
    return my_desk(actor, most)[1]


def my_desk(actor: Actor, most: int, lines: int = MOST) -> tuple[list[DeskItem], list[Card]]:
    """Both at once: what I must do, and the first of my projects. Of the items only the first `lines` come with
    everything that a page says of their project."""
    rows = _mine(actor)
    near = facts.near_enough(rows)
    today = clock.today()
    items = [item for row in rows if (item := _item(actor, row, near, today))]
    items.sort(key=lambda item: (-item.problem.weight, -item.money, item.project.pk))
    first = sorted(rows, key=lambda row: (row.expected_sign_on or date.max, row.pk))[:most]
    shown = _in_full([*(item.project for item in items[:lines]), *first])
    items[:lines] = [replace(item, project=shown[item.project.pk]) for item in items[:lines]]
    return items, cards([shown[row.pk] for row in first], today) if first else []


def _in_full(rows: list[Project]) -> dict[int, Project]:
    """Projects shown to be visible, with whom and what they name."""
    found = Project.objects.filter(pk__in={row.pk for row in rows}).select_related(*facts.RELATED) if rows else []
    return {row.pk: row for row in found}


def _item(actor: Actor, row: Project, near: facts.Around, today: date) -> DeskItem | None:
    mine = row.subject.owner_id == actor.user_id
    found = [one for one in facts.problems_of(row, near, today) if one.code not in QUIET]
    if not mine:
        stepper = row.next_step_owner_id == actor.user_id
        found = [one for one in found if stepper and one.code in STEPS]
    return DeskItem(row, found[0], len(found) - 1, mine) if found else None


def problems_of(actor: Actor, pk: int) -> list[Problem]:
    """Everything wrong with one project, in words."""
    row = visible_project(actor, pk)
    return facts.problems_of(row, facts.around([row]))


def _mine(actor: Actor) -> list[Project]:
    """Active projects that I own, whose next step is mine, or of whose iron triangle I am one; the largest first."""
    roles = TeamMember.objects.filter(user=actor.user_id, active=True, role__in=TRIANGLE)
    owned = Subject.objects.filter(owner=actor.user_id, type=Project.SUBJECT_TYPE).values("pk")
    me = Q(pk__in=owned) | Q(next_step_owner=actor.user_id) | Q(pk__in=roles.values("project"))
    # Their ids first, by nothing but these: asked for the active ones at once, a database goes through all of those.
    found = Project.objects.filter(me).values_list("pk", "status", "amount_base")
    mine = sorted((-(amount or 0), pk) for pk, status, amount in found if status == Status.ACTIVE)
    pks = [pk for _amount, pk in mine[:MOST]]
    rows = projects(actor).filter(pk__in=pks).select_related("subject", "stage") if pks else []
    return in_order(list(rows), pks)
