"""The keywords of check lists."""

from typing import Annotated

from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel, ConfigDict, Field

from pursuit.kernel.inputs import Day, Label, RowOf, UserId

CheckId = Annotated[int, RowOf("check"), Label(_("Check list item"))]
CheckTitle = Annotated[str, Field(min_length=1, max_length=500), Label(_("Title"))]
ListName = Annotated[str, Field(max_length=200), Label(_("Check list"))]
CheckDue = Annotated[Day, Label(_("Due on"))]
CheckUser = Annotated[UserId, Label(_("Assignee"))]


class SaidCheck(BaseModel):
    """A line as a file says it. key: of the line there."""

    model_config = ConfigDict(extra="forbid")

    key: Annotated[str, Field(min_length=1, max_length=120)]
    title: CheckTitle
    list: ListName = ""
    done: bool = False
    due_on: Day | None = None
    user: UserId | None = None


class SaidChecks(BaseModel):
    """All check lists of a task, in their order."""

    model_config = ConfigDict(extra="forbid")

    task: int
    items: list[SaidCheck]


class KeptCheck(BaseModel):
    """A line as an event keeps it."""

    model_config = ConfigDict(extra="ignore")

    list: str
    title: CheckTitle
    place: int
    done: bool
    due_on: Day | None
    user: UserId | None
    key: str


TasksChecks = Annotated[list[SaidChecks], Label(_("Check lists"), widget="hidden")]
