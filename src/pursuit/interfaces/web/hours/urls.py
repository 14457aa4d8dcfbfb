"""Addresses of time."""

from django.urls import path

from pursuit.interfaces.web.hours import approvals, entries, project, weeks, words
from pursuit.interfaces.web.records import history

history.VERBS.update(words.VERBS)
app_name = "hours"
urlpatterns = [
    path("hours/", weeks.mine, name="list"),
    path("hours/all", entries.all_entries, name="all"),
    path("hours/cell", entries.cell, name="cell"),
    path("hours/proposed", entries.proposed, name="proposed"),
    path("hours/entries/<int:pk>", entries.entry, name="entry"),
    path("hours/waiting", approvals.waiting, name="waiting"),
    path("hours/waiting/approval", approvals.approval_of_picked, name="approval-of-picked"),
    path("hours/weeks/<int:user>/<str:week>", weeks.week, name="week"),
    path("hours/sheets/<int:pk>/submission", weeks.submission, name="submission"),
    path("hours/sheets/<int:pk>/recall", weeks.recall, name="recall"),
    path("hours/sheets/<int:pk>/approval", approvals.approval, name="approval"),
    path("hours/sheets/<int:pk>/return", approvals.returning, name="return"),
    path("hours/sheets/<int:pk>/reopening", weeks.reopening, name="reopening"),
    path("projects/<int:pk>/hours", project.of_project, name="project"),
]
