"""Addresses of the workload."""

from django.urls import path

from pursuit.interfaces.web.workload import leveling, sheet, views

app_name = "workload"
urlpatterns = [
    path("workload/", views.heat, name="list"),
    path("workload/export", sheet.export, name="export"),
    path("workload/leveling", leveling.leveling, name="leveling"),
    path("workload/leveling/application", leveling.application, name="leveling-application"),
    path("workload/assignments/<int:assignment>/<str:week>", views.hand, name="hand-on"),
    path("workload/<int:user>/<str:week>", views.week, name="week"),
]
