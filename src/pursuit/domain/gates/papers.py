"""The papers of decision points as shipped. Names in double braces give way to what the system knows."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pursuit.kernel.errors import Text
from pursuit.kernel.paper import Paper, Section
from pursuit.kernel.paperforms import PaperForm

CHARTER, BRIEF, MINUTES = "gates.charter", "gates.brief", "gates.minutes"

HEAD: dict[str, Text] = {
    "company": _("Company"),
    "project": _("Project"),
    "code": _("Project code"),
    "customer": _("Customer"),
    "grade": _("Grade"),
    "amount": _("Amount"),
    "margin": _("Margin %"),
    "sign_on": _("Expected sign date"),
    "owner": _("Account responsible (AR)"),
    "unit": _("Unit"),
    "stage": _("Stage"),
    "today": _("Date"),
    "objective": _("Single sales objective"),
}
TEAM: dict[str, Text] = {"role": _("Role"), "name": _("Name"), "share": _("Share of time")}
EVIDENCE: dict[str, Text] = {
    "claim": _("Claim to prove"),
    "state": _("State"),
    "proof": _("What proves it"),
    "on": _("True of"),
    "until": _("Holds until"),
}
CONDITIONS: dict[str, Text] = {
    "text": _("Condition"),
    "owner": _("Who sees to it"),
    "due": _("Due on"),
    "state": _("State"),
}
_HEAD = (
    ("项目名称", "{{project}}"), ("项目编号", "{{code}}"), ("客户", "{{customer}}"), ("项目级别", "{{grade}}"),
    ("预计金额", "{{amount}}"), ("预计签约", "{{sign_on}}"), ("客户责任人", "{{owner}}"), ("申请部门", "{{unit}}"),
    ("当前阶段", "{{stage}}"), ("日期", "{{today}}"),
)  # fmt: skip
_TEAM = (("角色", "姓名", "投入比例"), (("{{team.role}}", "{{team.name}}", "{{team.share}}"),), (6.0, 6.0, 3.8))
_EVIDENCE = (
    ("决策依据", "状态", "证据", "日期", "有效至"),
    (("{{evidence.claim}}", "{{evidence.state}}", "{{evidence.proof}}", "{{evidence.on}}", "{{evidence.until}}"),),
    (4.1, 1.9, 3.4, 3.2, 3.2),
)
_CONDITIONS = (
    ("条件", "责任人", "期限", "状态"),
    (("{{condition.text}}", "{{condition.owner}}", "{{condition.due}}", "{{condition.state}}"),),
    (6.8, 2.6, 3.2, 3.2),
)

CHARTER_FORM = PaperForm(
    CHARTER,
    _("Charter application"),
    HEAD
    | {
        "background": _("Background"),
        "market": _("Market feasibility"),
        "technical": _("Technical feasibility"),
        "commercial": _("Commercial feasibility"),
        "delivery": _("Delivery feasibility"),
        "legal": _("Legal feasibility"),
        "fit": _("Strategic fit"),
        "recommendation": _("Recommendation"),
        "budget": _("Budget asked for"),
        "grounds": _("Ground of the grade"),
        "score": _("Evidence score"),
    },
    {
        "team": TEAM,
        "cost": {"kind": _("Kind of cost"), "note": _("Note"), "days": _("Person days"), "amount": _("Amount")},
        "goal": {"text": _("Goal"), "target": _("Target"), "due": _("Due on")},
        "evidence": EVIDENCE,
    },
    Paper(
        "销售项目立项申请",
        _HEAD,
        (
            Section("一、项目背景", ("{{background}}",)),
            Section("二、可行性分析", (
                "（一）市场可行性", "{{market}}", "（二）技术可行性", "{{technical}}",
                "（三）商务可行性", "{{commercial}}", "（四）交付可行性", "{{delivery}}",
                "（五）法务与合规", "{{legal}}",
            )),
            Section("三、战略符合度与级别", ("{{fit}}", "级别依据：{{grounds}}")),
            Section("四、目标", ("单一销售目标：{{objective}}",), ("目标", "指标", "期限"),
                    (("{{goal.text}}", "{{goal.target}}", "{{goal.due}}"),), (8.4, 4.2, 3.2)),
            Section("五、团队任命", (), *_TEAM),
            Section("六、预算申请", ("申请预算合计：{{budget}}",), ("科目", "说明", "人天", "金额"),
                    (("{{cost.kind}}", "{{cost.note}}", "{{cost.days}}", "{{cost.amount}}"),),
                    (3.0, 6.4, 2.0, 4.4)),
            Section("七、决策依据", ("证据得分：{{score}}",), *_EVIDENCE),
            Section("八、建议", ("{{recommendation}}",)),
        ),
        ("申请人", "部门负责人", "销售决策团队"),
        "{{company}}　内部资料",
    ),
)  # fmt: skip
BRIEF_FORM = PaperForm(
    BRIEF,
    _("Decision brief"),
    HEAD
    | {
        "point": _("Decision point"),
        "question": _("Question"),
        "recommendation": _("Recommendation"),
        "chance": _("Chance"),
        "score": _("Evidence score"),
        "bid": _("Bid scorecard"),
        "gaps": _("What is still missing"),
        "exposure": _("Running exposure"),
    },
    {"evidence": EVIDENCE, "condition": CONDITIONS},
    Paper(
        "决策简报",
        (("决策点", "{{point}}"), *_HEAD[:4], ("预计金额", "{{amount}}"), ("毛利率", "{{margin}}"),
         ("预计签约", "{{sign_on}}"), ("赢率", "{{chance}}"), ("证据得分", "{{score}}"), ("投标评分", "{{bid}}"),
         ("提前投入", "{{exposure}}")),
        (
            Section("一、请决策的问题", ("{{question}}",)),
            Section("二、建议", ("{{recommendation}}",)),
            Section("三、尚缺", ("{{gaps}}",)),
            Section("四、决策依据", (), *_EVIDENCE),
            Section("五、前序决策的条件", (), *_CONDITIONS),
        ),
        ("客户责任人", "赞助人"),
        "{{company}}　内部资料",
    ),
)  # fmt: skip
MINUTES_FORM = PaperForm(
    MINUTES,
    _("Minutes of a review"),
    HEAD
    | {
        "point": _("Decision point"),
        "number": _("Round"),
        "held_on": _("Reviewed on"),
        "chair": _("Chair"),
        "agenda": _("Agenda"),
        "minutes": pgettext_lazy("review", "Minutes"),
        "conclusion": _("Conclusion"),
        "concluded": _("Concluded by and at"),
        "valid_until": _("Holds until"),
        "score": _("Evidence score"),
        "votes": _("Votes"),
    },
    {
        "seat": {"name": _("Name"), "vote": _("Vote"), "opinion": _("Opinion")},
        "condition": CONDITIONS,
        "evidence": EVIDENCE,
    },
    Paper(
        "{{point}}评审纪要",
        (("项目名称", "{{project}}"), ("项目编号", "{{code}}"), ("客户", "{{customer}}"), ("项目级别", "{{grade}}"),
         ("评审轮次", "第 {{number}} 轮"), ("评审日期", "{{held_on}}"), ("主持人", "{{chair}}"),
         ("证据得分", "{{score}}"), ("评审结论", "{{conclusion}}"), ("结论有效至", "{{valid_until}}")),
        (
            Section("一、议程", ("{{agenda}}",)),
            Section("二、参评人员与意见", ("表决：{{votes}}",), ("姓名", "表决", "意见"),
                    (("{{seat.name}}", "{{seat.vote}}", "{{seat.opinion}}"),), (2.6, 2.6, 10.6)),
            Section("三、结论与纪要", ("结论：{{conclusion}}（{{concluded}}）", "{{minutes}}")),
            Section("四、通过条件", (), *_CONDITIONS),
            Section("五、评审时的决策依据", (), *_EVIDENCE),
        ),
        ("主持人", "记录人"),
        "{{company}}　内部资料",
    ),
)  # fmt: skip
ALL = (CHARTER_FORM, BRIEF_FORM, MINUTES_FORM)
