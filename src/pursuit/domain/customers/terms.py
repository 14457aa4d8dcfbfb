"""Editable lists of the room, with the entries they start with."""

from django.utils.translation import gettext_lazy as _

from pursuit.kernel.terms import Shipped, TermList

INDUSTRY = TermList(
    "industry",
    _("Industry"),
    (
        Shipped("telecom", "电信运营", "Telecom"),
        Shipped("power", "电力能源", "Power and energy"),
        Shipped("rail", "轨道交通", "Rail"),
        Shipped("government", "政府与公共事业", "Government"),
        Shipped("finance", "金融", "Finance"),
        Shipped("manufacturing", "制造", "Manufacturing"),
        Shipped("chemicals", "石油化工", "Chemicals"),
        Shipped("construction", "建筑工程", "Construction"),
        Shipped("healthcare", "医疗卫生", "Healthcare"),
        Shipped("education", "教育科研", "Education"),
        Shipped("water", "水务环保", "Water and environment"),
        Shipped("logistics", "物流与港口", "Logistics and ports"),
        Shipped("internet", "互联网与软件", "Internet and software"),
        Shipped("it", "信息技术", "Information technology"),
        Shipped("retail", "零售消费", "Retail"),
        Shipped("services", "商务服务", "Business services"),
        Shipped("media", "文化传媒", "Media and entertainment"),
        Shipped("agriculture", "农林牧渔", "Agriculture"),
        Shipped("other", "其他", "Other"),
    ),
)
TIER = TermList(
    "tier",
    _("Tier"),
    (
        Shipped("vip", "VIP", "VIP"),
        Shipped("a", "A 级", "A"),
        Shipped("b", "B 级", "B"),
        Shipped("c", "C 级", "C"),
        Shipped("d", "D 级", "D"),
    ),
)
LIFECYCLE = TermList(
    "lifecycle",
    _("Lifecycle"),
    (
        Shipped("potential", "潜在客户", "Potential"),
        Shipped("developing", "开发中", "Developing"),
        Shipped("active", "成交客户", "Active"),
        Shipped("strategic", "战略客户", "Strategic"),
        Shipped("dormant", "沉睡客户", "Dormant"),
        Shipped("lost", "流失客户", "Lost"),
    ),
)
CREDIT = TermList(
    "credit_grade",
    _("Credit grade"),
    (
        Shipped("a", "A 优", "A good"),
        Shipped("b", "B 良", "B fair"),
        Shipped("c", "C 关注", "C watch"),
        Shipped("d", "D 限制", "D restricted"),
    ),
)
ORIGIN = TermList(
    "origin",
    _("Source"),
    (
        Shipped("visit", "主动拜访", "Own visit"),
        Shipped("referral", "转介绍", "Referral"),
        Shipped("tender", "招标信息", "Tender notice"),
        Shipped("exhibition", "展会活动", "Exhibition"),
        Shipped("partner", "合作伙伴", "Partner"),
        Shipped("website", "官网咨询", "Website"),
        Shipped("call", "电话营销", "Call"),
        Shipped("other", "其他", "Other"),
    ),
)
VISIT_KIND = TermList(
    "visit_kind",
    _("Kind of visit"),
    (
        Shipped("visit", "拜访", "Visit"),
        Shipped("call", "电话", "Call"),
        Shipped("meeting", "会议", "Meeting"),
        Shipped("executive", "高层拜访", "Executive visit"),
        Shipped("reception", "接待", "Reception"),
        Shipped("exhibition", "展会", "Exhibition"),
        Shipped("message", "微信 / 邮件", "Message"),
    ),
)
TEMPERATURE = TermList(
    "visit_temperature",
    _("Temperature of a visit"),
    (
        Shipped("hot", "热情", "Warm-hearted"),
        Shipped("warm", "积极", "Positive"),
        Shipped("neutral", "平常", "Neutral"),
        Shipped("cool", "冷淡", "Cool"),
        Shipped("hostile", "抵触", "Hostile"),
    ),
)
LAYER = TermList(
    "relationship_layer",
    _("Relationship layer"),
    (
        Shipped("key", "关键客户关系", "Key people"),
        Shipped("organisation", "组织客户关系", "Organisation"),
        Shipped("broad", "普遍客户关系", "Breadth"),
    ),
)
LEVEL = TermList(
    "relationship_level",
    _("Relationship level"),
    (
        Shipped("a", "A 伙伴互信", "A partners"),
        Shipped("b", "B 支持", "B supportive"),
        Shipped("c", "C 往来", "C acquainted"),
        Shipped("d", "D 薄弱", "D weak"),
    ),
)
ALL = (INDUSTRY, TIER, LIFECYCLE, CREDIT, ORIGIN, VISIT_KIND, TEMPERATURE, LAYER, LEVEL)
