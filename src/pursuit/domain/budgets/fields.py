"""The keywords of the room: one declaration for schema, form, history and field rights."""

from typing import Annotated, Literal, Required, TypedDict

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from pursuit.domain.budgets.rules.periods import SPANS
from pursuit.kernel.inputs import (
    Amount,
    Choices,
    Day,
    Label,
    Prose,
    Ref,
    RowOf,
    TermOf,
    Title,
    UnitId,
    UserId,
)

BudgetId = Annotated[int, Ref("budget"), Label(_("Budget"))]
ExpenseId = Annotated[int, Ref("expense"), Label(_("Expense"))]
ProjectRef = Annotated[int, Ref("project"), Label(_("Project"))]
LineId = Annotated[int, RowOf("budget_line"), Label(_("Line of the budget"))]
TargetId = Annotated[int, RowOf("budget_line"), Label(_("To the line"))]
CommitmentId = Annotated[int, RowOf("budget_commitment"), Label(_("Promised cost"))]
Kind = Annotated[str, TermOf("budget_kind"), Label(_("Kind of cost"))]
Sum = Annotated[Amount, Label(_("Amount"))]
Spent = Annotated[Amount, Label(_("Amount spent"), help=_("With tax, as on the receipt."))]
On = Annotated[Day, Label(_("Day"))]
Reason = Annotated[str, Field(min_length=1, max_length=500), Label(_("Reason"), widget="long")]
Why = Annotated[str, Field(max_length=500), Label(_("What it is needed for"), widget="long")]
LineNote = Annotated[str, Field(max_length=200), Label(_("Note"))]
Note = Annotated[str, Field(max_length=500), Label(_("What for"))]
Upload = Annotated[object, Label(_("Photo of the receipt"), widget="file")]
PeriodSpan = Annotated[Literal["whole", "quarter", "month"], Choices(SPANS), Label(_("Period"))]
PeriodDay = Annotated[
    Day, Label(_("Day in the period"), help=_("Any day of that quarter or month; not needed for the whole project."))
]


class BudgetChanges(TypedDict, total=False):
    """What may be changed of the budget itself."""

    title: Annotated[Title, Label(_("Name of the budget"))]
    note: Annotated[Prose, Label(_("Assumptions"), widget="long")]
    owner: Annotated[UserId, Label(_("Owner"))]
    unit: Annotated[UnitId, Label(_("Unit"))] | None


class CommitmentDetails(TypedDict, total=False):
    """What may be said of a promise besides what and how much."""

    supplier: Annotated[int, Ref("account"), Label(_("Supplier"))] | None
    day: Annotated[Day, Label(_("Promised on"))]


class ExpenseDetails(TypedDict, total=False):
    """What people may say of an expense besides project, kind and amount."""

    day: Annotated[Day, Label(_("Spent on"))]
    tax: Annotated[Amount, Label(_("Of it tax"))] | None
    note: Note


class NewExpense(ExpenseDetails, total=False):
    """An expense is for a project, of a kind, of an amount."""

    project: Required[ProjectRef]
    kind: Required[Kind]
    amount: Required[Spent]


class ExpenseChanges(ExpenseDetails, total=False):
    """What may be changed until it is handed in."""

    project: ProjectRef
    kind: Kind
    amount: Spent


Percentage = Annotated[int, Field(ge=1, le=1000)]


class RuleFields(TypedDict, total=False):
    """The company's borders of the stop-loss."""

    watch: Annotated[Percentage, Label(_("Look from (percent of chance × margin)"), widget="percent")]
    act: Annotated[Percentage, Label(_("Act from (percent of chance × margin)"), widget="percent")]
