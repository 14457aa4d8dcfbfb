"""The scoring table and who bids."""

from typing import Annotated, Unpack

from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from pydantic import Field

from pursuit.domain.bids.actions.rows import child, kept, load, note, undo_rows
from pursuit.domain.bids.fields import BidderDetails, BidderId, BidId, ItemDetails, ItemId
from pursuit.domain.bids.models import Bid, Bidder, BidResult, ScoreItem
from pursuit.domain.bids.queries.bids import EDIT
from pursuit.kernel import context as surroundings
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Conflict, Refused
from pursuit.kernel.inputs import Label, Title
from pursuit.kernel.money import Money

SUMS = ("low", "likely", "high", "quoted", "adjustment")
ItemName = Annotated[Title, Label(gettext_lazy("What is scored"))]


@action("bids.put_item", right=EDIT, public="bids.put-item", inverse=undo_rows)
def put_item(
    *, actor: Actor, bid: BidId, name: ItemName, item: ItemId | None = None, **fields: Unpack[ItemDetails]
) -> ScoreItem:
    """A line of the scoring table, new or changed."""
    row = load(actor, bid)
    made = child(row, ScoreItem, item) if item else ScoreItem(bid=row, place=_next(row), part="technical", points=0)
    before = kept([made]) if item else []
    made.name = name
    made.part = fields.get("part", made.part)
    made.basis = fields.get("basis", made.basis)
    if "points" in fields:
        made.points = round(fields["points"] * 100)
    made.save()
    note(actor, row, "bid.item_put", "item", before, [] if item else [made.pk], name=name)
    return made


@action("bids.remove_item", right=EDIT, public="bids.remove-item", inverse=undo_rows)
def remove_item(*, actor: Actor, bid: BidId, item: ItemId) -> Bid:
    """Take a line off; what was scored by it counts no more."""
    row = load(actor, bid)
    gone = child(row, ScoreItem, item)
    note(actor, row, "bid.item_removed", "item", kept([gone]), name=gone.name)
    gone.delete()
    return row


@action("bids.put_bidder", right=EDIT, public="bids.put-bidder", inverse=undo_rows)
def put_bidder(
    *, actor: Actor, bid: BidId, bidder: BidderId | None = None, **fields: Unpack[BidderDetails]
) -> Bidder:  # fmt: skip
    """A bidder, new or changed. A price is an estimate of ours, or public with where and when, or was read out."""
    row = load(actor, bid)
    made = child(row, Bidder, bidder) if bidder else Bidder(bid=row, by_id=surroundings.author(actor))
    before = kept([made]) if bidder else []
    if made.ours and set(fields) & {"competitor", "name", "low", "likely", "high", "quoted"}:
        raise Refused("ours", _("Our own price is a field of the bid."), "likely")
    for name, value in fields.items():
        setattr(made, "competitor_id" if name == "competitor" else name, _minor(row, name, value))
    _refuse_odd(made)
    made.save()
    note(actor, row, "bid.bidder_put", "bidder", before, [] if bidder else [made.pk])
    return made


@action("bids.remove_bidder", right=EDIT, public="bids.remove-bidder", inverse=undo_rows)
def remove_bidder(*, actor: Actor, bid: BidId, bidder: BidderId) -> Bid:
    """It does not bid after all."""
    row = load(actor, bid)
    gone = child(row, Bidder, bidder)
    if gone.ours:
        raise Conflict("ours", _("We bid ourselves: give the bid up instead."))
    if BidResult.objects.filter(winner=gone).exists():
        raise Conflict("winner", _("This bidder is recorded as the winner."))
    note(actor, row, "bid.bidder_removed", "bidder", kept([gone]))
    gone.delete()
    return row


@action("bids.score_bidder", right=EDIT, public="bids.score-bidder", inverse=undo_rows)
def score_bidder(
    *,
    actor: Actor,
    bid: BidId,
    bidder: BidderId,
    scores: Annotated[
        dict[Annotated[str, Field(pattern=r"^\d{1,18}$")], Annotated[float, Field(ge=0, le=100)]],
        Field(max_length=200),
        Label(pgettext_lazy("score table", "Points"), widget="hidden"),
    ],
) -> Bidder:
    """Points by id of the line; lines that are not named keep theirs."""
    row = load(actor, bid)
    made = child(row, Bidder, bidder)
    items = {str(one.pk): one for one in ScoreItem.objects.filter(bid=row)}
    before = kept([made])
    for key, points in scores.items():
        item = items.get(key)
        if item is None or item.part == "price":
            raise Refused("unknown_line", _("The scoring table has no such line to score by hand."), "scores")
        if round(points * 100) > item.points:
            most = f"{item.points / 100:g}"
            raise Refused("too_many", _("“%(line)s” has %(most)s points at most.") % {
                "line": item.name, "most": most}, "scores")  # fmt: skip
    known = {key: value for key, value in made.scores.items() if key in items}
    made.scores = known | {key: round(points * 100) for key, points in scores.items()}
    made.save()
    note(actor, row, "bid.bidder_scored", "bidder", before)
    return made


def _minor(row: Bid, name: str, value: object) -> object:
    """Prices of bidders are in the bid's currency."""
    if name not in SUMS or value is None:
        return 0 if name == "adjustment" and value is None else value
    if not isinstance(value, Money) or value.currency != currency_of(row):
        raise Refused("other_currency", _("The prices of this bid are in %s.") % currency_of(row), name)
    return value.minor


def currency_of(row: Bid) -> str:
    """The one currency of a bid."""
    return row.ceiling_currency if row.ceiling is not None else row.price_currency


def _refuse_odd(made: Bidder) -> None:
    if not made.ours and made.competitor_id is None and not made.name:
        raise Refused("name_needed", _("Choose a competitor or write a name."), "name")
    rivals = Bidder.objects.filter(bid=made.bid_id).exclude(pk=made.pk)
    if made.competitor_id and rivals.filter(competitor=made.competitor_id).exists():
        raise Conflict("already_there", _("This competitor is among the bidders already."), "competitor")
    known = [value for value in (made.low, made.likely, made.high) if value is not None]
    if known != sorted(known):
        raise Refused("not_ordered", _("Lowest, most likely and highest price go up in this order."), "likely")
    if made.source == "public" and not (made.source_note and made.source_on):
        raise Refused("no_source", _("A public price names where it stands and of which day it is."), "source_note")
    if made.quoted is not None and made.source == "estimate":
        made.source = "opening"


def _next(row: Bid) -> int:
    return (ScoreItem.objects.filter(bid=row).aggregate(most=Max("place"))["most"] or 0) + 1
