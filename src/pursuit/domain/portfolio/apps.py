"""Django's entry for the room."""

from django.apps import AppConfig


class PortfolioConfig(AppConfig):
    name = "pursuit.domain.portfolio"
    label = "portfolio"
