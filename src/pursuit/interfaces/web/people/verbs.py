"""What happened to people, units, roles and settings, in words (history and audit trail)."""

from django.utils.translation import gettext_lazy as _

from pursuit.interfaces.web.records.history import VERBS
from pursuit.kernel.errors import Text

OURS: dict[str, Text] = {
    "collaboration.comment.created": _("commented"),
    "collaboration.comment.edited": _("changed a comment"),
    "collaboration.comment.deleted": _("deleted a comment"),
    "collaboration.comment.restored": _("brought a comment back"),
    "kernel.custom.updated": _("changed own fields"),
    "kernel.custom_field.created": _("added an own field"),
    "kernel.custom_field.updated": _("changed an own field"),
    "kernel.custom_field.withdrawn": _("removed an own field that came with an import"),
    "kernel.list.exported": _("exported a list"),
    "kernel.person.created": _("created an account at the machine"),
    "kernel.person.deactivated": _("deactivated an account at the machine"),
    "kernel.person.password_reset": _("set a password at the machine"),
    "kernel.token.created": _("made an access token"),
    "kernel.token.revoked": _("revoked an access token"),
    "people.absence.added": _("entered an absence"),
    "people.absence.cancelled": _("took an absence back"),
    "people.absence.updated": _("changed an absence"),
    "people.approval.handed_over": _("handed an approval over"),
    "people.company.founded": _("founded the company"),
    "people.company.updated": _("changed facts about the company"),
    "people.deputy.ended": _("ended a deputy's time"),
    "people.deputy.set": _("named a deputy"),
    "people.hand_over.closed": _("stopped a hand-over"),
    "people.hand_over.finished": _("finished a hand-over"),
    "people.hand_over.resumed": _("resumed a hand-over"),
    "people.hand_over.started": _("started a hand-over"),
    "people.member.assigned": _("put a person into a unit"),
    "people.member.head": _("changed who leads a unit"),
    "people.member.left": _("took a person out of a unit"),
    "people.member.moved": _("moved a person to another unit"),
    "people.rate.added": _("added an exchange rate"),
    "people.rate.removed": _("removed an exchange rate"),
    "people.role.created": _("created a role"),
    "people.role.deleted": _("removed a role"),
    "people.role.granted": _("gave a role"),
    "people.role.revoked": _("took a role away"),
    "people.role.updated": _("changed a role"),
    "people.route.created": _("created an approval route"),
    "people.route.updated": _("changed an approval route"),
    "people.term.added": _("added a list entry"),
    "people.term.updated": _("changed a list entry"),
    "people.terms.ordered": _("ordered a list"),
    "people.unit.closed": _("closed a unit"),
    "people.unit.created": _("created a unit"),
    "people.unit.moved": _("moved a unit"),
    "people.unit.reopened": _("opened a unit again"),
    "people.unit.updated": _("changed a unit"),
    "people.user.created": _("created an account"),
    "people.user.deactivated": _("deactivated an account"),
    "people.user.entered": _("accepted the invitation"),
    "people.user.invited": _("made an invitation"),
    "people.user.password_set": _("set a password"),
    "people.user.reactivated": _("reactivated an account"),
    "people.user.updated": _("changed account data"),
    "subject.handed_over": _("handed this over"),
    "insight.past_recorded": _("rebuilt the weekly pictures of the past"),
    "insight.snapshots_taken": _("took the weekly pictures"),
    "method.draft_written": _("wrote a draft of a method"),
    "method.published": _("published a method"),
    "method.renamed": _("renamed a method"),
    "method.retired": _("retired a method"),
}


def declare() -> None:
    """Called when the room's addresses are loaded."""
    for code, words in OURS.items():
        VERBS[code] = words
