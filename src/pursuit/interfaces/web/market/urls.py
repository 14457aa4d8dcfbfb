"""Addresses of the room."""

from django.urls import path

from pursuit.interfaces.web.market import assigning, competitors, leads, registrations, rulings, sections, words
from pursuit.interfaces.web.records import history

history.VERBS.update(words.VERBS)
history.FIELDS.update(words.fields())

app_name = "market"
urlpatterns = [
    path("market/", sections.index, name="list"),
    path("leads/", leads.leads, name="leads"),
    path("leads/new", leads.new_lead, name="new_lead"),
    path("leads/duplicates", leads.duplicates, name="lead_duplicates"),
    path("leads/bulk/assignment", assigning.many, name="bulk_assign"),
    path("leads/bulk/turns", assigning.turns, name="bulk_turns"),
    path("leads/<int:pk>", leads.lead_page, name="lead"),
    path("leads/<int:pk>/edit", leads.edit_lead, name="edit_lead"),
    path("leads/<int:pk>/deletion", leads.lead_deletion, name="lead_deletion"),
    path("leads/<int:pk>/assignment", assigning.one, name="assign_lead"),
    path("leads/<int:pk>/acceptance", assigning.acceptance, name="accept_lead"),
    path("leads/<int:pk>/return", assigning.returning, name="return_lead"),
    path("leads/<int:pk>/rejection", assigning.rejection, name="reject_lead"),
    path("leads/<int:pk>/reopening", assigning.reopening, name="reopen_lead"),
    path("competitors/", competitors.competitors, name="competitors"),
    path("competitors/new", competitors.new_competitor, name="new_competitor"),
    path("competitors/<int:pk>", competitors.competitor_page, name="competitor"),
    path("competitors/<int:pk>/edit", competitors.edit_competitor, name="edit_competitor"),
    path("competitors/<int:pk>/deletion", competitors.competitor_deletion, name="competitor_deletion"),
    path("registrations/", registrations.registrations, name="registrations"),
    path("registrations/new", registrations.new_registration, name="new_registration"),
    path("registrations/conflicts", registrations.conflicts, name="conflicts"),
    path("registrations/<int:pk>", registrations.registration_page, name="registration"),
    path("registrations/<int:pk>/edit", registrations.edit_registration, name="edit_registration"),
    path("registrations/<int:pk>/deletion", registrations.registration_deletion, name="registration_deletion"),
    path("registrations/<int:pk>/ruling", rulings.ruling, name="ruling"),
    path("registrations/<int:pk>/extension", rulings.extension, name="extension"),
    path("registrations/<int:pk>/reopening", rulings.reopening, name="reopen_registration"),
]
