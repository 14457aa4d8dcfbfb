"""Django's entry for the room."""

from django.apps import AppConfig


class ContractsConfig(AppConfig):
    name = "pursuit.domain.contracts"
    label = "contracts"
