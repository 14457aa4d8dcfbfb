"""Addresses shared by all records."""

from django.urls import path

from pursuit.interfaces.web.records import custom, files, trash, views

urlpatterns = [
    path("records/<slug:subject_type>/<int:pk>/fields/<slug:name>", views.field, name="record-field"),
    path("records/<int:pk>/history", views.record_history, name="history"),
    path("records/<int:pk>/custom", custom.custom, name="record-custom"),
    path("records/<int:pk>/files", files.record_files, name="record-files"),
    path("records/<int:pk>/restoration", trash.restoration, name="record-restoration"),
    path("trash", trash.trash, name="trash"),
    path("files/<int:pk>", files.download, name="file"),
    path("files/<int:pk>/removal", files.remove, name="file-removal"),
    path("events/<int:event>/undo", views.undo_event, name="undo"),
    path("lookup/<slug:what>", views.lookup, name="lookup"),
]
