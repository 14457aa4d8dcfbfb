"""Addresses of what looks back."""

from django.urls import path

from pursuit.interfaces.web.insight import views

app_name = "insight"
urlpatterns = [
    path("insight/", views.weeks, name="list"),
    path("insight/projects/<int:pk>", views.one_project, name="project"),
]
