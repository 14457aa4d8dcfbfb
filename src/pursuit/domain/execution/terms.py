"""Editable lists of the room."""

from django.utils.translation import gettext_lazy as _

from pursuit.kernel.terms import Shipped, TermList

PRIORITY = TermList(
    "priority",
    _("Priority"),
    (
        Shipped("urgent", "紧急", "Urgent"),
        Shipped("high", "高", "High"),
        Shipped("normal", "普通", "Normal"),
        Shipped("low", "低", "Low"),
    ),
)
ALL = (PRIORITY,)
