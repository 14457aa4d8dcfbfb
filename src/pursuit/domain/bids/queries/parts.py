"""What hangs on a bid: reviews and findings, check list, bonds, result, queries and objections with their clocks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db import models

from pursuit.domain.bids.models import (
    Bid,
    BidResult,
    BondRequest,
    Objection,
    Review,
    ReviewFinding,
    SealItem,
)
from pursuit.domain.bids.rules.clocks import Clock, Works, clocks
from pursuit.domain.plans.models import Plan
from pursuit.domain.playbooks.queries.ground import works
from pursuit.kernel import pickers
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Missing
from pursuit.kernel.models import visible_rows
from pursuit.kernel.records import GONE

M = TypeVar("M", bound=models.Model)


@dataclass(frozen=True, slots=True)
class Held:
    """A review with who takes part and what was found."""

    review: Review
    people: Sequence[str]
    findings: Sequence[ReviewFinding]


@dataclass(frozen=True, slots=True)
class Matter:
    """A query or objection with its clock."""

    row: Objection
    clocks: Sequence[Clock]


def reviews(actor: Actor, bid: Bid) -> list[Held]:
    """In the order of their days."""
    rows = list(Review.objects.visible_to(actor).filter(bid=bid).select_related("concluded_by"))
    found: dict[int, list[ReviewFinding]] = {}
    for one in ReviewFinding.objects.visible_to(actor).filter(bid=bid).select_related("task__subject__owner"):
        found.setdefault(one.review_id, []).append(one)
    named = pickers.names("user", {pk for one in rows for pk in one.people})
    return [Held(one, [named[pk] for pk in one.people if pk in named], found.get(one.pk, [])) for one in rows]


def seals(actor: Actor, bid: Bid) -> list[SealItem]:
    """The check list in order."""
    return list(SealItem.objects.visible_to(actor).filter(bid=bid).select_related("first_by", "second_by"))


def bonds(actor: Actor, bid: Bid) -> list[BondRequest]:
    """Bonds asked for, the first first."""
    return list(BondRequest.objects.visible_to(actor).filter(bid=bid).select_related("by"))


def result(actor: Actor, bid: Bid) -> BidResult | None:
    """What came of it, if it is known."""
    rows = BidResult.objects.visible_to(actor).filter(bid=bid)
    return rows.select_related("winner__competitor__subject", "by").first()


def matters(actor: Actor, bid: Bid, known: Mapping[str, date]) -> list[Matter]:
    """Queries and objections, each by its own law. known: days of the tender."""
    rows = list(Objection.objects.visible_to(actor).filter(bid=bid))
    if not rows:
        return []
    working = works(Plan.objects.filter(subject=bid.project_id).defer("extra").first())
    return [Matter(one, _clocks(one, working, known)) for one in rows]


def _clocks(one: Objection, working: Works, known: Mapping[str, date]) -> list[Clock]:
    given = (one.law, one.about, one.known_on, one.raised_on, one.answered_on)
    return clocks(*given, working, known.get("opening"), known.get("publicity_to"))


def child(actor: Actor, bid: Bid, model: type[M], pk: int) -> M:
    """One row that hangs on a visible bid."""
    found = visible_rows(model, actor).filter(bid=bid, pk=pk).first()
    if found is None:
        raise Missing("not_found", GONE)
    return found
