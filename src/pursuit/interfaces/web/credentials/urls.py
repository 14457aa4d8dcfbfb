"""Addresses of credentials."""

from django.urls import path

from pursuit.interfaces.web.credentials import credentials, words
from pursuit.interfaces.web.records import history

history.VERBS.update(words.VERBS)

app_name = "credentials"
urlpatterns = [
    path("credentials/", credentials.library, name="list"),
    path("credentials/new", credentials.new_credential, name="new_credential"),
    path("credentials/<int:pk>", credentials.credential_page, name="credential"),
    path("credentials/<int:pk>/edit", credentials.edit_credential, name="edit_credential"),
    path("credentials/<int:pk>/deletion", credentials.credential_deletion, name="credential_deletion"),
    path("credentials/<int:pk>/occupation", credentials.occupation, name="occupation"),
    path("credentials/<int:pk>/uses/<int:use>/release", credentials.release, name="release"),
]
