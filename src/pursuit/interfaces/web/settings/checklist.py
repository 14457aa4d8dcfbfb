"""What a new company does first. The desk shows it to administrators until everything is done or they hide it.

A page passes `checklist(actor)` as `checklist` and includes settings/checklist.html, which draws nothing for None.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from pursuit.domain.customers.queries.accounts import accounts
from pursuit.domain.methods.queries.methods import methods
from pursuit.domain.people.queries.company import is_founded
from pursuit.domain.people.queries.people import people
from pursuit.domain.people.queries.units import units
from pursuit.domain.projects.queries.projects import projects
from pursuit.interfaces.web.shell import navigation
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Text

HIDDEN = "off"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do, and whether it is done."""

    label: Text
    hint: Text
    icon: str
    url: str
    done: bool


@dataclass(frozen=True, slots=True)
class Door:
    """A quicker way in than doing it all by hand."""

    label: Text
    hint: Text
    icon: str
    url: str


@dataclass(frozen=True, slots=True)
class Checklist:
    """The steps, and the doors that exist while the company is empty."""

    steps: list[Step]
    doors: list[Door]

    @property
    def done(self) -> int:
        return sum(step.done for step in self.steps)

    @property
    def next(self) -> Step | None:
        return next((step for step in self.steps if not step.done), None)


def _some_units(actor: Actor) -> bool:
    return units(actor).filter(closed_on=None).exclude(parent=None).exists()


def _some_people(actor: Actor) -> bool:
    return people(actor).filter(is_active=True).exclude(pk=actor.user_id).exists()


def _a_project(actor: Actor) -> bool:
    return projects(actor).exists()


def _a_method(actor: Actor) -> bool:
    return methods(actor).filter(edited=True).exists() or _a_project(actor)


def _a_customer(actor: Actor) -> bool:
    return accounts(actor).exists()


STEPS: tuple[tuple[Text, Text, str, str, Callable[[Actor], bool]], ...] = (
    (
        _("Enter your units"),
        _("Regions, departments, teams: rights reach along them."),
        "sitemap",
        "people:org",
        _some_units,
    ),
    (_("Invite your colleagues"), _("Each gets a link and sets a password."), "user-plus", "people:list", _some_people),
    (
        _("Look at the methods"),
        _("Stages and decision points as your deals run."),
        "route",
        "projects:methods",
        _a_method,
    ),
    (_("Enter the first customer"), _("Or the one you visit tomorrow."), "building", "customers:new", _a_customer),
    (
        _("Open the first project"),
        _("A deal you are working on right now."),
        "target-arrow",
        "projects:new",
        _a_project,
    ),
)
DOORS: tuple[tuple[Text, Text, str, str], ...] = (
    (_("Bring your pipeline"), _("From a spreadsheet or another CRM."), "file-import", "imports:history"),
    (_("Look at the demo company"), _("A year of deals to walk through."), "building-store", "demo:new"),
)


def checklist(actor: Actor) -> Checklist | None:
    """None for whoever does not set up the company, once everything is done, and once it was hidden."""
    if not actor.may("settings.edit") or actor.user.preferences.get("checklist") == HIDDEN:
        return None
    if not is_founded():
        step = Step(_("Set up your company"), _("Name, currency, first units."), "building",
                    navigation.address("settings:founding"), done=False)  # fmt: skip
        return Checklist([step], [])
    steps = [
        Step(label, hint, icon, url, done(actor))
        for label, hint, icon, url_name, done in STEPS
        if (url := navigation.address(url_name))
    ]
    if all(step.done for step in steps):
        return None
    empty = not any(step.done for step in steps[-2:])
    doors = [Door(label, hint, icon, url) for label, hint, icon, name in DOORS if (url := navigation.address(name))]
    return Checklist(steps, doors if empty else [])
