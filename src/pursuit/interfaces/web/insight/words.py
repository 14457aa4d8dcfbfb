"""What changed about a project, in words with figures."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext_lazy as _

from pursuit.domain.insight.actions.meetings import set_participants
from pursuit.domain.insight.actions.talking import decide, mark_decision
from pursuit.domain.insight.queries.agenda import Line
from pursuit.domain.insight.queries.meetings import STATES
from pursuit.domain.insight.queries.papers import detail
from pursuit.domain.insight.rules.changes import Change
from pursuit.domain.insight.rules.weekly import Amount
from pursuit.interfaces.web.shell import formats
from pursuit.kernel.errors import Text
from pursuit.kernel.money import company_currency
from pursuit.kernel.schema import Field


@dataclass(frozen=True, slots=True)
class Told:
    """One change: what, and from what to what where that says more."""

    label: str
    tone: str
    detail: str = ""


BAD = {"stage_back", "date_later", "amount_down", "date_gone"}
GOOD = {"stage_on", "date_earlier", "amount_up", "date_set"}


def told(changes: Sequence[Change]) -> list[Told]:
    """Changes as a page shows them."""
    return [
        Told(
            one.label,
            _tone(one.code),
            _detail(one),
        )
        for one in changes
    ]


def _detail(change: Change) -> str:
    if isinstance(change.before, date) or isinstance(change.after, date):
        return f"{_day(change.before)} → {_day(change.after)}"
    if change.code.startswith("amount_") and isinstance(change.before, int) and isinstance(change.after, int):
        currency = company_currency()
        return f"{formats.in_wan(change.before, currency)} → {formats.in_wan(change.after, currency)}"
    return ""


def _day(value: object) -> str:
    return f"{value:%Y-%m-%d}" if isinstance(value, date) else "—"


PROMISES = {
    "kept": ("sound", "circle-check"),
    "moved": ("watch", "calendar-due"),
    "broken": ("act", "circle-x"),
    "open": ("unknown", "hourglass"),
}


def told_of(line: Line) -> list[Told]:
    """As above, for a project of a review: in its own currency, stages and owners by their names."""
    return [Told(one.label, _tone(one.code), _between(line, one)) for one in line.changes]


def _between(line: Line, change: Change) -> str:
    if change.code.startswith("amount_"):
        return f"{_wan(line.before)} → {_wan(line.amount)}"
    if change.code == "new":
        return _wan(line.amount) if line.amount else ""
    return detail(line, change)


def _wan(amount: Amount) -> str:
    return formats.in_wan(*amount) if amount else "—"


def _tone(code: str) -> str:
    return "watch" if code in BAD else "sound" if code in GOOD else "unknown"


VERBS: dict[str, Text] = {
    "review_meeting.ended": _("ended the review"),
    "review_meeting.reopened": _("took the review up again"),
    "review_meeting.seated": _("changed who takes part"),
    "review_meeting.noted": _("noted something about a project"),
    "review_meeting.went_on": _("went on to another project"),
    "review_meeting.resolved": _("wrote a decision down"),
    "review_meeting.unresolved": _("took a decision away"),
    "review_meeting.marked": _("said whether a decision was kept"),
    "review_meeting.task_given": _("gave a task"),
}


def fields() -> dict[str, Field]:
    """What history entries change that is no field of a form."""
    kept = mark_decision.schema.fields["kept"]
    kind = decide.schema.fields["kind"]
    return {
        "review_meeting.kept": kept,
        "review_meeting.state": replace(kind, choices=STATES, label=_("State")),
        "review_meeting.participants": set_participants.schema.fields["participants"],
    }
