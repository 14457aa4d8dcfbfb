"""Addresses of the settings."""

from django.urls import path

from pursuit.interfaces.web.settings import audit, calendars, company, fields, founding, index, lists, roles, routes

app_name = "settings"
urlpatterns = [
    path("", index.index, name="index"),
    path("founding", founding.founding, name="founding"),
    path("company", company.company, name="company"),
    path("rates", company.rates, name="rates"),
    path("rates/new", company.new_rate, name="rate-new"),
    path("rates/<int:pk>/removal", company.rate_removal, name="rate-removal"),
    path("roles", roles.role_list, name="roles"),
    path("roles/matrix", roles.matrix, name="matrix"),
    path("roles/new", roles.new_role, name="role-new"),
    path("roles/<int:pk>", roles.role_page, name="role"),
    path("roles/<int:pk>/removal", roles.role_removal, name="role-removal"),
    path("routes", routes.routes, name="routes"),
    path("routes/new", routes.new_route, name="route-new"),
    path("routes/<int:pk>", routes.route, name="route"),
    path("lists", lists.lists, name="lists"),
    path("lists/<slug:code>", lists.one_list, name="list"),
    path("lists/<slug:code>/new", lists.new_entry, name="entry-new"),
    path("entries/<int:pk>", lists.entry, name="entry"),
    path("entries/<int:pk>/retirement", lists.retirement, name="entry-retirement"),
    path("entries/<int:pk>/place", lists.place, name="entry-place"),
    path("fields", fields.fields, name="fields"),
    path("fields/<slug:subject_type>/new", fields.new_field, name="field-new"),
    path("fields/<int:pk>", fields.field, name="field"),
    path("fields/<int:pk>/retirement", fields.retirement, name="field-retirement"),
    path("calendars", calendars.calendars, name="calendars"),
    path("calendars/new", calendars.new_calendar, name="calendar-new"),
    path("calendars/<int:pk>", calendars.calendar, name="calendar"),
    path("calendars/<int:pk>/change", calendars.calendar_change, name="calendar-change"),
    path("calendars/<int:pk>/days", calendars.calendar_days, name="calendar-days"),
    path("calendars/<int:pk>/clearing", calendars.calendar_clearing, name="calendar-clearing"),
    path("calendars/<int:pk>/official", calendars.calendar_official, name="calendar-official"),
    path("calendars/<int:pk>/choice", calendars.calendar_choice, name="calendar-choice"),
    path("calendars/<int:pk>/removal", calendars.calendar_removal, name="calendar-removal"),
    path("audit", audit.audit, name="audit"),
    path("audit/<int:pk>", audit.event, name="event"),
    path("health", audit.health, name="health"),
]
