"""Django's entry for the room."""

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "pursuit.domain.catalogue"
    label = "catalogue"
