"""The board of a method: its stages as columns with counts and sums, and pages of cards per column."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Case, IntegerField, QuerySet, When
from django.utils.translation import gettext_lazy as _

from pursuit.domain.methods.models import Method, Stage
from pursuit.domain.methods.queries import methods
from pursuit.domain.pipeline.queries import tally
from pursuit.domain.pipeline.queries.tally import Total
from pursuit.domain.projects.models import Project, Status
from pursuit.domain.projects.queries import facts
from pursuit.domain.projects.queries.cards import Card, cards, in_order
from pursuit.domain.projects.queries.projects import PROJECTS, SPARED, projects
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Missing
from pursuit.kernel.listing import ListQuery, filters, page
from pursuit.kernel.listing.page import cursor_behind, few
from pursuit.kernel.listing.query import Filter
from pursuit.kernel.models import Subject
from pursuit.kernel.money import Money
from pursuit.kernel.prepared import Prepared

SHOWN = (Status.ACTIVE, Status.SUSPENDED, Status.WON)  # unless the filters say otherwise
SORT = "expected_sign_on"
PAGE = 25
LATEST = 30  # projects that say which method its reader mostly works by


@dataclass(frozen=True, slots=True)
class BoardColumn:
    """A stage with its totals: `base` and `weighted` in company currency, `sums` as entered, per currency."""

    stage: Stage
    count: int
    sums: list[Money]
    base: int
    weighted: int


@dataclass(frozen=True, slots=True)
class Board:
    """The columns in order; `older` are stages that only earlier versions of the method have."""

    method: Method
    columns: list[BoardColumn]
    older: list[BoardColumn]


@dataclass(frozen=True, slots=True)
class CardPage:
    """Some cards of a column; `next` is the cursor of the following ones."""

    cards: list[Card]
    next: str


def board(actor: Actor, method: int, query: ListQuery) -> Board:
    """Columns with totals of what the list's filters leave. Two queries and the stages."""
    row = methods.method(actor, method)
    totals = _totals(actor, row, query)
    version = methods.published(row)
    stages = methods.stages(version) if version else []
    codes = {stage.code for stage in stages}
    older = Stage.objects.filter(version__method=row, code__in=set(totals) - codes).order_by("code", "-version__number")
    newest = {stage.code: stage for stage in reversed(older)}
    return Board(
        row, [_column(stage, totals) for stage in stages], [_column(stage, totals) for stage in newest.values()]
    )


def first_pages(actor: Actor, method: Method, query: ListQuery, size: int = PAGE) -> dict[str, CardPage]:
    """The first cards of every column by stage code, in the order of `column`; a fixed number of queries per stage."""
    asked = _ordered(actor, replace(query, filters=_status(query)))
    rows = projects(actor).filter(filters.condition(PROJECTS, actor, asked)).order_by()
    kept = tally.by_stage(actor, asked, method.pk)
    held = {code: stages for code, stages in _stages(method).items() if kept is None or code in kept}
    # Where the totals say how many there are, nobody asks for more.
    most = {code: size + 1 if kept is None else min(size + 1, kept[code].count) for code in held}
    near = few(rows.order_by(), asked, "stage_id", SORT)
    first = _First(rows, size + 1) if near is None else _FirstOf(near)
    pks = {code: first(stages, most[code]) for code, stages in held.items()}
    shown = [pk for column in pks.values() for pk in column[:size]]
    by_pk = {card.project.pk: card for card in cards(_CARDS(actor, pks=shown))}
    pages = {}
    for code, column in pks.items():
        here = [by_pk[pk] for pk in column[:size] if pk in by_pk]
        last = here[-1].project if here and len(column) > size else None
        if here:
            pages[code] = CardPage(here, cursor_behind(asked, last.expected_sign_on, last.pk) if last else "")
    return pages


_CODES = Prepared(lambda method: Stage.objects.filter(version__method=method).order_by("pk").values_list("pk", "code"))


def _stages(method: Method) -> dict[str, list[int]]:
    """Ids of the stages of all versions, by code."""
    found: dict[str, list[int]] = {}
    for pk, code in _CODES(method=method):
        found.setdefault(code, []).append(pk)
    return found


_CARDS = Prepared(
    lambda actor, pks: projects(actor).filter(pk__in=pks.each).select_related(*facts.RELATED).defer(*SPARED)
)


class _First:
    """Ids of the first projects of a stage: by date off the index, then those without one. It is asked of one stage
    after the other, so it is written once for each number of rows: a database that is to find one more than there are
    goes through all of them."""

    def __init__(self, rows: QuerySet[Project], most: int) -> None:
        dated = rows.filter(**{f"{SORT}__isnull": False}).order_by(SORT, "pk").values_list("pk", flat=True)
        rest = rows.filter(**{f"{SORT}__isnull": True}).order_by("pk").values_list("pk", flat=True)
        self.ways = (_limited(dated, most), _limited(rest, most))

    def __call__(self, stages: list[int], limit: int) -> list[int]:
        """stages: the same one in each version of a method."""
        found: list[int] = []
        for way in self.ways:
            if (missing := limit - len(found)) > 0:
                found += way[missing](stages)
        return found


class _FirstOf:
    """The same of rows that are at hand: id, stage, day."""

    def __init__(self, rows: Sequence[tuple[int, int, date | None]]) -> None:
        self.by_stage: dict[int, list[tuple[bool, date, int]]] = {}
        for pk, stage, day in rows:
            self.by_stage.setdefault(stage, []).append((day is None, day or date.max, pk))

    def __call__(self, stages: list[int], limit: int) -> list[int]:
        here = [one for stage in stages for one in self.by_stage.get(stage, ())]
        return [pk for _none, _day, pk in sorted(here)[:limit]]


def _limited(rows: QuerySet[Project, int], most: int) -> dict[int, Callable[[list[int]], list[int]]]:
    """Some of these rows by how many are wanted."""

    def of_each(limit: int) -> Callable[[list[int]], list[int]]:
        alone = Prepared(lambda stage: rows.filter(stage=stage)[:limit])

        def look(stages: list[int]) -> list[int]:
            return alone(stage=stages[0]) if len(stages) == 1 else list(rows.filter(stage__in=stages)[:limit])

        return look

    return {limit: of_each(limit) for limit in range(1, most + 1)}


def own_latest(actor: Actor) -> list[tuple[int, str, str]]:
    """Method, kind and status of some of one's own projects, the latest changes first, those under way before the
    others."""
    return _OWN(actor, owner=actor.user_id)


_OWN = Prepared(
    lambda actor, owner: (
        projects(actor)
        .filter(pk__in=Subject.objects.filter(owner=owner, type=Project.SUBJECT_TYPE).values("pk"))
        .order_by(
            Case(When(status=Status.ACTIVE, then=0), default=1, output_field=IntegerField()),
            "-subject__updated_at",
            "-pk",
        )
        .values_list("version__method", "kind", "status")[:LATEST]
    )
)


def column(actor: Actor, method: int, stage: str, query: ListQuery) -> CardPage:
    """The cards of one column, soonest expected signature first; `query.after` continues."""
    row = methods.method(actor, method)
    asked = _ordered(actor, query)
    asked = replace(asked, filters=(*_status(query), *_place(row, stage)))
    found = page(PROJECTS, actor, asked)
    pks = [one.id for one in found.rows]
    return CardPage(cards(in_order(_CARDS(actor, pks=pks), pks)), found.next)


def _ordered(actor: Actor, query: ListQuery) -> ListQuery:
    sort = PROJECTS.columns_for(actor)[SORT]
    return replace(query, columns=(sort,), sort=sort, descending=False, size=PAGE)


def _place(method: Method, stage: str) -> tuple[Filter, Filter]:
    """Filters for one column, in the form the list itself uses."""
    known = {one.code: one for one in PROJECTS.columns}
    if not Stage.objects.filter(version__method=method, code=stage).exists():
        raise Missing("not_found", _("This method has no such stage."))
    return Filter(known["method"], "in", (str(method.pk),)), Filter(known["stage_code"], "eq", (stage,))


def _status(query: ListQuery) -> tuple[Filter, ...]:
    """The reader's filters, and the statuses a board shows when they say nothing of it."""
    if any(one.column.code == "status" for one in query.filters):
        return query.filters
    known = {one.code: one for one in PROJECTS.columns}
    return (*query.filters, Filter(known["status"], "in", tuple(str(status) for status in SHOWN)))


def _totals(actor: Actor, method: Method, query: ListQuery) -> dict[str, Total]:
    asked = replace(query, filters=_status(query))
    kept = tally.by_stage(actor, asked, method.pk)
    if kept is not None:
        return kept
    rows = projects(actor).filter(filters.condition(PROJECTS, actor, asked), version__method=method)
    return tally.per_stage(tally.grouped(rows, "stage__code", "amount_currency"))


def _column(stage: Stage, totals: dict[str, Total]) -> BoardColumn:
    one = totals.get(stage.code, Total())
    return BoardColumn(
        stage=stage,
        count=one.count,
        sums=[money for money in one.money if money.minor],
        base=one.base,
        weighted=one.weighted,
    )
