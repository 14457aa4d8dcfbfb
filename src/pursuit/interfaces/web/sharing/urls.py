"""Addresses of shared plans: ours, and the one outsiders have."""

from django.urls import path

from pursuit.interfaces.web.records import history
from pursuit.interfaces.web.sharing import outside, shares, words

history.VERBS.update(words.VERBS)
history.DETAILS.update(words.DETAILS)
app_name = "sharing"
urlpatterns = [
    path("projects/<int:pk>/plan/shares", shares.of_plan, name="plan"),
    path("projects/<int:pk>/plan/shares/preview", shares.preview, name="preview"),
    path("shares/", shares.every, name="list"),
    path("shares/<int:pk>/revocation", shares.revocation, name="revocation"),
    path("shared/<slug:secret>", outside.plan, name="outside"),
]
