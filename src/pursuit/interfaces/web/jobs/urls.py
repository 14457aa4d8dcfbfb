"""Addresses of background work."""

from django.urls import path

from pursuit.interfaces.web.jobs import views

app_name = "jobs"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("<int:pk>", views.one, name="one"),
    path("<int:pk>/cancellation", views.cancellation, name="cancellation"),
]
