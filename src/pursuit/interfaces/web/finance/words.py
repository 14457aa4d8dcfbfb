"""What happened to money, in people's words."""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from pursuit.domain.finance.actions.bonds import return_bond
from pursuit.domain.finance.actions.plans import edit_instalment
from pursuit.domain.finance.actions.receipts import claim_receipt, endorse_bill, honour_bill, update_receipt
from pursuit.domain.finance.queries.lists import BILL_STATES, BOND_STATES, RECEIPT_STATES
from pursuit.kernel.errors import Text
from pursuit.kernel.schema import Field

VERBS: dict[str, Text] = {
    "contract.payment_plan_set": _("set the payment plan"),
    "contract.payment_plan_restored": _("took a change of the payment plan back"),
    "contract.instalment_changed": _("changed an instalment"),
    "contract.instalment_moved": _("moved an instalment with its milestone"),
    "contract.instalment_owed": _("noted that an instalment is owed"),
    "contract.instalment_unowed": _("took back that an instalment is owed"),
    "contract.invoice_requested": _("asked for an invoice"),
    "contract.invoice_declined": _("withdrew the request for an invoice"),
    "contract.invoice_issued": _("issued an invoice"),
    "contract.invoice_unissued": _("took an issued invoice back"),
    "contract.invoice_reversed": _("reversed an invoice"),
    "contract.invoice_unreversed": _("took a reversal back"),
    "contract.receivable_imported": _("brought an instalment over from a ledger"),
    "contract.paid": _("allocated a receipt"),
    "contract.payment_taken_back": _("took an allocation back"),
    "contract.write_off_asked": _("asked to write off an instalment"),
    "contract.written_off": _("wrote off an instalment"),
    "contract.write_off_cancelled": _("took a write-off back"),
    "contract.payable_added": _("bound a payment to a supplier"),
    "contract.payable_removed": _("took a payment to a supplier away"),
    "contract.supplier_paid": _("paid a supplier"),
    "contract.supplier_unpaid": _("took a payment to a supplier back"),
    "receipt.claimed": _("claimed this receipt"),
    "receipt.unclaimed": _("gave this receipt back"),
    "receipt.voided": _("took this receipt back"),
    "receipt.allocated": _("allocated this receipt"),
    "receipt.deallocated": _("took an allocation back"),
    "receipt.refunded": _("noted a refund"),
    "receipt.refund_cancelled": _("took a refund back"),
    "receipt.bill_honoured": _("noted that the bill was honoured"),
    "receipt.bill_endorsed": _("endorsed the bill"),
    "receipt.dishonoured": _("noted that the bill was refused"),
    "receipt.restored_bill": _("took a step of the bill back"),
    "bond.returned": _("got the bond back"),
    "bond.lost": _("lost the bond"),
    "bond.reopened": _("reopened the bond"),
}
DETAILS = {
    **{f"contract.{verb}": "name" for verb in (
        "instalment_changed", "instalment_moved", "instalment_owed", "instalment_unowed", "written_off",
        "payable_added", "supplier_paid", "payment_taken_back",
    )},
    "contract.invoice_requested": "buyer",
    "contract.invoice_issued": "number",
    "contract.invoice_reversed": "number",
    "contract.paid": "code",
}  # fmt: skip


def fields() -> dict[str, Field]:
    """What history entries change that is no field of a form."""
    receipt, bond = update_receipt.schema.fields, return_bond.schema.fields
    kind = receipt["kind"]
    return {
        "contract.due_on": replace(edit_instalment.schema.fields["fixed_on"], label=_("Due")),
        "receipt.state": replace(kind, choices=RECEIPT_STATES, label=_("State")),
        "receipt.bill_state": replace(kind, choices=BILL_STATES, label=_("Bill")),
        "receipt.account": claim_receipt.schema.fields["account"],
        "receipt.settled_on": replace(honour_bill.schema.fields["settled_on"], label=_("Money on")),
        "receipt.endorsed_to": endorse_bill.schema.fields["endorsed_to"],
        "bond.state": replace(kind, choices=BOND_STATES, label=_("State")),
        "bond.returned_on": replace(bond["returned_on"], label=_("Returned on")),
    }
