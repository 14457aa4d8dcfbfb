"""The keywords of strategies: one declaration for schema, form, history and field rights."""

from typing import Annotated, Literal, TypedDict

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from pydantic import BaseModel, ConfigDict, Field

from pursuit.domain.strategy.rules import kinds
from pursuit.kernel.inputs import Amount, Choices, Day, Label, Line, Percent, Prose, Ref, RowOf, UserId

PRICE = "strategy.field.price"
ProjectId = Annotated[int, Ref("project"), Label(_("Project"))]
NeedId = Annotated[int, RowOf("need"), Label(_("Need"))]
ItemId = Annotated[int, RowOf("analysis_item"), Label(_("Statement of an analysis"))]
CrossingId = Annotated[int, RowOf("crossing"), Label(_("Crossing"))]
ThemeId = Annotated[int, RowOf("theme"), Label(_("Win theme"))]
LineId = Annotated[int, RowOf("strategy_line"), Label(_("Strategy line"))]
CriterionId = Annotated[int, RowOf("criterion"), Label(_("Criterion"))]
ConcessionId = Annotated[int, RowOf("concession"), Label(_("Concession"))]
MoveId = Annotated[int, RowOf("relationship_move"), Label(_("Relationship measure"))]
MemberId = Annotated[int, RowOf("strategy_member"), Label(_("Person of the decision chain"), widget="choice")]
CompetitorRef = Annotated[int, Ref("competitor"), Label(_("Competitor"))]

LONGEST = 2000
Text = Annotated[str, Field(max_length=LONGEST), Label(_("In words"), widget="long")]
Evidence = Annotated[Prose, Label(_("Evidence"), widget="long")]
Points = Annotated[int, Field(ge=0, le=10), Label(_("Score"), widget="number")]
Degree = Annotated[int, Field(ge=-1, le=3), Label(_("Support we want"), widget="number")]
WhyNot = Annotated[str, Field(min_length=1, max_length=500), Label(_("Why there is no action"), widget="long")]
Doer = Annotated[UserId, Label(_("Who does it"))]
Due = Annotated[Day, Label(_("By when"))]

AnalysisCode = Annotated[
    Literal["pest", "five_forces", "value_chain", "swot"], Choices(kinds.ANALYSES), Label(_("Analysis"))
]
CellCode = Annotated[str, Field(max_length=16), Choices(kinds.ALL_CELLS), Label(pgettext_lazy("analysis", "Field"))]
SheetCode = Annotated[
    Literal["entry", "customer", "product", "price", "channel", "promotion"],
    Choices(kinds.SHEETS),
    Label(_("Strategy sheet")),
]


class NeedDetails(TypedDict, total=False):
    """What is known of a need."""

    text: Annotated[Text, Label(_("Need"), widget="long")]
    kind: Annotated[Literal["explicit", "implicit"], Choices(kinds.NEED_KINDS), Label(_("Explicit or implicit"))]
    priority: Annotated[Literal["must", "should", "could"], Choices(kinds.PRIORITIES), Label(_("Priority"))]
    state: Annotated[
        Literal["open", "confirmed", "answered", "dropped"], Choices(kinds.NEED_STATES), Label(_("Status"))
    ]
    contact: Annotated[int, Ref("contact"), Label(_("Said by (contact)"))] | None
    member: MemberId | None
    evidence: Evidence
    answer: Annotated[Prose, Label(_("Our answer"), widget="long")]
    product: Annotated[int, Ref("product"), Label(_("Product"))] | None
    compliance: Annotated[
        Literal["unknown", "met", "partly", "not", "over"], Choices(kinds.COMPLIANCE), Label(_("Compliance"))
    ]
    gap: Annotated[Prose, Label(_("What is missing"), widget="long")]


class ItemDetails(TypedDict, total=False):
    """A statement of an analysis."""

    cell: CellCode
    text: Text
    weight: Annotated[int, Field(ge=1, le=5), Label(_("Weight (1–5)"), widget="number")]
    evidence: Evidence
    source: Annotated[Line, Label(_("Source"))]


class CrossingDetails(TypedDict, total=False):
    """What follows from statements of a SWOT."""

    items: Annotated[list[ItemId], Field(max_length=20), Label(_("Statements that cross"))]
    text: Annotated[Text, Label(_("What follows from it"), widget="long")]


class ThemeDetails(TypedDict, total=False):
    """A theme by which we win."""

    discriminator: Annotated[Text, Label(_("What sets us apart"), widget="long")]
    benefit: Annotated[Text, Label(_("What the customer has from it"), widget="long")]
    proof: Annotated[Text, Label(_("How we prove it"), widget="long")]


class CriterionDetails(TypedDict, total=False):
    """By what the customer compares."""

    name: Annotated[str, Field(max_length=120), Label(_("Criterion"))]
    weight: Annotated[Percent, Label(_("Weight %"), widget="percent")]
    price: Annotated[bool, Label(_("This is the price"), help=_("Its points follow from the prices by formula."))]


class SheetDetails(TypedDict, total=False):
    """The fields of all six sheets; each has its own of them (rules.sheets)."""

    aim: Annotated[Prose, Label(_("What we want to reach"), widget="long")]
    premise: Annotated[Prose, Label(_("What we take for granted"), widget="long")]
    segment: Annotated[Line, Label(_("Segment"))]
    entry_mode: (
        Annotated[
            Literal["direct", "pilot", "partner", "framework", "renewal"],
            Choices(kinds.ENTRY_MODES),
            Label(_("How we get in")),
        ]
        | None
    )
    beachhead: Annotated[Line, Label(_("Where we begin"))]
    barrier: Annotated[Prose, Label(_("What keeps us out, and how we overcome it"), widget="long")]
    coverage: Annotated[Percent, Label(_("Decision chain to be reached %"), widget="percent")] | None
    rhythm: Annotated[Line, Label(_("Rhythm of visits"))]
    top_meeting: Annotated[Line, Label(_("Meetings of leaders"))]
    offer: Annotated[Prose, Label(_("Main points of the solution"), widget="long")]
    difference: Annotated[Prose, Label(_("What only we offer"), widget="long")]
    demonstration: Annotated[Prose, Label(_("Proof: test, sample, reference visit"), widget="long")]
    target: Annotated[Amount, Label(_("Target price"), right=PRICE)] | None
    floor: Annotated[Amount, Label(_("Lowest price"), right=PRICE)] | None
    payment: Annotated[Line, Label(_("Terms of payment"))]
    partner: Annotated[int, Ref("account"), Label(_("Partner"))] | None
    partner_role: Annotated[Line, Label(_("What the partner does"))]
    split: Annotated[Percent, Label(_("Partner's share %"), widget="percent")] | None
    protection: Annotated[Line, Label(_("Rules and protection"))]
    event: Annotated[Line, Label(_("Event"))]
    event_on: Annotated[Day, Label(_("Day of the event"))] | None
    material: Annotated[Line, Label(_("Material"))]
    budget: Annotated[Amount, Label(_("Budget of the promotion"))] | None


class ConcessionDetails(TypedDict, total=False):
    """A step of the concession ladder."""

    step: Annotated[int, Field(ge=1, le=20), Label(_("Step"), widget="number", right=PRICE)]
    gives: Annotated[Line, Label(_("What we give"), right=PRICE)]
    price: Annotated[Amount, Label(_("Price after it"), right=PRICE)] | None
    for_what: Annotated[Line, Label(_("What we want for it"), right=PRICE)]
    granted_by: Annotated[str, Field(max_length=120), Label(_("Who may grant it"), right=PRICE)]


class LineDetails(TypedDict, total=False):
    """What we do."""

    sheet: SheetCode
    text: Annotated[Text, Label(_("What we do"), widget="long")]
    crossing: CrossingId | None
    need: NeedId | None
    theme: ThemeId | None
    owner: Doer | None
    due_on: Due | None


class MoveDetails(TypedDict, total=False):
    """How a person is to be won."""

    target: Degree
    measures: Annotated[Text, Label(_("Measures"), widget="long")]
    cost: Annotated[Amount, Label(_("Cost"))] | None
    owner: Doer | None
    due_on: Due | None


class PositionDetails(TypedDict, total=False):
    """Where a rival stands in this project."""

    low: Annotated[Amount, Label(_("Estimate from"))] | None
    high: Annotated[Amount, Label(_("Estimate to"))] | None
    counter: Annotated[Text, Label(_("Our counter move"), widget="long")]
    sponsor: Annotated[MemberId, Label(_("Who speaks for them inside"), widget="choice")] | None


class StrategyFields(NeedDetails, ItemDetails, ThemeDetails, SheetDetails, PositionDetails, total=False):
    """All keywords under one roof, for the labels and rights of the history."""


class NeedRow(BaseModel):
    """A line of a list of needs that is brought in."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    text: Annotated[str, Field(min_length=1, max_length=2000)]
    kind: Literal["explicit", "implicit"] = "explicit"
    priority: Literal["must", "should", "could"] = "should"
    evidence: Annotated[str, Field(max_length=20_000)] = ""
    answer: Annotated[str, Field(max_length=20_000)] = ""
    compliance: Literal["unknown", "met", "partly", "not", "over"] = "unknown"


NeedRows = Annotated[list[NeedRow], Field(min_length=1, max_length=500), Label(_("Needs"), widget="hidden")]
