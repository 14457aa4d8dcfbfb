"""Ledgers as a dialect: how each of the five is recognised, and what the words in its columns mean."""

from django.utils.translation import gettext_lazy as _

from pursuit.integrations.intake.modules import Dialect, Look, Module, Words
from pursuit.integrations.ledger import labels

YES, NO = "returned", "out"
STANDING: Words = {
    **dict.fromkeys(("执行中", "履行中", "进行中", "实施中", "在执行", "已签", "已签订", "已签约", "已生效", "有效",
        "质保中", "验收中"),
                    "signed"),
    **dict.fromkeys(("已完成", "完成", "履行完毕", "执行完毕", "已结束", "已关闭", "关闭", "已归档", "已结清",
        "结清", "已完结"), "closed"),
    **dict.fromkeys(("终止", "已终止", "解除", "已解除", "作废", "已作废", "取消", "已取消"), "terminated"),
    **dict.fromkeys(("未签", "未签订", "待签", "待签订", "审批中", "评审中", "草稿", "拟签"), "draft"),
}  # fmt: skip
CONTRACT_KIND: Words = {
    **dict.fromkeys(
        ("销售", "销售合同", "设备", "设备采购", "产品销售", "工程", "工程合同", "总包", "项目合同"), "sale"
    ),
    **dict.fromkeys(("框架", "框架协议", "框架合同"), "framework"),
    **dict.fromkeys(("补充", "补充协议", "补充合同"), "supplementary"),
    **dict.fromkeys(("服务", "服务合同", "维保", "维保合同", "运维", "运维合同", "技术服务"), "service"),
    **dict.fromkeys(("采购", "采购合同", "分包", "分包合同", "外包"), "purchase"),
}  # fmt: skip
TRIGGER: Words = {
    **dict.fromkeys(("预付款", "首付款", "预付", "首款", "第一期", "第一笔", "首期款", "签约款", "定金"),
        "prepayment"),
    **dict.fromkeys(("到货款", "发货款", "交货款", "提货款"), "delivery"),
    **dict.fromkeys(("初验款", "初验", "上线款"), "preliminary"),
    **dict.fromkeys(("终验款", "终验", "验收款", "竣工款", "尾款"), "final"),
    **dict.fromkeys(("进度款", "进度", "中期款", "第二期", "第二笔", "第三期"), "progress"),
    **dict.fromkeys(("质保金", "质保款", "保修金"), "retention"),
}  # fmt: skip
BOND_KIND: Words = {
    **dict.fromkeys(("投标保证金", "投标", "投标保函", "投标担保"), "bid"),
    **dict.fromkeys(("履约保证金", "履约", "履约保函", "履约担保"), "performance"),
    **dict.fromkeys(("预付款保函", "预付款保证金", "预付款担保", "预付款"), "advance"),
    **dict.fromkeys(("质量保证金", "质保金", "质量保函", "质保保函", "质保"), "quality"),
    **dict.fromkeys(("农民工工资保证金", "农民工保证金", "工资保证金", "农民工工资保函"), "wages"),
}  # fmt: skip
FORM: Words = {
    **dict.fromkeys(("现金", "转账", "电汇", "银行转账", "汇款", "网银", "对公转账"), "cash"),
    **dict.fromkeys(("保函", "银行保函", "电子保函", "投标保函", "履约保函"), "guarantee"),
    **dict.fromkeys(("保险", "保证保险", "保证保险单", "保单"), "insurance"),
}  # fmt: skip
RETURNED: Words = {
    **dict.fromkeys(("是", "已退", "已退还", "已退回", "已收回", "已退款", "退还", "已释放", "已到账", "√"), YES),
    **dict.fromkeys(
        ("否", "未退", "未退还", "未退回", "未收回", "在途", "占用中", "待退", "×", "催办中", "未到期"), NO
    ),
    **dict.fromkeys(("没收", "已没收", "不予退还", "转履约"), "lost"),
}  # fmt: skip
RESULT: Words = {
    **dict.fromkeys(("中标", "已中标", "是", "中", "√", "第一中标候选人", "成交"), "won"),
    **dict.fromkeys(("未中标", "否", "落标", "未中", "失标", "×", "丢标"), "lost"),
    **dict.fromkeys(("废标", "我方废标", "否决", "被否决", "被否决投标"), "rejected"),
    **dict.fromkeys(("终止招标", "招标终止", "项目取消", "终止", "重新招标"), "voided"),
    **dict.fromkeys(("流标", "流标重招"), "failed"),
    **dict.fromkeys(("弃标", "放弃", "未投", "放弃投标"), "abandoned"),
    **dict.fromkeys(
        ("待开标", "未开标", "评标中", "待定", "等待结果", "待公示", "准备中", "投标中", "未出结果"), "pending"
    ),
}  # fmt: skip
PAPER: Words = {
    **dict.fromkeys(
        ("企业资质", "资质", "公司资质", "体系认证", "认证", "营业执照", "许可证", "企业证书", "资质证书"),
        "qualification",
    ),
    **dict.fromkeys(("业绩", "项目业绩", "合同业绩"), "performance"),
    **dict.fromkeys(("人员证书", "人员资质", "个人证书", "执业资格", "职业资格", "人员"), "person"),
    **dict.fromkeys(("授权", "厂家授权", "授权书", "原厂授权", "代理授权"), "authorisation"),
    **dict.fromkeys(("其他", "专利", "软著", "著作权", "荣誉"), "other"),
}  # fmt: skip
# Known, and better seen from what is kept here than from what somebody once added up.
SUMS = ("未收金额", "未回款金额", "未收款", "未回款", "欠款", "欠款金额", "余额", "应收余额", "回款比例", "回款率",
    "逾期天数", "开票金额",
        "已开票金额", "未开票金额", "开票日期", "已收金额", "已回款金额", "回款金额", "累计回款")  # fmt: skip
ROWS = ("序号", "行号", "No.", "NO")

CONTRACTS = Module(
    _("Contract ledger"), "contract",
    needs=((*labels.NUMBER, *labels.CONTRACT_NAME), labels.CUSTOMER, labels.CONTRACT["amount"][:-2],
           (*labels.CONTRACT["signed_on"], *labels.CONTRACT["ends_on"], "合同状态", "合同类型")),
    ids=labels.NUMBER, fields=labels.CONTRACT,
    answers={"standing": STANDING, "kind": CONTRACT_KIND}, drop=(*ROWS, *SUMS), files=("合同台账", "合同",
        "合同登记"),
)  # fmt: skip
RECEIVABLES = Module(
    _("Ledger of receivables"), "receivable",
    needs=((*labels.NUMBER, *labels.CONTRACT_NAME), (*labels.OWED, *labels.PAID),
           (*labels.DUE[:-1], *labels.RECEIVABLE["paid_on"])),
    ids=("应收编号", "应收单号", "回款编号", "回款单号", "流水号"), fields=labels.RECEIVABLE,
    also={"name": {"trigger": TRIGGER}},
    drop=(*ROWS, *SUMS, "合同金额", "合同总额", "合同额", "项目名称", "项目编号", *labels.OWNER, *labels.UNIT),
    files=("应收台账", "回款台账", "应收", "回款", "应收账款", "应收回款台账", "收款台账"),
)  # fmt: skip
BONDS = Module(
    _("Ledger of bonds"), "bond",
    needs=(("保证金金额", "保函金额", "缴纳金额", "保证金", "保证金额", "金额"),
           ("保证金类型", "保证金种类", "保证金类别", "保证金性质", "保证金名称", "保函类型", "保函种类",
               "保函编号", "保证金编号",
            "保证金金额", "保证金"),
           (*labels.BOND["beneficiary"], *labels.PROJECT), (*labels.BOND["out_on"], *labels.BOND["due_back_on"])),
    ids=("保函编号", "保证金编号"), fields=labels.BOND,
    answers={"kind": BOND_KIND, "form": FORM, "standing": RETURNED}, drop=(*ROWS, "未退金额", "已退金额"),
    files=("保证金台账", "保证金", "保函台账", "保函"),
)  # fmt: skip
BIDS = Module(
    _("Ledger of bids"), "bid",
    needs=((*labels.BID["title"], *labels.PROJECT), labels.BID["opens_on"],
           (*labels.BID["outcome"], *labels.BID["number"], *labels.BID["price"][:-2])),
    codes=labels.BID["number"], fields=labels.BID, answers={"outcome": RESULT},
    drop=(*ROWS, "投标保证金", "保证金金额", "保证金", "评标办法"), files=("投标台账", "投标", "投标登记",
        "招投标台账"),
)  # fmt: skip
CREDENTIALS = Module(
    _("Ledger of certificates"), "credential",
    needs=(labels.CREDENTIAL["title"], labels.CREDENTIAL["expires_on"],
           (*labels.CREDENTIAL["number"], *labels.CREDENTIAL["issuer"], *labels.CREDENTIAL["issued_on"])),
    codes=("证书编号", "证书号", "资质证书编号", "证书号码", "注册号", "证号"), fields=labels.CREDENTIAL,
    answers={"kind": PAPER}, drop=(*ROWS, "剩余天数", "是否到期", "状态"),
    files=("资质证书", "资质台账", "证书台账", "资质", "证书", "资质证书台账"),
)  # fmt: skip
MODULES = (RECEIVABLES, BONDS, BIDS, CREDENTIALS, CONTRACTS)


def module_of(look: Look) -> Module | None:
    """Which of the five this is, None where it is none; the more of its labels are known the likelier."""
    fitting = [one for one in MODULES if all(look.has(*group) for group in one.needs)]
    keys = set(look.places)
    return max(fitting, key=lambda one: len(keys & one.known), default=None)


def signature(look: Look) -> float:
    """Exports of other systems have ids and stamps that nobody keeps by hand."""
    found = module_of(look)
    if found is None or look.has(
        "数据ID", "记录ID", "唯一标识", "ID", "Record Id", "最后修改时间", "回款记录名称", "合同报价信息"
    ):
        return 0.0
    return 0.9


DIALECT = Dialect("ledger", "台账", MODULES, signature)
