"""Editable lists of the room, with the entries they start with."""

from django.utils.translation import gettext_lazy as _

from pursuit.kernel.terms import Shipped, TermList

GRADE = TermList(
    "project_grade",
    _("Grade"),
    (
        Shipped("a", "A 公司级", "A company"),
        Shipped("b", "B 区域级", "B region"),
        Shipped("c", "C 部门级", "C department"),
        Shipped("d", "D 普通", "D ordinary"),
    ),
)
DEAL_TYPE = TermList(
    "deal_type",
    _("Deal type"),
    (
        Shipped("new", "新建", "New"),
        Shipped("expansion", "扩容增购", "Expansion"),
        Shipped("renewal", "续约", "Renewal"),
        Shipped("framework", "框架", "Framework"),
        Shipped("tender", "招投标", "Tender"),
    ),
)
BUDGET = TermList(
    "budget_status",
    _("Customer budget"),
    (
        Shipped("none", "无预算", "None"),
        Shipped("planned", "拟申报", "To be applied for"),
        Shipped("applied", "已申报", "Applied for"),
        Shipped("approved", "已批复", "Approved"),
        Shipped("allocated", "已下达", "Allocated"),
    ),
)
PROCUREMENT = TermList(
    "procurement_mode",
    _("Procurement mode"),
    (
        Shipped("open_tender", "公开招标", "Open tender"),
        Shipped("invited_tender", "邀请招标", "Invited tender"),
        Shipped("negotiation", "竞争性谈判", "Competitive negotiation"),
        Shipped("consultation", "竞争性磋商", "Competitive consultation"),
        Shipped("inquiry", "询比价", "Request for quotation"),
        Shipped("single_source", "单一来源", "Single source"),
        Shipped("framework", "框架入围", "Framework shortlist"),
        Shipped("direct", "直接采购", "Direct purchase"),
    ),
)
FORECAST = TermList(
    "forecast_category",
    _("Forecast category"),
    (
        Shipped("pipeline", "储备", "Pipeline"),
        Shipped("best_case", "最好情况", "Best case"),
        Shipped("commit", "承诺", "Commit"),
        Shipped("closed", "已签", "Closed"),
        Shipped("omitted", "不计入", "Omitted"),
    ),
)
TEAM_ROLE = TermList(
    "team_role",
    _("Role in the project"),
    (
        Shipped("ar", "客户责任人 AR", "Account responsible (AR)"),
        Shipped("sr", "方案责任人 SR", "Solution responsible (SR)"),
        Shipped("fr", "交付责任人 FR", "Fulfilment responsible (FR)"),
        Shipped("pd", "项目主管 PD", "Project director (PD)"),
        Shipped("sponsor", "赞助人", "Sponsor"),
        Shipped("bid_manager", "投标负责人", "Bid manager"),
        Shipped("commercial", "商务", "Commercial"),
        Shipped("legal", "法务", "Legal"),
        Shipped("finance", "项目财务", "Finance"),
        Shipped("presales", "售前", "Presales"),
        Shipped("delivery", "交付", "Delivery"),
        Shipped("partner_manager", "合作伙伴经理", "Partner manager"),
        Shipped("member", "成员", "Member"),
    ),
)
PARTY_ROLE = TermList(
    "party_role",
    _("Party's role"),
    (
        Shipped("owner", "业主", "Owner"),
        Shipped("end_user", "最终用户", "End user"),
        Shipped("contractor", "总包", "General contractor"),
        Shipped("design", "设计院", "Design institute"),
        Shipped("consultant", "咨询", "Consultant"),
        Shipped("agent", "招标代理", "Tender agent"),
        Shipped("integrator", "集成商", "Integrator"),
        Shipped("distributor", "经销商", "Distributor"),
        Shipped("partner", "合作伙伴", "Partner"),
        Shipped("rival_ally", "竞争对手盟友", "Competitor's ally"),
    ),
)
RIVAL_STAGE = TermList(
    "rival_stage",
    _("Competitor's stage"),
    (
        Shipped("c0", "C0 未知", "C0 unknown"),
        Shipped("c1", "C1 被提及", "C1 mentioned"),
        Shipped("c2", "C2 已介入", "C2 present"),
        Shipped("c3", "C3 深度评估", "C3 deep evaluation"),
        Shipped("c4", "C4 已选定", "C4 chosen"),
    ),
)
_GROUPS = (
    Shipped("customer", "客户", "Customer"),
    Shipped("relationship", "关系", "Relationship"),
    Shipped("solution", "方案", "Solution"),
    Shipped("commercial", "商务", "Commercial"),
    Shipped("delivery", "交付", "Delivery"),
    Shipped("competitor", "竞争", "Competitor"),
    Shipped("us", "我方", "Us"),
    Shipped("other", "其他", "Other"),
)
LOSS_REASON = TermList(
    "loss_reason",
    _("Reason of the loss"),
    (
        *_GROUPS,
        Shipped("budget", "预算取消/推迟", "Budget cancelled or postponed", "customer"),
        Shipped("charter_failed", "立项失败", "Customer's project not approved", "customer"),
        Shipped("need_changed", "需求变化", "Need changed", "customer"),
        Shipped("no_decision", "无决策", "No decision", "customer"),
        Shipped("chain_complex", "决策链复杂", "Complex decision chain", "customer"),
        Shipped("key_person_left", "关键人变动", "Key person changed", "customer"),
        Shipped("built_inside", "内部自研", "Built in house", "customer"),
        Shipped("eb_not_met", "未触达 EB", "Economic buyer not reached", "relationship"),
        Shipped("supporter_weak", "支持者失势", "Supporter lost influence", "relationship"),
        Shipped("rival_coach", "竞品有教练", "Competitor had a coach", "relationship"),
        Shipped("too_late", "介入太晚", "Entered too late", "relationship"),
        Shipped("feature", "功能缺失", "Missing function", "solution"),
        Shipped("test_failed", "测试未入围", "Test not passed", "solution"),
        Shipped("parameters", "参数不满足", "Parameters not met", "solution"),
        Shipped("no_reference", "无案例/资质", "No reference or qualification", "solution"),
        Shipped("price", "价格高", "Price too high", "commercial"),
        Shipped("terms", "付款条件", "Payment terms", "commercial"),
        Shipped("void_bid", "废标/超控制价", "Bid void or above ceiling", "commercial"),
        Shipped("bond", "保证金/授权不符", "Bond or authorisation wrong", "commercial"),
        Shipped("schedule", "工期不可行", "Schedule not feasible", "delivery"),
        Shipped("local_service", "本地服务不足", "Weak local service", "delivery"),
        Shipped("poor_history", "历史交付差", "Poor delivery before", "delivery"),
        Shipped("undercut", "被低价", "Undercut", "competitor"),
        Shipped("locked_in", "被绑定", "Customer locked in", "competitor"),
        Shipped("lost_to_channel", "输给渠道", "Lost to a channel", "competitor"),
        Shipped("no_bid", "主动放弃", "We chose not to bid", "us"),
        Shipped("no_resources", "资源不足", "Not enough resources", "us"),
        Shipped("slow", "响应慢", "Slow response", "us"),
        Shipped("missed_deadline", "错过截标", "Missed the deadline", "us"),
        Shipped("market", "市场/政策", "Market or policy", "other"),
        Shipped("force_majeure", "不可抗力", "Force majeure", "other"),
    ),
)
WIN_REASON = TermList(
    "win_reason",
    _("Reason of the win"),
    (
        *_GROUPS,
        Shipped("need_matched", "需求契合", "Need matched", "customer"),
        Shipped("urgent", "客户紧迫", "Customer's urgency", "customer"),
        Shipped("top_support", "高层支持", "Support at the top", "relationship"),
        Shipped("coach", "教练得力", "A strong coach", "relationship"),
        Shipped("early", "介入早", "Entered early", "relationship"),
        Shipped("better_solution", "方案领先", "Better solution", "solution"),
        Shipped("test_won", "测试领先", "Best in test", "solution"),
        Shipped("reference", "案例资质", "References and qualifications", "solution"),
        Shipped("best_price", "价格优势", "Price", "commercial"),
        Shipped("good_terms", "商务条件", "Commercial terms", "commercial"),
        Shipped("delivery_strength", "交付能力", "Delivery strength", "delivery"),
        Shipped("rival_failed", "对手失误", "Competitor's mistake", "competitor"),
        Shipped("teamwork", "团队协作", "Teamwork", "us"),
    ),
)
ALL = (
    *(GRADE, DEAL_TYPE, BUDGET, PROCUREMENT, FORECAST, TEAM_ROLE, PARTY_ROLE, RIVAL_STAGE),
    *(LOSS_REASON, WIN_REASON),
)
