"""Editable lists of the room."""

from django.utils.translation import gettext_lazy as _

from pursuit.kernel.terms import Shipped, TermList

CHAIN_ROLE = TermList(
    "chain_role",
    _("Role in the decision"),
    (
        Shipped("approver", "审批人 A", "Approver (A)"),
        Shipped("decider", "决策者 D", "Decider (D)"),
        Shipped("supporter", "支撑者 S", "Supporter (S)"),
        Shipped("influencer", "影响者 I", "Influencer (I)"),
    ),
)
BUYING_ROLE = TermList(
    "buying_role",
    _("Buying role"),
    (
        Shipped("eb", "经济购买者 EB", "Economic buyer (EB)"),
        Shipped("tb", "技术购买者 TB", "Technical buyer (TB)"),
        Shipped("ub", "使用购买者 UB", "User buyer (UB)"),
        Shipped("pb", "采购 PB", "Purchasing (PB)"),
        Shipped("coach", "教练 Coach", "Coach"),
    ),
)
RESPONSE = TermList(
    "response_mode",
    _("Response mode"),
    (
        Shipped("growth", "如虎添翼", "Growth"),
        Shipped("trouble", "亡羊补牢", "Trouble"),
        Shipped("even", "我行我素", "Even keel"),
        Shipped("overconfident", "班门弄斧", "Overconfident"),
    ),
)
ALL = (CHAIN_ROLE, BUYING_ROLE, RESPONSE)
