"""What the room declares: its rights, the bid as a record, its rows, its lists."""

from collections.abc import Collection, Iterable
from typing import TypeVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from pursuit.domain.bids.fields import BOND, PRICE, BidChanges
from pursuit.domain.bids.models import Bid, Bidder, BondRequest, Clause, Objection, Review, ScoreItem, SealItem
from pursuit.domain.bids.queries.bids import BIDS, EDIT, VIEW, through_projects
from pursuit.domain.bids.queries.lists import BIDDERS, SEALS
from pursuit.domain.bids.queries.matrix import CLAUSES
from pursuit.kernel import extensions, listing, rights, visible
from pursuit.kernel.actor import Actor
from pursuit.kernel.extensions import Reference, SubjectType
from pursuit.kernel.models import visible_rows
from pursuit.kernel.rights import Right

M = TypeVar("M", bound=models.Model)
SEEN = {
    "admin": "all",
    "director": "subtree",
    "manager": "subtree",
    "seller": "team",
    "presales": "team",
    "delivery": "team",
    "finance": "all",
    "operations": "all",
}
EDITORS = {
    "admin": "all",
    "director": "subtree",
    "manager": "subtree",
    "seller": "own",
    "presales": "own",  # what the core team edits comes with its share of the project
    "delivery": "own",
    "operations": "all",
}
PRICES = dict.fromkeys(("admin", "director", "manager", "seller", "presales", "finance", "operations"), "all")
BONDS = dict.fromkeys(("admin", "director", "manager", "seller", "finance", "operations"), "all")
ROWS: dict[str, type[models.Model]] = {
    "bid_objection": Objection,
    "bid_review": Review,
    "bidder": Bidder,
    "bond_request": BondRequest,
    "clause": Clause,
    "score_item": ScoreItem,
    "seal_item": SealItem,
}


def declare() -> None:
    """Called once from wiring."""
    rights.declare(
        Right(VIEW, _("See bids"), shared="view", defaults=SEEN),
        Right(EDIT, _("Work on bids"), shared="edit", defaults=EDITORS),
        Right(PRICE, _("See prices of bids and of rivals"), scoped=False, defaults=PRICES),
        Right(BOND, _("See amounts of bid bonds"), scoped=False, defaults=BONDS),
    )
    for code, model in ROWS.items():
        visible.row_type(code, _finder(model))
    extensions.register(
        SubjectType(
            code="bid",
            label=_("Bid"),
            model=Bid,
            view_right=VIEW,
            edit_right=EDIT,
            url_name="bids:bid",
            icon="gavel",
            fields=BidChanges,
            search_text=_text,
            through=through_projects,
        )
    )
    extensions.refer("competitor", Reference(Bidder, "competitor", unique=("bid",)))
    listing.register(BIDS, CLAUSES, BIDDERS, SEALS)


def _finder(model: type[M]) -> visible.Finder:
    def find(actor: Actor, ids: Collection[int]) -> Collection[int]:
        return set(visible_rows(model, actor).filter(pk__in=ids).values_list("pk", flat=True))

    return find


def _text(row: Bid) -> Iterable[str]:
    return (row.number, row.lot, row.agency)
