"""What may be said of a clause, and how far a matrix is."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pursuit.domain.bids.rules.modes import Labels

PARTS: Labels = (
    ("qualification", _("Qualification part")),
    ("commercial", _("Commercial part")),
    ("technical", _("Technical part")),
)
KINDS: Labels = (
    ("plain", pgettext_lazy("clause", "Ordinary")),
    ("star", _("★ must be met")),
    ("triangle", _("▲ weighs heavily")),
)
STATUSES: Labels = (
    ("open", _("Not answered")),
    ("drafting", _("Being answered")),
    ("answered", _("Answered")),
    ("checked", _("Answer checked")),
)
DONE = ("answered", "checked")
DEVIATIONS: Labels = (
    ("undecided", _("Not judged")),
    ("none", _("No deviation")),
    ("positive", _("Positive deviation")),
    ("negative", _("Negative deviation")),
)


class Answered(Protocol):
    """As much of a clause as counts here."""

    status: str


@dataclass(frozen=True, slots=True)
class Progress:
    """How many of how many are answered; checked of those by a second look."""

    whole: int
    answered: int
    checked: int

    @property
    def percent(self) -> int:
        """Rounded down: a matrix is at 100 only when it is."""
        return self.answered * 100 // self.whole if self.whole else 0


def progress(clauses: Sequence[Answered]) -> Progress:
    """Of a matrix."""
    return Progress(
        len(clauses),
        sum(one.status in DONE for one in clauses),
        sum(one.status == "checked" for one in clauses),
    )
