"""Addresses of contracts."""

from django.urls import path

from pursuit.interfaces.web.contracts import contracts, handover, steps, words
from pursuit.interfaces.web.records import history

history.VERBS.update(words.VERBS)
history.DETAILS.update(words.DETAILS)
history.FIELDS.update(words.fields())

app_name = "contracts"
urlpatterns = [
    path("contracts/", contracts.contract_list, name="list"),
    path("contracts/new", contracts.new_contract, name="new"),
    path("contracts/<int:pk>", contracts.contract_page, name="contract"),
    path("contracts/<int:pk>/edit", contracts.edit_contract, name="edit"),
    path("contracts/<int:pk>/deletion", contracts.contract_deletion, name="deletion"),
    path("contracts/<int:pk>/submission", steps.submission, name="submission"),
    path("contracts/<int:pk>/signature", steps.signature, name="signature"),
    path("contracts/<int:pk>/closing", steps.closing, name="closing"),
    path("contracts/<int:pk>/termination", steps.termination, name="termination"),
    path("contracts/<int:pk>/reopening", steps.reopening, name="reopening"),
    path("contracts/<int:pk>/deviations/new", steps.new_deviation, name="new-deviation"),
    path("contracts/deviations/<int:one>", steps.deviation, name="deviation"),
    path("contracts/deviations/<int:one>/acceptance", steps.acceptance, name="acceptance"),
    path("contracts/deviations/<int:one>/removal", steps.deviation_removal, name="deviation-removal"),
    path("contracts/<int:pk>/changes/new", steps.new_change, name="new-change"),
    path("contracts/changes/<int:one>/submission", steps.change_submission, name="change-submission"),
    path("contracts/changes/<int:one>/removal", steps.change_removal, name="change-removal"),
    path("contracts/<int:pk>/open-points/new", steps.new_point, name="new-point"),
    path("contracts/<int:pk>/hand-over", handover.hand_over, name="hand-over"),
    path("contracts/<int:pk>/hand-over/pack", handover.pack, name="pack"),
    path("contracts/<int:pk>/hand-over/pack.docx", handover.pack_docx, name="pack-docx"),
    path("projects/<int:pk>/contracts", contracts.of_project, name="project"),
]
