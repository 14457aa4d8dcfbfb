"""Addresses of calendar feeds."""

from django.urls import path

from pursuit.interfaces.web.feeds import door, mine

app_name = "feeds"
urlpatterns = [
    path("calendar-feeds", mine.feeds, name="mine"),
    path("calendar-feeds/<int:pk>/renewal", mine.renewal, name="renewal"),
    path("calendar-feeds/<int:pk>/revocation", mine.revocation, name="revocation"),
    path("feeds/<slug:secret>.ics", door.calendar, name="calendar"),
]
