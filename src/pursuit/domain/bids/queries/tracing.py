"""需求追溯: every need of a project with its answer, the lines that offer it, the clauses that ask for it, and what is
missing in between. A fixed number of statements, however many needs there are. Of cost and margin nothing is read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import Count, Q, QuerySet

from pursuit.domain.bids.models import Clause
from pursuit.domain.bids.queries.bids import VIEW as BIDS
from pursuit.domain.bids.queries.matrix import clauses as visible_clauses
from pursuit.domain.bids.rules.clauses import DEVIATIONS, STATUSES
from pursuit.domain.bids.rules.tracing import GAPS, Answer, Verdict, gaps, verdict
from pursuit.domain.offers.models import QuoteLine
from pursuit.domain.offers.queries.quotes import VIEW as OFFERS
from pursuit.domain.offers.queries.ties import current
from pursuit.domain.projects.models import Project
from pursuit.domain.strategy.models import Need
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Text

# Tenders that came to nothing ask for nothing any more.
OVER = ("voided", "failed", "abandoned")
SHOWN = 30  # lines and clauses without a need that are named on the page


@dataclass(frozen=True, slots=True)
class TracedLine:
    """A line that offers a need; option: included, optional or alternative."""

    pk: int
    quote: int
    quote_name: str
    number: str
    title: str
    option: str


@dataclass(frozen=True, slots=True)
class TracedClause:
    """A clause that asks for a need; through: it hangs on the offer line, not on the need itself."""

    pk: int
    bid: int
    bid_name: str
    number: str
    text: str
    kind: str
    status: str
    deviation: str
    through: bool

    @property
    def status_label(self) -> Text:
        return dict(STATUSES)[self.status]

    @property
    def deviation_label(self) -> Text:
        return "" if self.deviation == "undecided" else dict(DEVIATIONS)[self.deviation]


@dataclass(frozen=True, slots=True)
class TraceRow:
    """A need with what follows from it. gaps: codes of rules.tracing.GAPS."""

    need: Need
    lines: list[TracedLine]
    clauses: list[TracedClause]
    found: Verdict
    gaps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Idle:
    """A quote or bid with those of its lines or clauses that belong to no need: how many, and the first of them."""

    pk: int
    name: str
    count: int
    rows: list[tuple[int, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Trace:
    """The whole. lines, clauses: None where the reader sees no quotes or bids."""

    rows: list[TraceRow]
    lines: list[Idle] | None
    clauses: list[Idle] | None

    @property
    def counts(self) -> dict[str, int]:
        """How many needs each gap concerns, and what belongs to no need."""
        found = {code: sum(code in one.gaps for one in self.rows) for code in GAPS}
        idle = {"idle_lines": self.lines, "idle_clauses": self.clauses}
        return found | {code: sum(one.count for one in rows) for code, rows in idle.items() if rows is not None}

    def chosen(self, show: str) -> list[TraceRow]:
        """Those with any gap ("gaps"), with one gap, or all."""
        if show == "gaps":
            return [one for one in self.rows if one.gaps]
        return [one for one in self.rows if show in one.gaps] if show in GAPS else self.rows


def trace(actor: Actor, project: Project, *, idle: bool = True) -> Trace:
    """Of a visible project. idle: also what belongs to no need."""
    needs = list(Need.objects.visible_to(actor).filter(strategy__project=project).order_by("number"))
    lines = current(actor, project.pk) if actor.may(OFFERS) else None
    clauses = _current_clauses(actor, project) if actor.may(BIDS) else None
    tied = _tied_lines(lines, needs)
    by_line: dict[int, list[TracedLine]] = {}
    for need, one in tied.values():
        by_line.setdefault(need, []).append(one)
    by_clause = _tied_clauses(clauses, {key: need for key, (need, _one) in tied.items()}, {one.pk for one in needs})
    rows = [
        _row(one, by_line.get(one.pk, []), by_clause.get(one.pk, []), sees_lines=lines is not None) for one in needs
    ]
    return Trace(
        rows,
        _idle_lines(lines) if idle and lines is not None else None,
        _idle_clauses(clauses, lines) if idle and clauses is not None else None,
    )


def _row(need: Need, lines: list[TracedLine], clauses: list[TracedClause], *, sees_lines: bool) -> TraceRow:
    found = verdict(need.compliance, [Answer(one.kind, one.status, one.deviation) for one in clauses])
    broken: tuple[str, ...] = ()
    if need.state != "dropped":
        many = len(lines) if sees_lines else None
        broken = gaps(priority=need.priority, answered=bool(need.answer.strip()), lines=many, found=found)
    return TraceRow(need, lines, clauses, found, broken)


def _current_clauses(actor: Actor, project: Project) -> QuerySet[Clause]:
    return visible_clauses(actor).filter(bid__project=project).exclude(bid__outcome__in=OVER)


def _tied_lines(lines: QuerySet[QuoteLine] | None, needs: Iterable[Need]) -> dict[int, tuple[int, TracedLine]]:
    """Need and line by the line's key."""
    if lines is None:
        return {}
    there = {one.pk for one in needs}
    names = ("key", "need_id", "pk", "quote_id", "quote__code", "quote__edition", "number", "title", "option")
    rows = lines.filter(need__isnull=False).order_by("quote__code", "place", "pk").values_list(*names)
    return {
        key: (need, TracedLine(pk, quote, f"{code} V{edition}", number, title, option))
        for key, need, pk, quote, code, edition, number, title, option in rows
        if need in there
    }


def _tied_clauses(
    clauses: QuerySet[Clause] | None, by_key: Mapping[int, int], needs: set[int]
) -> dict[int, list[TracedClause]]:
    """By need: its own, and those of its lines that name no need."""
    found: dict[int, list[TracedClause]] = {}
    if clauses is None:
        return found
    names = (
        "need_id",
        "line_key",
        "pk",
        "bid_id",
        "bid__subject__title",
        "number",
        "text",
        "kind",
        "status",
        "deviation",
    )
    rows = clauses.filter(Q(need__isnull=False) | Q(line_key__isnull=False)).order_by("bid", "place", "pk")
    for need, key, pk, bid, name, number, text, kind, status, deviation in rows.values_list(*names):
        about = need or by_key.get(key or 0)
        if about in needs:
            one = TracedClause(pk, bid, name, number, text, kind, status, deviation, through=need is None)
            found.setdefault(about, []).append(one)
    return found


def _idle_lines(lines: QuerySet[QuoteLine]) -> list[Idle]:
    rows = lines.filter(need__isnull=True)
    counts = rows.order_by("quote__code", "quote_id").values_list("quote_id", "quote__code", "quote__edition")
    found = {pk: Idle(pk, f"{code} V{edition}", many) for pk, code, edition, many in counts.annotate(n=Count("pk"))}
    first = rows.order_by("quote__code", "place", "pk").values_list("quote_id", "pk", "number", "title")[:SHOWN]
    for quote, pk, number, title in first:
        found[quote].rows.append((pk, f"{number} {title}".strip()))
    return list(found.values())


def _idle_clauses(clauses: QuerySet[Clause], lines: QuerySet[QuoteLine] | None) -> list[Idle]:
    """What hangs on a line that answers a need is not idle; nor is, for who sees no lines, what hangs on any."""
    rows = clauses.filter(need__isnull=True)
    if lines is None:
        rows = rows.filter(line_key__isnull=True)
    else:
        rows = rows.exclude(line_key__in=lines.filter(need__isnull=False).order_by().values("key"))
    counts = rows.order_by("bid_id").values_list("bid_id", "bid__subject__title").annotate(n=Count("pk"))
    found = {pk: Idle(pk, title, many) for pk, title, many in counts}
    first = rows.order_by("bid_id", "place", "pk").values_list("bid_id", "pk", "number", "text")[:SHOWN]
    for bid, pk, number, text in first:
        found[bid].rows.append((pk, f"{number} {text}".strip()))
    return list(found.values())
