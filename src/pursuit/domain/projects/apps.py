"""Django's entry for the room."""

from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    name = "pursuit.domain.projects"
    label = "projects"
