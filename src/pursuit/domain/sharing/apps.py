"""Django's entry for the room."""

from django.apps import AppConfig


class SharingConfig(AppConfig):
    name = "pursuit.domain.sharing"
    label = "sharing"
