"""The editable list of the room."""

from django.utils.translation import gettext_lazy as _

from pursuit.kernel.terms import Shipped, TermList

TIME_KIND = TermList(
    "time_kind",
    _("Kind of work"),
    (
        Shipped("visit", "拜访", "Visit"),
        Shipped("solution", "方案", "Solution"),
        Shipped("bid", "投标", "Bid"),
        Shipped("delivery", "交付", "Delivery"),
        Shipped("travel", "出差路途", "Travel"),
        Shipped("meeting", "会议", "Meeting"),
        Shipped("other", "其他", "Other"),
    ),
)
ALL = (TIME_KIND,)
