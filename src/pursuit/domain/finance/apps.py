"""Django's entry for the room."""

from django.apps import AppConfig


class FinanceConfig(AppConfig):
    name = "pursuit.domain.finance"
    label = "finance"
