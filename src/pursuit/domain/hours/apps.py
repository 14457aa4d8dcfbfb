"""Django's entry for the room."""

from django.apps import AppConfig


class HoursConfig(AppConfig):
    name = "pursuit.domain.hours"
    label = "hours"
