"""Papers that run out under a bid somebody works on: what the desk tells before it is too late."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from pursuit.domain.bids.models import Bid, Clause
from pursuit.domain.bids.queries.bids import VIEW
from pursuit.domain.credentials.models import Credential
from pursuit.domain.credentials.rules.expiry import EXPIRED, SOON, standing
from pursuit.domain.plans.rules.instants import day_of
from pursuit.domain.playbooks.models import TenderDate
from pursuit.domain.projects.models import MOVING
from pursuit.domain.projects.queries.mine import TENDER, owned, worked_on
from pursuit.kernel import clock
from pursuit.kernel.actor import Actor
from pursuit.kernel.prepared import Given, Prepared

AHEAD = 30  # days before it runs out in which a paper that still holds at the opening is told
MOST = 200


@dataclass(frozen=True, slots=True)
class PaperEnding:
    """A paper behind a clause. too_soon: it does not hold on the day of the opening, or no more at all."""

    bid: Bid
    paper: Credential
    opening: date | None
    too_soon: bool


def ending(actor: Actor) -> list[PaperEnding]:
    """Of open bids I keep or work on, each paper once; the gravest first."""
    if not actor.may(VIEW):
        return []
    today = clock.today()
    bids = _MINE(me=actor.user_id)
    rows = _CLAUSES(actor, bids=bids, last=today + timedelta(days=SOON)) if bids else []
    openings = _openings({one.bid.project_id for one in rows}) if rows else {}
    found: dict[tuple[int, int], PaperEnding] = {}
    for one in rows:
        paper, opening = one.credential, openings.get(one.bid.project_id)
        if paper is None or paper.expires_on is None or paper.subject.deleted_at is not None:
            continue
        too_soon = standing(paper.expires_on, max(opening or today, today)) == EXPIRED
        if too_soon or (paper.expires_on - today).days <= AHEAD:
            found.setdefault((one.bid_id, paper.pk), PaperEnding(one.bid, paper, opening, too_soon))
    return sorted(found.values(), key=lambda one: (not one.too_soon, one.paper.expires_on or today, one.bid.pk))


def _mine(me: object) -> QuerySet[Bid, int]:
    """Open bids that I keep, or whose projects I work on."""
    own = owned(me, "bid", "project")
    rows = Bid.objects.filter(Q(pk__in=own) | Q(project__in=own) | Q(project__in=worked_on(me, TENDER)))
    return rows.exclude(state="decided").values_list("pk", flat=True)


def _clauses(actor: Actor, bids: Given, last: object) -> QuerySet[Clause]:
    rows = Clause.objects.visible_to(actor).filter(
        bid__in=bids.each, credential__expires_on__lte=last,
        bid__subject__deleted_at=None, bid__project__subject__deleted_at=None,
    )  # fmt: skip
    rows = rows.alias(stands=Coalesce("bid__project__status", "bid__project__status")).filter(stands__in=_MOVING)
    rows = rows.select_related("bid__subject", "bid__project", "credential__subject")
    return rows.order_by("credential__expires_on", "pk")[:MOST]


_MOVING = [str(one) for one in MOVING]
_MINE, _CLAUSES = Prepared(_mine), Prepared(_clauses)


def _openings(projects: set[int]) -> dict[int, date]:
    rows = TenderDate.objects.filter(project__in=projects, kind="opening")
    return {one.project_id: day_of(one.at) for one in rows}
