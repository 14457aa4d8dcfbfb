"""A person's word on a workspace of the ring, with a reason and a name."""

from typing import Annotated, Literal

from django.utils.translation import gettext_lazy as _

from pursuit.domain.projects.actions import trail
from pursuit.domain.projects.fields import ProjectId, Reason
from pursuit.domain.projects.models import Project, WorkspaceState
from pursuit.domain.projects.rules.ring import STATES, WORKSPACES
from pursuit.kernel import records
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.context import author, moment
from pursuit.kernel.errors import Refused
from pursuit.kernel.inputs import Choices, Label

EDIT = "projects.edit"
Workspace = Annotated[
    Literal["charter", "goals", "resources", "strategy", "execution", "monitoring", "closing"],
    Choices(tuple(WORKSPACES.items())),
    Label(_("Workspace")),
]
State = Annotated[
    Literal["not_started", "in_progress", "sound", "at_risk"], Choices(tuple(STATES.items())), Label(_("State"))
]


@action("projects.set_workspace", right=EDIT, public="projects.set-workspace")
def set_workspace(
    *, actor: Actor, project: ProjectId, workspace: Workspace, state: State | None = None, reason: Reason = ""
) -> WorkspaceState:
    """Say how it stands, and why; without a state the rule counts again."""
    row = records.load(Project, actor, project, EDIT)
    if state and not reason:
        raise Refused("reason_needed", _("Say why the rule is wrong here."), "reason")
    word = WorkspaceState.objects.create(
        project=row, workspace=workspace, state=state or "", reason=reason, at=moment(), by_id=author(actor)
    )
    trail.note(actor, row, "project.workspace_set", workspace=workspace, state=state, reason=reason)
    return word
