"""Keywords of visits and commitments."""

from typing import Annotated, Literal, Required, TypedDict

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from pydantic import Field

from pursuit.domain.customers.fields.account import AccountId
from pursuit.domain.customers.fields.common import Owner, Unit
from pursuit.domain.customers.fields.contact import ContactId
from pursuit.kernel.inputs import Choices, Day, Label, Line, Moment, Prose, Ref, RowOf, TermOf, Title, UserId

WHOSE = (("ours", _("Ours")), ("theirs", _("Theirs")))
STATES = (
    ("open", pgettext_lazy("commitment", "Open")),
    ("kept", _("Kept")),
    ("broken", _("Broken")),
    ("cancelled", _("Cancelled")),
)

VisitId = Annotated[int, Ref("visit"), Label(_("Visit"))]
VisitTitle = Annotated[Title, Label(_("Subject"))]
Sentence = Annotated[str, Field(max_length=500)]
CommitmentId = Annotated[int, RowOf("commitment"), Label(_("Commitment"))]
CommitmentText = Annotated[str, Field(min_length=1, max_length=500), Label(_("What was promised"))]
Whose = Annotated[Literal["ours", "theirs"], Choices(WHOSE), Label(_("Whose"))]
DueOn = Annotated[Day, Label(_("Due"))]
Responsible = Annotated[UserId, Label(_("Responsible"))]
Promiser = Annotated[ContactId, Label(_("Promised by"))]
Outcome = Annotated[Literal["kept", "broken", "cancelled"], Choices(STATES[1:]), Label(_("Outcome"))]
KeptOn = Annotated[Day, Label(_("Kept on"))]
Evidence = Annotated[Prose, Label(_("Evidence"), widget="long")]


class VisitDetails(TypedDict, total=False):
    """What people may set on a visit besides account, kind and time."""

    title: VisitTitle
    minutes: Annotated[int, Field(ge=0, le=100_000), Label(_("Minutes"))] | None
    place: Annotated[Line, Label(_("Place"))]
    purpose: Annotated[Sentence, Label(_("Purpose"))]
    ours: Annotated[list[UserId], Field(max_length=100), Label(_("Participants of ours"), widget="people")]
    theirs: Annotated[list[ContactId], Field(max_length=100), Label(_("Participants of theirs"))]
    customer_words: Annotated[Prose, Label(_("Customer's words"), widget="long")]
    temperature: Annotated[str, TermOf("visit_temperature"), Label(_("Temperature"))] | None
    summary: Annotated[Prose, Label(_("Summary"), widget="long")]
    next_step: Annotated[Sentence, Label(_("Next step"))]
    next_step_on: Annotated[Day, Label(_("Next step on"))] | None
    owner: Owner
    unit: Unit | None


VisitKind = Annotated[str, TermOf("visit_kind"), Label(_("Kind"))]
HappenedAt = Annotated[Moment, Label(_("Time"))]


class NewVisit(VisitDetails, total=False):
    """A new visit names customer, kind and time; without a subject line it is called after them."""

    account: Required[AccountId]
    kind: Required[VisitKind]
    happened_at: Required[HappenedAt]


class VisitChanges(VisitDetails, total=False):
    """What may be changed later."""

    account: AccountId
    kind: VisitKind
    happened_at: HappenedAt


class NewCommitment(TypedDict, total=False):
    """What a promise consists of; at which visit or customer it was made stands apart."""

    whose: Required[Whose]
    text: Required[CommitmentText]
    due_on: DueOn | None
    user: Responsible | None
    contact: Promiser | None
