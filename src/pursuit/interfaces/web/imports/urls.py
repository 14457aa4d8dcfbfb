"""Addresses of imports: each step has its own."""

from django.urls import path

from pursuit.interfaces.web.imports import checking, history, mapping, receipts, running
from pursuit.interfaces.web.imports.words import VERBS_HERE
from pursuit.interfaces.web.records.history import VERBS

VERBS.update(VERBS_HERE)
app_name = "imports"
urlpatterns = [
    path("", history.history, name="history"),
    path("<int:pk>/", receipts.receipt, name="receipt"),
    path("<int:pk>/mapping", mapping.mapping, name="mapping"),
    path("<int:pk>/check", checking.check, name="check"),
    path("<int:pk>/answers", checking.answers, name="answers"),
    path("<int:pk>/repairs", checking.repairs, name="repairs"),
    path("<int:pk>/rejected", receipts.rejected, name="rejected"),
    path("<int:pk>/run", running.run, name="run"),
    path("<int:pk>/cancellation", running.cancellation, name="cancellation"),
    path("<int:pk>/undo", running.undo, name="undo"),
    path("<int:pk>/removal", running.removal, name="removal"),
]
