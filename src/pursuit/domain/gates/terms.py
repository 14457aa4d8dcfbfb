"""Editable lists of the room, with the entries they start with."""

from django.utils.translation import gettext_lazy as _

from pursuit.kernel.terms import Shipped, TermList

COST = TermList(
    "charter_cost",
    _("Kind of cost of a charter"),
    (
        Shipped("people", "人力", "People"),
        Shipped("travel", "差旅", "Travel"),
        Shipped("test", "测试与样机", "Tests and samples"),
        Shipped("bid", "投标费用", "Bidding"),
        Shipped("exchange", "技术交流", "Technical exchange"),
        Shipped("outside", "外部服务", "Outside services"),
        Shipped("other", "其他", "Other"),
    ),
)
ALL = (COST,)
