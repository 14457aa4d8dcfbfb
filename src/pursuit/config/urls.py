"""URL roots: the web pages, the REST door."""

from django.urls import include, path

urlpatterns = [
    path("api/v1/", include("pursuit.interfaces.rest.urls")),
    path("", include("pursuit.interfaces.web.urls")),
]
