"""Editable lists of the room, with the entries they start with."""

from django.utils.translation import gettext_lazy as _

from pursuit.kernel.terms import Shipped, TermList

KIND = TermList(
    "budget_kind",
    _("Kind of cost"),
    (
        Shipped("travel", "差旅", "Travel"),
        Shipped("hospitality", "招待", "Hospitality"),
        Shipped("presales_labour", "售前人力", "Presales labour"),
        Shipped("samples", "样机与测试", "Samples and tests"),
        Shipped("bidding", "标书与服务费", "Bid documents and fees"),
        Shipped("consulting", "咨询", "Consulting"),
        Shipped("delivery_labour", "交付人力", "Delivery labour"),
        Shipped("other", "其他", "Other"),
    ),
)
ALL = (KIND,)
