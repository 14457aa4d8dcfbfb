"""Django's entry for the room."""

from django.apps import AppConfig


class InsightConfig(AppConfig):
    name = "pursuit.domain.insight"
    label = "insight"
