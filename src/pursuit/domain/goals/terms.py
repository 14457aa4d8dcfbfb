"""The editable list of the room."""

from django.utils.translation import gettext_lazy as _

from pursuit.kernel.terms import Shipped, TermList

GOAL_KIND = TermList(
    "goal_kind",
    _("Kind of goal"),
    (
        Shipped("sales", "销售", "Sales"),
        Shipped("margin", "毛利", "Margin"),
        Shipped("collection", "回款", "Collection"),
        Shipped("market_share", "市场份额", "Market share"),
        Shipped("satisfaction", "客户满意度", "Satisfaction"),
        Shipped("new_customers", "新客户", "New customers"),
        Shipped("learning", "学习成长", "Learning"),
        Shipped("other", "其他", "Other"),
    ),
)
ALL = (GOAL_KIND,)
