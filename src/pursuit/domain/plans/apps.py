"""Django's entry for the room."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "pursuit.domain.plans"
    label = "plans"
