"""What happened to bids, in people's words."""

from django.utils.translation import gettext_lazy as _

from pursuit.kernel.errors import Text

VERBS: dict[str, Text] = {
    "bid.sealed": _("sealed the bid"),
    "bid.reopened": _("opened the bid again"),
    "bid.submitted": _("handed the bid in"),
    "bid.taken_back": _("took back that it was handed in"),
    "bid.decided": _("recorded the result"),
    "bid.undecided": _("took the result back"),
    "bid.put_back": _("brought lines back as they were"),
    "bid.contents_taken": _("took the contents of the bid as a document"),
    "bid.item_put": _("wrote a line of the scoring table"),
    "bid.item_removed": _("took a line off the scoring table"),
    "bid.bidder_put": _("wrote down a bidder"),
    "bid.bidder_removed": _("took a bidder off"),
    "bid.bidder_scored": _("gave points to a bidder"),
    "bid.clauses_brought": _("brought clauses in"),
    "bid.clauses_edited": _("answered clauses"),
    "bid.clauses_removed": _("took clauses away"),
    "bid.review_planned": _("planned a review"),
    "bid.review_concluded": _("concluded a review"),
    "bid.review_removed": _("took a review away"),
    "bid.finding_added": _("added a finding of a review"),
    "bid.list_started": _("started the check list"),
    "bid.seal_put": _("wrote a line of the check list"),
    "bid.seal_removed": _("took a line off the check list"),
    "bid.seal_confirmed": _("confirmed a line of the check list"),
    "bid.seal_cleared": _("asked for a line to be looked at again"),
    "bid.bond_asked": _("requested the bid bond"),
    "bid.bond_settled": _("settled the bid bond"),
    "bid.objection_put": _("wrote down a query or objection"),
    "bid.objection_removed": _("took a query or objection away"),
}
DETAILS = {
    **dict.fromkeys(("bid.clauses_brought", "bid.clauses_edited", "bid.clauses_removed"), "count"),
    **dict.fromkeys(("bid.item_put", "bid.item_removed"), "name"),
    **dict.fromkeys(("bid.seal_put", "bid.seal_removed", "bid.seal_confirmed", "bid.seal_cleared"), "title"),
}
