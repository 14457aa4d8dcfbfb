"""我的工作台: what of my projects needs me, one list ordered by consequence; and my projects as a strip."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from pursuit.domain.projects.models import Project, Status
from pursuit.domain.projects.queries import facts
from pursuit.domain.projects.queries.brief import BRIEF, Brief, brief
from pursuit.domain.projects.queries.cards import Card, cards
from pursuit.domain.projects.queries.mine import owned, worked_on
from pursuit.domain.projects.queries.projects import SPARED, projects
from pursuit.domain.projects.queries.projects import project as visible_project
from pursuit.domain.projects.rules.problems import Problem
from pursuit.kernel import clock
from pursuit.kernel.actor import Actor
from pursuit.kernel.prepared import Prepared

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


@dataclass(frozen=True, slots=True)
class Desk:
    """The gravest of what I must do, how many there are, and the first of my projects."""

    items: list[DeskItem]
    count: int
    strip: list[Card]


def desk(actor: Actor) -> list[DeskItem]:
    """Lines of my active projects and of steps that are mine, the gravest first, then by money."""
    return my_desk(actor, 0).items


def strip(actor: Actor, most: int = 30) -> list[Card]:
    """My active projects: next decisions first."""
    return my_desk(actor, most).strip


def my_desk(actor: Actor, most: int, lines: int = MOST) -> Desk:
    """Both at once; `lines` of what I must do, and so many cards."""
    rows = _mine(actor)
    near = facts.near_enough(rows)
    today = clock.today()
    found = [(row, problems) for row in rows if (problems := _problems(actor, row, near, today))]
    found.sort(key=lambda one: (-one[1][0].weight, -(one[0].amount_base or 0), one[0].pk))
    first = [row.pk for row in sorted(rows, key=lambda row: (row.expected_sign_on or date.max, row.pk))[:most]]
    shown = _in_full([*(row.pk for row, _problems in found[:lines]), *first])
    items = [
        DeskItem(shown[row.pk], problems[0], len(problems) - 1, row.subject.owner_id == actor.user_id)
        for row, problems in found[:lines]
    ]
    return Desk(items, len(found), cards([shown[pk] for pk in first], today) if first else [])


def _in_full(pks: list[int]) -> dict[int, Project]:
    """Projects shown to be visible, with whom and what they name."""
    return {row.pk: row for row in _FULL(pks=set(pks))} if pks else {}


def _problems(actor: Actor, row: Brief, near: facts.Around, today: date) -> list[Problem]:
    """What of it is for this person's desk."""
    found = [one for one in facts.problems_of(row, near, today) if one.code not in QUIET]
    if row.subject.owner_id == actor.user_id:
        return found
    stepper = row.next_step_owner_id == actor.user_id
    return [one for one in found if stepper and one.code in STEPS]


def problems_of(actor: Actor, pk: int) -> list[Problem]:
    """Everything wrong with one project, in words."""
    row = visible_project(actor, pk)
    return facts.problems_of(row, facts.around([row]))


def _mine(actor: Actor) -> list[Brief]:
    """Active projects that I own, whose next step is mine, or of whose iron triangle I am one; the largest first."""
    pks = _CONCERNING(me=actor.user_id)
    by_pk = {values[0]: brief(values) for values in _VISIBLE(actor, pks=pks)} if pks else {}
    return [by_pk[pk] for pk in pks if pk in by_pk]


def _concerning(me: object) -> QuerySet[Project, int]:
    """Their ids first, by nothing that an index has but whom they concern: asked plainly for active or large ones, a
    database goes through all of those."""
    own = Q(pk__in=owned(me, Project.SUBJECT_TYPE)) | Q(next_step_owner=me)
    ways = own | Q(pk__in=worked_on(me))
    rows = Project.objects.filter(ways).alias(state=Coalesce("status", "status"), size=Coalesce("amount_base", 0))
    rows = rows.filter(state=Status.ACTIVE, subject__deleted_at__isnull=True)
    return rows.order_by("-size", "pk").values_list("pk", flat=True)[:MOST]


_CONCERNING = Prepared(_concerning)
_VISIBLE = Prepared(lambda actor, pks: projects(actor).filter(pk__in=pks.each).values_list(*BRIEF))
_FULL = Prepared(lambda pks: Project.objects.filter(pk__in=pks.each).select_related(*facts.RELATED).defer(*SPARED))
