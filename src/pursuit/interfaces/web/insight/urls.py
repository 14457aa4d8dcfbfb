"""Addresses of what looks back."""

from django.urls import path

from pursuit.interfaces.web.insight import contradictions, views

app_name = "insight"
urlpatterns = [
    path("insight/", views.weeks, name="list"),
    path("insight/contradictions", contradictions.listed, name="contradictions"),
    path("insight/contradictions/export", contradictions.export, name="contradictions-export"),
    path("insight/projects/<int:pk>", views.one_project, name="project"),
]
