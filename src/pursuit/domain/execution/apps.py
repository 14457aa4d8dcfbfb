"""Django's entry for the room."""

from django.apps import AppConfig


class ExecutionConfig(AppConfig):
    name = "pursuit.domain.execution"
    label = "execution"
