"""The room's action keywords: one declaration for schema and form."""

from typing import Annotated, Literal, Required, TypedDict

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _
from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from pursuit.domain.people.models import Level
from pursuit.kernel.inputs import Choices, Day, Label, Percent, RowOf, TermOf, Title, UnitId, UserId


def _email(value: str) -> str:
    if value:
        try:
            validate_email(value)
        except ValidationError as error:
            reason = str(_("This is not an e-mail address."))
            raise PydanticCustomError("bad_email", "{reason}", {"reason": reason}) from error
    return value


# The ids of people and units that may be inactive or closed: the action itself looks them up.
PersonId = Annotated[int, Field(ge=1), Label(_("Person"))]
AnyUnitId = Annotated[int, Field(ge=1), Label(_("Unit"))]
Colleague = Annotated[UserId, Label(_("Person"))]
Unit = Annotated[UnitId, Label(_("Unit"))]
RoleId = Annotated[int, RowOf("role"), Label(_("Role"))]

PersonName = Annotated[str, Field(min_length=1, max_length=80), Label(_("Full name"))]
Username = Annotated[
    str,
    Field(min_length=2, max_length=80, pattern=r"^[\w.@+-]+$"),
    Label(_("Username"), help=_("Letters, digits and . _ - + @; people sign in with it.")),
]
Email = Annotated[str, Field(max_length=254), AfterValidator(_email), Label(_("E-mail"), widget="email")]
Phone = Annotated[str, Field(max_length=40), Label(_("Phone"), widget="phone")]
JobTitle = Annotated[str, Field(max_length=80), Label(_("Job title"))]

Name = Annotated[str, Field(min_length=1, max_length=120), Label(_("Name"))]
NameEn = Annotated[str, Field(max_length=120), Label(_("English name"))]
Code = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,39}$"), Label(_("Code"))]
UnitCode = Annotated[str, Field(pattern=r"^([A-Za-z0-9][A-Za-z0-9_-]{0,39})?$"), Label(_("Code"))]
Position = Annotated[int, Field(ge=0, le=10_000), Label(_("Position"))]
IsPrimary = Annotated[bool, Label(_("Primary unit"))]
IsHead = Annotated[bool, Label(_("Head"))]
Since = Annotated[Day, Label(_("From"))]
Until = Annotated[Day, Label(_("To"))]
Reason = Annotated[str, Field(max_length=500), Label(_("Reason"), widget="long")]

ScopeName = Literal["none", "own", "team", "subtree", "all"]
RightScopes = Annotated[
    dict[str, ScopeName], Label(_("Rights"), help=_("Right code and reach; “none” takes the right away."))
]

AbsenceKind = Annotated[str, TermOf("absence_kind"), Label(_("Kind"))]
AbsenceNote = Annotated[str, Field(max_length=500), Label(_("Note"), widget="long")]

SkillCode = Annotated[str, TermOf("skill"), Label(_("Skill"))]
SkillLevel = Annotated[
    int,
    Field(ge=1, le=5),
    Choices(tuple((str(level.value), level.label) for level in Level)),
    Label(_("Level")),
]
EvidenceKind = Annotated[str, TermOf("skill_evidence"), Label(_("Kind of evidence"))]
Evidence = Annotated[
    str,
    Field(max_length=500),
    Label(_("Evidence"), widget="long", help=_("What it rests on: a certificate, projects done, an assessment.")),
]
ValidUntil = Annotated[Day, Label(_("Valid until"), help=_("Empty: it does not run out."))]
CapacityPercent = Annotated[
    Percent, Label(_("Share of a full week"), widget="percent", help=_("100 is full time, 0 not at all."))
]

CompanyName = Annotated[Title, Label(_("Company name"))]
Currency = Annotated[str, Field(pattern=r"^[A-Z]{3}$"), Label(_("Company currency"))]
RootName = Annotated[
    str,
    Field(min_length=1, max_length=120),
    Label(_("Name of the top unit"), help=_("Leave it empty if it is called like the company.")),
]
FirstUnits = Annotated[
    list[Name],
    Field(max_length=50),
    Label(
        _("First units"), widget="long", help=_("One per line, for example regions or teams; more can follow later.")
    ),
]
ForeignCurrency = Annotated[str, Field(pattern=r"^[A-Z]{3}$"), Label(_("Currency"))]
FiscalMonth = Annotated[int, Field(ge=1, le=12), Label(_("First month of the fiscal year"))]
Rate = Annotated[
    str,
    Field(max_length=30, pattern=r"^\d{1,9}(\.\d{1,8})?$"),
    Label(_("Rate"), help=_("How much of the company currency one unit is worth, for example 7.1234.")),
]
ListCode = Annotated[str, Field(max_length=60), Label(_("List"))]
TermId = Annotated[int, RowOf("term"), Label(_("Entry"))]


class Profile(TypedDict, total=False):
    """What a person may change about themselves. The sign-in address is an administrator's matter."""

    name: PersonName
    phone: Phone
    title: JobTitle


class PersonChanges(Profile, total=False):
    """What an administrator may change."""

    username: Username
    email: Email


class NewPerson(TypedDict, total=False):
    """A new person needs a username and a name."""

    username: Required[Username]
    name: Required[PersonName]
    email: Email
    phone: Phone
    title: JobTitle


class UnitChanges(TypedDict, total=False):
    """What may be changed on a unit; its place in the tree is moved by its own action."""

    name: Name
    code: UnitCode
    position: Position


class AbsenceChanges(TypedDict, total=False):
    """What may be changed on an absence."""

    kind: AbsenceKind
    since: Since
    until: Until
    note: AbsenceNote


class SkillFacts(TypedDict, total=False):
    """How well, and what it rests on; what is not given stays as it is."""

    level: Required[SkillLevel]
    evidence_kind: EvidenceKind | None
    evidence: Evidence
    valid_until: ValidUntil | None


class CompanyChanges(TypedDict, total=False):
    """Facts about the company."""

    name: CompanyName
    currency: Currency
    fiscal_year_start: FiscalMonth


SubjectTypes = Annotated[list[str], Field(max_length=50), Label(_("Record types"))]
SubjectIds = Annotated[list[int], Field(max_length=500), Label(_("Records"))]
