"""The lists of the room as tabs beside each other."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pursuit.interfaces.web.lists.views import Tab
from pursuit.kernel.actor import Actor

SECTIONS = (
    (_("Overview"), "finance:list", "finance.view"),
    (_("Instalments"), "finance:instalments", "finance.view"),
    (_("Ageing"), "finance:ageing", "finance.view"),
    (_("Receipts"), "finance:receipts", "finance.receipt.view"),
    (_("Invoices"), "finance:invoices", "finance.view"),
    (_("Bonds"), "finance:bonds", "finance.bond.view"),
    (_("Against the pipeline"), "insight:contradictions", "finance.view"),
    (_("Payments to suppliers"), "finance:payables", "finance.view"),
    (_("Budgets"), "budgets:list", "budgets.view"),
    (_("Expenses"), "budgets:expenses", "expenses.view"),
)


def sections(actor: Actor, current: str) -> list[Tab]:
    """Those the actor may open."""
    return [Tab(label, reverse(url), url == current) for label, url, right in SECTIONS if actor.may(right)]
