"""Django's entry for the room."""

from django.apps import AppConfig


class CollaborationConfig(AppConfig):
    name = "pursuit.domain.collaboration"
    label = "collaboration"
