"""Tables of the room."""

from pursuit.domain.offers.models.line import DiscountLimit, Option, Phase, QuoteLine, QuoteSection
from pursuit.domain.offers.models.quote import OPEN, SENT, Quote, QuoteState

__all__ = ["OPEN", "SENT", "DiscountLimit", "Option", "Phase", "Quote", "QuoteLine", "QuoteSection", "QuoteState"]
