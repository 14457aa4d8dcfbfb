"""Addresses of plans."""

from django.urls import path

from pursuit.interfaces.web.plans import changes, files, pages, panel, rows, words
from pursuit.interfaces.web.records import history

history.VERBS.update(words.VERBS)
history.FIELDS.update(words.fields())
app_name = "plans"
urlpatterns = [
    path("projects/<int:pk>/plan", pages.plan_page, name="plan"),
    path("projects/<int:pk>/plan/rows", rows.rows, name="rows"),
    path("projects/<int:pk>/plan/rows/<int:row>", panel.row_page, name="row"),
    path("projects/<int:pk>/plan/rows/<int:row>/why", panel.why, name="why"),
    path("projects/<int:pk>/plan/export.xml", files.export, name="export"),
    path("projects/<int:pk>/plan/export.xlsx", files.sheet, name="sheet"),
    path("projects/<int:pk>/plan/file", files.bring, name="bring"),
    path("projects/<int:pk>/plan/changes", changes.changes, name="changes"),
]
