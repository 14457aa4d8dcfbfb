"""The decomposition of a goal: parts, sums, gaps, and what was reached, month by month."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q, QuerySet, Sum
from django.utils.translation import gettext_lazy as _

from pursuit.domain.goals.models import Cell, Goal, Node, NodeAbove
from pursuit.domain.goals.models.node import EDIT, Kind
from pursuit.domain.goals.queries import figures
from pursuit.domain.goals.queries.figures import Dimension, Units, Where
from pursuit.domain.goals.queries.goals import may_edit
from pursuit.domain.goals.queries.progress import where
from pursuit.domain.goals.rules import lights, spans
from pursuit.kernel import clock
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Forbidden, Missing
from pursuit.kernel.records import GONE

RELATED = ("unit", "user", "product__subject", "account__subject", "parent")
NOT_YOURS = _("This part of the goal belongs to others: ask whoever leads it.")
SIDES: dict[str, Dimension] = {
    Kind.UNIT: "unit", Kind.PERSON: "person", Kind.PRODUCT: "product", Kind.ACCOUNT: "account",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sums:
    """given: from above; spread: what was given on to the parts below; committed: what the leaves below promise."""

    given: int | None = None
    spread: int | None = None
    committed: int | None = None

    @property
    def gap(self) -> int | None:
        """Promised beyond what was given (negative: short of it)."""
        if self.given is None and self.committed is None:
            return None
        return (self.committed or 0) - (self.given or 0)

    @property
    def left(self) -> int | None:
        """Given but not yet given on."""
        if self.given is None and self.spread is None:
            return None
        return (self.given or 0) - (self.spread or 0)


EMPTY = Sums()


@dataclass(frozen=True, slots=True)
class Line:
    """A part with its figures by month and altogether; may_*: what the reader may type."""

    node: Node
    months: Mapping[date, Sums]
    whole: Sums
    reached: Mapping[date, int] | None
    may_give: bool
    may_commit: bool

    @property
    def reached_whole(self) -> int | None:
        return None if self.reached is None else sum(self.reached.values())


@dataclass(frozen=True, slots=True)
class Grid:
    """A part, those directly below it, and the way to it from the top as far as the reader sees it."""

    goal: Goal
    months: Sequence[date]
    head: Line
    lines: Sequence[Line]
    above: Sequence[Node] = field(default=())
    may_shape: bool = False


def nodes(actor: Actor) -> QuerySet[Node]:
    return Node.objects.visible_to(actor)


def node(actor: Actor, pk: int) -> Node:
    """One visible part with its goal."""
    row = nodes(actor).select_related(*RELATED, "goal__subject", "goal__project__subject").filter(pk=pk).first()
    if row is None:
        raise Missing("not_found", GONE)
    return row


def label(row: Node) -> str:
    """Its name: a person, a product, a customer, a unit; the whole without any is the company."""
    match row.kind:
        case Kind.PERSON:
            return str(row.user)
        case Kind.PRODUCT if row.product is not None:
            return row.product.title
        case Kind.ACCOUNT if row.account is not None:
            return row.account.title
    return str(row.unit or "")


def sums(ids: Collection[int]) -> dict[int, dict[date, Sums]]:
    """Of each part, by month: one aggregate query, whatever lies below."""
    rows = NodeAbove.objects.filter(above__in=ids, node__cells__month__isnull=False)
    found: dict[int, dict[date, Sums]] = {pk: {} for pk in ids}
    for row in rows.values("above", "node__cells__month").annotate(
        given=Sum("node__cells__given", filter=Q(distance=0)),
        spread=Sum("node__cells__given", filter=Q(distance=1)),
        committed=Sum("node__cells__committed", filter=Q(node__leaf=True)),
    ):
        month = row["node__cells__month"]
        found[row["above"]][month] = Sums(row["given"], row["spread"], row["committed"])
    return found


def together(parts: Iterable[Sums]) -> Sums:
    """Months added up."""
    some = list(parts)
    return Sums(*(_sum(getattr(one, name) for one in some) for name in ("given", "spread", "committed")))


def _sum(values: Iterable[int | None]) -> int | None:
    known = [one for one in values if one is not None]
    return sum(known) if known else None


def months_of(row: Goal) -> list[date]:
    """The months of a goal; none before it has begin and due date."""
    return spans.months(row.begins_on, row.due_on) if row.begins_on and row.due_on else []


def first_seen(actor: Actor, row: Goal) -> Node | None:
    """The highest part of a goal that the reader sees."""
    seen = nodes(actor).filter(goal=row.pk).annotate(height=Sum("above_it__distance"))
    return seen.order_by("height", "place", "pk").first()


def grid(actor: Actor, row: Goal, at: Node) -> Grid:
    """A part and those below it, for this reader."""
    seen = nodes(actor).filter(goal=row.pk).select_related(*RELATED)
    below = list(seen.filter(parent=at.pk).order_by("place", "pk"))
    above = list(seen.filter(below_it__node=at.pk, below_it__distance__gt=0).order_by("-below_it__distance"))
    months = months_of(row)
    added = sums([at.pk, *(one.pk for one in below)])
    units = Units()
    of_head, of_parts = _reached(actor, row, at, below, months, units)
    whole = may_edit(actor, row)
    head = _line(actor, at, added, of_head, whole=whole)
    lines = [_line(actor, one, added, of_parts.get(one.pk), whole=whole) for one in below]
    return Grid(row, months, head, lines, above, may_shape=may_shape(actor, at, whole=whole))


def line(actor: Actor, row: Goal, at: Node) -> Line:
    """One part alone, with what may be typed."""
    return _line(actor, at, sums([at.pk]), None, whole=may_edit(actor, row))


def _line(
    actor: Actor, at: Node, added: Mapping[int, Mapping[date, Sums]], reached: Mapping[date, int] | None, *, whole: bool
) -> Line:
    months = added[at.pk]
    give, commit = may_give(actor, at, whole=whole), may_commit(actor, at, whole=whole)
    return Line(at, months, together(months.values()), reached, give, commit)


def may_shape(actor: Actor, at: Node, *, whole: bool) -> bool:
    """Put parts below: the goal's editors, whoever leads the unit, a person below their own part."""
    if at.user_id is not None:
        return whole or (at.user_id == actor.user_id and actor.may(EDIT))
    return whole or (at.unit_id is not None and at.unit_id in actor.reach(EDIT).units)


def require(actor: Actor, at: Node, *, shape: bool) -> None:
    """Refuse a look at a form that would be refused: to divide a part further, or to say what is expected of it."""
    whole = may_edit(actor, at.goal)
    if not (may_shape(actor, at, whole=whole) if shape else may_give(actor, at, whole=whole)):
        raise Forbidden("forbidden", NOT_YOURS)


def may_give(actor: Actor, at: Node, *, whole: bool) -> bool:
    """Say what is expected of it: the goal's editors, and whoever leads the part above. Nobody sets their own."""
    above = at.parent
    return whole or (above is not None and may_shape(actor, above, whole=False) and at.user_id != actor.user_id)


def may_commit(actor: Actor, at: Node, *, whole: bool) -> bool:
    """Say what it will reach: its person, whoever leads its unit, the goal's editors; only where nothing is below."""
    if not at.leaf or not actor.may(EDIT):
        return False
    return whole or at.user_id == actor.user_id or (at.unit_id is not None and at.unit_id in actor.reach(EDIT).units)


def where_of(row: Goal, at: Node, units: Units) -> Where:
    """Whose results count for a part: the goal's, narrowed to it."""
    of_goal = where(row, units)
    person = at.user_id or of_goal.person
    within = of_goal.units
    if at.unit_id is not None and at.user_id is None:
        within = units.within(at.unit_id) if within is None else within & units.within(at.unit_id)
    return Where(
        None if person else within, person, at.account_id or of_goal.account, at.product_id or of_goal.product,
        of_goal.project,
    )  # fmt: skip


def _reached(
    actor: Actor, row: Goal, at: Node, below: Sequence[Node], months: Sequence[date], units: Units
) -> tuple[dict[date, int] | None, dict[int, dict[date, int]]]:
    """By month, of a part and of each below it; None and nothing where it is not computed, or not for this reader."""
    if not row.measure or not months or not figures.may_see(actor, row.measure):
        return None, {}
    first = row.begins_on or months[0]
    last = min(clock.today(), row.due_on or months[-1])
    here = where_of(row, at, units)
    found: dict[int, dict[date, int]] = {}
    for kind in sorted({one.kind for one in below}):
        by = figures.by_month(row.measure, here, first, last, SIDES[kind])
        for one in below:
            if one.kind == kind:
                found[one.pk] = figures.joined(by, ids_of(one, units))
    whole = figures.by_month(row.measure, here, first, last)
    return dict(whole.get(None, {})), found


def ids_of(one: Node, units: Units) -> Collection[int]:
    """Which groups of a figure belong to a part."""
    if one.kind == Kind.UNIT:
        return units.within(one.unit_id) if one.unit_id else ()
    pk = {Kind.PERSON: one.user_id, Kind.PRODUCT: one.product_id, Kind.ACCOUNT: one.account_id}[Kind(one.kind)]
    return () if pk is None else (pk,)


@dataclass(frozen=True, slots=True)
class Quota:
    """What a person is to reach, and what they promised, in company currency."""

    given: int | None
    committed: int | None


def quota(user: int, first: date, last: date, kind: str = "sales") -> Quota:
    """Of a person in some months: what was given on their parts of goals of a kind that were not given up."""
    cells = Cell.objects.filter(
        node__user=user, node__kind=Kind.PERSON, node__goal__kind=kind, node__goal__scale="money",
        node__goal__subject__deleted_at=None, month__gte=spans.month_of(first), month__lte=last,
    ).exclude(node__goal__state="dropped")  # fmt: skip
    return Quota(**cells.aggregate(given=Sum("given"), committed=Sum("committed")))


@dataclass(frozen=True, slots=True)
class OwnQuota(Quota):
    """With what was won; percent: of what was given."""

    year: int
    won: int | None
    percent: int | None


def own_quota(actor: Actor) -> OwnQuota | None:
    """The reader's for this year; None where nobody gave them one."""
    year = clock.today().year
    first, last = date(year, 1, 1), date(year, 12, 31)
    mine = quota(actor.user_id, first, last)
    if mine.given is None:
        return None
    won = figures.total("won_amount", Where(person=actor.user_id), first, clock.today())
    percent = lights.percent(lights.reached(won, 0, mine.given, adds_up=True))
    return OwnQuota(mine.given, mine.committed, year, won, percent)
