"""What a change does to a contract; what a hand-over goes through."""

from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

RISKS = (("low", _("Low")), ("medium", _("Medium")), ("high", _("High")))
CHECKS = (
    ("background", _("Why the customer buys, and who decides")),
    ("scope", _("Scope, and what is not in it")),
    ("promises", _("Promises made, spoken ones too")),
    ("deviations", _("Deviations from our standard, and risks")),
    ("payment", _("Payment plan, and what each payment hangs on")),
    ("dates", _("Dates of delivery and acceptance")),
    ("acceptance", _("How acceptance goes, and who signs")),
    ("people", _("People of both sides, and how to reach them")),
    ("suppliers", _("Purchases and partners")),
    ("documents", _("Contract, bid and drawings are handed over")),
)
CODES = frozenset(code for code, _label in CHECKS)
# From which state one may go to which.
FORWARD = {
    "submit": ("draft",),
    "sign": ("approved",),
    "change": ("signed",),
    "close": ("signed",),
    "terminate": ("approved", "signed"),
    "reopen": ("closed", "terminated"),
}


def changed_amount(amount: int, delta: int) -> int | None:
    """The amount afterwards; None where nothing would be left of it."""
    after = amount + delta
    return after if after >= 0 else None


def changed_end(end: date | None, days: int) -> date | None:
    """The end moves with the change, where there is one."""
    return end + timedelta(days=days) if end and days else end


def untaxed(amount: int, percent: int) -> int:
    """Without the tax it contains, half to even."""
    whole, rest = divmod(amount * 100 * 2 + (100 + percent), 2 * (100 + percent))
    return whole - (1 if rest == 0 and whole % 2 else 0)
