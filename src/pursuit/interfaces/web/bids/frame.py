"""What every page of a bid shares: the project's head, the bid's own line, its dates, its parts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pursuit.domain.bids.fields import BOND, PRICE
from pursuit.domain.bids.models import Bid
from pursuit.domain.bids.queries import bids as queries
from pursuit.domain.bids.queries.sealing import sealing_findings
from pursuit.domain.bids.rules import modes
from pursuit.domain.bids.rules.sealing import ACT, Finding
from pursuit.interfaces.web.lists.views import Tab
from pursuit.interfaces.web.projects.frame import frame
from pursuit.interfaces.web.shell.request import Request
from pursuit.kernel import access
from pursuit.kernel.errors import Text

PARTS: tuple[tuple[str, Text, str], ...] = (
    ("overview", _("Overview of the bid"), "bids:bid"),
    ("clauses", _("Compliance matrix"), "bids:clauses"),
    ("scoring", _("Scoring and simulation"), "bids:scoring"),
    ("reviews", _("Reviews"), "bids:reviews"),
    ("sealing", _("Sealing and bond"), "bids:sealing"),
    ("result", _("Result"), "bids:result"),
)
TONES = {"preparing": "watch", "sealed": "sound", "submitted": "sound", "decided": "unknown"}
OUTCOME_TONES = {"won": "sound", "lost": "act", "rejected": "act"}


@dataclass(frozen=True, slots=True)
class BidFrame:
    """A bid with what its pages need. known: days of the tender by kind."""

    row: Bid
    known: Mapping[str, date]
    findings: list[Finding]
    may_edit: bool
    context: dict[str, object]


def bid_frame(request: Request, pk: int, part: str) -> BidFrame:
    """The head of a bid's page, inside that of its project."""
    return framed(request, queries.bid(request.actor, pk), part)


def framed(request: Request, row: Bid, part: str) -> BidFrame:
    """The same for a bid that was looked up."""
    actor = request.actor
    head = frame(request, row.project_id, "bids")
    known = queries.days(actor, row.project_id)
    found = sealing_findings(actor, row)
    steps = queries.steps(known)
    may_edit = queries.may_edit(actor, row)
    context: dict[str, object] = {
        **head.context,
        "bid": row,
        "parts": parts(row.pk, part),
        "mode": modes.label(modes.MODES, row.mode),
        "method": modes.label(modes.METHODS, row.method),
        "state": modes.label(modes.STATES, row.state),
        "state_tone": TONES[row.state],
        "outcome": modes.label(modes.OUTCOMES, row.outcome),
        "outcome_tone": OUTCOME_TONES.get(row.outcome, "unknown"),
        "steps": steps,
        "next_step": next((one for one in steps if one.left >= 0), None),
        "opening": next((one for one in steps if one.kind.code == "opening"), None),
        "findings": found,
        "stops": [one for one in found if one.severity == ACT],
        "may_edit_bid": may_edit,
        "may_work": may_edit and row.state == "preparing",
        "sees_price": actor.may(PRICE),
        "sees_bond": actor.may(BOND),
        "part": part,
    }
    return BidFrame(row, known, found, may_edit, context)


def parts(pk: int, current: str) -> list[Tab]:
    """The pages of a bid."""
    return [Tab(label, reverse(name, args=[pk]), code == current) for code, label, name in PARTS]


def editable(request: Request, pk: int) -> Bid:
    """A visible bid, for whoever may change it; a look at a form is refused as the action itself would."""
    row = queries.bid(request.actor, pk)
    if not queries.may_edit(request.actor, row):
        access.require(request.actor, queries.EDIT, row.project.subject)
    return row
