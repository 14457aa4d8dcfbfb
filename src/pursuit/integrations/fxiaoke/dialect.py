"""What Fxiaoke calls its tables and columns, as far as its objects tell."""

import re

from django.utils.translation import gettext_lazy as _

from pursuit.integrations.intake.modules import Dialect, Look, Module, Ref

STAGES = {
    "验证客户": "10",
    "需求确定": "30",
    "需求确认": "30",
    "方案/报价": "60",
    "谈判审核": "80",
    "赢单": "won",
    "输单": "lost",
    "无效": "abandoned",
}
OUTCOMES = {"赢单": "won", "输单": "lost", "无效": "abandoned"}
DEALT = {"已成交": "active", "未成交": "developing", "多次成交": "active"}
LEAD_STATUS = {
    "未分配": "open", "待处理": "open", "待分配": "open", "处理中": "open", "跟进中": "open", "已转换": "converted",
    "无效": "rejected", "已无效": "rejected", "已关闭": "rejected", "已作废": "rejected",
}  # fmt: skip
IDS = ("唯一性ID", "唯一性标识", "数据ID", "_id", "ID")
MADE = {
    "owner": ("负责人", "负责人姓名"),
    "created_by": ("创建人",),
    "created_at": ("创建时间",),
    "updated_at": ("最后修改时间", "修改时间"),
    "unit": ("归属部门",),
}
SYSTEM = ("最后修改人", "生命状态", "锁定状态", "锁定人", "锁定规则", "负责人主属部门", "最后跟进人", "最后跟进时间",
          "业务类型", "相关团队", "作废前生命状态", "分配时间", "是否超时", "到期时间", "领取时间",
          "负责人员工编号", "负责人变更时间")  # fmt: skip
CUSTOMER = Ref(("客户ID", "客户唯一性ID"), ("客户名称", "客户"))
ACCOUNTS = Module(
    _("Accounts"),
    "account",
    needs=(("客户名称",), ("负责人", "成交状态", "客户级别", "行业", "1级行业", "客户来源", "公海")),
    ids=IDS,
    fields={
        **MADE,
        "title": ("客户名称",),
        "short_name": ("客户简称",),
        "credit_code": ("统一社会信用代码", "社会统一信用代码", "纳税人识别号"),
        "industry": ("1级行业", "行业", "所属行业"),
        "tier": ("客户级别",),
        "lifecycle": ("成交状态",),
        "origin": ("来源", "客户来源"),
        "region": ("省", "省份"),
        "address": ("详细地址", "地址"),
        "phone": ("电话",),
        "website": ("网址", "网站"),
        "note": ("备注",),
    },
    refs={"parent": Ref((), ("上级客户",))},
    answers={"lifecycle": DEALT},
    drop=SYSTEM,
    later=("员工数", "员工人数", "年营业额", "国家", "市", "区", "定位", "2级行业", "客户编号", "公海", "客户状态",
           "传真", "邮件"),
    files=("客户", "account", "accountobj"),
)  # fmt: skip
CONTACTS = Module(
    _("Contacts"),
    "contact",
    needs=(("姓名", "联系人姓名"), ("客户名称", "客户"), ("手机", "手机1", "电话", "职务", "邮件", "主要联系人")),
    ids=IDS,
    fields={
        **MADE,
        "title": ("姓名", "联系人姓名"),
        "job_title": ("职务",),
        "department": ("部门",),
        "mobile": ("手机", "手机1"),
        "phone": ("电话", "电话1"),
        "email": ("邮件", "邮箱"),
        "wechat": ("微信", "微信号"),
        "birthday": ("生日", "出生日期"),
        "preferences": ("爱好", "兴趣爱好"),
        "note": ("备注",),
    },
    refs={"account": CUSTOMER, "reports_to": Ref((), ("直属上级", "汇报对象"))},
    drop=SYSTEM,
    later=("主要联系人", "性别", "关键决策人", "介绍人", "地址", "名片"),
    files=("联系人", "contact", "contactobj"),
)
LEADS = Module(
    _("Leads"),
    "lead",
    needs=(("公司", "姓名", "销售线索名称"), ("销售线索详情", "线索池", "线索无效原因", "处理结果", "销售人员退回原因",
                                             "线索来源", "线索编号")),
    ids=IDS,
    fields={
        **MADE,
        "company": ("公司", "公司名称"),
        "contact_name": ("姓名",),
        "title": ("销售线索名称",),
        "phone": ("手机", "电话"),
        "email": ("邮件", "邮箱"),
        "origin": ("来源", "线索来源"),
        "need": ("销售线索详情", "备注"),
        "region": ("省", "省份"),
        "state": ("状态",),
        "converted_at": ("转换时间",),
        "reject_note": ("线索无效原因", "销售人员退回原因"),
    },
    answers={"state": LEAD_STATUS},
    drop=SYSTEM,
    later=("部门", "职务", "网址", "地址", "市场活动", "线索池", "处理结果", "合作伙伴", "外部来源", "线索编号"),
    files=("销售线索", "线索", "leads", "leadsobj"),
)  # fmt: skip
OPPORTUNITIES = Module(
    _("Opportunities"),
    "project",
    needs=(("商机名称",), ("客户名称", "销售阶段", "商机阶段", "预计成交日期", "商机金额", "赢率", "阶段状态")),
    ids=IDS,
    fields={
        **MADE,
        "title": ("商机名称",),
        "stage": ("商机阶段", "销售阶段", "当前阶段"),
        "outcome": ("赢单状态",),
        "amount": ("商机金额", "预计成交金额", "预计销售金额", "金额"),
        "currency": ("币种",),
        "expected_sign_on": ("预计成交日期", "预计成交时间", "预计成单日期", "结单日期"),
        "decided_on": ("实际成交日期", "赢单时间", "输单时间"),
        "deal_type": ("商机类型",),
        "loss_reason": ("输单原因", "失败原因"),
        "outcome_note": ("输单描述", "赢单描述"),
        "next_step": ("下一步计划",),
        "owner_probability": ("赢率",),
        "note": ("备注", "需求描述"),
    },
    refs={"account": CUSTOMER, "contacts": Ref((), ("联系人", "决策人"))},
    answers={"stage": STAGES, "outcome": OUTCOMES},
    drop=(*SYSTEM, "预测金额", "产品合计", "商机明细合计"),
    later=("销售流程", "阶段状态", "商机状态", "商机编号", "销售线索", "竞争对手", "预算状态", "来源", "商机来源",
           "合作伙伴", "价目表"),
    files=("商机", "商机2.0", "newopportunityobj", "opportunity"),
)  # fmt: skip
PRODUCTS = Module(
    _("Products"),
    "product",
    needs=(("产品名称",), ("标准价格", "产品编码", "产品分类", "上下架", "价格")),
    ids=IDS,
    fields={
        **MADE,
        "title": ("产品名称",),
        "code": ("产品编码",),
        "family": ("产品分类", "产品线"),
        "measure": ("单位",),
        "price": ("标准价格", "价格(元)", "价格"),
        "description": ("备注",),
    },
    drop=SYSTEM,
    later=("上下架", "规格属性", "条形码"),
    files=("产品", "productobj"),
)
OTHERS = (
    Module(
        _("Follow-up records"),
        "note",
        needs=(("销售记录内容", "销售记录类型", "跟进内容", "互动场景"),),
        ids=IDS,
        fields={
            "text": ("销售记录内容", "跟进内容", "内容"),
            "author": ("负责人", "创建人"),
            "created_at": ("跟进时间", "创建时间"),
        },
        refs={
            "project": Ref((), ("商机名称", "商机")),
            "account": CUSTOMER,
            "lead": Ref((), ("销售线索", "线索")),
            "contact": Ref((), ("联系人",)),
        },
        details=("销售记录类型", "互动场景", "互动类型"),
        drop=SYSTEM,
        files=("销售记录", "跟进记录"),
    ),
    Module(_("Quotes"), "", needs=(("报价单编号", "报价单名称", "报价单金额"),),
           later=("客户名称", "商机名称", "报价日期", "有效期"), files=("报价单",)),
    Module(_("Contracts"), "", needs=(("合同编号", "合同名称", "合同标题"), ("合同金额", "签约日期", "开始日期")),
           later=("客户名称", "商机名称", "负责人"), files=("合同", "销售合同")),
    Module(_("Orders"), "", needs=(("销售订单编号", "销售订单金额", "订单编号"),),
           later=("客户名称", "商机名称", "下单日期", "负责人"), files=("销售订单", "订单")),
    Module(_("Instalments"), "", needs=(("计划回款金额", "计划回款日期", "回款计划编号"),),
           later=("客户名称", "销售订单编号", "负责人"), files=("回款计划",)),
    Module(_("Receipts"), "", needs=(("回款金额", "本次回款金额"), ("回款日期", "回款方式", "回款编号")),
           later=("客户名称", "负责人"), files=("回款",)),
    Module(_("Invoices"), "", needs=(("开票金额", "开票申请编号"), ("开票日期", "开票类型", "客户名称")),
           later=("负责人",), files=("开票申请",)),
)  # fmt: skip
_REQUIRED = re.compile(r"[(（]必填[)）]\s*$|[*＊]\s*$")
_OWN = ("归属部门", "负责人主属部门", "生命状态", "锁定状态", "相关团队", "最后修改人", "最后跟进时间", "线索池",
        "销售线索详情", "公海", "成交状态", "客户级别", "商机金额", "预计成交日期", "赢率", "销售阶段", "业务类型",
        "1级行业", "唯一性ID", "阶段状态", "销售流程", "主要联系人")  # fmt: skip


def signature(look: Look) -> float:
    """Chinese labels marked as required, and labels of its own, several together."""
    marked = any(_REQUIRED.search(header) and not header.isascii() for header in look.table.header)
    return min(1.0, 0.4 * marked + 0.2 * sum(look.has(label) for label in _OWN))


DIALECT = Dialect(
    "fxiaoke", "Fxiaoke", (ACCOUNTS, CONTACTS, LEADS, OPPORTUNITIES, PRODUCTS, *OTHERS), signature
)  # fmt: skip
