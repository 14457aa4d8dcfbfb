"""The room's action keywords: one declaration for schema, form, history and field rights."""

from typing import Annotated, Literal, Required, TypedDict

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from pursuit.kernel.inputs import (
    ANY,
    Amount,
    Choices,
    Day,
    Label,
    Line,
    Prose,
    Ref,
    TermOf,
    Title,
    UnitId,
    UserId,
)

MATURITY = (("cold", _("Cold")), ("warm", _("Warm")), ("hot", _("Hot")))
VERDICTS = (("accepted", _("Accepted")), ("rejected", _("Rejected")))

Owner = Annotated[UserId, Label(_("Owner"))]
Unit = Annotated[UnitId, Label(_("Unit"))]
Note = Annotated[Prose, Label(_("Note"), widget="long")]
Reason = Annotated[str, Field(min_length=1, max_length=500), Label(_("Reason"))]
SourceId = Annotated[str, Field(max_length=120), Label(_("Id in the source system"), widget="hidden")]
Number = Annotated[str, Field(max_length=40)]
Short = Annotated[str, Field(max_length=120)]
AccountRef = Annotated[int, Ref("account"), Label(_("Account"))]
ContactRef = Annotated[int, Ref("contact"), Label(_("Contact"))]

LeadId = Annotated[int, Ref("lead"), Label(_("Lead"))]
LeadIds = Annotated[list[int], Field(min_length=1, max_length=500), Ref("lead"), Label(_("Leads"))]
LeadTitle = Annotated[Title, Label(_("Subject"))]
Assignee = Annotated[UserId, Label(_("Assign to"))]
PoolUnit = Annotated[UnitId, Label(_("Unit whose people take turns"))]
RejectReason = Annotated[str, TermOf("lead_reject_reason"), Label(_("Reason for rejecting"))]
Became = Annotated[int, Ref(ANY), Label(_("What it became"))]

CompetitorId = Annotated[int, Ref("competitor"), Label(_("Competitor"))]
CompetitorName = Annotated[Title, Label(_("Name"))]

RegistrationId = Annotated[int, Ref("registration"), Label(_("Registration"))]
RegistrationIds = Annotated[
    list[int], Field(max_length=100), Ref("registration"), Label(_("Registrations that lose by it"))
]
ProjectName = Annotated[Title, Label(_("Project name"))]
OwnerName = Annotated[Line, Field(min_length=1), Label(_("Owner of the project"))]
TenderNo = Annotated[Short, Label(_("Tender number"))]
Days = Annotated[int, Field(ge=1, le=730), Label(_("Protection in days"))]
Verdict = Annotated[Literal["accepted", "rejected"], Choices(VERDICTS), Label(_("Ruling"))]
RulingReason = Annotated[str, Field(min_length=1, max_length=20_000), Label(_("Reason"), widget="long")]


class LeadDetails(TypedDict, total=False):
    """What people may set on a lead besides its subject line."""

    company: Annotated[Line, Label(_("Company"))]
    contact_name: Annotated[Short, Label(_("Contact name"))]
    phone: Annotated[Number, Label(_("Phone"), widget="phone")]
    email: Annotated[Line, Field(pattern=r"^$|^[^@\s]+@[^@\s]+\.[^@\s]+$"), Label(_("E-mail"), widget="email")]
    need: Annotated[Prose, Label(_("Need"), widget="long")]
    origin: Annotated[str, TermOf("origin"), Label(_("Source"))] | None
    maturity: Annotated[Literal["cold", "warm", "hot"], Choices(MATURITY), Label(_("Maturity"))]
    budget_known: Annotated[bool, Label(_("Budget is known"))]
    next_contact_on: Annotated[Day, Label(_("Next contact on"))] | None
    region: Annotated[str, Field(max_length=80), Label(_("Region"))]
    amount: Annotated[Amount, Label(_("Expected amount"))] | None


class NewLead(LeadDetails, total=False):
    """A new lead says what it is about; to whom it goes is decided by assigning it."""

    title: Required[LeadTitle]
    owner: Owner | None
    unit: Unit | None


class LeadChanges(LeadDetails, total=False):
    """What may be changed later; whose it is changes by assigning and returning."""

    title: LeadTitle
    unit: Unit | None


class CompetitorDetails(TypedDict, total=False):
    """What people may set on a competitor besides its name."""

    short_name: Annotated[str, Field(max_length=80), Label(_("Short name"))]
    website: Annotated[Line, Label(_("Website"))]
    products: Annotated[Prose, Label(_("Products"), widget="long")]
    strengths: Annotated[Prose, Label(_("Strengths"), widget="long")]
    weaknesses: Annotated[Prose, Label(_("Weaknesses"), widget="long")]
    price_level: Annotated[str, TermOf("price_level"), Label(_("Price level"))] | None
    battlecard: Annotated[Prose, Label(_("Battlecard"), widget="long", help=_("How to win against them."))]
    note: Note
    owner: Owner
    unit: Unit | None


class NewCompetitor(CompetitorDetails):
    """A new competitor needs a name."""

    title: Required[CompetitorName]


class CompetitorChanges(CompetitorDetails, total=False):
    """What may be changed later."""

    title: CompetitorName


class RegistrationDetails(TypedDict, total=False):
    """What people may set on a registration besides whose project it is."""

    account: AccountRef | None
    tender_no: TenderNo
    by_partner: Annotated[bool, Label(_("Registered by a partner"))]
    partner_name: Annotated[Line, Label(_("Partner"))]
    partner_contact: Annotated[Short, Label(_("Contact at the partner"))]
    scope: Annotated[Prose, Label(_("Scope"), widget="long")]
    amount: Annotated[Amount, Label(_("Expected amount"))] | None
    expected_on: Annotated[Day, Label(_("Expected on"))] | None
    protection_days: Days
    note: Note
    owner: Owner
    unit: Unit | None


class NewRegistration(RegistrationDetails, total=False):
    """A new registration names the owner of the project (or the account) and the project."""

    title: Required[ProjectName]
    owner_name: OwnerName


class RegistrationChanges(RegistrationDetails, total=False):
    """What may be changed later."""

    title: ProjectName
    owner_name: OwnerName
