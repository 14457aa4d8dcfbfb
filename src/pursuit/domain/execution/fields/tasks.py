"""The keywords of tasks."""

from typing import Annotated, Required, TypedDict

from django.utils.translation import gettext_lazy as _

from pursuit.kernel.inputs import ANY, Day, Label, Prose, Ref, TermOf, Title, UnitId, UserId

TaskId = Annotated[int, Ref("task"), Label(_("Task"))]
About = Annotated[int, Ref(ANY), Label(_("About"))]
Assignee = Annotated[UserId, Label(_("Assignee"))]
Note = Annotated[Prose, Label(_("Note"), widget="long")]


class TaskDetails(TypedDict, total=False):
    """What people may set on a task besides its title."""

    due_on: Annotated[Day, Label(_("Due on"))] | None
    priority: Annotated[str, TermOf("priority"), Label(_("Priority"))] | None
    note: Note
    owner: Assignee
    unit: Annotated[UnitId, Label(_("Unit"))] | None


class NewTask(TaskDetails):
    """A new task needs a title."""

    title: Required[Annotated[Title, Label(_("Title"))]]


class TaskChanges(TaskDetails, total=False):
    """What may be changed later."""

    title: Annotated[Title, Label(_("Title"))]
