"""Editable lists of the room, with the entries they start with."""

from django.utils.translation import gettext_lazy as _

from pursuit.kernel.terms import Shipped, TermList

KIND = TermList(
    "contract_kind",
    _("Kind of contract"),
    (
        Shipped("sale", "销售合同", "Sale"),
        Shipped("framework", "框架协议", "Framework agreement"),
        Shipped("supplementary", "补充协议", "Supplementary agreement"),
        Shipped("service", "服务合同", "Service contract"),
        Shipped("purchase", "采购合同", "Purchase"),
    ),
)
ALL = (KIND,)
