"""The one list of what the shell offers: navigation, counters in the top bar, things to create.

Rooms add their entries here. An entry whose page does not exist yet, or whose right the actor lacks, is not shown.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from django.urls import NoReverseMatch, get_script_prefix, reverse
from django.utils.translation import gettext_lazy as _

from pursuit.domain.collaboration.queries import notifications
from pursuit.kernel import approvals
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Text


@dataclass(frozen=True, slots=True)
class NavItem:
    """An entry of the navigation.

    code: also what a page passes as `nav` to light it up (by default its URL namespace); letter: after `g`;
    mobile: stands in the bottom bar of a phone; of several rights any one suffices.
    """

    code: str
    label: Text
    icon: str
    url_name: str
    right: str | tuple[str, ...] = ""
    letter: str = ""
    mobile: bool = False


@dataclass(frozen=True, slots=True)
class Counter:
    """A number in the top bar: how many things wait for this person."""

    code: str
    label: Text
    icon: str
    url_name: str
    count: Callable[[Actor], int]
    right: str = ""
    mobile: bool = False


@dataclass(frozen=True, slots=True)
class QuickAdd:
    """Something the `c` menu creates."""

    label: Text
    icon: str
    url_name: str
    right: str


@dataclass(frozen=True, slots=True)
class Shown:
    """An entry with its address, as templates see it."""

    code: str
    label: Text
    icon: str
    url: str
    letter: str = ""
    mobile: bool = False
    count: int = 0


E = TypeVar("E", NavItem, Counter, QuickAdd)

# The settings open to whoever may change any of them.
SETTINGS = ("settings.edit", "roles.edit", "org.edit", "audit.view", "import.history")
NAVIGATION: list[NavItem] = [
    NavItem("home", _("Desk"), "layout-dashboard", "home", letter="h", mobile=True),
    NavItem("projects", _("Projects"), "target-arrow", "projects:list", "projects.view", "p", mobile=True),
    NavItem("customers", _("Customers"), "building", "customers:list", "customers.view", "k"),
    NavItem("market", _("Market"), "speakerphone", "market:list", "market.competitor.view", "m"),
    NavItem("catalogue", _("Catalogue"), "package", "catalogue:list", "catalogue.view"),
    NavItem("execution", _("Plan and resources"), "checklist", "execution:list", "tasks.view", "t"),
    NavItem("offers", _("Offers and contracts"), "file-dollar", "offers:list", "offers.view", "q"),
    NavItem("bids", _("Tender desk"), "gavel", "bids:list", "bids.view"),
    NavItem("finance", _("Finance"), "cash", "finance:list", "finance.view", "f"),
    NavItem("goals", _("Goals and performance"), "trophy", "goals:list", "goals.view", "b"),
    NavItem("insight", _("Forecast and analysis"), "chart-histogram", "insight:list", "projects.view", "i"),
    NavItem("reviews", _("Deal reviews"), "presentation", "insight:meetings", "insight.meeting.view", "w"),
    NavItem("people", _("People"), "users-group", "people:list", "people.view", "o"),
    NavItem("settings", _("Settings"), "settings", "settings:index", SETTINGS, "s"),
]
FOLLOW = "collaboration.follow"
COUNTERS: list[Counter] = [
    Counter("approvals", _("Approvals"), "checks", "approvals:inbox", approvals.waiting_count, mobile=True),
    Counter("notifications", _("Notifications"), "bell", "collaboration:notifications", notifications.unread, FOLLOW),
]
QUICK_ADD: list[QuickAdd] = [
    QuickAdd(_("Project"), "target-arrow", "projects:new", "projects.edit"),
    QuickAdd(_("Visit"), "message-plus", "customers:new_visit", "customers.visit.edit"),
    QuickAdd(_("Commitment"), "heart-handshake", "customers:new_commitment", "customers.visit.edit"),
    QuickAdd(_("Expense"), "receipt", "budgets:new-expense", "expenses.edit"),
    QuickAdd(_("Lead"), "bulb", "market:new_lead", "market.lead.edit"),
    QuickAdd(_("Project registration"), "flag", "market:new_registration", "market.registration.edit"),
    QuickAdd(_("Customer"), "building", "customers:new", "customers.edit"),
    QuickAdd(_("Contact"), "user-plus", "customers:new_contact", "customers.contact.edit"),
    QuickAdd(_("Task"), "checkbox", "execution:new", "tasks.edit"),
]
SEARCH_URL = "search"


def items(actor: Actor) -> list[Shown]:
    """The navigation this person sees."""
    return [
        Shown(item.code, item.label, item.icon, url, item.letter, item.mobile)
        for item, url in _open_to(actor, NAVIGATION)
    ]


def counters(actor: Actor) -> list[Shown]:
    """What waits for this person, with the number."""
    return [
        Shown(item.code, item.label, item.icon, url, mobile=item.mobile, count=item.count(actor))
        for item, url in _open_to(actor, COUNTERS)
    ]


def quick_adds(actor: Actor) -> list[Shown]:
    """What this person may create from anywhere."""
    return [Shown("", item.label, item.icon, url) for item, url in _open_to(actor, QUICK_ADD)]


def address(url_name: str) -> str:
    """The page's address, "" where that page does not exist (yet)."""
    return _address(url_name, get_script_prefix())


@cache
def _address(url_name: str, _prefix: str) -> str:
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return ""


def _open_to(actor: Actor, entries: Iterable[E]) -> Iterable[tuple[E, str]]:
    for entry in entries:
        url = address(entry.url_name)
        rights = (entry.right,) if isinstance(entry.right, str) else entry.right
        if url and any(not right or actor.may(right) for right in rights):
            yield entry, url
