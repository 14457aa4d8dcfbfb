"""The keywords of the room's actions."""

from typing import Annotated, Literal, TypedDict

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from pydantic import BaseModel, ConfigDict, Field

from pursuit.domain.gates.models import AdvanceKind, Conclusion, Confidence, EvidenceKind, Sheet, Vote
from pursuit.kernel.inputs import ANY, Amount, Choices, Day, Label, Prose, Ref, RowOf, TermOf, UserId

BUDGET = "gates.field.budget"

ProjectId = Annotated[int, Ref("project"), Label(_("Project"))]
PointCode = Annotated[str, Field(min_length=1, max_length=20), Label(_("Decision point"))]
ItemId = Annotated[int, RowOf("gate_item"), Label(_("Claim to prove"))]
CostId = Annotated[int, RowOf("charter_cost"), Label(_("Cost"))]
ReviewId = Annotated[int, RowOf("gate_review"), Label(_("Review"))]
ConditionId = Annotated[int, RowOf("gate_condition"), Label(_("Condition"))]
PassageId = Annotated[int, RowOf("gate_passage"), Label(_("Passed point"))]
AdvanceId = Annotated[int, RowOf("gate_advance"), Label(_("Advance"))]
CriterionId = Annotated[int, RowOf("gate_criterion"), Label(_("Scored criterion"))]
WhatCode = Annotated[str, Field(min_length=1, max_length=80), Label(_("What is waived"))]
Why = Annotated[str, Field(min_length=1, max_length=500), Label(_("Reason"), widget="long")]
MoveReason = Annotated[str, Field(max_length=500), Label(_("Reason"), widget="long")]
Long = Annotated[Prose, Label(_("Text"), widget="long")]

CostKind = Annotated[str, TermOf("charter_cost"), Label(_("Kind of cost"))]
CostNote = Annotated[str, Field(max_length=200), Label(_("Note"))]
PersonDays = Annotated[float, Field(ge=0, le=10_000), Label(_("Person days"), widget="number")]
CostAmount = Annotated[Amount, Label(_("Amount"), right=BUDGET)]

Says = Annotated[Prose, Label(_("What it says"), widget="long")]
Figure = Annotated[int, Field(ge=-(2**53), le=2**53), Label(_("Figure given"), widget="number")]
Sure = Annotated[Confidence, Choices(tuple(Confidence.choices)), Label(_("How sure"))]
Source = Annotated[int, Ref(ANY), Label(_("Comes from"), help=_("A visit, a task or another record that shows it"))]
FileId = Annotated[int, RowOf("gate_file"), Label(_("A file of the project"))]
FreshFile = Annotated[object, Label(_("A new file"), widget="file")]
Observed = Annotated[Day, Label(_("True of"), help=_("Empty: today"))]
Expires = Annotated[Day, Label(_("Holds until"))]

HeldOn = Annotated[Day, Label(_("Reviewed on"))]
Chair = Annotated[UserId, Label(_("Chair"), help=_("Empty: oneself"))]
Participants = Annotated[list[UserId], Field(min_length=1, max_length=40), Label(_("Participants"), widget="people")]
Agenda = Annotated[Prose, Label(_("Agenda"), widget="long")]
Minutes = Annotated[Prose, Label(pgettext_lazy("review", "Minutes"), widget="long")]
VoteOf = Annotated[Vote, Choices(tuple(Vote.choices)), Label(_("Vote"))]
Opinion = Annotated[Prose, Label(_("Opinion"), widget="long")]
Concluded = Annotated[Conclusion, Choices(tuple(Conclusion.choices)), Label(_("Conclusion"))]
ConditionText = Annotated[str, Field(min_length=1, max_length=200), Label(_("Condition"))]
ConditionOwner = Annotated[UserId, Label(_("Who sees to it"))]
ConditionDue = Annotated[Day, Label(_("Due on"))]


class ConditionSpec(BaseModel):
    """A condition as it is concluded: what, who, until when."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    text: ConditionText
    owner: UserId
    due: Day


Conditions = Annotated[list[ConditionSpec], Field(max_length=30), Label(_("Conditions"), widget="hidden")]

Score = Annotated[int, Field(ge=0, le=10), Label(_("Score"), widget="number")]
ScoreNote = Annotated[str, Field(max_length=500), Label(_("Ground"), widget="long")]

AdvanceOf = Annotated[AdvanceKind, Choices(tuple(AdvanceKind.choices)), Label(_("Kind"))]
Exposure = Annotated[Amount, Label(_("Exposure"), help=_("What is lost if the contract does not come"))]
Scope = Annotated[Prose, Field(min_length=1), Label(_("What is done or delivered before"), widget="long")]
SignBy = Annotated[Day, Label(_("To be signed by"))]


class CharterFields(TypedDict, total=False):
    """The parts of a charter."""

    background: Annotated[Prose, Label(_("Background"), widget="long", help=_("Who needs what, why now"))]
    market: Annotated[Prose, Label(_("Market feasibility"), widget="long")]
    technical: Annotated[Prose, Label(_("Technical feasibility"), widget="long")]
    commercial: Annotated[Prose, Label(_("Commercial feasibility"), widget="long")]
    delivery: Annotated[Prose, Label(_("Delivery feasibility"), widget="long")]
    legal: Annotated[Prose, Label(_("Legal feasibility"), widget="long")]
    fit: Annotated[Prose, Label(_("Strategic fit"), widget="long")]
    recommendation: Annotated[Prose, Label(_("Recommendation"), widget="long")]
    budget: Annotated[Amount, Label(_("Budget asked for"), right=BUDGET, help=_("Empty: the sum of the costs"))] | None


ItemName = Annotated[str, Field(min_length=1, max_length=120), Label(_("Claim to prove"))]
Grades = Annotated[str, Field(pattern=r"^[a-d]{0,4}$"), Label(_("Grades"), help=_("Letters, such as ab; empty: all"))]
MethodId = Annotated[int, RowOf("method"), Label(_("Method"))]
Kind = Annotated[EvidenceKind, Choices(tuple(EvidenceKind.choices)), Label(_("Kind of proof"))]
Weight = Annotated[int, Field(ge=0, le=100), Label(pgettext_lazy("evidence", "Weight"), widget="number")]
ValidDays = Annotated[int, Field(ge=1, le=3650), Label(_("Holds for days"), widget="number")]
Guidance = Annotated[str, Field(max_length=500), Label(_("How to prove it"), widget="long")]
FactCode = Annotated[str, Field(max_length=60), Label(_("Fact"))]
CriterionName = Annotated[str, Field(min_length=1, max_length=120), Label(_("Scored criterion"))]
Hints = Annotated[str, Field(max_length=2000), Label(_("What the scores mean"), widget="long")]
SheetCode = Annotated[Literal["grade", "bid"], Choices(tuple(Sheet.choices)), Label(_("Scorecard"))]


class ItemDetails(TypedDict, total=False):
    """What may be set on a claim of a checklist besides its words."""

    method: MethodId | None
    grades: Grades
    weight: Weight
    required: Annotated[bool, Label(_("Required"))]
    inferred_will_do: Annotated[bool, Label(_("An inference is enough"))]
    valid_days: ValidDays | None
    guidance: Guidance
    active: Annotated[bool, Label(_("In use"))]


class ItemFields(ItemDetails, total=False):
    """What may be changed on it."""

    name: ItemName


class HouseFields(TypedDict, total=False):
    """The company's figures for decision points."""

    review_grades: Annotated[Grades, Label(_("Grades that need a review"))]
    scorecard_points: Annotated[
        str, Field(pattern=r"^[A-Za-z-]{0,20}(,[A-Za-z-]{1,20}){0,5}$"), Label(_("Points with a bid scorecard"))
    ]
    least_score: Annotated[int, Field(ge=0, le=100), Label(_("Evidence that counts as enough (%)"), widget="number")]
    bid_go: Annotated[int, Field(ge=0, le=100), Label(_("Bid from (%)"), widget="number")]
    bid_stop: Annotated[int, Field(ge=0, le=100), Label(_("No bid below (%)"), widget="number")]
    term_days: Annotated[int, Field(ge=1, le=3650), Label(_("A passed point holds for days"), widget="number")]
    exposure: Annotated[Amount, Label(_("Most exposure of one project"))]
