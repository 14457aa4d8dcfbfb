"""Editable lists of the room, with the entries they start with."""

from django.utils.translation import gettext_lazy as _

from pursuit.kernel.terms import Shipped, TermList

FAMILY = TermList(
    "product_family",
    _("Product family"),
    (
        Shipped("hardware", "硬件设备", "Hardware"),
        Shipped("software", "软件平台", "Software"),
        Shipped("solution", "整体方案", "Solutions"),
        Shipped("implementation", "实施服务", "Implementation"),
        Shipped("maintenance", "运维服务", "Maintenance"),
        Shipped("consulting", "咨询服务", "Consulting"),
        Shipped("training", "培训服务", "Training"),
        Shipped("spare", "备品备件", "Spare parts"),
    ),
)
LIFECYCLE = TermList(
    "product_lifecycle",
    _("Product life cycle"),
    (
        Shipped("development", "预研", "In development"),
        Shipped("on_sale", "在售", "On sale"),
        Shipped("stopped", "停售", "No longer sold"),
        Shipped("retired", "退市", "Retired"),
    ),
)
MEASURE = TermList(
    "measure",
    _("Unit of measure"),
    (
        Shipped("piece", "台", "Piece"),
        Shipped("set", "套", "Set"),
        Shipped("item", "个", "Item"),
        Shipped("licence", "授权", "Licence"),
        Shipped("point", "点", "Point"),
        Shipped("metre", "米", "Metre"),
        Shipped("kilometre", "公里", "Kilometre"),
        Shipped("day", "人天", "Person-day"),
        Shipped("month", "人月", "Person-month"),
        Shipped("year", "年", "Year"),
        Shipped("lot", "项", "Lot"),
    ),
)
ALL = (FAMILY, LIFECYCLE, MEASURE)
