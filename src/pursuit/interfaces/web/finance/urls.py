"""Addresses of money."""

from django.urls import path

from pursuit.interfaces.web.finance import bonds, letters, lists, overview, planning, project, receipts, steps, words
from pursuit.interfaces.web.records import history

history.VERBS.update(words.VERBS)
history.DETAILS.update(words.DETAILS)
history.FIELDS.update(words.fields())

app_name = "finance"
urlpatterns = [
    path("finance/", overview.overview, name="list"),
    path("finance/ageing", overview.ageing, name="ageing"),
    path("finance/instalments", lists.instalments, name="instalments"),
    path("finance/instalments/<int:pk>", steps.instalment, name="instalment"),
    path("finance/instalments/<int:pk>/acceptance", steps.acceptance, name="acceptance"),
    path("finance/instalments/<int:pk>/rejection", steps.rejection, name="rejection"),
    path("finance/instalments/<int:pk>/chase", steps.chase, name="chase"),
    path("finance/instalments/<int:pk>/write-off", steps.write_off, name="write-off"),
    path("finance/instalments/<int:pk>/invoices/new", steps.new_invoice, name="new-invoice"),
    path("finance/instalments/<int:pk>/payables/new", steps.new_payable, name="new-payable"),
    path("finance/invoices", lists.invoices, name="invoices"),
    path("finance/invoices/<int:one>/issue", steps.issue, name="issue"),
    path("finance/invoices/<int:one>/reversal", steps.reversal, name="reversal"),
    path("finance/invoices/<int:one>/withdrawal", steps.withdrawal, name="withdrawal"),
    path("finance/payables", lists.payables, name="payables"),
    path("finance/payables/<int:one>/payment", steps.payment, name="payment"),
    path("finance/payables/<int:one>/removal", steps.payable_removal, name="payable-removal"),
    path("finance/receipts", lists.receipts, name="receipts"),
    path("finance/receipts/new", receipts.new_receipt, name="new-receipt"),
    path("finance/receipts/<int:pk>", receipts.receipt_page, name="receipt"),
    path("finance/receipts/<int:pk>/edit", receipts.edit_receipt, name="edit-receipt"),
    path("finance/receipts/<int:pk>/claim", receipts.claim, name="claim"),
    path("finance/receipts/<int:pk>/unclaim", receipts.unclaim, name="unclaim"),
    path("finance/receipts/<int:pk>/allocation", receipts.allocation, name="allocation"),
    path("finance/receipts/<int:pk>/refund", receipts.refund, name="refund"),
    path("finance/receipts/<int:pk>/honour", receipts.honour, name="honour"),
    path("finance/receipts/<int:pk>/endorsement", receipts.endorse, name="endorse"),
    path("finance/receipts/<int:pk>/dishonour", receipts.dishonour, name="dishonour"),
    path("finance/receipts/<int:pk>/void", receipts.void, name="void"),
    path("finance/allocations/<int:one>/removal", receipts.deallocation, name="deallocation"),
    path("finance/bonds", lists.bonds, name="bonds"),
    path("finance/bonds/new", bonds.new_bond, name="new-bond"),
    path("finance/bonds/<int:pk>", bonds.bond_page, name="bond"),
    path("finance/bonds/<int:pk>/edit", bonds.edit_bond, name="edit-bond"),
    path("finance/bonds/<int:pk>/return", bonds.bond_return, name="bond-return"),
    path("finance/bonds/<int:pk>/loss", bonds.loss, name="bond-loss"),
    path("finance/bonds/<int:pk>/reopening", bonds.reopening, name="bond-reopening"),
    path("finance/bonds/<int:pk>/deletion", bonds.deletion, name="bond-deletion"),
    path("finance/letters/<int:pk>", letters.letter, name="letter"),
    path("contracts/<int:pk>/payment-plan", planning.payment_plan, name="payment-plan"),
    path("projects/<int:pk>/finance", project.of_project, name="project"),
]
