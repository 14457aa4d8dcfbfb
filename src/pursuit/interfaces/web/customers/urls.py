"""Addresses of the room."""

from django.urls import path

from pursuit.interfaces.web.customers import (
    accounts,
    bulk,
    commitments,
    contacts,
    merging,
    narrow,
    posts,
    relationships,
    tabs,
    visits,
    words,
)
from pursuit.interfaces.web.records import history, lookups

history.VERBS.update(words.VERBS)
history.FIELDS.update(words.fields())
lookups.NARROW["contact"] = narrow.of_account

app_name = "customers"
urlpatterns = [
    path("customers/", accounts.accounts, name="list"),
    path("customers/new", accounts.new_account, name="new"),
    path("customers/duplicates", accounts.duplicates, name="duplicates"),
    path("customers/bulk/owner", bulk.owner, name="bulk_owner"),
    path("customers/bulk/standing", bulk.standing, name="bulk_standing"),
    path("customers/<int:pk>", tabs.overview, name="account"),
    path("customers/<int:pk>/contacts", tabs.contacts, name="account_contacts"),
    path("customers/<int:pk>/visits", tabs.visits, name="account_visits"),
    path("customers/<int:pk>/files", tabs.files, name="account_files"),
    path("customers/<int:pk>/history", tabs.history, name="account_history"),
    path("customers/<int:pk>/edit", accounts.edit_account, name="edit"),
    path("customers/<int:pk>/deletion", accounts.account_deletion, name="deletion"),
    path("customers/<int:pk>/merge", merging.merge_account, name="merge"),
    path("customers/<int:pk>/standing", relationships.standing, name="standing"),
    path("customers/<int:pk>/relationship", relationships.assessment, name="relationship"),
    path("customers/<int:pk>/relationships", relationships.past, name="relationships"),
    path("contacts/", contacts.contacts, name="contacts"),
    path("contacts/new", contacts.new_contact, name="new_contact"),
    path("contacts/duplicates", contacts.duplicates, name="contact_duplicates"),
    path("contacts/<int:pk>", contacts.contact_page, name="contact"),
    path("contacts/<int:pk>/edit", contacts.edit_contact, name="edit_contact"),
    path("contacts/<int:pk>/deletion", contacts.contact_deletion, name="contact_deletion"),
    path("contacts/<int:pk>/merge", merging.merge_contact, name="merge_contact"),
    path("contacts/<int:pk>/departure", posts.departure, name="departure"),
    path("contacts/<int:pk>/posts/new", posts.new_post, name="new_post"),
    path("contacts/<int:pk>/posts/<int:post>", posts.edit_post, name="post"),
    path("contacts/<int:pk>/posts/<int:post>/removal", posts.post_removal, name="post_removal"),
    path("visits/", visits.visits, name="visits"),
    path("visits/new", visits.new_visit, name="new_visit"),
    path("visits/<int:pk>", visits.visit_page, name="visit"),
    path("visits/<int:pk>/edit", visits.edit_visit, name="edit_visit"),
    path("visits/<int:pk>/participants", visits.participants, name="participants"),
    path("visits/<int:pk>/deletion", visits.visit_deletion, name="visit_deletion"),
    path("visits/<int:pk>/report", visits.report, name="report"),
    path("visits/<int:pk>/report.docx", visits.report_docx, name="report_docx"),
    path("commitments/", commitments.commitments, name="commitments"),
    path("commitments/new", commitments.new_commitment, name="new_commitment"),
    path("commitments/bulk", commitments.bulk, name="bulk_commitments"),
    path("commitments/<int:pk>", commitments.commitment_page, name="commitment"),
    path("commitments/<int:pk>/edit", commitments.edit_commitment, name="edit_commitment"),
    path("commitments/<int:pk>/closing", commitments.closing, name="closing"),
    path("commitments/<int:pk>/reopening", commitments.reopening, name="reopening"),
]
