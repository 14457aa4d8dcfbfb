"""The keywords of templates and tenders."""

from typing import Annotated

from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel, ConfigDict, Field

from pursuit.kernel.inputs import Label, Moment, RowOf

TemplateId = Annotated[int, RowOf("plan_template"), Label(_("Template"))]
DateId = Annotated[int, RowOf("tender_date"), Label(_("Tender date"))]
TemplateName = Annotated[str, Field(min_length=1, max_length=120), Label(_("Name"))]
TemplateNote = Annotated[str, Field(max_length=2000), Label(_("Note"), widget="long")]
Key = Annotated[str, Field(pattern=r"^[A-Za-z0-9_.-]{1,40}$")]
StageCode = Annotated[str, Field(max_length=40), Label(_("Stage"))]
KindCode = Annotated[str, Field(max_length=20), Label(_("Date"))]
Anchors = Annotated[dict[str, Moment], Label(_("Dates"), widget="hidden")]
Picked = Annotated[list[str], Field(max_length=500), Label(_("Rows"), widget="hidden")]


class RowSpec(BaseModel):
    """A row of a template as written in its editor; waits_for: keys of rows, each perhaps with kind and lag."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    key: Key
    parent: Annotated[str, Field(max_length=40)] = ""
    title: Annotated[str, Field(min_length=1, max_length=200)]
    duration: Annotated[str, Field(max_length=40)] = "1d"
    milestone: bool = False
    side: Annotated[int, Field(ge=0, le=1)] = 0
    role: Annotated[str, Field(max_length=60)] = ""
    percent: Annotated[int, Field(ge=1, le=1000)] = 100
    work: Annotated[str, Field(max_length=40)] = ""
    anchor: Annotated[str, Field(max_length=20)] = ""
    before: bool = False
    offset: Annotated[int, Field(ge=0, le=3650)] = 0
    calendar_days: bool = False
    tender: Annotated[str, Field(max_length=20)] = ""
    checks: Annotated[list[Annotated[str, Field(min_length=1, max_length=200)]], Field(max_length=30)] = []
    evidence: Annotated[str, Field(max_length=200)] = ""


class LinkSpec(BaseModel):
    """What waits for what: kind 0 to 3 for FS, SS, FF, SF; lag in the minutes of its unit."""

    model_config = ConfigDict(extra="forbid")

    before: Key
    after: Key
    kind: Annotated[int, Field(ge=0, le=3)] = 0
    lag: Annotated[int, Field(ge=-5_000_000, le=5_000_000)] = 0
    unit: Annotated[int, Field(ge=0, le=3)] = 0


Rows = Annotated[list[RowSpec], Field(min_length=1, max_length=500), Label(_("Rows"))]
Links = Annotated[list[LinkSpec], Field(max_length=2000), Label(_("Links"))]
