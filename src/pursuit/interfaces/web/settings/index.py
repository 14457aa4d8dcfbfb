"""The settings at a glance, grouped; everybody sees the ones they may change."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from pursuit.interfaces.web.shell import navigation
from pursuit.interfaces.web.shell.access import NO_RIGHT, page
from pursuit.interfaces.web.shell.request import Request
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Forbidden, Text


@dataclass(frozen=True, slots=True)
class Entry:
    """One page of the settings."""

    label: Text
    hint: Text
    icon: str
    url_name: str
    right: str


GROUPS: tuple[tuple[Text, tuple[Entry, ...]], ...] = (
    (
        _("Company"),
        (
            Entry(_("Company"), _("Name, currency, fiscal year"), "building", "settings:company", "settings.edit"),
            Entry(
                _("Import"),
                _("From another system or a spreadsheet"),
                "file-import",
                "imports:history",
                "import.history",
            ),
            Entry(
                _("Exchange rates"), _("Into the company currency, by day"), "coins", "settings:rates", "settings.edit"
            ),
        ),
    ),
    (
        _("People and rights"),
        (
            Entry(_("Organisation"), _("Units, heads, members"), "sitemap", "people:org", "org.edit"),
            Entry(_("Persons"), _("Accounts, invitations, hand-over"), "users", "people:list", "people.edit"),
            Entry(_("Roles and rights"), _("Who may do what, how far"), "shield", "settings:roles", "roles.edit"),
        ),
    ),
    (
        _("How we work"),
        (
            Entry(
                _("Decision points"),
                _("What is asked for before a stage, scorecards, limits"),
                "gavel",
                "gates:setup",
                "gates.setup",
            ),
            Entry(
                _("Papers"),
                _("Word templates of what the product writes"),
                "file-type-docx",
                "settings:papers",
                "settings.edit",
            ),
            Entry(
                _("Methods"),
                _("Stages and decision points of our projects"),
                "route",
                "projects:methods",
                "settings.edit",
            ),
            Entry(
                _("Approval routes"),
                _("Who answers what, by amount and grade"),
                "checks",
                "settings:routes",
                "settings.edit",
            ),
            Entry(
                _("Work calendars"),
                _("Working hours, public holidays, exchanged days"),
                "calendar",
                "settings:calendars",
                "calendars.edit",
            ),
            Entry(
                _("Plan templates"),
                _("The usual work of each stage"),
                "template",
                "playbooks:templates",
                "playbooks.rules",
            ),
            Entry(
                _("Periods of tenders"),
                _("By which days and articles tender dates are checked"),
                "gavel",
                "playbooks:rules",
                "playbooks.rules",
            ),
            Entry(_("Lists"), _("The entries people choose from"), "list-details", "settings:lists", "settings.edit"),
            Entry(_("Own fields"), _("What else we keep on our records"), "forms", "settings:fields", "settings.edit"),
        ),
    ),
    (
        _("Supervision"),
        (
            Entry(
                _("Audit trail"),
                _("Who did what, sealed against changes"),
                "history-toggle",
                "settings:audit",
                "audit.view",
            ),
            Entry(_("Shared plans"), _("What people outside may read"), "share", "sharing:list", "audit.view"),
            Entry(_("Deleted records"), _("Look at them, bring them back"), "trash", "trash", "settings.edit"),
            Entry(
                _("Health"),
                _("Background work and messages to send"),
                "heart-rate-monitor",
                "settings:health",
                "settings.edit",
            ),
        ),
    ),
)


def groups(actor: Actor) -> Iterable[tuple[Text, list[tuple[Entry, str]]]]:
    """Groups with the pages that exist and that the actor may open."""
    for label, entries in GROUPS:
        open_to = [(one, url) for one in entries if actor.may(one.right) and (url := navigation.address(one.url_name))]
        if open_to:
            yield label, open_to


@page()
def index(request: Request) -> HttpResponse:
    """What may be set here."""
    shown = list(groups(request.actor))
    if not shown:
        raise Forbidden("forbidden", NO_RIGHT)
    return render(request, "settings/index.html", {"groups": shown})
