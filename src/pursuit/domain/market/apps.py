"""Django's entry for the room."""

from django.apps import AppConfig


class MarketConfig(AppConfig):
    name = "pursuit.domain.market"
    label = "market"
