"""The papers of a review as shipped: minutes and weekly report. Names in double braces give way to what was kept."""

from django.utils.translation import gettext_lazy as _

from pursuit.kernel.errors import Text
from pursuit.kernel.paper import Paper, Section
from pursuit.kernel.paperforms import PaperForm

MINUTES, WEEKLY = "insight.minutes", "insight.weekly"
HEAD: dict[str, Text] = {
    "company": _("Company"),
    "title": _("Title"),
    "scope": _("Unit gone through"),
    "held_on": _("Held on"),
    "since": _("Compared with the week of"),
    "chair": _("Chair"),
    "participants": _("Participants"),
    "discussed": _("Projects talked about"),
    "minutes": _("Minutes it took"),
    "kept": _("Promises of last week"),
}
DECISION: dict[str, Text] = {
    "project": _("Project"), "kind": _("Kind"), "text": _("Resolution"), "by": _("Written down by"),
}  # fmt: skip
TASK: dict[str, Text] = {
    "project": _("Project"), "title": _("Task"), "owner": _("Assignee"), "due": _("Due on"),
}  # fmt: skip
PROMISE: dict[str, Text] = {
    "project": _("Project"), "text": _("What was promised"), "who": _("By whom"), "due": _("Due on"),
    "state": _("State"),
}  # fmt: skip
_DECISIONS = (
    ("项目", "类别", "内容"),
    (("{{decision.project}}", "{{decision.kind}}", "{{decision.text}}"),),
    (5, 2.2, 8.6),
)
_TASKS = (
    ("项目", "任务", "责任人", "期限"),
    (("{{task.project}}", "{{task.title}}", "{{task.owner}}", "{{task.due}}"),),
    (4.6, 6, 2.2, 3),
)
_PROMISES = (
    ("项目", "上周承诺", "责任人", "期限", "结果"),
    (("{{promise.project}}", "{{promise.text}}", "{{promise.who}}", "{{promise.due}}", "{{promise.state}}"),),
    (4, 5.2, 2.2, 2.6, 1.8),
)
MINUTES_FORM = PaperForm(
    MINUTES,
    _("Minutes of a deal review"),
    HEAD,
    {
        "project": {
            "place": _("No."), "name": _("Project"), "customer": _("Customer"), "owner": _("Owner"),
            "amount": _("Amount"), "stage": _("Stage"), "changes": _("Changes since last week"),
            "verdict": _("Verdict"), "note": _("Note"),
        },
        "decision": DECISION,
        "task": TASK,
        "promise": PROMISE,
    },
    Paper(
        "过单会会议纪要",
        (("会议", "{{title}}"), ("日期", "{{held_on}}"), ("范围", "{{scope}}"), ("主持人", "{{chair}}"),
         ("过单数", "{{discussed}}"), ("用时", "{{minutes}}"),
         ("上周承诺", "{{kept}}"), ("参会人", "{{participants}}")),
        (
            Section("一、决议", (), *_DECISIONS),
            Section("二、任务", (), *_TASKS),
            Section("三、逐项记录", (), ("序号", "项目", "责任人", "上周以来的变化", "结论", "记录"),
                    (("{{project.place}}", "{{project.name}}", "{{project.owner}}", "{{project.changes}}",
                      "{{project.verdict}}", "{{project.note}}"),), (1.2, 3.6, 1.8, 3.6, 1.8, 3.8)),
            Section("四、上周承诺兑现情况", (), *_PROMISES),
        ),
        ("主持人", "记录人"),
        "{{company}}　内部资料",
    ),
)  # fmt: skip
WEEKLY_FORM = PaperForm(
    WEEKLY,
    _("Weekly report of a deal review"),
    HEAD | {"before": _("Pipeline the week before"), "now": _("Pipeline now")},
    {
        "sum": {"what": _("What changed in the week"), "count": _("Projects"), "amount": _("Amount")},
        "change": {
            "name": _("Project"), "customer": _("Customer"), "owner": _("Owner"), "amount": _("Amount"),
            "changes": _("Changes since last week"),
        },
        "decision": DECISION,
        "task": TASK,
    },
    Paper(
        "销售项目周报",
        (("范围", "{{scope}}"), ("日期", "{{held_on}}"), ("对比周", "{{since}}"), ("主持人", "{{chair}}"),
         ("上周在跟金额", "{{before}}"), ("目前在跟金额", "{{now}}"), ("过单数", "{{discussed}}"),
         ("上周承诺", "{{kept}}")),
        (
            Section("一、本周变化汇总", (), ("变化", "项目数", "金额"),
                    (("{{sum.what}}", "{{sum.count}}", "{{sum.amount}}"),), (5, 2.4, 8.4)),
            Section("二、变化明细", (), ("项目", "客户", "责任人", "变化", "金额"),
                    (("{{change.name}}", "{{change.customer}}", "{{change.owner}}", "{{change.changes}}",
                      "{{change.amount}}"),), (3.5, 3, 1.7, 3.8, 3.8)),
            Section("三、决议", (), *_DECISIONS),
            Section("四、任务", (), *_TASKS),
        ),
        (),
        "{{company}}　内部资料",
    ),
)  # fmt: skip
ALL = (MINUTES_FORM, WEEKLY_FORM)
