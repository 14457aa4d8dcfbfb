"""Django's entry for the room."""

from django.apps import AppConfig


class PlaybooksConfig(AppConfig):
    name = "pursuit.domain.playbooks"
    label = "playbooks"
