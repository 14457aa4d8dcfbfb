"""Bid bonds: what the tender desk asks of finance, and what finance has put up for it."""

from collections.abc import Mapping

from django.db.models import QuerySet

from pursuit.domain.bids.models import BondRequest
from pursuit.domain.finance.fields import BOND_MONEY
from pursuit.domain.finance.models import Bond
from pursuit.kernel.actor import Actor
from pursuit.kernel.models import Subject


def asked_bonds(actor: Actor) -> QuerySet[BondRequest]:
    """Asked for and not put up yet, of bids the actor sees; the most urgent first."""
    done = Bond.objects.filter(request__isnull=False, subject__deleted_at=None).values("request")
    rows = BondRequest.objects.visible_to(actor).filter(state="asked", bid__subject__deleted_at=None)
    near = ("bid__subject", "bid__project__subject", "bid__project__account__subject", "by")
    return rows.exclude(pk__in=done).select_related(*near).order_by("due_on", "pk")


def of_bid(actor: Actor, subject: Subject) -> Mapping[str, object] | None:
    """The panel of a bid: what finance has put up for it."""
    rows = list(Bond.objects.visible_to(actor).filter(request__bid=subject.pk).select_related("subject"))
    return {"bonds": rows, "sees_bonds": actor.may(BOND_MONEY)} if rows else None
