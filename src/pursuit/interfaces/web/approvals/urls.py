"""Addresses of approvals."""

from django.urls import path

from pursuit.interfaces.web.approvals import views

app_name = "approvals"
urlpatterns = [
    path("", views.inbox, name="inbox"),
    path("<int:pk>", views.one, name="one"),
    path("<int:pk>/decision", views.decision, name="decision"),
    path("<int:pk>/withdrawal", views.withdrawal, name="withdrawal"),
]
