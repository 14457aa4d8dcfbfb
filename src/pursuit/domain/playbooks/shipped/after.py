"""After the award: 谈判, 签约交底, 履约回款, 合同关闭; the same for every method that has the stage."""

from pursuit.domain.playbooks.shipped.written import Row, Template

NEGOTIATE = Template(
    "negotiate",
    "谈判",
    "Negotiate",
    "negotiate",
    (
        Row("prepare", "准备"),
        Row("prepare.gap", "梳理偏离与待定条款，定底线与让步顺序", 2, "ar", "stage+0",
            checks=("价格", "付款条件", "工期", "验收标准", "违约责任", "质保"), evidence="谈判策略表"),
        Row("prepare.credit", "客户信用与付款条件评估", 1, "finance", "stage+0", percent=30, evidence="信用意见"),
        Row("prepare.roles", "谈判分工与模拟", 0.5, "ar", waits=("prepare.gap",)),
        Row("talk", "谈判"),
        Row("talk.technical", "技术协议谈判", 3, "sr", waits=("prepare.roles",), evidence="技术协议"),
        Row("talk.commercial", "商务条款谈判", 4, "ar", waits=("prepare.roles", "prepare.credit"), percent=60,
            evidence="谈判纪要"),
        Row("talk.delivery", "交付范围与工期确认", 2, "fr", waits=("talk.technical=~1",), percent=50,
            evidence="工作说明书"),
        Row("talk.done", "双方达成一致", 0, "", waits=("talk.technical", "talk.commercial", "talk.delivery"),
            theirs=True),
        Row("contract", "合同评审"),
        Row("contract.draft", "起草合同文本", 2, "commercial", waits=("talk.done",), evidence="合同稿"),
        Row("contract.review", "合同会签：法务、财务、交付、商务", 3, "legal", waits=("contract.draft",), percent=30,
            checks=("付款与里程碑一致", "违约责任上限", "知识产权与保密", "不可抗力与争议解决"), evidence="会签单"),
        Row("contract.decide", "签约决策评审（ATC）", 0, "", waits=("contract.review",), evidence="签约决策结论"),
    ),
)  # fmt: skip

SIGN = Template(
    "sign",
    "签约交底",
    "Sign and hand over",
    "sign",
    (
        Row("sign", "签约"),
        Row("sign.bond", "提交履约保证金或保函", 3, "finance", "contract-1", percent=20, evidence="保函或凭证"),
        Row("sign.print", "合同用印", 1, "commercial", "contract-1", evidence="用印登记"),
        Row("sign.signed", "合同签订", tender="contract"),
        Row("sign.file", "合同归档，录入合同台账与回款计划", 2, "commercial", "contract+0",
            checks=("金额、税率", "里程碑与付款条件", "质保期与质保金", "保函到期日"), evidence="合同扫描件"),
        Row("sign.refund", "催退投标保证金", 1, "commercial", "contract+5c", percent=20, evidence="退款到账凭证"),
        Row("sign.back", "投标保证金退还", tender="bond_back", theirs=True),
        Row("over", "交底"),
        Row("over.pack", "整理交底资料：投标文件、承诺清单、客户关系", 2, "ar", "contract+1",
            checks=("对客户的承诺逐条列出", "关键人与偏好", "风险与敏感点", "成本与毛利目标"), evidence="交底包"),
        Row("over.meeting", "销售向交付交底会", 0.5, "fr", waits=("over.pack",), evidence="交底纪要，双方签字"),
        Row("over.project", "交付立项与任命项目经理", 2, "fr", waits=("over.meeting",), evidence="交付立项编号"),
        Row("over.kickoff", "客户开工会", 1, "fr", waits=("over.project~3",), evidence="开工会纪要"),
    ),
)  # fmt: skip

DELIVER = Template(
    "deliver",
    "履约回款",
    "Deliver and collect",
    "deliver",
    (
        Row("pay", "预付款"),
        Row("pay.invoice", "申请并开具预付款发票", 2, "finance", "stage+0", percent=20, evidence="发票签收单"),
        Row("pay.in", "预付款到账", 0, "", waits=("pay.invoice~15",), theirs=True, evidence="银行回单"),
        Row("work", "交付"),
        Row("work.plan", "实施计划与客户确认", 3, "fr", "stage+0", evidence="实施计划签字"),
        Row("work.goods", "备货与到货", 20, "delivery", waits=("work.plan",), percent=30, evidence="到货签收单"),
        Row("work.arrived", "到货款申请", 1, "ar", waits=("work.goods",), percent=20, evidence="付款申请"),
        Row("work.install", "安装实施", 15, "delivery", waits=("work.goods",), evidence="安装记录"),
        Row("work.test", "联调与试运行", 20, "fr", waits=("work.install",), percent=50, evidence="试运行报告"),
        Row("work.train", "客户培训", 2, "fr", waits=("work.install",), evidence="签到与评价"),
        Row("done", "验收与回款"),
        Row("done.first", "初步验收", 0, "", waits=("work.test", "work.train"), theirs=True, evidence="初验报告"),
        Row("done.firstpay", "初验款开票与催收", 10, "ar", waits=("done.first",), percent=20, evidence="发票与回单"),
        Row("done.final", "最终验收", 0, "", waits=("done.first~60",), theirs=True, evidence="终验报告"),
        Row("done.finalpay", "终验款开票与催收", 15, "ar", waits=("done.final",), percent=20, evidence="发票与回单"),
        Row("done.retain", "质保金到期提醒与回收", 5, "ar", waits=("done.final~240",), percent=20, evidence="银行回单"),
    ),
)  # fmt: skip

CLOSE = Template(
    "close",
    "合同关闭",
    "Close the contract",
    "close",
    (
        Row("end", "收尾"),
        Row("end.money", "核对款项、保函与质保金安排", 2, "finance", "stage+0", percent=30, evidence="对账函"),
        Row("end.survey", "满意度调查", 5, "ar", "stage+0", percent=20, evidence="满意度问卷"),
        Row("end.review", "复盘：事实、原因、保留与停止", 1, "ar", waits=("end.survey",), evidence="复盘报告"),
        Row("end.assets", "归档可复用资料与业绩证明", 2, "bid_manager", waits=("end.review",), evidence="归档清单"),
        Row("end.decide", "合同关闭评审（AT-close）", 0, "", waits=("end.money", "end.assets"), evidence="关闭结论"),
    ),
)  # fmt: skip

AFTER = (NEGOTIATE, SIGN, DELIVER, CLOSE)
