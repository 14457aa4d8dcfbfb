"""Tables of the room."""

from pursuit.domain.finance.models.bond import Bond, Payable
from pursuit.domain.finance.models.instalment import Instalment, OfContract, WriteOff
from pursuit.domain.finance.models.invoice import Invoice, InvoiceLine
from pursuit.domain.finance.models.receipt import Allocation, Receipt, Refund

__all__ = [
    "Allocation",
    "Bond",
    "Instalment",
    "Invoice",
    "InvoiceLine",
    "OfContract",
    "Payable",
    "Receipt",
    "Refund",
    "WriteOff",
]
