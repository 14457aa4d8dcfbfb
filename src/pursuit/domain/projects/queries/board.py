"""The board of a method: its stages as columns with counts and sums, and pages of cards per column."""

from dataclasses import dataclass, replace

from django.db.models import BigIntegerField, Count, F, Sum, Window
from django.db.models.functions import RowNumber
from django.utils.translation import gettext_lazy as _

from pursuit.domain.methods.models import Method, Stage
from pursuit.domain.methods.queries import methods
from pursuit.domain.projects.models import Status
from pursuit.domain.projects.queries import facts
from pursuit.domain.projects.queries.cards import Card, cards, in_order
from pursuit.domain.projects.queries.projects import PROJECTS, projects
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Missing
from pursuit.kernel.listing import ListQuery, filters, page
from pursuit.kernel.listing.page import cursor_behind
from pursuit.kernel.listing.query import Filter
from pursuit.kernel.money import Money

SHOWN = (Status.ACTIVE, Status.SUSPENDED, Status.WON)  # unless the filters say otherwise
SORT = "expected_sign_on"
PAGE = 25


@dataclass(frozen=True, slots=True)
class BoardColumn:
    """A stage with its totals: `base` and `weighted` in company currency, `sums` as entered, per currency."""

    stage: Stage
    count: int
    sums: list[Money]
    base: int
    weighted: int


@dataclass(frozen=True, slots=True)
class _Group:
    """The projects of a stage in one currency."""

    count: int
    total: Money
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
    """The first cards of every column by stage code, in the order of `column`; one fixed number of queries for all."""
    asked = _ordered(actor, replace(query, filters=_status(query)))
    place = Window(RowNumber(), [F("stage__code")], [F(SORT).asc(nulls_last=True), F("pk").asc()])
    rows = projects(actor).filter(filters.condition(PROJECTS, actor, asked), version__method=method)
    found = rows.annotate(place=place).filter(place__lte=size + 1).order_by("place", "pk")
    pks: dict[str, list[int]] = {}
    for pk, code in found.values_list("pk", "stage__code"):
        pks.setdefault(code, []).append(pk)
    shown = [pk for column in pks.values() for pk in column[:size]]
    rows = projects(actor).filter(pk__in=shown).select_related(*facts.RELATED)
    by_pk = {card.project.pk: card for card in cards(list(rows))}
    pages = {}
    for code, column in pks.items():
        here = [by_pk[pk] for pk in column[:size] if pk in by_pk]
        last = here[-1].project if here and len(column) > size else None
        pages[code] = CardPage(here, cursor_behind(asked, last.expected_sign_on, last.pk) if last else "")
    return pages


def column(actor: Actor, method: int, stage: str, query: ListQuery) -> CardPage:
    """The cards of one column, soonest expected signature first; `query.after` continues."""
    row = methods.method(actor, method)
    asked = _ordered(actor, query)
    asked = replace(asked, filters=(*_status(query), *_place(row, stage)))
    found = page(PROJECTS, actor, asked)
    pks = [one.id for one in found.rows]
    rows = list(projects(actor).filter(pk__in=pks).select_related(*facts.RELATED))
    return CardPage(cards(in_order(rows, pks)), found.next)


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


def _totals(actor: Actor, method: Method, query: ListQuery) -> dict[str, list[_Group]]:
    asked = replace(query, filters=_status(query))
    rows = projects(actor).filter(filters.condition(PROJECTS, actor, asked), version__method=method)
    weighted = F("amount_base") * F("probability") / 100
    grouped = (
        rows.order_by()
        .values("stage__code", "amount_currency")
        .annotate(
            count=Count("pk"),
            total=Sum("amount"),
            base=Sum("amount_base"),
            weighted=Sum(weighted, output_field=BigIntegerField()),
        )
    )
    found: dict[str, list[_Group]] = {}
    for one in grouped.order_by("amount_currency"):
        group = _Group(
            one["count"],
            Money(int(one["total"] or 0), one["amount_currency"]),
            int(one["base"] or 0),
            int(one["weighted"] or 0),
        )
        found.setdefault(one["stage__code"], []).append(group)
    return found


def _column(stage: Stage, totals: dict[str, list[_Group]]) -> BoardColumn:
    groups = totals.get(stage.code, [])
    return BoardColumn(
        stage=stage,
        count=sum(group.count for group in groups),
        sums=[group.total for group in groups if group.total.minor],
        base=sum(group.base for group in groups),
        weighted=sum(group.weighted for group in groups),
    )
