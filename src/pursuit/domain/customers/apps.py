"""Django's entry for the room."""

from django.apps import AppConfig


class CustomersConfig(AppConfig):
    name = "pursuit.domain.customers"
    label = "customers"
