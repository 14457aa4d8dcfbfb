"""What Zoho CRM calls its tables and columns, and the words of its standard pick lists, in English and Chinese."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from pursuit.integrations.intake.modules import Dialect, Look, Module, Ref, key
from pursuit.integrations.zoho.others import OTHERS, SYSTEM

STAGES = {
    "Qualification": "10",
    "Needs Analysis": "20",
    "Value Proposition": "40",
    "Identify Decision Makers": "60",
    "Proposal/Price Quote": "75",
    "Negotiation/Review": "90",
    "Closed Won": "won",
    "Closed Lost": "lost",
    "Closed-Lost to Competition": "lost",
    "Closed Lost to Competition": "lost",
    "资格审查": "10",
    "需求分析": "20",
    "价值主张": "40",
    "识别决策者": "60",
    "方案/报价": "75",
    "谈判/评审": "90",
    "赢单": "won",
    "输单": "lost",
    "输给竞争对手": "lost",
}
TYPES = {"Existing Business": "expansion", "New Business": "new", "现有业务": "expansion", "新业务": "new"}
REASONS = {"Price": "price", "Competition": "competitor", "Other": "other"}
LOST_BY_STAGE = {
    "Closed-Lost to Competition": "competitor",
    "Closed Lost to Competition": "competitor",
    "输给竞争对手": "competitor",
}
LEAD_STATUS = {
    "Attempted to Contact": "open", "Contact in Future": "open", "Contacted": "open", "Not Contacted": "open",
    "Pre-Qualified": "open", "Junk Lead": "rejected", "Lost Lead": "rejected", "Not Qualified": "rejected",
    "Converted": "converted",
}  # fmt: skip
CONVERTED = {"true": "converted", "1": "converted", "是": "converted", "false": "", "0": "", "否": ""}
TASK_STATUS = {"Not Started": "todo", "In Progress": "doing", "Completed": "done"}
PRIORITY = {"Highest": "urgent", "High": "high", "Normal": "normal", "Low": "low", "Lowest": "low"}
LIFECYCLE = {"Customer": "active", "Prospect": "potential"}

VISITS = (
    "Days Visited", "Average Time Spent (Minutes)", "Number Of Chats", "Most Recent Visit", "First Visit",
    "First Page Visited", "Referrer", "Visitor Score",
)  # fmt: skip
PRIVACY = ("Email Opt Out", "Unsubscribed Mode", "Unsubscribed Time", "Data Processing Basis",
           "Data Processing Basis Details.id", "Data Source")  # fmt: skip
BILLING = ("Billing City", "Billing Code", "Billing Country", "Billing Address - City",
           "Billing Address - Country / Region")  # fmt: skip


def _common(singular: str, zh: str) -> Mapping[str, tuple[str, ...]]:
    """Who and when, as every module has it."""
    return {
        "owner": (f"{singular} Owner", f"{zh}所有者", "Owner", "所有者"),
        "created_by": ("Created By", "创建人", "创建者"),
        "created_at": ("Created Time", "创建时间"),
        "updated_at": ("Modified Time", "修改时间"),
    }


DEALS = Module(
    _("Deals"),
    "project",
    needs=(("Deal Name", "商机名称", "交易名称"), ("Stage", "Closing Date", "阶段", "成交日期", "Deal Owner")),
    ids=("Record Id", "Deal Id", "Id", "记录 ID"),
    fields={
        **_common("Deal", "商机"),
        "title": ("Deal Name", "商机名称", "交易名称"),
        "stage": ("Stage", "阶段"),
        "amount": ("Amount", "金额"),
        "expected_sign_on": ("Closing Date", "成交日期", "结束日期", "预计成交日期"),
        "next_step": ("Next Step", "下一步"),
        "deal_type": ("Type", "类型"),
        "currency": ("Currency", "货币"),
        "loss_reason": ("Reason For Loss", "丢单原因", "失败原因"),
        "owner_probability": ("Probability (%)", "Probability", "可能性 (%)", "可能性"),
        "note": ("Description", "描述", "备注"),
    },
    refs={
        "account": Ref(("Account Name.id", "Account Id"), ("Account Name", "客户名称")),
        "contacts": Ref(("Contact Name.id", "Contact Id"), ("Contact Name", "联系人姓名", "联系人")),
    },
    also={"stage": {"loss_reason": LOST_BY_STAGE}},
    answers={"stage": STAGES, "deal_type": TYPES, "loss_reason": REASONS},
    drop=(*SYSTEM, "Deal Owner.id", "Campaign Source.id", "Expected Revenue", "Lead Conversion Time",
          "Sales Cycle Duration", "Overall Sales Duration"),
    later=("Lead Source", "Campaign Source", "Pipeline", "Exchange Rate", "Tag"),
    files=("deals", "potentials", "商机"),
)  # fmt: skip
ACCOUNTS = Module(
    _("Accounts"),
    "account",
    needs=(("Account Name", "客户名称"),
           ("Account Owner", "Account Id", "Account Type", "Account Number", "Account Site", "Parent Account",
            "Billing Street", "Ownership", "Employees", "Industry", "客户所有者")),
    ids=("Record Id", "Account Id", "Id", "记录 ID"),
    fields={
        **_common("Account", "客户"),
        "title": ("Account Name", "客户名称"),
        "phone": ("Phone", "电话"),
        "website": ("Website", "网站", "网址"),
        "industry": ("Industry", "行业"),
        "lifecycle": ("Account Type", "客户类型"),
        "region": ("Billing State", "Billing Address - State / Province", "省份"),
        "address": ("Billing Street", "Billing Address - Street Address", "Billing Address", "地址"),
        "note": ("Description", "描述"),
    },
    refs={"parent": Ref(("Parent Account.id", "Parent Account Id"), ("Parent Account", "上级客户"))},
    answers={"lifecycle": LIFECYCLE},
    drop=(*SYSTEM, "Account Owner.id"),
    later=(*BILLING, "Employees", "Annual Revenue", "Rating", "Ownership", "SIC Code", "Ticker Symbol",
           "Account Number", "Account Site", "Fax", "Tag", "Shipping Street", "Shipping City", "Shipping State",
           "Shipping Code", "Shipping Country"),
    files=("accounts", "客户"),
)  # fmt: skip
CONTACTS = Module(
    _("Contacts"),
    "contact",
    needs=(("Last Name", "Contact Name", "姓", "联系人姓名", "姓名"),
           ("Contact Owner", "Contact Id", "Reporting To", "Mailing Street", "Department", "Account Name", "客户名称",
            "联系人所有者")),
    ids=("Record Id", "Contact Id", "Id", "记录 ID"),
    fields={
        **_common("Contact", "联系人"),
        "last_name": ("Last Name", "姓"),
        "first_name": ("First Name", "名"),
        "title": ("Contact Name", "Full Name", "联系人姓名", "姓名"),
        "job_title": ("Title", "职务", "职位"),
        "department": ("Department", "部门"),
        "phone": ("Phone", "电话"),
        "mobile": ("Mobile", "手机"),
        "email": ("Email", "邮箱", "电子邮件"),
        "birthday": ("Date of Birth", "出生日期"),
        "note": ("Description", "描述"),
    },
    refs={
        "account": Ref(("Account Name.id", "Account Id"), ("Account Name", "客户名称")),
        "reports_to": Ref(("Reporting To.id",), ("Reporting To", "汇报给")),
    },
    drop=(*SYSTEM, "Contact Owner.id", "Vendor Name.id"),
    later=(*VISITS, *PRIVACY, "Lead Source", "Vendor Name", "Fax", "Mailing Street", "Mailing City", "Mailing State",
           "Mailing Zip", "Mailing Country", "Salutation", "Secondary Email", "Currency", "Exchange Rate", "Tag"),
    files=("contacts", "联系人"),
)  # fmt: skip
LEADS = Module(
    _("Leads"),
    "lead",
    needs=(("Company", "公司"), ("Lead Owner", "Lead Status", "Lead Name", "Lead Id", "Is Converted", "线索所有者")),
    ids=("Record Id", "Lead Id", "Id", "记录 ID"),
    fields={
        **_common("Lead", "线索"),
        "last_name": ("Last Name", "姓"),
        "first_name": ("First Name", "名"),
        "company": ("Company", "公司"),
        "contact_name": ("Lead Name", "Full Name", "线索名称"),
        "phone": ("Mobile", "手机", "Phone", "电话"),
        "email": ("Email", "邮箱", "电子邮件"),
        "origin": ("Lead Source", "线索来源"),
        "region": ("State", "省份"),
        "need": ("Description", "描述"),
        "currency": ("Currency", "货币"),
        "state": ("Lead Status", "线索状态"),
        "converted_at": ("Converted Date Time",),
    },
    refs={
        "converted_account": Ref(("Converted Account.id",), ("Converted Account",)),
        "converted_contact": Ref(("Converted Contact.id",), ("Converted Contact",)),
        "became": Ref(("Converted Deal.id",), ("Converted Deal",)),
    },
    quiet={"state": ("Is Converted", "Converted", "是否已转换")},
    also={"state": {"reject_note": {}}},
    answers={"state": {**CONVERTED, **LEAD_STATUS}},
    drop=(*SYSTEM, "Lead Owner.id", "Lead Conversion Time", "Connected To.module", "Connected To.id"),
    later=(*VISITS, *PRIVACY, "Street", "City", "Zip Code", "Country", "Salutation", "Tag", "Title", "Fax",
           "Website", "Industry", "No. of Employees", "Annual Revenue", "Rating", "Skype ID", "Twitter",
           "Secondary Email", "Exchange Rate"),
    files=("leads", "线索"),
)  # fmt: skip
TASKS = Module(
    _("Tasks"),
    "task",
    needs=(("Subject", "主题"), ("Task Owner", "Due Date", "Closed Time", "截止日期", "任务所有者")),
    ids=("Record Id", "Task Id", "Id", "记录 ID"),
    fields={
        **_common("Task", "任务"),
        "title": ("Subject", "主题"),
        "due_on": ("Due Date", "截止日期"),
        "priority": ("Priority", "优先级"),
        "status": ("Status", "状态"),
        "note": ("Description", "描述"),
        "done_at": ("Closed Time", "关闭时间"),
    },
    refs={"parent": Ref(("Related To.id", "What_Id.id", "What_Id"), ("Related To",))},
    answers={"priority": PRIORITY, "status": TASK_STATUS},
    drop=(*SYSTEM, "Task Owner.id", "Related To Module", "Contact Name.id"),
    later=("Contact Name", "Reminder", "Recurring Activity", "Tag", "Who_Id"),
    files=("tasks", "任务"),
)  # fmt: skip
PRODUCTS = Module(
    _("Products"),
    "product",
    needs=(("Product Name",), ("Product Owner", "Product Code", "Unit Price", "Product Id", "Product Active")),
    ids=("Record Id", "Product Id", "Id", "记录 ID"),
    fields={
        **_common("Product", "产品"),
        "title": ("Product Name",),
        "code": ("Product Code",),
        "family": ("Product Category",),
        "price": ("Unit Price",),
        "description": ("Description",),
    },
    drop=(*SYSTEM, "Product Owner.id"),
    later=("Product Active", "Manufacturer", "Vendor Name", "Usage Unit", "Tax", "Taxable", "Qty in Stock", "Tag"),
    files=("products", "产品"),
)


def signature(look: Look) -> float:
    """Ids of its making say it all; look-ups in pairs and its API names nearly so."""
    id_column = look.find(("Record Id", "Deal Id", "Account Id", "Contact Id", "Lead Id", "Task Id", "记录 ID"))
    for header in [id_column] if id_column else []:
        cells = look.values[header]
        if cells and all(str(cell).startswith("zcrm_") for cell in cells[:20]):
            return 1.0
    pairs = sum(header.lower().endswith(".id") and key(header[:-3]) in look.places for header in look.table.header)
    api = {"deal_name", "account_name", "created_time", "modified_time", "closing_date", "last_name", "lead_source"}
    named = sum(header.strip().lower() in api for header in look.table.header)
    owned = look.has("Deal Owner", "Account Owner", "Contact Owner", "Lead Owner", "Task Owner")
    times = look.has("Modified Time") and look.has("Created Time", "Created By")
    sure = 0.5 * bool(id_column) * bool(pairs or times) + 0.4 * bool(pairs) + 0.7 * (named > 1)
    return min(1.0, sure + 0.2 * (owned and times) + 0.3 * look.has("Closing Date") * look.has("Deal Name"))


DIALECT = Dialect(
    "zoho", "Zoho CRM", (ACCOUNTS, CONTACTS, LEADS, DEALS, TASKS, PRODUCTS, *OTHERS), signature, person_ids=()
)
