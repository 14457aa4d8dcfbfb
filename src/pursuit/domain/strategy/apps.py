"""Django's entry for the room."""

from django.apps import AppConfig


class StrategyConfig(AppConfig):
    name = "pursuit.domain.strategy"
    label = "strategy"
