"""Taking the contents of a bid away as a document: right, file, audit entry."""

from pursuit.domain.bids.fields import BidId
from pursuit.domain.bids.queries.bids import bid as visible_bid
from pursuit.domain.bids.queries.paper import contents, file_name
from pursuit.kernel import events, paper
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor


@action("bids.take_contents", right="export.lists")
def take_contents(*, actor: Actor, bid: BidId) -> tuple[str, bytes]:
    """Its name and the docx; the audit trail keeps who took it."""
    row = visible_bid(actor, bid)
    made = paper.build(contents(actor, row))
    events.record(actor, "bid.contents_taken", row.subject, None)
    return file_name(row), made
