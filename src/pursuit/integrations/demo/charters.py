"""Charters, evidence, scorecards and reviews of some open deals: one passed on conditions, one being voted on."""

from datetime import timedelta

from pursuit.domain.execution.actions.tasks import complete_task
from pursuit.domain.gates.actions.charter import add_cost, set_charter
from pursuit.domain.gates.actions.evidence import set_evidence
from pursuit.domain.gates.actions.reviews import cast_vote, conclude_review, open_review
from pursuit.domain.gates.actions.scorecards import answer
from pursuit.domain.gates.models import Condition, EvidenceKind
from pursuit.domain.gates.queries import points
from pursuit.domain.gates.queries.overview import setup
from pursuit.domain.projects.queries.projects import project as visible_project
from pursuit.integrations.demo.deal import Deal
from pursuit.integrations.demo.gates import SAID
from pursuit.integrations.demo.world import World
from pursuit.kernel import clock
from pursuit.kernel.actor import Actor
from pursuit.kernel.money import Money

COUNT = 5
TEXTS = {
    "background": "客户现有系统投运已逾十年，备件停产，去年两次非计划停运；集团已把改造列入今年重点技改计划。",
    "market": "同一集团另有三个同类现场，年内陆续改造；本项目是进入该集团的第一单。",
    "technical": "主要指标均有同类业绩支撑；与现有调度系统互通须在立项后一个月内完成联调测试。",
    "commercial": "预算已批复，付款条件按行业惯例；原供应商报价约低一成，须以全寿命成本说服。",
    "delivery": "交付团队一季度可投入两名项目经理；关键设备供货期 60 天，可满足客户停电窗口。",
    "legal": "合同采用客户范本，违约金无上限条款须在谈判中修改；无出口管制与数据出境问题。",
    "fit": "符合公司今年“重点行业样板”方向，完成后可作为行业标杆。",
    "recommendation": "建议立项，按 A 级项目配置资源，先行投入联调测试。",
}
COSTS = (
    ("people", "售前方案与测试", 60, 12_000_000), ("travel", "现场交流与样板参观", 0, 4_500_000),
    ("test", "互通联调样机", 8, 9_000_000), ("bid", "标书制作与评审", 15, 3_000_000),
)  # fmt: skip
OPINIONS = ("同意立项，联调测试未通过前不发正式方案。", "同意，请注意交付资源与一季度在手项目的冲突。")
CONDITIONS = (("完成与现有调度系统的互通联调并出报告", 1, True), ("与客户法务谈定违约金上限", 6, False))
ENDS = ("conditional", "", "pass", "hold", "")
MINUTES = "项目背景与客户需求真实，技术路线可行。主要风险为互通联调与违约条款，须在下一决策点前关闭。"


def write(world: World, deals: list[Deal]) -> None:
    """For the first open deals, by their owners."""
    known = [deal for deal in deals if deal.course.open and deal.pk and deal.rivals and not deal.asks]
    known.sort(key=lambda deal: (deal.customer.team != "sh", -deal.amount))
    for number, deal in enumerate(known[:COUNT]):
        _charter(world.staff.actor(deal.owner), deal, number)
        _review(world, deal, ENDS[number % len(ENDS)])


def _charter(actor: Actor, deal: Deal, number: int) -> None:
    written = list(TEXTS.items())[: len(TEXTS) - number]
    set_charter.run(actor, {"project": deal.pk, **dict(written)})
    for kind, note, person_days, amount in COSTS[: len(COSTS) - number % 3]:
        add_cost(actor=actor, project=deal.pk, kind=kind, note=note, person_days=person_days, amount=Money(amount))
    for place, criterion in enumerate(one for one in setup()[1] if one.active):
        value = 3 + (place + number) % 2 if criterion.sheet == "grade" else 5 + (place * 3 + number) % 5
        answer(actor=actor, project=deal.pk, criterion=criterion.pk, value=value)
    point = next((one for one in points.points(visible_project(actor, deal.pk)) if one.state == "next"), None)
    for line in (point.lines if point else [])[: 5 - number % 2]:
        if line.item.kind == EvidenceKind.FACT:
            continue
        said = {"project": deal.pk, "item": line.item.pk, "text": SAID[EvidenceKind(line.item.kind)]}
        figure = {"figure": 92} if line.item.kind == EvidenceKind.FIGURE else {}
        set_evidence.run(
            actor, {**said, **figure, "confidence": "inferred" if line.item.inferred_will_do else "confirmed"}
        )


def _review(world: World, deal: Deal, end: str) -> None:
    owner = world.staff.actor(deal.owner)
    point = next((one for one in points.points(visible_project(owner, deal.pk)) if one.state == "next"), None)
    if point is None:
        return
    director = world.staff.actor(world.staff.of("director")[0])
    delivery = world.staff.actor(world.staff.of("delivery")[0])
    today = clock.today()
    row = open_review(
        actor=owner, project=deal.pk, point=point.code, participants=[director.user_id, delivery.user_id],
        held_on=today - timedelta(days=4) if end else today + timedelta(days=2), chair=director.user_id,
        agenda="一、客户需求与预算\n二、竞争态势与策略\n三、投入与风险\n四、表决",
    )  # fmt: skip
    cast_vote.run(delivery, {"review": row.pk, "vote": "yes", "opinion": OPINIONS[1]})
    if not end:
        return
    vote = "conditional" if end == "conditional" else "yes"
    cast_vote.run(director, {"review": row.pk, "vote": vote, "opinion": OPINIONS[0]})
    wanted = [
        {"text": text, "owner": owner.user_id, "due": (today + timedelta(days=days)).isoformat()}
        for text, days, _done in (CONDITIONS if end == "conditional" else ())
    ]
    told = {"review": row.pk, "conclusion": end, "minutes": MINUTES, "conditions": wanted}
    conclude_review.run(director, told)
    for made, (_text, _days, done) in zip(
        Condition.objects.visible_to(owner).filter(review=row).order_by("pk"), CONDITIONS, strict=False
    ):
        if done:
            complete_task(actor=owner, task=made.task_id, note="联调报告已归档")
