"""The check list before a bid is handed in: two people confirm each line."""

from typing import Annotated

from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import Field

from pursuit.domain.bids.actions.rows import child, kept, load, note, undo_rows
from pursuit.domain.bids.fields import BidId, SealId
from pursuit.domain.bids.models import Bid, SealItem
from pursuit.domain.bids.queries.bids import EDIT
from pursuit.domain.bids.rules.checklist import steps
from pursuit.kernel import context as surroundings
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Conflict, Refused
from pursuit.kernel.inputs import Day, Label, Title


@action("bids.start_list", right=EDIT, public="bids.start-list", inverse=undo_rows)
def start_list(*, actor: Actor, bid: BidId) -> Bid:
    """The usual lines for paper or for a platform; what is there stays."""
    row = load(actor, bid)
    there = set(SealItem.objects.filter(bid=row).values_list("code", flat=True))
    first = _next(row)
    missing = [(code, title) for code, title in steps(electronic=row.electronic) if code not in there]
    if not missing:
        raise Conflict("there", _("The usual lines are in the list already."))
    made = SealItem.objects.bulk_create(
        SealItem(bid=row, place=first + at, code=code, title=str(title)) for at, (code, title) in enumerate(missing)
    )
    note(actor, row, "bid.list_started", "seal", [], [one.pk for one in made])
    return row


@action("bids.put_seal", right=EDIT, public="bids.put-seal", inverse=undo_rows)
def put_seal(
    *,
    actor: Actor,
    bid: BidId,
    title: Annotated[Title, Label(gettext_lazy("What is checked"))],
    day: Annotated[Day, Label(gettext_lazy("On, or valid until"))] | None = None,
    note_text: Annotated[str, Field(max_length=300), Label(gettext_lazy("Note"))] = "",
    seal: SealId | None = None,
) -> SealItem:
    """A line of the list, new or changed; a changed one is confirmed anew."""
    row = load(actor, bid)
    made = child(row, SealItem, seal) if seal else SealItem(bid=row, place=_next(row))
    before = kept([made]) if seal else []
    if (made.title, made.day) != (title, day):
        _unconfirm(made)
    made.title, made.day, made.note = title, day, note_text
    made.save()
    note(actor, row, "bid.seal_put", "seal", before, [] if seal else [made.pk], title=title)
    return made


@action("bids.remove_seal", right=EDIT, public="bids.remove-seal", inverse=undo_rows)
def remove_seal(*, actor: Actor, bid: BidId, seal: SealId) -> Bid:
    """This tender does not ask for it."""
    row = load(actor, bid, unsealed=True)
    gone = child(row, SealItem, seal)
    note(actor, row, "bid.seal_removed", "seal", kept([gone]), title=gone.title)
    gone.delete()
    return row


@action("bids.confirm_seal", right=EDIT, public="bids.confirm-seal", inverse=undo_rows)
def confirm_seal(*, actor: Actor, bid: BidId, seal: SealId) -> SealItem:
    """I looked and it is so; the second pair of eyes is somebody else's."""
    row = load(actor, bid)
    made = child(row, SealItem, seal)
    before = kept([made])
    me = surroundings.author(actor)
    if made.second_by_id is not None:
        raise Conflict("confirmed", _("Two people confirmed this already."))
    if made.first_by_id is None:
        made.first_by_id, made.first_at = me, surroundings.moment()
    elif made.first_by_id == me:
        raise Refused("same_person", _("You confirmed this yourself: the second pair of eyes is somebody else's."))
    else:
        made.second_by_id, made.second_at = me, surroundings.moment()
    made.save()
    note(actor, row, "bid.seal_confirmed", "seal", before, title=made.title)
    return made


@action("bids.clear_seal", right=EDIT, public="bids.clear-seal", inverse=undo_rows)
def clear_seal(*, actor: Actor, bid: BidId, seal: SealId) -> SealItem:
    """It is not so after all: both look again."""
    row = load(actor, bid)
    made = child(row, SealItem, seal)
    before = kept([made])
    _unconfirm(made)
    made.save()
    note(actor, row, "bid.seal_cleared", "seal", before, title=made.title)
    return made


def _unconfirm(made: SealItem) -> None:
    made.first_by = made.first_at = made.second_by = made.second_at = None


def _next(row: Bid) -> int:
    return (SealItem.objects.filter(bid=row).aggregate(most=Max("place"))["most"] or 0) + 1
