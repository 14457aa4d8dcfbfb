"""The keywords of the decision chain."""

from datetime import date
from typing import Annotated, Literal, TypedDict

from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from pursuit.domain.chain.models import EdgeKind
from pursuit.kernel import dates
from pursuit.kernel.inputs import Choices, Day, Label, Line, Percent, Prose, Ref, TermOf

ProjectId = Annotated[int, Ref("project"), Label(_("Project"))]
Reason = Annotated[Prose, Label(_("Reason"), widget="long")]
Short = Annotated[str, Field(max_length=80)]
ContactRef = Annotated[int, Ref("contact"), Label(_("Contact"))]
MemberId = Annotated[int, Label(_("Person in the chain"), widget="hidden")]
EdgeId = Annotated[int, Label(_("Tie"), widget="hidden")]
KindOfEdge = Annotated[
    Literal["reports_to", "influences", "alliance", "conflict", "private"],
    Choices(tuple((kind.value, kind.label) for kind in EdgeKind)),
    Label(_("Kind of tie")),
]
Strength = Annotated[int, Field(ge=1, le=3), Label(_("Strength"), widget="number")]
Text = Annotated[Prose, Label(_("Evidence"), widget="long")]


class Evidence(BaseModel):
    """Why we think so of one value: text, day, and how sure."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    text: Annotated[str, Field(max_length=2000)] = ""
    on: Annotated[date | None, BeforeValidator(dates.read_day)] = None
    confidence: Literal["confirmed", "inferred", "unknown"] = "unknown"


Assessed = Literal[
    "role",
    "buying_role",
    "support",
    "influence",
    "response_mode",
    "closeness",
    "personal_win",
    "organisational_result",
]
EvidenceOf = Annotated[dict[Assessed, Evidence], Label(_("Evidence"), widget="long")]


class MemberDetails(TypedDict, total=False):
    """What we know about a person of the chain."""

    name: Annotated[Short, Label(_("Full name"))]
    department: Annotated[Short, Label(_("Department"))]
    job_title: Annotated[Short, Label(_("Job title"))]
    role: Annotated[str, TermOf("chain_role"), Label(_("Role in the decision"))] | None
    buying_role: Annotated[str, TermOf("buying_role"), Label(_("Buying role"))] | None
    support: Annotated[int, Field(ge=-1, le=3), Label(_("Support"), widget="number")] | None
    influence: Annotated[int, Field(ge=1, le=10), Label(_("Influence"), widget="number")] | None
    response_mode: Annotated[str, TermOf("response_mode"), Label(_("Response mode"))] | None
    closeness: Annotated[Percent, Label(_("Closeness"), widget="number")] | None
    personal_win: Annotated[Line, Label(_("Personal win"))]
    organisational_result: Annotated[Line, Label(_("Result for the organisation"))]
    last_contact_on: Annotated[Day, Label(_("Last contact"))] | None
    contact_every_days: Annotated[int, Field(ge=1, le=365), Label(_("Contact every … days"))] | None
    evidence: EvidenceOf
