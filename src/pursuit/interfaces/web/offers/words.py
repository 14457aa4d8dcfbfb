"""Quotes in people's words: what happened, states by colour, numbers as they are typed, the neighbours as tabs."""

from contextlib import suppress

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from pursuit.interfaces.web.lists.views import Tab
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Text
from pursuit.kernel.money import exponent

VERBS: dict[str, Text] = {
    "quote.submitted": _("asked for approval of the prices"),
    "quote.approved": _("approved the prices"),
    "quote.rejected": _("did not approve the prices"),
    "quote.taken_back": _("took the question for approval back"),
    "quote.issued": _("issued this version"),
    "quote.accepted": _("recorded that the customer accepts"),
    "quote.declined": _("recorded that the customer declines"),
    "quote.withdrawn": _("withdrew the quote"),
    "quote.replaced": _("replaced this version by a newer one"),
    "quote.expired": _("noted that the quote ran out"),
    "quote.extended": _("extended the quote"),
    "quote.set_back": _("took a step back"),
    "quote.taken": _("took the quote out as a file"),
    "quote.lines_added": _("added lines"),
    "quote.lines_changed": _("changed several lines"),
    "quote.lines_removed": _("took lines out"),
    "quote.lines_restored": _("put lines back"),
    "quote.line_changed": _("changed a line"),
    "quote.line_moved": _("moved a line"),
    "quote.lines_tied": _("said which need lines answer"),
    "quote.section_added": _("added a section"),
    "quote.section_renamed": _("renamed a section"),
    "quote.section_moved": _("moved a section"),
    "quote.section_removed": _("took a section away"),
}
DETAILS = dict.fromkeys(
    (
        *("quote.lines_added", "quote.lines_removed", "quote.line_changed", "quote.line_moved"),
        "quote.lines_tied",
        *("quote.section_added", "quote.section_renamed", "quote.section_moved", "quote.section_removed"),
    ),
    "title",
)
TONES = {
    "draft": ("unknown", "pencil"),
    "waiting": ("watch", "hourglass"),
    "approved": ("sound", "circle-check"),
    "issued": ("sound", "send"),
    "accepted": ("sound", "circle-check"),
    "declined": ("act", "circle-x"),
    "expired": ("act", "calendar-off"),
    "withdrawn": ("unknown", "arrow-back-up"),
    "replaced": ("unknown", "replace"),
}
NEIGHBOURS: tuple[tuple[Text, str, str], ...] = (
    (_("Quotes"), "offers:list", "offers.view"),
    (_("Bids"), "bids:list", "bids.view"),
    (_("Contracts"), "contracts:list", "contracts.view"),
)


def sections(actor: Actor, current: str) -> list[Tab]:
    """The lists under the same entry of the navigation; one that is not built yet is left out."""
    found = []
    for label, name, right in NEIGHBOURS:
        with suppress(NoReverseMatch, KeyError):
            if actor.may(right):
                found.append(Tab(label, reverse(name), name == current))
    return found if len(found) > 1 else []


def decimals(value: int, digits: int) -> str:
    """A whole number of 10^-digits as people write it: 2500, 3 → 2.5."""
    sign, size = ("-" if value < 0 else ""), abs(value)
    whole, rest = divmod(size, 10**digits)
    behind = str(rest).zfill(digits).rstrip("0") if digits else ""
    return f"{sign}{whole}.{behind}" if behind else f"{sign}{whole}"


def plain_amount(minor: int | None, currency: str) -> str:
    """An amount as it stands in an input: 1234.50."""
    if minor is None:
        return ""
    digits = exponent(currency)
    whole, rest = divmod(abs(minor), 10**digits)
    text = f"{whole}.{str(rest).zfill(digits)}" if digits else str(whole)
    return f"-{text}" if minor < 0 else text
