"""What happened to projects, chains and tasks, in people's words."""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from pursuit.domain.execution.models import TaskStatus
from pursuit.domain.projects.actions.stages import move_stage
from pursuit.domain.projects.models import Status
from pursuit.kernel.errors import Text
from pursuit.kernel.schema import Field

CHAIN = _("changed the decision chain")
VERBS: dict[str, Text] = {
    "project.stage_moved": _("moved the project to another stage"),
    "project.next_step_set": _("set the next step"),
    "project.team_added": _("added a team member"),
    "project.team_changed": _("changed a team member"),
    "project.team_removed": _("ended a place on the team"),
    "project.party_added": _("added a party"),
    "project.party_removed": _("removed a party"),
    "project.line_put": _("wrote a product line"),
    "project.line_removed": _("removed a product line"),
    "project.rival_added": _("added a competitor"),
    "project.rival_changed": _("changed a competitor's position"),
    "project.rival_removed": _("removed a competitor"),
    "project.visit_linked": _("linked a visit"),
    "project.visit_unlinked": _("unlinked a visit"),
    "project.workspace_set": _("judged a workspace"),
    "project.won": _("marked it as won"),
    "project.lost": _("marked it as lost"),
    "project.abandoned": _("gave it up"),
    "project.cancelled": _("noted that the customer cancelled"),
    "project.suspended": _("suspended it"),
    "project.resumed": _("resumed it"),
    "project.reopened": _("reopened it"),
    "task.check_added": _("added a check list item"),
    "task.check_removed": _("removed a check list item"),
    "task.check_ticked": _("ticked a check list item, or took the tick away"),
    "task.checks_set": _("brought check lists in"),
    "task.completed": _("completed the task"),
    "task.reassigned": _("reassigned the task"),
    "task.reopened": _("reopened the task"),
    "task.status_set": _("changed the status"),
    **{f"chain.{what}_{how}": CHAIN for what in ("member", "edge") for how in ("added", "changed", "removed")},
    "chain.reader_named": _("named a reader of the decision chain"),
    "chain.reader_unnamed": _("took a reader of the decision chain away"),
}

# The word that says most about an entry without changed fields: a name, or what was noted.
DETAILS = {
    **dict.fromkeys(("project.team_added", "project.team_changed", "project.team_removed"), "name"),
    **dict.fromkeys(("project.party_added", "project.party_removed"), "name"),
    **{f"project.{kind}": "note" for kind in ("won", "lost", "abandoned", "cancelled", "suspended", "resumed")},
    **dict.fromkeys(("task.check_added", "task.check_removed", "task.check_ticked"), "title"),
    "project.stage_moved": "reason",
    "project.workspace_set": "reason",
}


def fields() -> dict[str, Field]:
    """What history entries change that no form of the record asks for."""
    stage = move_stage.schema.fields["stage"]
    status = tuple((one.value, one.label) for one in Status)
    return {
        "project.stage": stage,
        "project.status": replace(stage, row="", choices=status, label=_("Status")),
        "task.status": replace(
            stage, row="", choices=tuple((one.value, one.label) for one in TaskStatus), label=_("Status")
        ),
    }
