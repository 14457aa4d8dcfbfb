"""Addresses shared by all lists."""

from django.urls import path

from pursuit.interfaces.web.lists import exports, sheets, views

urlpatterns = [
    path("lists/<slug:code>/totals", views.totals, name="list-totals"),
    path("lists/<slug:code>/filter", sheets.filter_sheet, name="list-filter"),
    path("lists/<slug:code>/columns", sheets.column_sheet, name="list-columns"),
    path("lists/<slug:code>/saved", sheets.view_sheet, name="list-saved"),
    path("lists/<slug:code>/export", exports.export, name="list-export"),
    path("lists/<slug:code>/views", views.save_view, name="list-views"),
    path("views/<int:view>/removal", views.delete_view, name="view-removal"),
]
