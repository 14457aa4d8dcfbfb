"""Django's entry for the room."""

from django.apps import AppConfig


class BidsConfig(AppConfig):
    name = "pursuit.domain.bids"
    label = "bids"
