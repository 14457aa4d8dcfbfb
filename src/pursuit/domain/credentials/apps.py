"""Django's entry for the room."""

from django.apps import AppConfig


class CredentialsConfig(AppConfig):
    name = "pursuit.domain.credentials"
    label = "credentials"
