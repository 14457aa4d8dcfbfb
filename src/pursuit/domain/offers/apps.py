"""Django's entry for the room."""

from django.apps import AppConfig


class OffersConfig(AppConfig):
    name = "pursuit.domain.offers"
    label = "offers"
