"""Bringing bids over from a ledger: for which tender, when it opened, at what price, what came of it."""

from collections.abc import Mapping
from datetime import datetime, time
from typing import Annotated, Literal, Unpack
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext_lazy

from pursuit.domain.bids.actions.bids import create_bid
from pursuit.domain.bids.actions.results import record_result
from pursuit.domain.bids.fields import BidDetails, BidId, BidName, NewBid, ProjectRef, SourceId, Sum
from pursuit.domain.bids.models import Bid
from pursuit.domain.bids.queries.bids import EDIT, bids
from pursuit.domain.bids.rules import modes
from pursuit.domain.playbooks.actions.tenders import set_tender_date
from pursuit.domain.playbooks.models import TenderDate
from pursuit.domain.projects.models import Project
from pursuit.kernel import access, clock
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Missing
from pursuit.kernel.inputs import Choices, Day, Label, Line
from pursuit.kernel.records import GONE

RESULTS = (("pending", gettext_lazy("No result yet")), *modes.OUTCOMES)
Outcome = Annotated[
    Literal["", "pending", "won", "lost", "rejected", "voided", "failed", "abandoned"],
    Choices(RESULTS), Label(gettext_lazy("Outcome")),
]  # fmt: skip
OpensOn = Annotated[Day, Label(gettext_lazy("Submission and opening"))]
DecidedOn = Annotated[Day, Label(gettext_lazy("Published or told on"))]
WinnerName = Annotated[Line, Label(gettext_lazy("Winner"))]
WinningPrice = Annotated[Sum, Label(gettext_lazy("Winning price"))]
Why = Annotated[Line, Label(gettext_lazy("Why it came so"))]


class LedgerBid(BidDetails, total=False):
    """A row of a ledger may have no name of its own: it is called like its project."""

    title: BidName


@action("bids.import_bid", right="import.history")
def import_bid(
    *,
    actor: Actor,
    project: ProjectRef,
    source_id: SourceId = "",
    opens_on: OpensOn | None = None,
    outcome: Outcome = "",
    decided_on: DecidedOn | None = None,
    winner_name: WinnerName = "",
    winning_price: WinningPrice | None = None,
    reason: Why = "",
    **fields: Unpack[LedgerBid],
) -> Bid:
    """A bid as it stands elsewhere, with the day of opening in the tender calendar of its project."""
    access.require(actor, EDIT)
    title = fields.get("title") or _named(actor, project, fields.get("lot", ""))
    given: NewBid = {**fields, "project": project, "title": title}
    row = create_bid(actor=actor, source_id=source_id, **given)
    if opens_on is not None and not TenderDate.objects.filter(project=project, kind="opening").exists():
        at = datetime.combine(opens_on, time(), ZoneInfo(settings.TIME_ZONE))
        set_tender_date(actor=actor, project=project, kind="opening", at=at)
    result = {"winner_name": winner_name, "price": winning_price, "reason": reason}
    _decide(actor, row, outcome, decided_on or opens_on, result)
    return row


@action("bids.import_result", right="import.history")
def import_result(
    *,
    actor: Actor,
    bid: BidId,
    outcome: Outcome,
    decided_on: DecidedOn | None = None,
    winner_name: WinnerName = "",
    winning_price: WinningPrice | None = None,
    reason: Why = "",
) -> Bid:
    """A bid that came without a result has one in the same ledger now."""
    access.require(actor, EDIT)
    row = bids(actor).select_related("subject", "project__subject").filter(pk=bid).first()
    if row is None:
        raise Missing("not_found", GONE)
    result = {"winner_name": winner_name, "price": winning_price, "reason": reason}
    _decide(actor, row, outcome, decided_on, result)
    return row


def _named(actor: Actor, project: int, lot: str) -> str:
    """Like its project, and its lot."""
    row = Project.objects.visible_to(actor).select_related("subject").filter(pk=project).first()
    if row is None:
        raise Missing("not_found", GONE)
    return f"{row.title} {lot}".strip()[:200]


def _decide(actor: Actor, row: Bid, outcome: Outcome, day: Day | None, result: Mapping[str, object]) -> None:
    if outcome in ("", "pending"):
        return
    given = {name: value for name, value in result.items() if value}
    on = min(day or clock.today(), clock.today())
    record_result.run(actor, {"bid": row.pk, "outcome": outcome, "decided_on": on, **given})
    row.refresh_from_db()
