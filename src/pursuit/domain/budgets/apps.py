"""Django's entry for the room."""

from django.apps import AppConfig


class BudgetsConfig(AppConfig):
    name = "pursuit.domain.budgets"
    label = "budgets"
