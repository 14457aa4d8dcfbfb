"""The room's action keywords: one declaration for schema, form, history and field rights."""

from typing import Annotated, Literal, Required, TypedDict

from django.utils.translation import gettext_lazy as _
from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from pursuit.kernel.inputs import ANY, Amount, Choices, Day, Label, Line, Prose, Ref, RowOf, Title, UnitId, UserId
from pursuit.kernel.money import Money

KINDS = (
    ("qualification", _("Company qualification")),
    ("performance", _("Reference project")),
    ("person", _("Person's certificate")),
    ("authorisation", _("Authorisation")),
    ("other", _("Other proof")),
)
Kind = Literal["qualification", "performance", "person", "authorisation", "other"]


def _not_negative(money: Money) -> Money:
    if money is not None and money.minor < 0:
        raise PydanticCustomError("negative", "{reason}", {"reason": str(_("An amount cannot be negative."))})
    return money


CredentialId = Annotated[int, Ref("credential"), Label(_("Credential"))]
UseId = Annotated[int, RowOf("credential_use"), Label(_("Occupation"))]
About = Annotated[int, Ref(ANY), Label(_("Bid or project"))]
CredentialName = Annotated[Title, Label(_("Name"))]
SourceId = Annotated[str, Field(max_length=120), Label(_("Id in the source system"), widget="hidden")]


class CredentialDetails(TypedDict, total=False):
    """What people may set besides kind and name."""

    number: Annotated[str, Field(max_length=120), Label(_("Certificate number"))]
    level: Annotated[str, Field(max_length=80), Label(_("Level of the paper"))]
    issuer: Annotated[Line, Label(_("Issued by"))]
    holder: Annotated[UserId, Label(_("Holder among us"))] | None
    holder_name: Annotated[Line, Label(_("Holder"), help=_("A company, or a person who cannot sign in here."))]
    account: Annotated[int, Ref("account"), Label(_("Customer or manufacturer"))] | None
    amount: Annotated[Amount, AfterValidator(_not_negative), Label(_("Contract amount"))] | None
    issued_on: Annotated[Day, Label(_("Issued on"))] | None
    expires_on: Annotated[Day, Label(_("Expires on"), help=_("Empty: it does not run out."))] | None
    exclusive: Annotated[bool, Label(_("For one running bid or project at a time"))]
    tags: Annotated[Line, Label(_("Tags"), help=_("Separated by spaces."))]
    note: Annotated[Prose, Label(_("Note"), widget="long")]
    owner: Annotated[UserId, Label(_("Keeper"))]
    unit: Annotated[UnitId, Label(_("Unit"))] | None


class NewCredential(CredentialDetails, total=False):
    """A new one says what it is."""

    title: Required[CredentialName]
    kind: Required[Annotated[Kind, Choices(KINDS), Label(_("Kind"))]]


class CredentialChanges(CredentialDetails, total=False):
    """What may be changed later."""

    title: CredentialName
    kind: Annotated[Kind, Choices(KINDS), Label(_("Kind"))]
