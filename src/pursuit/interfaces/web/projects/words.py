"""What happened to projects, chains and tasks, in people's words."""

from django.utils.translation import gettext_lazy as _

from pursuit.kernel.errors import Text

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
    "task.completed": _("completed the task"),
    "task.reassigned": _("reassigned the task"),
    "task.reopened": _("reopened the task"),
    "task.status_set": _("changed the status"),
    **{f"chain.{what}_{how}": CHAIN for what in ("member", "edge") for how in ("added", "changed", "removed")},
    "chain.reader_named": _("named a reader of the decision chain"),
    "chain.reader_unnamed": _("took a reader of the decision chain away"),
}
