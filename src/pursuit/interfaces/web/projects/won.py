"""The amount at which a project was won, as far as other papers say it already."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from pursuit.domain.bids.models import Bid
from pursuit.domain.contracts.models.contract import LIVE
from pursuit.domain.contracts.queries.contracts import PURCHASE, contracts
from pursuit.domain.offers.models import Quote, QuoteState
from pursuit.domain.projects.models import Project
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Text
from pursuit.kernel.money import Money

CONTRACT = _("The amount is that of the signed contracts.")
AWARD = _("The amount is the winning price of the bid.")
QUOTE = _("The amount is that of the quote the customer accepted.")
ESTIMATE = _("The amount is still the estimate: put in what was agreed on.")


def won_at(actor: Actor, row: Project) -> tuple[Money | None, Text]:
    """The amount by the paper that binds most, of those the actor sees, and which that is.

    Sums of several currencies are nobody's amount; then the next paper is asked.
    """
    live = contracts(actor).filter(project=row, state__in=LIVE).exclude(kind=PURCHASE)
    award = Bid.objects.visible_to(actor).filter(project=row, outcome="won", result__price__isnull=False)
    accepted = Quote.objects.visible_to(actor).filter(project=row, state=QuoteState.ACCEPTED)
    papers: tuple[tuple[Text, Iterable[tuple[int | None, str]]], ...] = (
        (CONTRACT, live.values_list("amount", "amount_currency")),
        (AWARD, award.values_list("result__price", "price_currency")),
        (QUOTE, accepted.values_list("total", "currency")),
    )
    for said, sums in papers:
        found = list(sums)
        if len({currency for _sum, currency in found}) == 1:
            return Money(sum(minor or 0 for minor, _currency in found), found[0][1]), said
    return (Money(row.amount, row.amount_currency) if row.amount is not None else None), ESTIMATE
