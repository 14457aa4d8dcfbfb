"""Editable lists of the room, with the entries they start with."""

from django.utils.translation import gettext_lazy as _

from pursuit.kernel.terms import Shipped, TermList

ABSENCE_KIND = TermList(
    "absence_kind",
    _("Kind of absence"),
    (
        Shipped("annual", "年假", "Annual leave"),
        Shipped("sick", "病假", "Sick leave"),
        Shipped("trip", "出差", "Business trip"),
        Shipped("training", "培训", "Training"),
        Shipped("other", "其他", "Other"),
    ),
)
ALL = (ABSENCE_KIND,)
