"""Django's entry for the room."""

from django.apps import AppConfig


class GoalsConfig(AppConfig):
    name = "pursuit.domain.goals"
    label = "goals"
