"""A week in sums: what came, was won and lost, what went up or down, which dates moved; per currency."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

OPEN = ("active", "suspended")
LOST = ("lost", "abandoned", "cancelled")
Amount = tuple[int, str] | None  # minor units, currency
LABELS: dict[str, str | Promise] = {
    "new": _("Newly begun"),
    "won": _("Won"),
    "lost": _("Lost or given up"),
    "stage_on": _("Went on a stage"),
    "stage_back": _("Went back a stage"),
    "amount_up": _("Amount went up"),
    "amount_down": _("Amount went down"),
    "date_later": _("Sign date moved later"),
    "date_earlier": _("Sign date moved earlier"),
}
DIFFERENCES = ("amount_up", "amount_down")  # their sums are what was added or taken away


@dataclass(frozen=True, slots=True)
class Moved:
    """A project, as far as the sums are concerned. was_open: it stood in the pictures of the week before."""

    codes: Sequence[str]
    status: str
    amount: Amount
    before: Amount
    was_open: bool
    sign_on: date | None = None


@dataclass(slots=True)
class Sum:
    """How many projects, and how much money by currency."""

    code: str
    count: int = 0
    money: dict[str, int] = field(default_factory=dict)

    @property
    def label(self) -> str:
        return str(LABELS[self.code])

    def add(self, amount: Amount, sign: int = 1) -> None:
        if amount is not None:
            self.money[amount[1]] = self.money.get(amount[1], 0) + sign * amount[0]


def sums(rows: Iterable[Moved]) -> list[Sum]:
    """One line for each thing that happened, in the order of LABELS; what did not happen stands there with 0."""
    found = {code: Sum(code) for code in LABELS}
    for row in rows:
        for code in _codes(row):
            found[code].count += 1
            found[code].add(row.amount)
            if code in DIFFERENCES:
                found[code].add(row.before, -1)
    return list(found.values())


def pipeline(rows: Iterable[Moved]) -> tuple[dict[str, int], dict[str, int]]:
    """Open amounts by currency, the week before and now."""
    before, now = Sum("before"), Sum("now")
    for row in rows:
        if row.was_open:
            before.add(row.before)
        if row.status in OPEN:
            now.add(row.amount)
    return before.money, now.money


def _codes(row: Moved) -> list[str]:
    decided = ["won"] if row.status in ("won", "closed") else ["lost"] if row.status in LOST else []
    told = [code for code in row.codes if code in LABELS]
    return told + (decided if "decided" in row.codes else [])
