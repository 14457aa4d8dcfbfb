"""Bonds asked for, what came of a bid, queries and objections."""

from typing import Annotated, Literal, Unpack

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pursuit.domain.bids.actions.rows import child, kept, load, note, settle_papers, undecide, undo_rows
from pursuit.domain.bids.actions.table import currency_of
from pursuit.domain.bids.fields import (
    BOND,
    BOND_STATES,
    BidId,
    BondDetails,
    BondId,
    Law,
    Matter,
    ObjectionDetails,
    ObjectionId,
    OutcomeCode,
    ResultDetails,
    Sum,
)
from pursuit.domain.bids.models import Bid, Bidder, BidResult, BondRequest, Objection
from pursuit.domain.bids.queries.bids import EDIT
from pursuit.domain.credentials.actions.uses import release_all
from pursuit.kernel import clock, records
from pursuit.kernel import context as surroundings
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Conflict, Refused
from pursuit.kernel.inputs import Choices, Day, Label

BondState = Annotated[Literal["asked", "arrived", "withdrawn"], Choices(BOND_STATES), Label(gettext_lazy("State"))]


@action("bids.ask_bond", right=EDIT, public="bids.ask-bond", inverse=undo_rows)
def ask_bond(
    *,
    actor: Actor,
    bid: BidId,
    amount: Annotated[Sum, Label(gettext_lazy("Amount of the bond"), right=BOND)],
    due_on: Annotated[Day, Label(gettext_lazy("Must arrive by"))],
    **fields: Unpack[BondDetails],
) -> BondRequest:
    """Ask finance for the bid bond."""
    row = load(actor, bid)
    by = surroundings.author(actor)
    made = BondRequest(bid=row, amount=amount.minor, currency=amount.currency, due_on=due_on, by_id=by)
    for name, value in fields.items():
        setattr(made, name, value)
    made.at = surroundings.moment()
    made.save()
    note(actor, row, "bid.bond_asked", "bond", [], [made.pk])
    return made


@action("bids.settle_bond", right=EDIT, public="bids.settle-bond", inverse=undo_rows)
def settle_bond(
    *,
    actor: Actor,
    bid: BidId,
    bond: BondId,
    state: BondState,
    arrived_on: Annotated[Day, Label(gettext_lazy("Arrived on"))] | None = None,
) -> BondRequest:
    """It has arrived with the agency, is not wanted any more, or is asked for again."""
    row = load(actor, bid)
    made = child(row, BondRequest, bond)
    before = kept([made])
    made.state = state
    made.arrived_on = (arrived_on or clock.today()) if state == "arrived" else None
    made.save()
    note(actor, row, "bid.bond_settled", "bond", before)
    return made


@action("bids.record_result", right=EDIT, public="bids.record-result", inverse=undo_rows)
def record_result(
    *,
    actor: Actor,
    bid: BidId,
    outcome: OutcomeCode,
    decided_on: Annotated[Day, Label(gettext_lazy("Published or told on"))],
    **fields: Unpack[ResultDetails],
) -> BidResult:
    """What came of it. What was occupied for a bid that is not won is free again."""
    row = load(actor, bid)
    made = BidResult.objects.filter(bid=row).first() or BidResult(bid=row, by_id=surroundings.author(actor))
    before = kept([made]) if made.outcome else []
    if "winner" in fields and fields["winner"] is not None:
        child(row, Bidder, fields["winner"])
    for name, value in fields.items():
        setattr(made, "winner_id" if name == "winner" else name, _plain(row, name, value))
    made.outcome, made.decided_on = outcome, decided_on
    made.save()
    records.assign(row, {"state": "decided", "outcome": outcome})
    row.save()
    if outcome == "won":
        settle_papers(actor, row)
    else:
        release_all(actor, row.pk)
    note(actor, row, "bid.decided", "result", before, [] if before else [made.pk], outcome=outcome)
    return made


@action("bids.clear_result", right=EDIT, public="bids.clear-result", inverse=undo_rows)
def clear_result(*, actor: Actor, bid: BidId) -> Bid:
    """It is not decided after all."""
    row = load(actor, bid)
    made = BidResult.objects.filter(bid=row).first()
    if made is None:
        raise Conflict("undecided", _("No result is recorded."))
    before = kept([made])
    made.delete()
    undecide(row)
    settle_papers(actor, row)
    note(actor, row, "bid.undecided", "result", before)
    return row


@action("bids.put_objection", right=EDIT, public="bids.put-objection", inverse=undo_rows)
def put_objection(
    *,
    actor: Actor,
    bid: BidId,
    law: Law,
    about: Matter,
    known_on: Annotated[Day, Label(gettext_lazy("We knew on"))],
    objection: ObjectionId | None = None,
    **fields: Unpack[ObjectionDetails],
) -> Objection:
    """质疑 or 异议, new or changed; whose clock runs is the law's to say."""
    row = load(actor, bid)
    made = child(row, Objection, objection) if objection else Objection(bid=row)
    before = kept([made]) if objection else []
    made.law, made.about, made.known_on = law, about, known_on
    for name, value in fields.items():
        setattr(made, name, value)
    if made.answered_on and not made.raised_on:
        raise Refused("not_raised", _("It has to be raised before it is answered."), "raised_on")
    made.save()
    note(actor, row, "bid.objection_put", "objection", before, [] if objection else [made.pk])
    return made


@action("bids.remove_objection", right=EDIT, public="bids.remove-objection", inverse=undo_rows)
def remove_objection(*, actor: Actor, bid: BidId, objection: ObjectionId) -> Bid:
    """It was written down by mistake."""
    row = load(actor, bid)
    gone = child(row, Objection, objection)
    if gone.raised_on:
        raise Conflict("raised", _("It was raised: it is part of the history of this bid."))
    note(actor, row, "bid.objection_removed", "objection", kept([gone]))
    gone.delete()
    return row


def _plain(row: Bid, name: str, value: object) -> object:
    """Money and points as they are kept."""
    if name == "points" and isinstance(value, float):
        return round(value * 100)
    if name != "price" or value is None:
        return value
    minor, currency = getattr(value, "minor", 0), getattr(value, "currency", "")
    if currency != currency_of(row):
        raise Refused("other_currency", _("The prices of this bid are in %s.") % currency_of(row), name)
    return minor
