"""Addresses of bids."""

from django.urls import URLPattern

app_name = "bids"
urlpatterns: list[URLPattern] = []
