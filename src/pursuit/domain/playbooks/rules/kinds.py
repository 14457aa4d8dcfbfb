"""What a template's rows hang on: the dates of a tender, and the two begins every plan has."""

from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from pursuit.engine.calendar.week import DAY
from pursuit.kernel.errors import Text


class Kind(NamedTuple):
    """near: days before it in which it belongs on a desk; theirs: the customer sets and does it; missed: it is said
    also when it is over."""

    code: str
    label: Text
    near: int = 0
    theirs: bool = True
    missed: bool = False


KINDS: dict[str, Kind] = {
    one.code: one
    for one in (
        Kind("notice", _("Notice published")),
        Kind("documents_from", _("Tender documents available from")),
        Kind("documents_to", _("Tender documents available until"), 2),
        Kind("site_visit", _("Site visit"), 3),
        Kind("questions", _("Last day for questions"), 3),
        Kind("clarification", _("Clarification issued")),
        Kind("bond_due", _("Bid bond paid by"), 3, theirs=False),
        Kind("opening", _("Submission and opening"), 7),
        Kind("publicity_from", _("Result published from")),
        Kind("publicity_to", _("Result published until"), 2),
        Kind("award", _("Notice of award")),
        Kind("contract", _("Contract signed"), 5),
        Kind("bond_back", _("Bid bond returned"), 3, missed=True),
        Kind("validity", _("Bid valid until"), 10),
    )
}
BEGIN, STAGE = "begin", "stage"
ANCHORS: dict[str, Text] = {
    BEGIN: _("Start of the plan"),
    STAGE: _("Stage entered"),
    **{code: one.label for code, one in KINDS.items()},
}
DATED = frozenset({BEGIN, STAGE})  # a day, and no row of the plan
MORNING = 8 * 60 + 30


def hour_of(at: int) -> int:
    """When the row of a date stands: a day without an hour means its morning, so that what comes before is done by
    then."""
    return at if at % DAY else at + MORNING
