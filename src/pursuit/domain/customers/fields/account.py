"""Keywords of accounts."""

from typing import Annotated, Required, TypedDict

from django.utils.translation import gettext_lazy as _
from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from pursuit.domain.customers.fields.common import Note, Owner, Unit
from pursuit.domain.customers.rules import creditcode
from pursuit.kernel.inputs import Day, Label, Line, Ref, TermOf, Title


def _credit_code(code: str) -> str:
    code = code.strip().upper()
    if code and not creditcode.is_valid(code):
        reason = str(
            _("This is not a valid unified social credit code (18 characters, the last one checks the others).")
        )
        raise PydanticCustomError("bad_credit_code", "{reason}", {"reason": reason})
    return code


AccountId = Annotated[int, Ref("account"), Label(_("Account"))]
AccountName = Annotated[Title, Label(_("Name"))]
Tier = Annotated[str, TermOf("tier"), Label(_("Tier"))]
Lifecycle = Annotated[str, TermOf("lifecycle"), Label(_("Lifecycle"))]
CreditGrade = Annotated[str, TermOf("credit_grade"), Label(_("Credit grade"))]
Layer = Annotated[str, TermOf("relationship_layer"), Label(_("Relationship layer"))]
Level = Annotated[str, TermOf("relationship_level"), Label(_("Level"))]
TargetLevel = Annotated[str, TermOf("relationship_level"), Label(_("Target level"))]
AssessedOn = Annotated[Day, Label(_("Assessed on"))]


class AccountDetails(TypedDict, total=False):
    """What people may set on an account besides its name."""

    short_name: Annotated[str, Field(max_length=80), Label(_("Short name"))]
    parent: Annotated[AccountId, Label(_("Parent account"))] | None
    credit_code: Annotated[Line, AfterValidator(_credit_code), Label(_("Unified social credit code"))]
    industry: Annotated[str, TermOf("industry"), Label(_("Industry"))] | None
    tier: Tier | None
    lifecycle: Lifecycle | None
    credit_grade: CreditGrade | None
    origin: Annotated[str, TermOf("origin"), Label(_("Source"))] | None
    region: Annotated[str, Field(max_length=80), Label(_("Region"))]
    address: Annotated[Line, Label(_("Address"))]
    phone: Annotated[str, Field(max_length=40), Label(_("Phone"), widget="phone")]
    website: Annotated[Line, Label(_("Website"))]
    note: Note
    owner: Owner
    unit: Unit | None


class NewAccount(AccountDetails):
    """A new account needs a name."""

    title: Required[AccountName]


class AccountChanges(AccountDetails, total=False):
    """What may be changed later."""

    title: AccountName
