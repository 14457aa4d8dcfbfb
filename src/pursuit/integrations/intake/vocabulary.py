"""Words people and systems use in pick lists, by our list: what they mean here where the meaning is clear.

What is not clear is not here: the import asks. A stage is told by its chance in percent, or by how the deal ended.
"""

from collections.abc import Mapping

STAGE = {
    # Zoho, Salesforce
    "Prospecting": "10", "Qualification": "10", "Needs Analysis": "20", "Value Proposition": "40",
    "Identify Decision Makers": "60", "Id. Decision Makers": "60", "Perception Analysis": "70",
    "Proposal/Price Quote": "75", "Negotiation/Review": "90",
    "资格审查": "10", "需求分析": "20", "价值主张": "40", "识别决策者": "60", "方案/报价": "75", "谈判/评审": "90",
    # HubSpot
    "Appointment Scheduled": "20", "Qualified to Buy": "40", "Presentation Scheduled": "60",
    "Decision Maker Bought-In": "80", "Contract Sent": "90",
    # Cordys
    "新建": "10", "需求明确": "30", "方案验证": "50", "立项汇报": "70", "商务采购": "90",
    # Espo, Frappe
    "Proposal": "50", "Negotiation": "80", "Demo/Making": "25", "Proposal/Quotation": "50", "Ready to Close": "90",
    # as people say it
    "初步接触": "10", "初步沟通": "10", "验证客户": "10", "需求确认": "30", "方案报价": "60", "招投标": "50",
    "商务谈判": "80", "谈判审核": "80", "合同签订": "95", "签约中": "95",
}  # fmt: skip
OUTCOME = {
    "Closed Won": "won", "Won": "won", "Win": "won", "Closed/Won": "won", "赢单": "won", "成功": "won", "成交": "won",
    "已成交": "won", "中标": "won", "已中标": "won", "已签约": "won", "签约": "won", "赢单关闭": "won", "成单": "won",
    "已签": "won",
    "Closed Lost": "lost", "Lost": "lost", "Loss": "lost", "Closed/Lost": "lost", "输单": "lost", "失败": "lost",
    "丢单": "lost", "未中标": "lost", "落标": "lost", "已丢单": "lost", "已流失": "lost", "输单关闭": "lost",
    "Closed-Lost to Competition": "lost", "Closed Lost to Competition": "lost", "输给竞争对手": "lost",
    "Abandoned": "abandoned", "放弃": "abandoned", "主动放弃": "abandoned", "无效": "abandoned",
    "Cancelled": "cancelled", "Canceled": "cancelled", "客户取消": "cancelled", "流标": "cancelled",
    "On Hold": "suspended", "Suspended": "suspended", "搁置": "suspended", "暂停": "suspended", "挂起": "suspended",
}  # fmt: skip
INDUSTRY = {
    "Banking": "finance", "Finance": "finance", "Insurance": "finance", "Financial Services": "finance",
    "Investment Banking": "finance", "银行": "finance", "保险": "finance", "证券": "finance", "金融业": "finance",
    "Communications": "telecom", "Telecommunications": "telecom", "Wireless": "telecom", "Wireless Industry": "telecom",
    "通信": "telecom", "电信": "telecom", "运营商": "telecom", "通讯": "telecom",
    "Energy": "power", "Utilities": "power", "Oil & Energy": "power", "Oil Energy": "power", "电力": "power",
    "能源": "power", "新能源": "power",
    "Railroad Manufacture": "rail", "铁路": "rail", "地铁": "rail", "轨交": "rail",
    "Government": "government", "Government/Military": "government", "Government Administration": "government",
    "Public Sector": "government", "政府": "government", "政务": "government", "公共事业": "government",
    "Manufacturing": "manufacturing", "Machinery": "manufacturing", "Electronics": "manufacturing",
    "Automotive": "manufacturing", "Industrial Automation": "manufacturing", "制造业": "manufacturing",
    "机械": "manufacturing", "汽车": "manufacturing", "电子": "manufacturing", "Mechanical or Industrial Engineering":
    "manufacturing", "Electrical/Electronic Manufacturing": "manufacturing",
    "Chemicals": "chemicals", "Petrochemicals": "chemicals", "化工": "chemicals", "石化": "chemicals",
    "Construction": "construction", "Civil Engineering": "construction", "Building Materials": "construction",
    "建筑": "construction", "建筑业": "construction", "房地产": "construction",
    "Healthcare": "healthcare", "Health Care": "healthcare", "Medical": "healthcare", "Hospital": "healthcare",
    "Hospital & Health Care": "healthcare", "Hospital Health Care": "healthcare", "医疗": "healthcare",
    "医院": "healthcare", "卫生": "healthcare", "医药": "healthcare",
    "Education": "education", "Higher Education": "education", "Education Management": "education",
    "E-Learning": "education", "Research": "education", "教育": "education", "高校": "education", "科研": "education",
    "Environmental": "water", "Environmental Services": "water", "环保": "water", "水务": "water", "水利": "water",
    "Shipping": "logistics", "Transportation": "logistics", "Logistics": "logistics",
    "Logistics and Supply Chain": "logistics", "Transportation/Trucking/Railroad": "logistics", "物流": "logistics",
    "港口": "logistics", "交通运输": "logistics",
    "Technology": "internet", "Software": "internet", "Internet": "internet", "Computer Software": "internet",
    "Information Technology and Services": "internet", "IT": "internet", "软件": "internet", "互联网": "internet",
    "信息技术": "internet", "Other": "other", "Others": "other", "其它": "other",
}  # fmt: skip
DEAL_TYPE = {
    "New Business": "new", "New Customer": "new", "newbusiness": "new", "新业务": "new", "新客户": "new",
    "Existing Business": "expansion", "existingbusiness": "expansion", "Existing Customer - Upgrade": "expansion",
    "Upsell": "expansion", "现有业务": "expansion", "老客户": "expansion", "增购": "expansion", "扩容": "expansion",
    "Existing Customer - Replacement": "renewal", "Renewal": "renewal", "续签": "renewal", "框架协议": "framework",
    "招标": "tender", "投标": "tender",
}  # fmt: skip
PRIORITY = {
    "Highest": "urgent", "Urgent": "urgent", "Critical": "urgent", "High": "high", "Normal": "normal",
    "Medium": "normal", "None": "normal", "Low": "low", "Lowest": "low", "最高": "urgent", "特急": "urgent",
    "中": "normal", "一般": "normal", "最低": "low",
}  # fmt: skip
TASK_STATUS = {
    "Not Started": "todo", "Open": "todo", "Todo": "todo", "未开始": "todo", "待处理": "todo", "未完成": "todo",
    "In Progress": "doing", "进行中": "doing", "处理中": "doing",
    "Completed": "done", "Complete": "done", "Closed": "done", "Done": "done", "已完成": "done", "完成": "done",
    "Cancelled": "cancelled", "Canceled": "cancelled", "已取消": "cancelled", "取消": "cancelled",
}  # fmt: skip
LOSS_REASON = {
    "Price": "price", "价格": "price", "价格太高": "price", "价格原因": "price",
    "Competition": "competitor", "Lost to Competitor": "competitor", "客户选择竞品": "competitor",
    "竞争对手": "competitor", "输给竞争对手": "competitor",
    "No Budget / Lost Funding": "budget", "No Budget": "budget", "Lost Funding": "budget", "预算限制": "budget",
    "预算不足": "budget", "无预算": "budget", "预算取消": "budget",
    "No Decision / Non-Responsive": "no_decision", "No Decision": "no_decision",
    "立项失败": "charter_failed", "决策链复杂": "chain_complex", "需求变化": "need_changed", "需求变更": "need_changed",
    "Missing Features": "feature", "功能不满足": "feature", "产品功能": "feature", "Other": "other", "其它": "other",
}  # fmt: skip
ORIGIN = {
    "Cold Call": "call", "Phone Inquiry": "call", "Purchased List": "other", "电话": "call", "电销": "call",
    "Employee Referral": "referral", "External Referral": "referral", "Referral": "referral", "Word of mouth":
    "referral", "客户介绍": "referral", "朋友介绍": "referral", "老客户介绍": "referral", "推荐": "referral",
    "Partner": "partner", "Partner Referral": "partner", "渠道": "partner", "代理商": "partner", "伙伴": "partner",
    "Trade Show": "exhibition", "Seminar Partner": "exhibition", "Internal Seminar": "exhibition",
    "Seminar - Internal": "exhibition", "Seminar - Partner": "exhibition", "Conference": "exhibition",
    "展会": "exhibition", "市场活动": "exhibition", "会议": "exhibition",
    "Web": "website", "Web Download": "website", "Web Research": "website", "Website": "website", "Chat": "website",
    "Online Store": "website", "Organic Search": "website", "官网": "website", "网站": "website", "线上": "website",
    "招标网": "tender", "标讯": "tender", "招标公告": "tender",
    "上门拜访": "visit", "拜访": "visit", "自拓": "visit", "自主开发": "visit", "Other": "other", "其它": "other",
}  # fmt: skip
LIFECYCLE = {
    "Prospect": "potential", "Lead": "potential", "Opportunity": "developing", "Customer": "active",
    "Customer - Direct": "active", "Customer - Channel": "active", "潜在": "potential", "意向客户": "developing",
    "未成交": "developing", "成交": "active", "已成交": "active", "老客户": "active", "流失": "lost",
}  # fmt: skip
TIER = {
    "A级": "a", "B级": "b", "C级": "c", "D级": "d", "A类": "a", "B类": "b", "C类": "c", "D类": "d", "A级客户": "a",
    "B级客户": "b", "C级客户": "c", "D级客户": "d", "重点客户": "a", "VIP客户": "vip",
}  # fmt: skip
FORECAST = {"Pipeline": "pipeline", "Best Case": "best_case", "BestCase": "best_case", "Commit": "commit",
            "Most Likely": "commit", "Closed": "closed", "Omitted": "omitted", "Not forecasted": "omitted"}  # fmt: skip
MATURITY = {"Cold": "cold", "Warm": "warm", "Hot": "hot", "高": "hot", "中": "warm", "低": "cold"}
CURRENCY = {
    "人民币": "CNY", "RMB": "CNY", "元": "CNY", "¥": "CNY", "￥": "CNY", "美元": "USD", "美金": "USD", "$": "USD",
    "US$": "USD", "欧元": "EUR", "€": "EUR", "港币": "HKD", "港元": "HKD", "日元": "JPY", "英镑": "GBP",
    "CNY - Chinese Yuan": "CNY", "USD - U.S. Dollar": "USD", "EUR - Euro": "EUR",
}  # fmt: skip
PRODUCT_KIND = {"产品": "product", "商品": "product", "硬件": "product", "服务": "service", "Goods": "product",
                "Services": "service"}  # fmt: skip

OPEN = dict.fromkeys(("Open", "In Progress", "Active", "进行中", "跟进中", "未结束", "未关闭", "正常"), "")

# By the list of a term, or by the field where there is none.
WORDS: Mapping[str, Mapping[str, str]] = {
    "stage": STAGE | OUTCOME,
    "outcome": OUTCOME | OPEN,
    "industry": INDUSTRY,
    "deal_type": DEAL_TYPE,
    "priority": PRIORITY,
    "status": TASK_STATUS,
    "loss_reason": LOSS_REASON,
    "origin": ORIGIN,
    "lifecycle": LIFECYCLE,
    "tier": TIER,
    "forecast_category": FORECAST,
    "maturity": MATURITY,
    "currency": CURRENCY,
    "kind": PRODUCT_KIND,
}
