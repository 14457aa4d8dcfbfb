"""Addresses of the workload."""

from django.urls import path

from pursuit.interfaces.web.workload import views

app_name = "workload"
urlpatterns = [
    path("workload/", views.heat, name="list"),
    path("workload/<int:user>/<str:week>", views.week, name="week"),
]
