"""Editable lists of the room, with the entries they start with."""

from django.utils.translation import gettext_lazy as _

from pursuit.kernel.terms import Shipped, TermList

REJECT = TermList(
    "lead_reject_reason",
    _("Reason for rejecting a lead"),
    (
        Shipped("no_need", "没有需求", "No need"),
        Shipped("no_budget", "没有预算", "No budget"),
        Shipped("no_contact", "联系不上", "Cannot be reached"),
        Shipped("duplicate", "重复线索", "Duplicate"),
        Shipped("not_ours", "不在业务范围", "Not our business"),
        Shipped("too_small", "规模太小", "Too small"),
        Shipped("taken", "已选其他供应商", "Has chosen another supplier"),
        Shipped("fake", "无效信息", "Invalid"),
        Shipped("other", "其他", "Other"),
    ),
)
PRICE_LEVEL = TermList(
    "price_level",
    _("Price level"),
    (
        Shipped("much_higher", "明显高于我方", "Much higher than ours"),
        Shipped("higher", "略高于我方", "Higher"),
        Shipped("same", "与我方相当", "Like ours"),
        Shipped("lower", "略低于我方", "Lower"),
        Shipped("much_lower", "明显低于我方", "Much lower than ours"),
    ),
)
ALL = (REJECT, PRICE_LEVEL)
