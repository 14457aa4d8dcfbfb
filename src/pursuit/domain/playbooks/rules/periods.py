"""The periods of the procurement laws as data: between which dates, how long, by which article.

“Day” in these laws is a calendar day unless they say working day. The numbers are what is shipped; a company may change
them (`RuleDays`), because laws change and provinces and buyers have their own.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from pursuit.kernel.errors import Text

BIDDING = frozenset({"open", "invited"})
GOV_OPEN = frozenset({"gov_open"})
TALKS = frozenset({"gov_negotiation"})
CONSULTED = frozenset({"gov_consultation"})
ASKED = frozenset({"gov_inquiry"})
SINGLE = frozenset({"gov_single"})
GOV = GOV_OPEN | TALKS | CONSULTED | ASKED | SINGLE
EVERY = BIDDING | GOV | {"enterprise"}

LONGER, SHORTER, LASTS = "longer", "shorter", "lasts"
POSTPONE = _("Ask the buyer in writing to put off the opening; until then plan for both days.")
EXTEND = _("Ask for the documents at once; note the short period as a ground for an objection.")
REFER = _("Remind the buyer in writing and name the article.")


@dataclass(frozen=True, slots=True)
class Period:
    """From one date to another at least (LONGER), at most (SHORTER), or lasting both days included (LASTS) so many
    days; working: only such days count; soft: worth knowing, not against a law."""

    code: str
    procedures: frozenset[str]
    first: str
    last: str
    how: str
    days: int
    working: bool
    article: Text
    advice: Text
    soft: bool = False


PERIODS: tuple[Period, ...] = (
    Period("law_prepare", BIDDING, "documents_from", "opening", LONGER, 20, False,
           _("Bidding Law, art. 24"), POSTPONE),
    Period("law_sale", BIDDING, "documents_from", "documents_to", LASTS, 5, False,
           _("Bidding Regulation, art. 16"), EXTEND),
    Period("law_clarify", BIDDING, "clarification", "opening", LONGER, 15, False,
           _("Bidding Law, art. 23; Bidding Regulation, art. 21"), POSTPONE),
    Period("law_questions", BIDDING, "questions", "opening", LONGER, 15, False,
           _("Bidding Regulation, art. 21"),
           _("Ask early: an answer that touches the bid and comes later than 15 days before it puts off the opening."),
           soft=True),
    Period("law_publicity", BIDDING, "publicity_from", "publicity_to", LONGER, 3, False,
           _("Bidding Regulation, art. 54"), REFER),
    Period("law_contract", BIDDING, "award", "contract", SHORTER, 30, False,
           _("Bidding Law, art. 46; Bidding Regulation, art. 57"),
           _("Bring the signature forward, or agree the reason for the delay in writing.")),
    Period("law_bond_back", BIDDING, "contract", "bond_back", SHORTER, 5, False,
           _("Bidding Regulation, art. 57"), _("Demand the bond with interest in writing.")),
    Period("gov_prepare", GOV_OPEN, "documents_from", "opening", LONGER, 20, False,
           _("Government Procurement Law, art. 35"), POSTPONE),
    Period("gov_sale", GOV_OPEN, "documents_from", "documents_to", LASTS, 5, True,
           _("Ministry of Finance Order 87, art. 18"), EXTEND),
    Period("gov_clarify", GOV_OPEN, "clarification", "opening", LONGER, 15, False,
           _("Ministry of Finance Order 87, art. 27"), POSTPONE),
    Period("gov_questions", GOV_OPEN, "questions", "opening", LONGER, 15, False,
           _("Ministry of Finance Order 87, art. 27"),
           _("Ask early: an answer that touches the bid and comes later than 15 days before it puts off the opening."),
           soft=True),
    Period("talks_prepare", TALKS, "documents_from", "opening", LONGER, 3, True,
           _("Ministry of Finance Order 74, art. 29"), POSTPONE),
    Period("talks_clarify", TALKS, "clarification", "opening", LONGER, 3, True,
           _("Ministry of Finance Order 74, art. 29"), POSTPONE),
    Period("asked_prepare", ASKED, "documents_from", "opening", LONGER, 3, True,
           _("Ministry of Finance Order 74, art. 45"), POSTPONE),
    Period("asked_clarify", ASKED, "clarification", "opening", LONGER, 3, True,
           _("Ministry of Finance Order 74, art. 45"), POSTPONE),
    Period("consulted_prepare", CONSULTED, "documents_from", "opening", LONGER, 10, False,
           _("Measures for Competitive Consultation (Caiku 2014 No. 214), art. 10"), POSTPONE),
    Period("consulted_sale", CONSULTED, "documents_from", "documents_to", LASTS, 5, True,
           _("Measures for Competitive Consultation (Caiku 2014 No. 214), art. 10"), EXTEND),
    Period("consulted_clarify", CONSULTED, "clarification", "opening", LONGER, 5, False,
           _("Measures for Competitive Consultation (Caiku 2014 No. 214), art. 10"), POSTPONE),
    Period("single_publicity", SINGLE, "publicity_from", "publicity_to", LASTS, 5, True,
           _("Government Procurement Regulation, art. 38"), REFER),
    Period("gov_publicity", GOV - SINGLE, "publicity_from", "publicity_to", LASTS, 1, True,
           _("Ministry of Finance Order 87, art. 69; Government Procurement Regulation, art. 43"), REFER),
    Period("gov_contract", GOV, "award", "contract", SHORTER, 30, False,
           _("Government Procurement Law, art. 46"),
           _("Bring the signature forward, or agree the reason for the delay in writing.")),
    Period("gov_bond_back", GOV, "contract", "bond_back", SHORTER, 5, True,
           _("Government Procurement Regulation, art. 33"), _("Demand the bond in writing.")),
)  # fmt: skip

BOND_SHARES: tuple[tuple[frozenset[str], Text], ...] = (
    (BIDDING, _("Bidding Regulation, art. 26")),
    (GOV, _("Government Procurement Regulation, art. 33")),
)
MOST_SHARE = 2  # percent
BOND_SHARE = "bond_share"

# Which date does not come after which; the last says where the order is only good sense.
ORDER: tuple[tuple[frozenset[str], str, str, bool], ...] = (
    (EVERY, "notice", "documents_from", False),
    (EVERY, "documents_from", "documents_to", False),
    (EVERY, "documents_to", "opening", False),
    (EVERY, "documents_from", "questions", False),
    (EVERY, "site_visit", "questions", True),
    (EVERY, "questions", "opening", False),
    (EVERY, "clarification", "opening", False),
    (EVERY, "bond_due", "opening", False),
    (EVERY, "publicity_from", "publicity_to", False),
    (EVERY - SINGLE, "opening", "publicity_from", False),
    (BIDDING, "publicity_to", "award", False),
    (EVERY, "opening", "award", False),
    (EVERY, "award", "contract", False),
    (EVERY, "contract", "bond_back", False),
    (EVERY, "award", "validity", False),
    (EVERY, "contract", "validity", True),
)


@dataclass(frozen=True, slots=True)
class Derived:
    """A day that follows from another; ours: we must have acted by then."""

    code: str
    procedures: frozenset[str]
    base: str
    days: int
    working: bool
    label: Text
    article: Text
    ours: bool = True


DERIVED: tuple[Derived, ...] = (
    Derived("law_clarify_by", BIDDING, "opening", -15, False,
            _("Last day for clarifications without putting off the opening"),
            _("Bidding Regulation, art. 21"), ours=False),
    Derived("law_object_documents", BIDDING, "opening", -10, False,
            _("Last day to object to the tender documents"), _("Bidding Regulation, art. 22")),
    Derived("law_object_result", BIDDING, "publicity_to", 0, False,
            _("Last day to object to the result"), _("Bidding Regulation, art. 54")),
    Derived("law_sign_by", BIDDING, "award", 30, False,
            _("Contract to be signed by"), _("Bidding Law, art. 46")),
    Derived("law_refund_by", BIDDING, "contract", 5, False,
            _("Bid bond to be returned by"), _("Bidding Regulation, art. 57"), ours=False),
    Derived("gov_clarify_by", GOV_OPEN, "opening", -15, False,
            _("Last day for clarifications without putting off the opening"),
            _("Ministry of Finance Order 87, art. 27"), ours=False),
    Derived("gov_query_documents", GOV, "documents_from", 7, True,
            _("Last day to query the procurement documents"),
            _("Government Procurement Law, art. 52; Government Procurement Regulation, art. 53")),
    Derived("gov_query_result", GOV, "publicity_to", 7, True,
            _("Last day to query the result"),
            _("Government Procurement Law, art. 52; Government Procurement Regulation, art. 53")),
    Derived("gov_sign_by", GOV, "award", 30, False,
            _("Contract to be signed by"), _("Government Procurement Law, art. 46")),
    Derived("gov_refund_by", GOV, "contract", 5, True,
            _("Bid bond to be returned by"), _("Government Procurement Regulation, art. 33"), ours=False),
)  # fmt: skip
VALIDITY = "validity"
