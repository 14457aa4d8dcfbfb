"""Editable lists of the room, with the entries they start with."""

from django.utils.translation import gettext_lazy as _

from pursuit.kernel.terms import Shipped, TermList

TRIGGER = TermList(
    "payment_trigger",
    _("What a payment hangs on"),
    (
        Shipped("prepayment", "预付款", "Prepayment"),
        Shipped("delivery", "到货款", "Delivery"),
        Shipped("preliminary", "初验款", "Preliminary acceptance"),
        Shipped("final", "终验款", "Final acceptance"),
        Shipped("progress", "进度款", "Progress"),
        Shipped("retention", "质保金", "Retention"),
        Shipped("other", "其他", "Other"),
    ),
)
BOND = TermList(
    "bond_kind",
    _("Kind of bond"),
    (
        Shipped("bid", "投标保证金", "Bid bond"),
        Shipped("performance", "履约保证金", "Performance bond"),
        Shipped("advance", "预付款保证金", "Advance payment bond"),
        Shipped("quality", "质量保证金", "Warranty bond"),
        Shipped("wages", "农民工工资保证金", "Wage bond"),
    ),
)
ALL = (TRIGGER, BOND)
