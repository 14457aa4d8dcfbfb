"""The keywords of goals, their decomposition and KPIs. Figures are text as people write it: 1200万, 60%, 12."""

from typing import Annotated, Literal, Required, TypedDict

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from pydantic import BaseModel, ConfigDict, Field

from pursuit.domain.goals.models import Direction, Frequency, Scale, Scope
from pursuit.domain.goals.models.node import Kind
from pursuit.kernel.errors import Text
from pursuit.kernel.inputs import Choices, Day, Label, Line, Prose, Ref, RowOf, TermOf, Title, UnitId, UserId


def _of(kind: type[Scale | Scope | Direction | Frequency | Kind]) -> tuple[tuple[str, Text], ...]:
    return tuple((one.value, one.label) for one in kind)


ENDS: tuple[tuple[str, Text], ...] = (("reached", _("Reached")), ("missed", _("Missed")), ("dropped", _("Given up")))
WAYS: tuple[tuple[str, Text], ...] = (
    ("even", _("Evenly")),
    ("last_year", _("By the share of a year before")),
    ("weights", _("By weights")),
)
BELOW: tuple[tuple[str, Text], ...] = (("units", _("The units below")), ("people", _("The people of the unit")))

GoalId = Annotated[int, Ref("goal"), Label(_("Goal"))]
NodeId = Annotated[int, RowOf("goal_node"), Label(_("Part of the goal"))]
KpiId = Annotated[int, RowOf("kpi"), Label(_("KPI"))]
Figure = Annotated[str, Field(max_length=40)]
SourceId = Annotated[str, Field(max_length=120), Label(_("Id in the source system"), widget="hidden")]
MeasureCode = Annotated[
    str,
    Field(max_length=40),
    Label(_("Figure"), widget="choice", help=_("Computed from the data; empty: results are typed, with evidence")),
]
ScaleCode = Annotated[
    Literal["money", "count", "percent", "points"], Choices(_of(Scale)), Label(_("Unit of the figure"))
]
ScopeCode = Annotated[
    Literal["company", "unit", "person", "project"], Choices(_of(Scope)), Label(_("Whose results count"))
]
Evidence = Annotated[
    str, Field(min_length=1, max_length=2000), Label(_("Evidence"), widget="long", help=_("Where it can be seen"))
]
ResultDay = Annotated[Day, Label(_("As of"))]
Reached = Annotated[Figure, Field(min_length=1), Label(_("Reached so far"))]
End = Annotated[Literal["reached", "missed", "dropped"], Choices(ENDS), Label(_("What became of it"))]
ClosingNote = Annotated[str, Field(min_length=1, max_length=2000), Label(_("What we learned"), widget="long")]


TITLE = Label(_("Statement"), help=_("What shall be reached, in one sentence"))
KIND = Label(_("Kind of goal"))


class GoalDetails(TypedDict, total=False):
    """What people may set on a goal besides its statement and its figures."""

    project: Annotated[int, Ref("project"), Label(_("Project"))] | None
    parent: Annotated[int, Ref("goal"), Label(_("Goal above"))] | None
    begins_on: Annotated[Day, Label(_("Begins on"))] | None
    due_on: Annotated[Day, Label(_("Due on"))] | None
    account: Annotated[int, Ref("account"), Label(_("Only this customer"))] | None
    product: Annotated[int, Ref("product"), Label(_("Only this product"))] | None
    note: Annotated[Prose, Label(_("Note"), widget="long", help=_("What makes it possible, what it needs"))]
    next_step: Annotated[Line, Label(_("Next step"))]
    next_step_on: Annotated[Day, Label(_("Next step on"))] | None
    owner: Annotated[UserId, Label(_("Owner"))]
    unit: Annotated[UnitId, Label(_("Unit"))] | None


class GoalFacts(GoalDetails, total=False):
    """What is read and edited as it is kept."""

    title: Annotated[Title, TITLE]
    kind: Annotated[str, TermOf("goal_kind"), KIND]


class GoalFigures(GoalDetails, total=False):
    """Figures are typed in people's units and kept in those of the scale."""

    measure: MeasureCode
    scale: ScaleCode
    scope: ScopeCode
    baseline: (
        Annotated[Figure, Label(pgettext_lazy("goal", "Baseline"), help=_("Where it stands today: 800万, 45%, 12"))]
        | None
    )
    target: (
        Annotated[Figure, Label(pgettext_lazy("goal", "Target"), help=_("What shall be reached: 1200万, 60%, 20"))]
        | None
    )


class NewGoal(GoalFigures):
    """A new goal needs a statement and a kind."""

    title: Required[Annotated[Title, TITLE]]
    kind: Required[Annotated[str, TermOf("goal_kind"), KIND]]


class GoalChanges(GoalFigures, total=False):
    """What may be changed later."""

    title: Annotated[Title, TITLE]
    kind: Annotated[str, TermOf("goal_kind"), KIND]


class CellSpec(BaseModel):
    """A figure of a month; nothing takes it away. was: what stood there when it was opened, to notice others' edits."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    node: int
    month: Day
    side: Literal["given", "committed"] = "given"
    amount: Annotated[str, Field(max_length=40)] = ""
    was: Annotated[str, Field(max_length=40)] | None = None


class NodeSpec(BaseModel):
    """A part of a decomposition as an undo writes it back."""

    model_config = ConfigDict(extra="forbid")

    id: int
    parent: int | None
    kind: Literal["unit", "person", "product", "account"]
    of: int | None
    place: int = 0


Cells = Annotated[list[CellSpec], Field(min_length=1, max_length=10_000), Label(_("Figures"), widget="hidden")]
Nodes = Annotated[list[NodeSpec], Field(max_length=2000), Label(_("Parts"), widget="hidden")]
Units = Annotated[list[UnitId], Field(max_length=200), Label(_("Units"))]
People = Annotated[list[UserId], Field(max_length=300), Label(pgettext_lazy("goal parts", "People"))]
Products = Annotated[list[Annotated[int, Ref("product")]], Field(max_length=200), Label(_("Products"))]
Accounts = Annotated[list[Annotated[int, Ref("account")]], Field(max_length=200), Label(_("Customers"))]
Below = Annotated[Literal["units", "people"], Choices(BELOW), Label(_("What is below it"))]
Way = Annotated[Literal["even", "last_year", "weights"], Choices(WAYS), Label(_("How"))]
Weights = Annotated[
    str,
    Field(max_length=2000),
    Label(_("Weights"), widget="line", help=_("One number for each part in order, for example 3 2 2 1")),
]

KpiCode = Annotated[
    str,
    Field(pattern=r"^[a-z][a-z0-9_]{1,59}$"),
    Label(_("Code"), help=_("By which other formulas name it: won_share")),
]


class KpiDetails(TypedDict, total=False):
    """What a KPI is made of and when it is well."""

    scale: ScaleCode
    formula: Annotated[
        str,
        Field(max_length=400),
        Label(_("Formula"), help=_("Of figures, other KPIs and numbers: 100 * won_count / (won_count + lost_count)")),
    ]
    direction: Annotated[Literal["up", "down", "band"], Choices(_of(Direction)), Label(_("Direction"))]
    frequency: Annotated[Literal["month", "quarter", "year"], Choices(_of(Frequency)), Label(_("Frequency"))]
    target: Annotated[Figure, Label(pgettext_lazy("goal", "Target"))] | None
    green: Annotated[Figure, Label(_("Green from"), help=_("Lower is better: green up to"))] | None
    amber: Annotated[Figure, Label(_("Amber from"), help=_("Lower is better: amber up to"))] | None
    green_top: Annotated[Figure, Label(_("Green up to"), help=_("For a band"))] | None
    amber_top: Annotated[Figure, Label(_("Amber up to"), help=_("For a band"))] | None
    source: Annotated[Line, Label(_("Source"), help=_("Where typed readings come from"))]
    note: Annotated[str, Field(max_length=2000), Label(_("Note"), widget="long")]


class NewKpi(KpiDetails):
    code: Required[KpiCode]
    name: Required[Annotated[str, Field(min_length=1, max_length=120), Label(_("Name"))]]


class KpiChanges(KpiDetails, total=False):
    name: Annotated[str, Field(min_length=1, max_length=120), Label(_("Name"))]
