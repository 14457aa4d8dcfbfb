"""The room's action keywords: one declaration for schema, form, history and field rights."""

from typing import Annotated, Literal, Required, TypedDict

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic_core import PydanticCustomError

from pursuit.domain.bids.rules import modes
from pursuit.domain.bids.rules.clauses import DEVIATIONS, KINDS, PARTS, STATUSES
from pursuit.domain.bids.rules.clocks import ABOUT, LAWS
from pursuit.kernel.inputs import Amount, Choices, Day, Label, Line, Prose, Ref, RowOf, Title, UnitId, UserId
from pursuit.kernel.money import Money

PRICE, BOND = "bids.field.price", "bids.field.bond"
ITEM_PARTS = (("price", _("Price part")), *((code, label) for code, label in PARTS if code != "qualification"))
SOURCES = (
    ("estimate", _("Our estimate")),
    ("public", _("Public source")),
    ("opening", _("Read out at the opening")),
)
COLOURS = (
    ("pink", _("Pink review: outline and win themes")),
    ("red", _("Red review: as the customer reads it")),
    ("gold", _("Gold review: price and terms")),
    ("white", _("White review: lessons")),
)
VERDICTS = (("go", pgettext_lazy("verdict", "Go on")), ("fix", _("Mend first")), ("stop", _("Not like this")))
FORMS = (("cash", _("Cash by transfer")), ("guarantee", _("Letter of guarantee")), ("insurance", _("Insurance")))
BOND_STATES = (("asked", _("Asked for")), ("arrived", _("Arrived")), ("withdrawn", _("Withdrawn")))


def _positive(money: Money) -> Money:
    if money is not None and money.minor <= 0:
        raise PydanticCustomError("not_positive", "{reason}", {"reason": str(_("An amount must be above zero."))})
    return money


Sum = Annotated[Amount, AfterValidator(_positive)]
Share = Annotated[float, Field(ge=0, le=100)]
BidId = Annotated[int, Ref("bid"), Label(_("Bid"))]
ProjectRef = Annotated[int, Ref("project"), Label(_("Project"))]
ItemId = Annotated[int, RowOf("score_item"), Label(_("Line of the scoring table"))]
BidderId = Annotated[int, RowOf("bidder"), Label(_("Bidder"))]
ClauseId = Annotated[int, RowOf("clause"), Label(_("Clause"))]
ClauseIds = Annotated[list[int], Field(min_length=1, max_length=1000), RowOf("clause"), Label(_("Clauses"))]
ReviewId = Annotated[int, RowOf("bid_review"), Label(_("Review"))]
SealId = Annotated[int, RowOf("seal_item"), Label(_("Line of the check list"))]
BondId = Annotated[int, RowOf("bond_request"), Label(_("Bond request"))]
ObjectionId = Annotated[int, RowOf("bid_objection"), Label(_("Query or objection"))]
BidName = Annotated[Title, Label(_("Name of the bid"))]
SourceId = Annotated[str, Field(max_length=120), Label(_("Id in the source system"), widget="hidden")]
Reason = Annotated[str, Field(max_length=500), Label(_("Reason"))]
Owner = Annotated[UserId, Label(_("Answered by"))]
ClauseStatus = Annotated[Literal["open", "drafting", "answered", "checked"], Choices(STATUSES), Label(_("Status"))]
Deviation = Annotated[Literal["undecided", "none", "positive", "negative"], Choices(DEVIATIONS), Label(_("Deviation"))]
Part = Annotated[Literal["qualification", "commercial", "technical"], Choices(PARTS), Label(_("Volume"))]
Credential = Annotated[int, Ref("credential"), Label(_("Proof from the library"))]
NeedRef = Annotated[int, RowOf("need"), Label(_("Need it asks for"), right="strategy.view")]
OfferLine = Annotated[int, RowOf("quote_line"), Label(_("Offer line"), right="offers.view")]
OutcomeCode = Annotated[
    Literal["won", "lost", "rejected", "voided", "failed", "abandoned"], Choices(modes.OUTCOMES), Label(_("Outcome"))
]


class BidDetails(TypedDict, total=False):
    """What people may set on a bid besides its name and project."""

    number: Annotated[str, Field(max_length=120), Label(_("Tender number"))]
    lot: Annotated[str, Field(max_length=120), Label(_("Lot"))]
    agency: Annotated[Line, Label(_("Tender agency"))]
    mode: Annotated[
        Literal["open", "invited", "negotiation", "consultation", "single_source", "inquiry", "framework"],
        Choices(modes.MODES),
        Label(_("Procurement mode")),
    ]
    method: Annotated[
        Literal["scoring", "lowest_price", "comprehensive", "lowest_evaluated", "benchmark"],
        Choices(modes.METHODS),
        Label(_("Evaluation method")),
    ]
    electronic: Annotated[bool, Label(_("Handed in by a tender platform"))]
    ceiling: Annotated[Sum, Label(_("Ceiling price"))] | None
    price: Annotated[Sum, Label(_("Our price"), right=PRICE)] | None
    formula: Annotated[
        Literal["lowest", "average", "second_average", "composite"],
        Choices(modes.FORMULAS),
        Label(_("Benchmark price")),
    ]
    float_percent: Annotated[Share, Label(_("Benchmark floats down by %"), widget="number")]
    above_points: Annotated[Share, Label(_("Points off per 1 % above"), widget="number")]
    below_points: Annotated[Share, Label(_("Points off per 1 % below"), widget="number")]
    drop_from: Annotated[
        int, Field(ge=0, le=50), Label(_("Leave out highest and lowest from so many bids"), help=_("0: never."))
    ]
    ceiling_percent: Annotated[Share, Label(_("Share of the ceiling in the benchmark %"), widget="number")]
    fewest: Annotated[int, Field(ge=1, le=20), Label(_("Fewest effective bids"))] | None
    warn_percent: Annotated[
        Share,
        Label(_("Price to be explained below % of the others"), widget="number", help=_("0: nobody asks.")),
    ]
    note: Annotated[Prose, Label(_("Note"), widget="long")]
    owner: Annotated[UserId, Label(_("Bid manager"))]
    unit: Annotated[UnitId, Label(_("Unit"))] | None


class NewBid(BidDetails, total=False):
    """A new bid belongs to a project."""

    project: Required[ProjectRef]
    title: Required[BidName]


class BidChanges(BidDetails, total=False):
    """What may be changed later."""

    title: BidName


class ItemDetails(TypedDict, total=False):
    """A line of the scoring table. points: as people write them."""

    part: Annotated[Literal["price", "commercial", "technical"], Choices(ITEM_PARTS), Label(_("Part of the score"))]
    points: Annotated[float, Field(ge=0, le=100), Label(_("Most points"), widget="number")]
    basis: Annotated[Prose, Label(_("How it is scored"), widget="long")]


class BidderDetails(TypedDict, total=False):
    """What is known of a bidder."""

    competitor: Annotated[int, Ref("competitor"), Label(_("Competitor"))] | None
    name: Annotated[Line, Label(_("Name"), help=_("Where it is no competitor of the list."))]
    low: Annotated[Sum, Label(_("Lowest price expected"), right=PRICE)] | None
    likely: Annotated[Sum, Label(_("Most likely price"), right=PRICE)] | None
    high: Annotated[Sum, Label(_("Highest price expected"), right=PRICE)] | None
    quoted: Annotated[Sum, Label(_("Price read out"), right=PRICE)] | None
    source: Annotated[Literal["estimate", "public", "opening"], Choices(SOURCES), Label(_("Where the price is from"))]
    source_note: Annotated[
        str, Field(max_length=300), Label(_("Address or document"), help=_("A public source is named with its day."))
    ]
    source_on: Annotated[Day, Label(_("Published on"))] | None
    relief_percent: Annotated[Share, Label(_("Price relief of a small enterprise %"), widget="number")]
    adjustment: Annotated[Amount, Label(_("Added for deviations in the evaluation"), right=PRICE)] | None
    rejected: Annotated[Line, Label(_("Rejected because"), help=_("Empty: it takes part."))]


class ClauseDetails(TypedDict, total=False):
    """What may be said of one clause."""

    number: Annotated[str, Field(max_length=40), Label(_("Clause number"))]
    text: Annotated[str, Field(min_length=1, max_length=4000), Label(_("Demand"), widget="long")]
    part: Part
    kind: Annotated[Literal["plain", "star", "triangle"], Choices(KINDS), Label(_("Weight of the clause"))]
    status: ClauseStatus
    response: Annotated[Prose, Label(_("Our answer"), widget="long")]
    deviation: Deviation
    page: Annotated[str, Field(max_length=40), Label(_("Page in our bid"))]
    owner: Owner | None
    due_on: Annotated[Day, Label(_("Due"))] | None
    proof: Annotated[bool, Label(_("Asks for a proof"))]
    credential: Credential | None
    need: NeedRef | None
    line: OfferLine | None


class ClauseSpec(BaseModel):
    """A clause as it is brought in."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    number: Annotated[str, Field(max_length=40)] = ""
    text: Annotated[str, Field(min_length=1, max_length=4000)]
    part: Literal["qualification", "commercial", "technical"] = "technical"
    kind: Literal["plain", "star", "triangle"] = "plain"
    proof: bool = False


class BondDetails(TypedDict, total=False):
    """A bond as finance needs to know it."""

    form: Annotated[Literal["cash", "guarantee", "insurance"], Choices(FORMS), Label(_("Form"))]
    payee: Annotated[Line, Label(_("Payee or beneficiary"))]
    account: Annotated[Line, Label(_("Bank account"))]
    note: Annotated[str, Field(max_length=500), Label(_("Note"))]


class ResultDetails(TypedDict, total=False):
    """What was published and what the customer told us. price: the winner's."""

    winner: Annotated[int, RowOf("bidder"), Label(_("Winner among the bidders"))] | None
    winner_name: Annotated[Line, Label(_("Winner"), help=_("Where it is none of the bidders."))]
    price: Annotated[Sum, Label(_("Winning price"))] | None
    rank: Annotated[int, Field(ge=1, le=100), Label(_("Our rank"))] | None
    points: Annotated[float, Field(ge=0, le=100), Label(_("Our points"), widget="number")] | None
    reason: Annotated[Prose, Label(_("Why it came so"), widget="long")]
    debrief: Annotated[Prose, Label(_("What the customer and the agency told us"), widget="long")]


class ObjectionDetails(TypedDict, total=False):
    """A query or objection and what came of it."""

    text: Annotated[Prose, Label(_("What we query or object to"), widget="long")]
    raised_on: Annotated[Day, Label(_("Raised on"))] | None
    answered_on: Annotated[Day, Label(_("Answered on"))] | None
    answer: Annotated[Prose, Label(pgettext_lazy("clause", "Answer"), widget="long")]
    complained_on: Annotated[Day, Label(_("Complained on"))] | None


Law = Annotated[Literal["query", "objection"], Choices(LAWS), Label(_("By which law"))]
Matter = Annotated[Literal["documents", "opening", "result"], Choices(ABOUT), Label(_("About"))]
