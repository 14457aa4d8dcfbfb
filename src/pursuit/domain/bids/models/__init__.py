"""Tables of the room."""

from pursuit.domain.bids.models.bid import Bid, Bidder, ScoreItem
from pursuit.domain.bids.models.clause import Clause
from pursuit.domain.bids.models.closing import BidResult, BondRequest, Objection, SealItem
from pursuit.domain.bids.models.review import Review, ReviewFinding

__all__ = [
    "Bid",
    "BidResult",
    "Bidder",
    "BondRequest",
    "Clause",
    "Objection",
    "Review",
    "ReviewFinding",
    "ScoreItem",
    "SealItem",
]
