"""The keywords of projects: one declaration for schema, form, history and field rights."""

from typing import Annotated, Required, TypedDict

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from pursuit.kernel.inputs import (
    Amount,
    Day,
    Label,
    Line,
    Percent,
    Prose,
    Ref,
    TermOf,
    Title,
    UnitId,
    UserId,
)

ProjectId = Annotated[int, Ref("project"), Label(_("Project"))]
AccountRef = Annotated[int, Ref("account"), Label(_("Account"))]
Reason = Annotated[Prose, Label(_("Reason"), widget="long")]
SourceId = Annotated[str, Field(max_length=120), Label(_("Id in the source system"), widget="hidden")]
Margin = Annotated[int, Field(ge=-100, le=100), Label(_("Margin %"), widget="percent", right="projects.field.margin")]


class NextStep(TypedDict, total=False):
    """What happens next, when, and who does it."""

    next_step: Annotated[Line, Label(_("Next step"))]
    next_step_on: Annotated[Day, Label(_("Next step on"))] | None
    next_step_owner: Annotated[UserId, Label(_("Next step by"))] | None


class ProjectDetails(NextStep, total=False):
    """What people may set on a project besides its name."""

    account: AccountRef | None
    grade: Annotated[str, TermOf("project_grade"), Label(_("Grade"))] | None
    deal_type: Annotated[str, TermOf("deal_type"), Label(_("Deal type"))] | None
    amount: Annotated[Amount, Label(_("Amount"))] | None
    margin_percent: Margin | None
    expected_sign_on: Annotated[Day, Label(_("Expected sign date"))] | None
    budget_status: Annotated[str, TermOf("budget_status"), Label(_("Customer budget"))] | None
    funding_source: Annotated[Line, Label(_("Funding source"))]
    procurement_mode: Annotated[str, TermOf("procurement_mode"), Label(_("Procurement mode"))] | None
    customer_charter_on: Annotated[Day, Label(_("Customer approved the project on"))] | None
    customer_charter_note: Annotated[Line, Label(_("Customer's approval document"))]
    sales_charter_on: Annotated[Day, Label(_("Sales charter on"))] | None
    sales_charter_note: Annotated[Line, Label(_("Sales charter document"))]
    delivery_charter_on: Annotated[Day, Label(_("Delivery charter on"))] | None
    delivery_charter_note: Annotated[Line, Label(_("Delivery charter document"))]
    owner_probability: Annotated[Percent, Label(_("Owner's probability"), widget="percent")] | None
    forecast_category: Annotated[str, TermOf("forecast_category"), Label(_("Forecast category"))] | None
    objective: Annotated[Prose, Label(_("Single sales objective"), widget="long")]
    strategy: Annotated[Prose, Label(_("Strategy"), widget="long")]
    owner: Annotated[UserId, Label(_("Owner"))]
    unit: Annotated[UnitId, Label(_("Unit"))] | None


class NewProject(ProjectDetails):
    """A new project needs a name."""

    title: Required[Annotated[Title, Label(_("Project name"))]]


class ProjectChanges(ProjectDetails, total=False):
    """What may be changed later."""

    title: Annotated[Title, Label(_("Project name"))]
