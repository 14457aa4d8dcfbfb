"""What stops a bid from being sealed, gathered for the rules. Other rooms may ask this before they let a bid pass."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db.models import Sum

from pursuit.domain.bids.fields import BOND, COLOURS
from pursuit.domain.bids.models import Bid, BondRequest, Clause, Review, ReviewFinding, ScoreItem, SealItem
from pursuit.domain.bids.queries.bids import days
from pursuit.domain.bids.rules.sealing import ClauseFact, Facts, Finding, SealFact, findings
from pursuit.domain.credentials.queries.credentials import taken, with_scan
from pursuit.domain.execution.models.task import OPEN
from pursuit.domain.playbooks.models import Tender
from pursuit.kernel import clock
from pursuit.kernel.actor import Actor


def sealing_findings(actor: Actor, bid: Bid) -> list[Finding]:
    """Of a visible bid; whoever sees it may be told what stops it, without any figure behind a right."""
    return findings(_facts(actor, bid, days(actor, bid.project_id).get("opening")))


def _facts(actor: Actor, bid: Bid, opening: date | None) -> Facts:
    clauses = list(Clause.objects.visible_to(actor).filter(bid=bid).select_related("credential__subject"))
    seals = SealItem.objects.visible_to(actor).filter(bid=bid)
    items = ScoreItem.objects.visible_to(actor).filter(bid=bid)
    reviews = list(Review.objects.visible_to(actor).filter(bid=bid))
    colours = dict(COLOURS)
    return Facts(
        today=clock.today(),
        opening=opening,
        clauses=clause_facts(bid, clauses),
        seals=[SealFact(one.code, one.title, bool(one.first_by_id) + bool(one.second_by_id), one.day) for one in seals],
        priced=bid.price is not None,
        above_ceiling=bid.price is not None and bid.ceiling is not None and bid.price > bid.ceiling,
        weights=items.aggregate(whole=Sum("points"))["whole"],
        reviews_open=[str(colours[one.colour]) for one in reviews if not one.verdict],
        stopped_by=[str(colours[one.colour]) for one in reviews if one.verdict == "stop"],
        open_findings=ReviewFinding.objects.visible_to(actor)
        .filter(bid=bid, task__status__in=OPEN, task__subject__deleted_at=None)
        .count(),
        bond=_bond(actor, bid),
        bond_wanted=_wanted(actor, bid),
    )


def clause_facts(bid: Bid, clauses: Sequence[Clause]) -> list[ClauseFact]:
    """Clauses with the state of the papers behind them; `credential__subject` is loaded with them."""
    papers = {one.credential_id for one in clauses if one.credential_id}
    held, scanned = (taken(papers), with_scan(papers)) if papers else ({}, set())
    return [
        ClauseFact(
            number=one.number,
            kind=one.kind,
            status=one.status,
            deviation=one.deviation,
            proof=one.proof,
            paper=one.credential.title if one.credential else "",
            expires_on=one.credential.expires_on if one.credential else None,
            scanned=one.credential_id in scanned,
            elsewhere=bool(
                one.credential and one.credential.exclusive and bid.pk not in held.get(one.credential.pk, [])
            )
            and bid.state != "decided",
        )
        for one in clauses
    ]


def _elsewhere(bid: Bid, one: Clause, held: Mapping[int, list[int]]) -> bool:
    """Does another bid stand on a paper that serves one at a time?"""
    paper = one.credential
    return bool(paper and paper.exclusive and bid.state != "decided" and bid.pk not in held.get(paper.pk, []))


def _bond(actor: Actor, bid: Bid) -> str:
    states = set(BondRequest.objects.visible_to(actor).filter(bid=bid).values_list("state", flat=True))
    return "asked" if "asked" in states else "arrived" if "arrived" in states else ""


def _wanted(actor: Actor, bid: Bid) -> bool:
    return Tender.objects.visible_to(actor).filter(project=bid.project_id, bond__gt=0).exists()


def sees_bond(actor: Actor) -> bool:
    """May the actor see amounts of bonds?"""
    return actor.may(BOND)
