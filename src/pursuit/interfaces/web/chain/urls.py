"""Addresses of the decision chain of a project."""

from django.urls import path

from pursuit.interfaces.web.chain import changes, readers, views

app_name = "chain"
urlpatterns = [
    path("projects/<int:pk>/chain", views.chain_map, name="map"),
    path("projects/<int:pk>/chain/past", views.past, name="past"),
    path("projects/<int:pk>/chain/export", views.export, name="export"),
    path("projects/<int:pk>/chain/members/new", changes.member_new, name="member-new"),
    path("projects/<int:pk>/chain/members/<int:member>", changes.member, name="member"),
    path("projects/<int:pk>/chain/members/<int:member>/removal", changes.member_removal, name="member-removal"),
    path("projects/<int:pk>/chain/members/<int:member>/note", changes.note, name="note"),
    path("projects/<int:pk>/chain/ties/new", changes.tie_new, name="tie-new"),
    path("projects/<int:pk>/chain/ties/<int:tie>/removal", changes.tie_removal, name="tie-removal"),
    path("projects/<int:pk>/chain/readers", readers.readers, name="readers"),
    path("projects/<int:pk>/chain/readers/<int:user>/removal", readers.removal, name="reader-removal"),
]
