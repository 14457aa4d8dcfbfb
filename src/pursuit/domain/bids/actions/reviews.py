"""Colour reviews and what is found in them."""

from typing import Annotated, Literal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import Field

from pursuit.domain.bids.actions.rows import child, kept, load, note, undo_rows
from pursuit.domain.bids.fields import COLOURS, VERDICTS, BidId, ReviewId
from pursuit.domain.bids.models import Bid, Review, ReviewFinding
from pursuit.domain.bids.queries.bids import EDIT
from pursuit.domain.execution.actions.tasks import create_task
from pursuit.kernel import context as surroundings
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Conflict
from pursuit.kernel.inputs import Choices, Day, Label, Prose, Title, UserId

Colour = Annotated[Literal["pink", "red", "gold", "white"], Choices(COLOURS), Label(gettext_lazy("Review"))]
People = Annotated[list[UserId], Field(max_length=30), Label(gettext_lazy("Who takes part"), widget="people")]
Verdict = Annotated[Literal["go", "fix", "stop"], Choices(VERDICTS), Label(gettext_lazy("Conclusion"))]


@action("bids.put_review", right=EDIT, public="bids.put-review", inverse=undo_rows)
def put_review(
    *,
    actor: Actor,
    bid: BidId,
    colour: Colour,
    planned_on: Annotated[Day, Label(gettext_lazy("Planned on"))] | None = None,
    people: People | None = None,
    review: ReviewId | None = None,
) -> Review:
    """Plan a review, or plan it anew."""
    row = load(actor, bid)
    made = child(row, Review, review) if review else Review(bid=row)
    before = kept([made]) if review else []
    made.colour, made.planned_on = colour, planned_on
    made.people = sorted(set(people or []))
    made.save()
    note(actor, row, "bid.review_planned", "review", before, [] if review else [made.pk])
    return made


@action("bids.conclude_review", right=EDIT, public="bids.conclude-review", inverse=undo_rows)
def conclude_review(
    *,
    actor: Actor,
    bid: BidId,
    review: ReviewId,
    verdict: Verdict,
    conclusion: Annotated[Prose, Label(gettext_lazy("Summary"), widget="long")] = "",
) -> Review:
    """What came of it, with name and time."""
    row = load(actor, bid)
    made = child(row, Review, review)
    before = kept([made])
    made.verdict, made.conclusion = verdict, conclusion
    made.concluded_at, made.concluded_by_id = surroundings.moment(), surroundings.author(actor)
    made.save()
    note(actor, row, "bid.review_concluded", "review", before)
    return made


@action("bids.remove_review", right=EDIT, public="bids.remove-review", inverse=undo_rows)
def remove_review(*, actor: Actor, bid: BidId, review: ReviewId) -> Bid:
    """It is not held."""
    row = load(actor, bid)
    gone = child(row, Review, review)
    if gone.verdict or ReviewFinding.objects.filter(review=gone).exists():
        raise Conflict("held", _("It was held: it is part of the history of this bid."))
    note(actor, row, "bid.review_removed", "review", kept([gone]))
    gone.delete()
    return row


@action("bids.add_finding", right=EDIT, public="bids.add-finding")
def add_finding(
    *,
    actor: Actor,
    bid: BidId,
    review: ReviewId,
    text: Annotated[Title, Label(gettext_lazy("What was found"))],
    owner: Annotated[UserId, Label(gettext_lazy("Who mends it"))] | None = None,
    due_on: Annotated[Day, Label(gettext_lazy("Due"))] | None = None,
) -> ReviewFinding:
    """A finding, which is a task for somebody at once."""
    row = load(actor, bid)
    held = child(row, Review, review)
    task = create_task(actor=actor, parent=row.pk, title=text, owner=owner or actor.user_id or 0, due_on=due_on)
    made = ReviewFinding.objects.create(bid=row, review=held, text=text, task=task)
    note(actor, row, "bid.finding_added", "finding", [], [made.pk])
    return made
