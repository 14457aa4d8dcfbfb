"""Addresses of tasks."""

from django.urls import path

from pursuit.interfaces.web.execution import recurring, views
from pursuit.interfaces.web.records import history

history.VERBS.update(views.VERBS)
app_name = "execution"
urlpatterns = [
    path("tasks/", views.mine, name="list"),
    path("tasks/all", views.task_list, name="all"),
    path("tasks/new", views.new_task, name="new"),
    path("tasks/<int:pk>", views.task_page, name="task"),
    path("tasks/<int:pk>/edit", views.edit_task, name="edit"),
    path("tasks/<int:pk>/completion", views.completion, name="completion"),
    path("tasks/<int:pk>/reopening", views.reopening, name="reopening"),
    path("tasks/<int:pk>/assignee", views.assignee, name="assignee"),
    path("tasks/<int:pk>/repetition", recurring.repetition, name="repetition"),
    path("tasks/<int:pk>/repetition/dates", recurring.dates, name="repetition-dates"),
    path("tasks/<int:pk>/repetition/end", recurring.ending, name="repetition-end"),
    path("tasks/<int:pk>/deletion", views.deletion, name="deletion"),
]
