"""Django's entry for the web pages."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "pursuit.interfaces.web"
    label = "web"

    def ready(self) -> None:
        from pursuit.interfaces.web.signin import sessions  # noqa: PLC0415  its models exist only now

        sessions.watch()
