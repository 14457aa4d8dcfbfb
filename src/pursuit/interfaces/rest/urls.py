"""Addresses below /api/v1/."""

from django.urls import URLPattern, re_path

from pursuit.interfaces.rest.api import the_api
from pursuit.interfaces.rest.door import nothing_here, through


def _patterns() -> list[URLPattern]:
    routes, _app, _namespace = the_api().urls
    found = []
    for route in routes:
        # Ninja's own root page would tell strangers that there is an API.
        if isinstance(route, URLPattern) and route.name != "api-root":
            route.callback = through(route.callback)
            found.append(route)
    return [*found, re_path(r"^.*$", through(nothing_here))]


urlpatterns = _patterns()
