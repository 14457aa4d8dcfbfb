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
SKILL = TermList(
    "skill",
    _("Skill"),
    (
        Shipped("presales", "售前方案", "Presales solution"),
        Shipped("bidding", "投标文件", "Tender documents"),
        Shipped("negotiation", "商务谈判", "Negotiation"),
        Shipped("relations", "客户关系", "Customer relations"),
        Shipped("projects", "项目管理", "Project management"),
        Shipped("costing", "成本核算", "Costing"),
        Shipped("legal", "法务审核", "Legal review"),
        Shipped("integration", "系统集成", "System integration"),
        Shipped("software", "软件开发", "Software development"),
        Shipped("installation", "设备安装", "Installation"),
        Shipped("testing", "测试验收", "Testing and acceptance"),
        Shipped("training", "客户培训", "Customer training"),
        Shipped("service", "售后服务", "After-sales service"),
        Shipped("english", "英语沟通", "Working English"),
    ),
)
SKILL_EVIDENCE = TermList(
    "skill_evidence",
    _("Kind of evidence"),
    (
        Shipped("certificate", "证书", "Certificate"),
        Shipped("project", "项目经历", "Projects done"),
        Shipped("assessment", "考核评定", "Assessment"),
        Shipped("training", "培训结业", "Course completed"),
        Shipped("other", "其他", "Other"),
    ),
)
ALL = (ABSENCE_KIND, SKILL, SKILL_EVIDENCE)
