"""Django's entry for the room."""

from django.apps import AppConfig


class MethodsConfig(AppConfig):
    name = "pursuit.domain.methods"
    label = "methods"
