"""Shares, days, states, ages: pure numbers."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

WHOLE = 10_000  # ten-thousandths
STATES = (
    ("expected", _("Expected payment")),
    ("receivable", _("Receivable")),
    ("invoiced", _("Invoiced")),
    ("paid", _("Paid")),
    ("written_off", _("Written off")),
    ("cancelled", _("Cancelled")),
)
OWED = ("receivable", "invoiced")
# The ages of what is owed, by days over due: not yet due, and up to how many.
AGES = (
    ("early", _("Not yet due")),
    ("d30", _("1 to 30 days")),
    ("d60", _("31 to 60 days")),
    ("d90", _("61 to 90 days")),
    ("old", _("More than 90 days")),
)
LIMITS = (("d30", 30), ("d60", 60), ("d90", 90))


def split(amount: int, shares: Sequence[int]) -> list[int]:
    """An amount by shares, exactly: the largest remainders get what rounding down leaves, the first of equal ones
    first. The shares need not come to a whole."""
    whole = sum(shares)
    if not whole:
        return [0 for _share in shares]
    parts = [divmod(amount * share, whole) for share in shares]
    found = [part for part, _rest in parts]
    order = sorted(range(len(parts)), key=lambda at: (-parts[at][1], at))
    for at in order[: amount - sum(found)]:
        found[at] += 1
    return found


def state_of(*, amount: int, paid: int, written_off: int, invoiced: int, triggered: bool, cancelled: bool) -> str:
    """What has come of an instalment."""
    if cancelled:
        return "cancelled"
    if amount - paid - written_off <= 0 and amount > 0:
        return "paid" if paid else "written_off"
    if invoiced >= amount > 0:
        return "invoiced"
    return "receivable" if triggered or invoiced else "expected"


def due(triggered: date | None, planned: date | None, offset: int) -> date | None:
    """Days after what really happened, or else after what is expected."""
    start = triggered or planned
    return start + timedelta(days=offset) if start else None


def month_of(day: date | None) -> int | None:
    """A month as a number that goes up by one: year * 12 + month - 1."""
    return day.year * 12 + day.month - 1 if day else None


def first_of(month: int) -> date:
    """The first day of such a month."""
    return date(month // 12, month % 12 + 1, 1)


def age(due_on: date, today: date) -> str:
    """In which column of the ageing it stands."""
    late = (today - due_on).days
    if late <= 0:
        return "early"
    return next((code for code, most in LIMITS if late <= most), "old")


def tax_in(amount: int, percent: int) -> int:
    """The tax that an amount contains, half up by its size, so that a reversal comes to nothing with its invoice."""
    size = abs(amount)
    tax = (2 * size * percent + 100 + percent) // (2 * (100 + percent))
    return tax if amount >= 0 else -tax


def payable(amount: int, paid: int, whole: int) -> int:
    """What a supplier may have by now: of their amount what the customer has paid of ours, rounded down."""
    return amount if whole <= 0 or paid >= whole else amount * max(paid, 0) // whole


def days_outstanding(owed: int, arisen: int, days: int) -> int | None:
    """DSO: how many days of what arose in the period are still owed; None where nothing arose."""
    return round(owed * days / arisen) if arisen > 0 else None


def sums(pairs: Iterable[tuple[str, int]]) -> Mapping[str, int]:
    """Per currency."""
    found: dict[str, int] = {}
    for currency, minor in pairs:
        found[currency] = found.get(currency, 0) + minor
    return found
