"""Keywords of contacts and their posts."""

from typing import Annotated, Required, TypedDict

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from pursuit.domain.customers.fields.account import AccountId
from pursuit.domain.customers.fields.common import Note, Owner, Unit
from pursuit.kernel.inputs import Day, Label, Line, Prose, Ref, RowOf, Title

PRIVATE = "customers.field.private"
Short = Annotated[str, Field(max_length=120)]
Number = Annotated[str, Field(max_length=40)]
ContactId = Annotated[int, Ref("contact"), Label(_("Contact"))]
AffiliationId = Annotated[int, RowOf("affiliation"), Label(_("Affiliation"))]
ContactName = Annotated[Title, Label(_("Name"))]
JobTitle = Annotated[Short, Label(_("Job title"))]
Department = Annotated[Short, Label(_("Department"))]
Since = Annotated[Day, Label(_("Since"))]
Until = Annotated[Day, Label(_("Until"))]
LeftOn = Annotated[Day, Label(_("Left on"))]
Primary = Annotated[bool, Label(_("Primary"), help=_("Where we meet this person now."))]


class ContactDetails(TypedDict, total=False):
    """What people may set on a contact besides the name."""

    job_title: JobTitle
    department: Department
    mobile: Annotated[Number, Label(_("Mobile"), widget="phone")]
    phone: Annotated[Number, Label(_("Phone"), widget="phone")]
    email: Annotated[Line, Field(pattern=r"^$|^[^@\s]+@[^@\s]+\.[^@\s]+$"), Label(_("E-mail"), widget="email")]
    wechat: Annotated[str, Field(max_length=80), Label(_("WeChat"))]
    birthday: Annotated[Day, Label(_("Birthday"), right=PRIVATE)] | None
    preferences: Annotated[Prose, Label(_("Likes and habits"), widget="long", right=PRIVATE)]
    reports_to: Annotated[ContactId, Label(_("Reports to"))] | None
    left_on: LeftOn | None
    note: Note
    owner: Owner
    unit: Unit | None


class NewContact(ContactDetails, total=False):
    """A new contact needs a name; the account becomes the primary affiliation."""

    title: Required[ContactName]
    account: AccountId | None
    since: Since | None


class ContactChanges(ContactDetails, total=False):
    """What may be changed later; posts have actions of their own."""

    title: ContactName
