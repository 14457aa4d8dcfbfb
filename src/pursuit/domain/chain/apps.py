"""Django's entry for the room."""

from django.apps import AppConfig


class ChainConfig(AppConfig):
    name = "pursuit.domain.chain"
    label = "chain"
