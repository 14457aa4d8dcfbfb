"""Addresses of the portfolio."""

from django.urls import path

from pursuit.interfaces.web.portfolio import exports, views

app_name = "portfolio"
urlpatterns = [
    path("projects/portfolio", views.portfolio, name="list"),
    path("projects/portfolio/export", exports.export, name="export"),
]
