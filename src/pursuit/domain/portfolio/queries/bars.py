"""Projects as bars: when their plans begin and end, how far they are, their milestones, what is late.

A page takes three statements, however many projects there are: it goes by keyset over the few columns it sorts by.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from django.db.models import BigIntegerField as Big
from django.db.models import ExpressionWrapper, F, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models import Value as Said
from django.db.models.functions import Coalesce

from pursuit.domain.plans.models import PlanRow
from pursuit.domain.plans.models.plan import VIEW
from pursuit.domain.plans.rules.instants import midnight
from pursuit.domain.portfolio.queries.marks import Mark, marks_of, sums_of
from pursuit.domain.projects.models import Project
from pursuit.domain.projects.queries.projects import PROJECTS, projects
from pursuit.kernel.actor import Actor
from pursuit.kernel.listing import ListQuery, filters

PAGE = 50
SORTS = ("finish", "amount", "late")
RELATED = ("subject__owner", "account__subject", "stage", "version__method", "subject__plan")
FAR = 1 << 60


@dataclass(frozen=True, slots=True)
class Asked:
    """query: the filters of the list of projects; first, last: days; after: where the page begins, "" at the top."""

    query: ListQuery
    first: date
    last: date
    sort: str = "finish"
    after: str = ""
    size: int = PAGE


@dataclass(frozen=True, slots=True)
class Bar:
    """start, finish: instants; percent: of the work; overdue: rows that should be done by now; misses: dates that
    cannot be kept; margin: the smallest float of an open row, in minutes of work."""

    project: Project
    start: int
    finish: int
    percent: int = 0
    overdue: int = 0
    misses: int = 0
    margin: int | None = None
    marks: Sequence[Mark] = field(default=())


@dataclass(frozen=True, slots=True)
class Bars:
    """next: where the following page begins, "" at the end."""

    bars: Sequence[Bar]
    next: str


def bars(actor: Actor, asked: Asked) -> Bars:
    """A page of the projects whose plans lie, at least in part, within the window."""
    if not actor.may(VIEW):
        return Bars((), "")
    rows = _sorted(_within(actor, asked), asked)
    page = rows[: asked.size]
    following = f"{page[-1].key}.{page[-1].pk}" if len(rows) > asked.size else ""  # type: ignore[attr-defined]
    return Bars(list(_filled([_bar(row) for row in page])), following)


def every(actor: Actor, asked: Asked, most: int) -> Iterator[Bar]:
    """All of them, page by page, at most so many."""
    left = most
    while left > 0:
        found = bars(actor, replace(asked, size=min(500, left)))
        yield from found.bars
        left -= len(found.bars)
        if not found.next:
            return
        asked = replace(asked, after=found.next)


def _within(actor: Actor, asked: Asked) -> QuerySet[Project]:
    low, high = midnight(asked.first), midnight(asked.last) + 24 * 60
    return projects(actor).filter(
        filters.condition(PROJECTS, actor, asked.query),
        subject__plan__start__lt=high,
        subject__plan__finish__gte=low,
    )


def _sorted(rows: QuerySet[Project], asked: Asked) -> list[Project]:
    """By a key that grows, then by id: the end first, the largest first, the latest first."""
    if asked.sort == "amount":
        key = Coalesce(ExpressionWrapper(-F("amount_base"), Big()), Said(1), output_field=Big())
    elif asked.sort == "late":
        open_rows = PlanRow.objects.filter(
            plan__subject=OuterRef("pk"), task__subject__deleted_at=None, inactive=False, percent__lt=100
        )
        worst = open_rows.order_by().values("plan").annotate(worst=Min("total_float")).values("worst")
        key = Coalesce(Subquery(worst, output_field=Big()), Said(FAR), output_field=Big())
    else:
        key = Coalesce(F("subject__plan__finish"), Said(FAR), output_field=Big())
    rows = rows.annotate(key=key)
    after = _position(asked.after)
    if after is not None:
        value, pk = after
        rows = rows.filter(Q(key__gt=value) | Q(key=value, pk__gt=pk))
    found = rows.select_related(*RELATED).defer("subject__plan__extra").order_by("key", "pk")
    return list(found[: asked.size + 1])


def _position(text: str) -> tuple[int, int] | None:
    value, _dot, pk = text.partition(".")
    bare = value.removeprefix("-")
    if not (bare.isdecimal() and pk.isdecimal() and len(bare) < 19 and len(pk) < 19):
        return None
    return int(value), int(pk)


def _bar(row: Project) -> Bar:
    plan = row.subject.plan
    return Bar(row, plan.start or 0, plan.finish or 0, misses=len(plan.misses))


def _filled(page: Sequence[Bar]) -> Iterator[Bar]:
    if not page:
        return
    ids = [one.project.subject.plan.pk for one in page]
    live = PlanRow.objects.filter(plan__in=ids, task__subject__deleted_at=None, inactive=False)
    sums, marks = sums_of(live), marks_of(live)
    for one in page:
        plan = one.project.subject.plan.pk
        percent, overdue, margin = sums.get(plan, (0, 0, None))
        yield replace(one, percent=percent, overdue=overdue, margin=margin, marks=marks.get(plan, ()))
