"""Foreign keys go down the house, strings included."""

from django.apps import apps
from django.conf import settings
from django.db import models
from django.test.utils import isolate_apps

from tests.house.checks.foreign_keys import upward
from tests.house.checks.source import render

# Rooms not built yet keep their place, so that a string to one of them is found as well.
ROOMS = [
    "people",
    "collaboration",
    "customers",
    "market",
    "catalogue",
    "methods",
    "projects",
    "pipeline",
    "chain",
    "execution",
    "plans",
    "capacity",
    "hours",
    "sharing",
    "portfolio",
    "playbooks",
    "goals",
    "strategy",
    "offers",
    "credentials",
    "bids",
    "contracts",
    "budgets",
    "finance",
    "gates",
    "control",
    "closing",
    "insight",
    "growth",
]
ORDER = ["kernel", *ROOMS, "web", "config"]


def test_every_relation_points_down() -> None:
    assert not (found := list(upward(apps.get_models(include_auto_created=True), ORDER))), render(found)


def test_the_order_is_that_of_the_settings() -> None:
    assert [room for room in ORDER if room in settings.ROOMS] == settings.ROOMS


@isolate_apps("pursuit.kernel")
def test_a_string_against_the_direction_is_found() -> None:
    class Up(models.Model):
        later = models.ForeignKey("projects.Project", on_delete=models.CASCADE)
        many = models.ManyToManyField("market.Lead")

        class Meta:
            app_label = "customers"

    assert [f.text for f in upward([Up], ORDER)] == [
        "customers.Up.later points up to projects",
        "customers.Up.many points up to market",
    ]


@isolate_apps("pursuit.kernel")
def test_downward_and_own_are_fine() -> None:
    class Down(models.Model):
        unit = models.ForeignKey("kernel.OrgUnit", on_delete=models.CASCADE)
        parent = models.ForeignKey("self", on_delete=models.CASCADE)
        other = models.ForeignKey("customers.Account", on_delete=models.CASCADE)

        class Meta:
            app_label = "customers"

    assert not list(upward([Down], ORDER))
