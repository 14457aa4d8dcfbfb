"""The lists of the room."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from pursuit.domain.finance.fields import BOND_MONEY, FORMS, INVOICE_KINDS, RECEIPT_KINDS
from pursuit.domain.finance.models import Bond, Instalment, Invoice, Payable, Receipt
from pursuit.domain.finance.rules.money import STATES
from pursuit.kernel.actor import Actor
from pursuit.kernel.listing import Column, Listing

INVOICE_STATES = (
    ("requested", _("Requested")),
    ("issued", _("Issued")),
    ("declined", _("Declined")),
    ("reversed", _("Reversed")),
    ("reversal", _("Reversal")),
)
RECEIPT_STATES = (("unclaimed", _("Unclaimed")), ("claimed", _("Claimed")), ("void", _("Taken back")))
BILL_STATES = (
    ("held", _("Held")),
    ("honoured", _("Honoured")),
    ("endorsed", _("Endorsed")),
    ("dishonoured", _("Dishonoured")),
)
BOND_STATES = (("out", _("Out")), ("returned", _("Returned")), ("lost", _("Forfeited")))
VIEW = "finance.view"


def _instalments(actor: Actor) -> QuerySet[Instalment]:
    return Instalment.objects.visible_to(actor)


def _invoices(actor: Actor) -> QuerySet[Invoice]:
    return Invoice.objects.visible_to(actor)


def _receipts(actor: Actor) -> QuerySet[Receipt]:
    return Receipt.objects.visible_to(actor)


def _bonds(actor: Actor) -> QuerySet[Bond]:
    return Bond.objects.visible_to(actor)


def _payables(actor: Actor) -> QuerySet[Payable]:
    return Payable.objects.visible_to(actor)


INSTALMENTS = Listing(
    code="instalments",
    label=_("Instalments"),
    subject_type="instalment",
    base=_instalments,
    view_right=VIEW,
    spine="",
    sort="due_on",
    search=lambda text: Q(name__icontains=text) | Q(contract__subject__title__icontains=text),
    cards=("contract", "open_amount", "due_on", "state"),
    columns=(
        Column("name", _("Instalment"), default=True, sortable=False),
        Column("contract", _("Contract"), "ref", source="contract_id", shown="contract__subject__title",
               ref="contract", default=True, sortable=False),
        Column("account", _("Account"), "ref", source="account_id", shown="account__subject__title", ref="account",
               default=True, sortable=False),
        Column("project", _("Project"), "ref", source="contract__project_id",
               shown="contract__project__subject__title", ref="project", sortable=False),
        Column("trigger", _("Payment hangs on"), "term", term="payment_trigger", sortable=False),
        Column("state", _("State"), "choice", choices=STATES, default=True, sortable=False),
        Column("amount", _("Amount"), "money", currency="currency", default=True, total=True, sortable=False),
        Column("open_amount", _("Not paid yet"), "money", currency="currency", default=True, total=True,
               sortable=False),
        Column("paid", _("Paid"), "money", currency="currency", total=True, sortable=False),
        Column("invoiced", _("Invoiced"), "money", currency="currency", total=True, sortable=False),
        Column("due_on", _("Due"), "date", default=True),
        Column("owed_on", _("Owed since"), "date"),
        Column("agreed_on", _("Due as agreed"), "date", sortable=False),
        Column("chance", _("Chance %"), "percent", sortable=False),
        Column("live", _("Contract in force"), "flag", sortable=False),
        Column("owner", _("Owner"), "user", source="contract__subject__owner_id",
               shown="contract__subject__owner__name", default=True, sortable=False),
        Column("unit", _("Unit"), "unit", source="contract__subject__unit_id",
               shown="contract__subject__unit__name", sortable=False),
    ),
)  # fmt: skip
INVOICES = Listing(
    code="invoices",
    label=_("Invoices"),
    subject_type="invoice",
    base=_invoices,
    view_right=VIEW,
    spine="",
    sort="-issued_on",
    search=lambda text: Q(number__icontains=text) | Q(buyer__icontains=text),
    cards=("buyer", "amount", "state", "issued_on"),
    columns=(
        Column("buyer", _("Invoice title"), default=True, sortable=False),
        Column("number", _("Number of the invoice"), default=True, sortable=False),
        Column("contract", _("Contract"), "ref", source="contract_id", shown="contract__subject__title",
               ref="contract", default=True, sortable=False),
        Column("kind", _("Kind of invoice"), "choice", choices=INVOICE_KINDS, default=True, sortable=False),
        Column("state", _("State"), "choice", choices=INVOICE_STATES, default=True, sortable=False),
        Column("amount", _("Amount with tax"), "money", currency="currency", default=True, total=True, sortable=False),
        Column("tax", _("Tax"), "money", currency="currency", total=True, sortable=False),
        Column("tax_rate", _("Tax rate %"), "percent", sortable=False),
        Column("issued_on", _("Invoiced on"), "date", default=True),
        Column("asked_by", _("Requested by"), "user", source="asked_by_id", shown="asked_by__name", default=True,
               sortable=False),
        Column("asked_at", _("Requested"), "moment", sortable=False),
    ),
)  # fmt: skip
RECEIPTS = Listing(
    code="receipts",
    label=_("Receipts"),
    subject_type="receipt",
    base=_receipts,
    view_right="finance.receipt.view",
    url_name="finance:receipt",
    sort="-received_on",
    cards=("amount", "received_on", "state", "free"),
    columns=(
        Column("payer", _("Payer"), default=True, sortable=False),
        Column("code", _("Number"), default=True, sortable=False),
        Column("received_on", _("Received on"), "date", default=True),
        Column("amount", _("Amount"), "money", currency="amount_currency", default=True, total=True, sortable=False),
        Column("free", _("Not allocated"), "money", currency="amount_currency", default=True, total=True,
               sortable=False),
        Column("state", _("State"), "choice", choices=RECEIPT_STATES, default=True, sortable=False),
        Column("kind", _("Way of payment"), "choice", choices=RECEIPT_KINDS, default=True, sortable=False),
        Column("bill_state", _("Bill"), "choice", choices=BILL_STATES, sortable=False),
        Column("matures_on", _("Matures on"), "date", sortable=False),
        Column("account", _("Account"), "ref", source="account_id", shown="account__subject__title", ref="account",
               default=True, sortable=False),
        Column("bank", _("Our bank account"), sortable=False),
        Column("reference", _("Bank reference"), sortable=False),
        Column("owner", _("Claimed by"), "user", source="subject__owner_id", shown="subject__owner__name"),
        Column("updated", _("Last change"), "moment", source="subject__updated_at"),
    ),
)  # fmt: skip
BONDS = Listing(
    code="bonds",
    label=_("Bonds"),
    subject_type="bond",
    base=_bonds,
    view_right="finance.bond.view",
    url_name="finance:bond",
    sort="-out_on",
    cards=("kind", "amount", "state", "due_back_on"),
    columns=(
        Column("title", _("Bond"), source="subject__title", default=True, sortable=False),
        Column("code", _("Number"), sortable=False),
        Column("kind", _("Kind of bond"), "term", term="bond_kind", sortable=False),
        Column("form", _("Form"), "choice", choices=FORMS, default=True, sortable=False),
        Column("beneficiary", _("Beneficiary"), sortable=False),
        Column("issuer", _("Bank or insurer"), sortable=False),
        Column("amount", _("Amount of the bond"), "money", currency="amount_currency", right=BOND_MONEY, default=True,
               total=True, sortable=False),
        Column("fee", _("Fee"), "money", currency="fee_currency", right=BOND_MONEY, total=True, sortable=False),
        Column("state", _("State"), "choice", choices=BOND_STATES, default=True, sortable=False),
        Column("out_on", _("Put up on"), "date", default=True),
        Column("expires_on", _("Expires on"), "date", default=True, sortable=False),
        Column("due_back_on", _("Due back on"), "date", default=True, sortable=False),
        Column("returned_on", _("Returned on"), "date", sortable=False),
        Column("owner", _("Owner"), "user", source="subject__owner_id", shown="subject__owner__name", default=True),
        Column("unit", _("Unit"), "unit", source="subject__unit_id", shown="subject__unit__name"),
        Column("updated", _("Last change"), "moment", source="subject__updated_at"),
    ),
)  # fmt: skip
PAYABLES = Listing(
    code="payables",
    label=_("Payments to suppliers"),
    subject_type="payable",
    base=_payables,
    view_right=VIEW,
    spine="",
    sort="number",
    search=lambda text: Q(name__icontains=text) | Q(supplier__subject__title__icontains=text),
    cards=("supplier", "amount", "paid", "ours"),
    columns=(
        Column("name", _("What for"), default=True, sortable=False),
        Column("supplier", _("Supplier"), "ref", source="supplier_id", shown="supplier__subject__title", ref="account",
               default=True, sortable=False),
        Column("contract", _("Contract"), "ref", source="contract_id", shown="contract__subject__title",
               ref="contract", default=True, sortable=False),
        Column("ours", _("Our instalment"), source="instalment__name", default=True, sortable=False),
        Column("state", _("State of ours"), "choice", source="instalment__state", choices=STATES, default=True,
               sortable=False),
        Column("amount", _("Amount"), "money", currency="currency", default=True, total=True, sortable=False),
        Column("paid", _("Paid"), "money", currency="currency", default=True, total=True, sortable=False),
        Column("paid_on", _("Paid on"), "date", sortable=False),
        Column("number", _("Number"), "number", source="id"),
    ),
)  # fmt: skip
ALL = (INSTALMENTS, INVOICES, RECEIPTS, BONDS, PAYABLES)
