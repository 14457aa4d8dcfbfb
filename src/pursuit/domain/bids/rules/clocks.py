"""质疑 and 异议: two clocks of two laws that never mix. Dated rules; numbers from general knowledge, to be checked.

政府采购 (政府采购法 art. 52 to 55, 财政部令第94号): 质疑 within 7 working days after one knew or should have known, an
answer within 7 working days after receipt, then 投诉 within 15 working days after the answer was due.
招标投标 (招标投标法实施条例 art. 22, 44, 54, 60): 异议 to documents 10 days before the deadline, to the opening on the
spot, to the result while it is published, an answer within 3 days, 投诉 within 10 days after one knew.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from pursuit.domain.bids.rules.modes import Labels
from pursuit.domain.playbooks.rules.days import after
from pursuit.kernel.errors import Text

LAWS: Labels = (
    ("query", _("Query (government procurement)")),
    ("objection", _("Objection (Bidding Law)")),
)
ABOUT: Labels = (
    ("documents", _("Tender documents")),
    ("opening", _("Opening and procedure")),
    ("result", _("Published result")),
)
Works = Callable[[date], bool]


@dataclass(frozen=True, slots=True)
class Clock:
    """One term. day: its last day, None where what it counts from is not known yet."""

    code: str
    label: Text
    day: date | None
    article: Text


def clocks(
    law: str, about: str, known: date, raised: date | None, answered: date | None, works: Works,
    deadline: date | None = None, published_to: date | None = None,
) -> list[Clock]:  # fmt: skip
    """The terms of one matter. known: when we knew; deadline: of submission; published_to: last day of publication."""
    if law == "query":
        answer = after(raised, 7, works) if raised else None
        start = answered or answer
        return [
            Clock("raise", _("Raise the query by"), after(known, 7, works), _("7 working days, order 94, art. 10")),
            Clock("answer", _("The buyer answers by"), answer, _("7 working days, order 94, art. 13")),
            Clock("complain", _("Complain to the finance department by"), after(start, 15, works) if start else None,
                  _("15 working days, order 94, art. 17")),
        ]  # fmt: skip
    return [
        Clock("raise", _("Raise the objection by"), _last_day(about, known, deadline, published_to), _FROM[about]),
        Clock("answer", _("The tenderer answers by"), after(raised, 3) if raised else None,
              _("3 days, regulations on the Bidding Law")),
        Clock("complain", _("Complain to the supervising department by"), after(answered or known, 10),
              _("10 days, regulations on the Bidding Law, art. 60")),
    ]  # fmt: skip


_FROM: dict[str, Text] = {
    "documents": _("10 days before the deadline, regulations, art. 22"),
    "opening": _("On the spot, regulations, art. 44"),
    "result": _("While it is published, regulations, art. 54"),
}


def _last_day(about: str, known: date, deadline: date | None, published_to: date | None) -> date | None:
    if about == "documents":
        return after(deadline, -10) if deadline else None
    return published_to if about == "result" else known
