"""Django's entry for the room."""

from django.apps import AppConfig


class CapacityConfig(AppConfig):
    name = "pursuit.domain.capacity"
    label = "capacity"
