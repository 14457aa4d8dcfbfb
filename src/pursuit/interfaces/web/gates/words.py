"""What happened, in the words of the history."""

from collections.abc import Mapping

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pursuit.kernel.errors import Text

VERBS: dict[str, Text] = {
    "charter.written": _("wrote the charter"),
    "charter.cost_added": _("added a cost to the charter"),
    "charter.cost_removed": _("took a cost off the charter"),
    "gate.proved": _("proved a claim"),
    "gate.unproved": _("took a proof away"),
    "gate.waived": _("waived what a decision point asks for"),
    "gate.waiver_withdrawn": _("took a waiver back"),
    "gate.scored": _("answered a scorecard"),
    "gate.review_opened": _("opened a review"),
    "gate.review_moved": _("moved a review to another day"),
    "gate.review_cancelled": _("called a review off"),
    "gate.voted": _("voted in a review"),
    "gate.concluded": _("concluded a review"),
    "gate.condition_added": _("added a condition"),
    "gate.condition_dropped": _("dropped a condition"),
    "gate.lapsed": _("noted that a decision point holds no longer"),
    "gate.ending": _("noted that evidence ends soon"),
    "gate.renewed": _("confirmed a decision point again"),
    "gate.advance_asked": _("asked to begin before signing"),
    "gate.advance_decided": _("decided on an advance"),
    "gate.advance_closed": _("closed an advance"),
}


def place(project: int, facts: Mapping[str, object]) -> str:
    """A review where the event is about one, else the decision points."""
    if facts.get("review"):
        return reverse("gates:review", args=[facts["review"]])
    return reverse("gates:points", args=[project])
