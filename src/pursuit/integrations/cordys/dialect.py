"""What Cordys calls its tables and columns, and the words of its default lists."""

from django.utils.translation import gettext_lazy as _

from pursuit.integrations.intake.modules import Dialect, Look, Module, Ref

STAGES = {
    "新建": "10",
    "需求明确": "30",
    "方案验证": "50",
    "立项汇报": "70",
    "商务采购": "90",
    "成功": "won",
    "失败": "lost",
}
REASONS = {
    "客户选择竞品": "competitor",
    "立项失败": "charter_failed",
    "决策链复杂": "chain_complex",
    "预算限制": "budget",
    "需求变化": "need_changed",
}
LEAD_STATUS = {
    "新建": "open", "跟进中": "open", "感兴趣": "open", "成功": "open", "已转换": "converted", "已转化": "converted",
    "失败": "rejected", "无效": "rejected", "关闭": "rejected",
}  # fmt: skip
IDS = ("ID", "数据ID", "记录ID", "唯一标识")
MADE = {
    "owner": ("负责人",),
    "created_by": ("创建人",),
    "created_at": ("创建时间",),
    "updated_at": ("更新时间", "修改时间", "最近修改时间"),
}
SYSTEM = ("更新人", "修改人", "最近跟进人", "最近跟进时间", "最新跟进人", "最新跟进日期", "所属公海", "所属线索池",
          "剩余归属天数", "领取时间", "归属时间")  # fmt: skip
CUSTOMER = Ref(("客户ID",), ("客户名称",))

ACCOUNTS = Module(
    _("Accounts"),
    "account",
    needs=(("客户名称",), ("负责人", "客户行业", "客户等级", "客户类型", "客户来源")),
    ids=IDS,
    fields={
        **MADE,
        "title": ("客户名称",),
        "industry": ("客户行业",),
        "tier": ("客户等级",),
        "lifecycle": ("客户类型",),
        "origin": ("客户来源",),
        "region": ("地区",),
        "address": ("详细地址", "地址"),
        "note": ("备注信息", "备注"),
    },
    drop=(*SYSTEM, "部门"),
    later=("线上来源详情", "客户标签"),
    files=("客户", "customer"),
)
CONTACTS = Module(
    _("Contacts"),
    "contact",
    needs=(("姓名", "联系人姓名", "联系人名称"), ("客户名称",), ("手机号", "邮箱", "负责人")),
    ids=IDS,
    fields={
        **MADE,
        "title": ("姓名", "联系人姓名", "联系人名称"),
        "email": ("邮箱",),
        "mobile": ("手机号",),
        "job_title": ("职务", "职位"),
        "department": ("所在部门",),
        "note": ("备注信息", "备注"),
    },
    refs={"account": CUSTOMER},
    drop=(*SYSTEM, "部门"),
    later=("状态", "停用原因"),
    files=("联系人", "contact"),
)
LEADS = Module(
    _("Leads"),
    "lead",
    needs=(("公司名称", "线索名称"), ("线索进度", "线索来源", "客户需求", "联系人电话", "线索阶段")),
    ids=IDS,
    fields={
        **MADE,
        "title": ("线索名称",),
        "company": ("公司名称",),
        "contact_name": ("联系人名称", "联系人姓名", "联系人"),
        "phone": ("联系人电话", "手机号"),
        "origin": ("线索来源",),
        "need": ("客户需求", "备注信息"),
        "region": ("地区",),
        "state": ("线索阶段", "线索进度"),
    },
    also={"state": {"reject_note": {}}},
    answers={"state": LEAD_STATUS},
    drop=(*SYSTEM, "部门"),
    later=("线上来源详情", "意向产品"),
    files=("线索", "clue", "lead"),
)
OPPORTUNITIES = Module(
    _("Opportunities"),
    "project",
    needs=(("商机名称",), ("客户名称", "金额", "结束时间", "可能性", "商机阶段")),
    ids=IDS,
    codes=("业务编码",),
    fields={
        **MADE,
        "title": ("商机名称",),
        "amount": ("金额",),
        "expected_sign_on": ("结束时间", "预计成交日期"),
        "decided_on": ("实际结束时间",),
        "stage": ("商机阶段", "阶段"),
        "loss_reason": ("失败原因",),
        "owner_probability": ("可能性",),
        "note": ("备注信息", "备注"),
    },
    refs={"account": CUSTOMER, "product": Ref((), ("意向产品",)), "contacts": Ref((), ("联系人",))},
    answers={"stage": STAGES, "loss_reason": REASONS},
    drop=(*SYSTEM, "部门"),
    later=("商机来源", "客户标签", "地区"),
    files=("商机", "opportunity"),
)
PRODUCTS = Module(
    _("Products"),
    "product",
    needs=(("产品名称",), ("价格", "产品状态", "产品编码", "状态")),
    ids=IDS,
    fields={
        **MADE,
        "title": ("产品名称",),
        "code": ("产品编码",),
        "price": ("价格", "产品价格"),
        "description": ("产品描述",),
    },
    drop=SYSTEM,
    later=("状态", "产品状态"),
    files=("产品", "product"),
)
OTHERS = (
    Module(
        _("Follow-up records"),
        "note",
        needs=(("跟进内容",), ("跟进类型", "跟进方式", "跟进时间")),
        ids=IDS,
        fields={
            "text": ("跟进内容",),
            "author": ("负责人", "跟进人", "创建人"),
            "created_at": ("跟进时间", "创建时间"),
        },
        refs={
            "project": Ref((), ("商机", "商机名称")),
            "account": CUSTOMER,
            "lead": Ref((), ("公司名称", "线索名称")),
            "contact": Ref((), ("联系人",)),
        },
        details=("跟进类型", "跟进方式", "意向产品"),
        drop=SYSTEM,
        files=("跟进记录",),
    ),
    Module(_("Quotes"), "", needs=(("报价", "报价名称"), ("有效期至", "报价产品", "报价日期")),
           later=("商机", "联系人", "累计金额"), files=("报价",)),
    Module(_("Contracts"), "", needs=(("合同", "合同名称"), ("合同开始时间", "合同结束时间", "合同报价信息")),
           later=("客户名称", "合同编号", "负责人", "累计金额"), files=("合同",)),
    Module(_("Instalments"), "", needs=(("回款计划名称", "计划回款金额", "计划回款时间"),),
           later=("合同", "负责人"), files=("回款计划",)),
    Module(_("Receipts"), "", needs=(("回款记录名称", "回款编码", "回款金额"), ("回款时间", "合同名称", "收款银行")),
           later=("回款计划", "负责人", "收款银行账号"), files=("回款记录",)),
)  # fmt: skip
_OWN = ("线上来源详情", "线索进度", "意向产品", "结束时间", "可能性", "客户标签", "业务编码", "联系人名称",
        "联系人电话", "客户需求", "合同报价信息", "累计金额", "回款记录名称", "跟进方式", "客户类型")  # fmt: skip


def signature(look: Look) -> float:
    """Labels that others do not use, several together."""
    return min(1.0, 0.2 * sum(look.has(label) for label in _OWN))


DIALECT = Dialect(
    "cordys", "Cordys CRM", (ACCOUNTS, CONTACTS, LEADS, OPPORTUNITIES, PRODUCTS, *OTHERS), signature
)  # fmt: skip
