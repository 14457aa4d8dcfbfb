"""What happened to contracts, in people's words; what comes next with one."""

from dataclasses import replace

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pursuit.domain.contracts.actions.contracts import update_contract
from pursuit.domain.contracts.actions.states import sign_contract
from pursuit.domain.contracts.models import Contract, State
from pursuit.domain.contracts.queries.contracts import Parts
from pursuit.interfaces.web.records.headline import HeadLine
from pursuit.kernel.errors import Text
from pursuit.kernel.schema import Field

VERBS: dict[str, Text] = {
    "contract.submitted": gettext_lazy("handed the contract in for review"),
    "contract.approved": gettext_lazy("passed the contract in the review"),
    "contract.rejected": gettext_lazy("sent the contract back"),
    "contract.taken_back": gettext_lazy("took the review back"),
    "contract.signed": gettext_lazy("noted the signature"),
    "contract.unsigned": gettext_lazy("took the signature back"),
    "contract.changed": gettext_lazy("changed the contract"),
    "contract.closed": gettext_lazy("closed the contract"),
    "contract.terminated": gettext_lazy("terminated the contract"),
    "contract.reopened": gettext_lazy("reopened the contract"),
    "contract.deviation_added": gettext_lazy("noted a deviation"),
    "contract.deviation_changed": gettext_lazy("changed a deviation"),
    "contract.deviation_accepted": gettext_lazy("answered for a deviation"),
    "contract.deviation_removed": gettext_lazy("took a deviation away"),
    "contract.change_drafted": gettext_lazy("drafted a change"),
    "contract.change_submitted": gettext_lazy("asked for a change"),
    "contract.change_removed": gettext_lazy("took a draft of a change away"),
    "contract.handed_over_to_delivery": gettext_lazy("noted the hand-over to delivery"),
    "contract.hand_over_removed": gettext_lazy("took the hand-over back"),
}
DETAILS = {
    "contract.reopened": "reason",
    "contract.deviation_added": "clause",
    "contract.deviation_changed": "clause",
    "contract.deviation_accepted": "clause",
    "contract.deviation_removed": "clause",
    "contract.change_drafted": "title",
    "contract.change_submitted": "title",
    "contract.change_removed": "title",
}
TONES = {"draft": "unknown", "review": "watch", "approved": "watch", "signed": "sound", "closed": "sound"}


def fields() -> dict[str, Field]:
    """What history entries change that is no field of the form."""
    known, signing = update_contract.schema.fields, sign_contract.schema.fields
    return {
        "contract.state": replace(known["kind"], term="", choices=tuple(State.choices), label=gettext_lazy("State")),
        "contract.signed_on": signing["signed_on"],
        "contract.ended_reason": replace(known["their_number"], label=gettext_lazy("Reason")),
    }


def tone(row: Contract) -> str:
    """Of its state's chip."""
    return TONES.get(row.state, "act")


def head_line(row: Contract, found: Parts, *, may_edit: bool) -> HeadLine | None:
    """One sentence, and the button that does what comes next."""
    match row.state:
        case State.DRAFT:
            url = reverse("contracts:submission", args=[row.pk]) if may_edit else ""
            bare = [one for one in found.deviations if one.risk == "high" and one.owner is None]
            if bare:
                text = _("“%s” is of high risk, and nobody is responsible.") % bare[0].clause
                there = reverse("contracts:deviation", args=[bare[0].pk]) if may_edit else ""
                return HeadLine("act", "alert-triangle", text, _("Name somebody"), there, "sheet")
            return HeadLine("watch", "file-text", _("A draft: hand it in for review."), _("Hand in"), url, "sheet")
        case State.REVIEW:
            return HeadLine("watch", "hourglass", _("The review is under way."))
        case State.APPROVED:
            url = reverse("contracts:signature", args=[row.pk]) if may_edit else ""
            text = _("Through the review: note when both sides have signed.")
            return HeadLine("watch", "signature", text, _("Note the signature"), url, "sheet")
        case State.SIGNED if found.hand_over is None:
            url = reverse("contracts:hand-over", args=[row.pk]) if may_edit else ""
            text = _("Signed, but not handed over to delivery.")
            return HeadLine("watch", "users-group", text, _("Hand over to delivery"), url)
        case State.TERMINATED:
            return HeadLine("act", "circle-x", _("Terminated: %s") % row.ended_reason)
    return None
