"""The compliance matrix of a bid as its page, its list and its document show it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from pursuit.domain.bids.models import Bid, Clause
from pursuit.domain.bids.queries.bids import VIEW
from pursuit.domain.bids.queries.sealing import clause_facts
from pursuit.domain.bids.rules.clauses import DEVIATIONS, DONE, KINDS, PARTS, STATUSES, Progress, progress
from pursuit.domain.bids.rules.sealing import ClauseFact
from pursuit.domain.credentials.rules.expiry import ENDING, EXPIRED, standing
from pursuit.domain.offers.models import QuoteLine
from pursuit.domain.offers.queries.ties import LineName, NeedName, lines_by_key, need_names
from pursuit.domain.strategy.models import Need
from pursuit.kernel import clock
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Missing
from pursuit.kernel.listing import Column, Listing
from pursuit.kernel.records import GONE


@dataclass(frozen=True, slots=True)
class Asked:
    """Filters of the matrix; "" for none. owner: an id, "none" for clauses of nobody; show: "red", "papers" or
    "untied" (asks for no need)."""

    status: str = ""
    owner: str = ""
    part: str = ""
    kind: str = ""
    show: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A clause with its paper's state on the day it counts. red: it stops the sealing; need, line: what it asks for and
    what offers it, where the reader sees these; a clause without a need asks for that of its line."""

    clause: Clause
    fact: ClauseFact
    paper: str
    red: bool
    need: NeedName | None
    line: LineName | None


def clauses(actor: Actor) -> QuerySet[Clause]:
    """Clauses of bids the actor sees."""
    return Clause.objects.visible_to(actor).filter(bid__project__subject__deleted_at=None)


def listed(actor: Actor) -> QuerySet[Clause]:
    """With the need and the offer line, for readers who see these."""
    needs = Need.objects.visible_to(actor).filter(pk=OuterRef("need"))
    lines = QuoteLine.objects.visible_to(actor).filter(key=OuterRef("line_key"), quote__latest=True, removed=False)
    seen = {"need_seen": Subquery(needs.values("pk")[:1]), "line_seen": Subquery(lines.values("pk")[:1])}
    return clauses(actor).annotate(**seen)


def clause(actor: Actor, bid: int, pk: int) -> Clause:
    """One clause of a visible bid."""
    row = clauses(actor).filter(bid=bid, pk=pk).select_related("owner", "credential__subject").first()
    if row is None:
        raise Missing("not_found", GONE)
    return row


def matrix(actor: Actor, bid: Bid, opening: date | None = None) -> list[Row]:
    """All clauses in order; papers are looked at on the day of the opening, or today."""
    rows = list(clauses(actor).filter(bid=bid).select_related("owner", "credential__subject"))
    day = opening or clock.today()
    needs = need_names(actor, [one.need_id for one in rows])
    lines = lines_by_key(actor, bid.project_id, [one.line_key for one in rows])
    found = []
    for one, fact in zip(rows, clause_facts(bid, rows), strict=True):
        line = lines.get(one.line_key or 0)
        need = needs.get(one.need_id) if one.need_id else line.need if line else None
        found.append(_row(one, fact, day, need, line))
    return found


def _row(one: Clause, fact: ClauseFact, day: date, need: NeedName | None, line: LineName | None) -> Row:
    paper = standing(fact.expires_on, day) if fact.paper else ""
    red = (
        one.status not in DONE
        or (one.kind == "star" and one.deviation == "negative")
        or (one.proof and not fact.paper)
        or paper == EXPIRED
        or fact.elsewhere
    )
    return Row(one, fact, paper, red, need, line)


def chosen(rows: Sequence[Row], asked: Asked) -> list[Row]:
    """Those a reader asked for."""
    return [one for one in rows if _fits(one, asked)]


def _fits(one: Row, asked: Asked) -> bool:
    row = one.clause
    owner = str(row.owner_id or "none")
    wanted = ((asked.status, row.status), (asked.owner, owner), (asked.part, row.part), (asked.kind, row.kind))
    if any(want and want != have for want, have in wanted):
        return False
    if asked.show == "papers":
        return bool(row.proof and not one.fact.paper) or one.paper in (ENDING, EXPIRED) or one.fact.elsewhere
    if asked.show == "untied":
        return one.need is None
    return one.red if asked.show == "red" else True


def progress_of(rows: Sequence[Row]) -> Progress:
    """How far the matrix is."""
    return progress([one.clause for one in rows])


def _found(text: str) -> Q:
    return Q(text__icontains=text) | Q(number__icontains=text) | Q(response__icontains=text)


CLAUSES = Listing(
    code="bid-clauses",
    label=_("Clauses"),
    subject_type="",
    base=listed,
    view_right=VIEW,
    spine="",
    search=_found,
    url_name="bids:clause_of",
    sort="place",
    cards=("number", "status", "owner", "page"),
    columns=(
        Column("text", _("Demand"), default=True, sortable=False),
        Column("number", _("Clause number"), default=True, sortable=False),
        Column("bid", _("Bid"), "ref", source="bid_id", shown="bid__subject__title", ref="bid", default=True),
        Column("part", _("Volume"), "choice", choices=PARTS, default=True, sortable=False),
        Column("kind", _("Weight of the clause"), "choice", choices=KINDS, default=True, sortable=False),
        Column("status", _("Status"), "choice", choices=STATUSES, default=True, sortable=False),
        Column("deviation", _("Deviation"), "choice", choices=DEVIATIONS, default=True, sortable=False),
        Column("response", _("Our answer"), default=True, sortable=False),
        Column("page", _("Page in our bid"), default=True, sortable=False),
        Column("owner", _("Answered by"), "user", source="owner_id", shown="owner__name", default=True),
        Column("due_on", _("Due"), "date", sortable=False),
        Column("credential", _("Proof from the library"), "ref", source="credential_id",
               shown="credential__subject__title", ref="credential"),
        Column("need", _("Number of the need"), "number", source="need_seen", right="strategy.view", sortable=False),
        Column("line", _("Number of the offer line"), "number", source="line_seen", right="offers.view",
               sortable=False, filterable=False),
        Column("place", _("Order"), "number", filterable=False),
    ),
)  # fmt: skip
