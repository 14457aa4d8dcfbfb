"""How customers buy and how they evaluate, by the names the trade uses."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pursuit.engine.scoring import Formula, Method
from pursuit.kernel.errors import Text

Labels = tuple[tuple[str, Text], ...]

MODES: Labels = (
    ("open", _("Open tender")),
    ("invited", _("Invited tender")),
    ("negotiation", _("Competitive negotiation")),
    ("consultation", _("Competitive consultation")),
    ("single_source", _("Single source")),
    ("inquiry", _("Price inquiry and comparison")),
    ("framework", _("Framework shortlisting")),
)
METHODS: Labels = (
    (str(Method.SCORING), _("Points, lowest price as benchmark (government)")),
    (str(Method.LOWEST_PRICE), _("Lowest evaluated price (government)")),
    (str(Method.COMPREHENSIVE), _("Comprehensive evaluation (Bidding Law)")),
    (str(Method.LOWEST_EVALUATED), _("Lowest evaluated bid price (Bidding Law)")),
    (str(Method.BENCHMARK), _("Nearest to the benchmark price")),
)
FORMULAS: Labels = (
    (str(Formula.LOWEST), _("Lowest effective price")),
    (str(Formula.AVERAGE), _("Mean of effective prices")),
    (str(Formula.SECOND_AVERAGE), _("Second mean: of prices not above the mean")),
    (str(Formula.COMPOSITE), _("Ceiling price and mean together")),
)
OUTCOMES: Labels = (
    ("won", _("Bid won")),
    ("lost", _("Bid not won")),
    ("rejected", _("Our bid rejected")),
    ("voided", _("Tender voided")),
    ("failed", _("Tender failed")),
    ("abandoned", _("Bid given up")),
)
STATES: Labels = (
    ("preparing", _("Being prepared")),
    ("sealed", _("Sealed")),
    ("submitted", _("Handed in")),
    ("decided", pgettext_lazy("bid", "Decided")),
)
# Fewer effective bids than this and there is no contest; the tender document may say otherwise.
FEWEST = {"single_source": 1, "framework": 2}
USUAL_FEWEST = 3
# What a mode is called in the tender calendar's procedures, from the project's own.
MODE_OF = {
    "open": "open",
    "gov_open": "open",
    "invited": "invited",
    "gov_negotiation": "negotiation",
    "gov_consultation": "consultation",
    "gov_inquiry": "inquiry",
    "gov_single": "single_source",
    "enterprise": "inquiry",
}


def fewest(mode: str, own: int | None) -> int:
    """The fewest effective bids a contest needs."""
    return own or FEWEST.get(mode, USUAL_FEWEST)


def label(labels: Labels, code: str) -> Text:
    return dict(labels).get(code, code)
