"""Django's entry for the room."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "pursuit.domain.people"
    label = "people"
