"""The last app: when every room is loaded, it registers their extensions."""

from django.apps import AppConfig


class ConfigApp(AppConfig):
    name = "pursuit.config"
    label = "config"

    def ready(self) -> None:
        from pursuit.config.wiring import wire  # noqa: PLC0415  models load only now

        wire()
