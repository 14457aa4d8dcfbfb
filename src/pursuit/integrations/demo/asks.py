"""Decision points that go through the people who decide: some decided, some turned down, some waiting now."""

from pursuit.domain.projects.actions.stages import move_stage
from pursuit.integrations.demo import gates
from pursuit.integrations.demo.deal import Deal
from pursuit.integrations.demo.world import World
from pursuit.kernel import approvals
from pursuit.kernel.actor import Actor
from pursuit.kernel.models import Approval

# From which stage a decision point comes next.
GATES = {
    ("tender", "qualify"): "shape",
    ("tender", "shape"): "bid",
    ("tender", "negotiate"): "sign",
    ("direct", "qualify"): "solution",
    ("direct", "negotiate"): "sign",
    ("framework", "shortlist"): "listed",
    ("renewal", "negotiate"): "sign",
}
GATED = {"shape", "bid", "solution"}  # stages an open deal stands in that it entered through a decision point
COUNTS = {"seconded": 4, "pending": 10, "rejected": 6, "approved": 18}  # seconded: agreed to by one, asked of the next
REASONS = {
    "shape": "需求与预算已核实，决策链清楚，申请销售立项。",
    "solution": "需求与预算已核实，客户同意安排对比测试，申请销售立项。",
    "bid": "招标文件已发布，资质与业绩满足，建议投标。",
    "sign": "价格与付款条件已谈定，偏离项法务已审，申请签约。",
    "listed": "入围结果已公示，申请签订框架协议。",
}
AGREED = ("同意。盯紧客户资金下达。", "同意，注意毛利底线。", "同意，按计划推进。", "同意，方案评审意见需闭环。")
REFUSED = (
    "决策人还没见到，补一次高层拜访后再报。",
    "毛利低于底线，先谈付款节点。",
    "预算来源没有书面依据，补充后再提交。",
)


def mark(world: World, deals: list[Deal]) -> None:
    """Choose the deals, before anything is noted."""
    active = [deal for deal in deals if deal.course.open and not deal.notes and deal.course.start < -20]
    near = sorted(active, key=lambda deal: deal.customer.team != "sh")
    for what, count in COUNTS.items():
        fits = [deal for deal in near if not deal.asks and _fits(deal, what)]
        # Half of them where the sign-ins look, the rest anywhere.
        chosen = fits[: count // 2] + world.dice.some(fits[count // 2 :], count - count // 2)
        for deal in chosen:
            deal.asks = what


def _fits(deal: Deal, what: str) -> bool:
    if what == "approved":
        return deal.course.stage in GATED and deal.course.turns[-1][1] > -75
    asked = (deal.course.method, deal.course.stage) in GATES and deal.course.turns[-1][1] < -9
    return asked and (what != "seconded" or deal.grade in "ab")


def write(world: World, deal: Deal) -> None:
    """Note question and answers."""
    dice = world.dice
    if not deal.asks:
        return
    question = Question(world, deal)
    entered = deal.course.turns[-1][1]
    if deal.asks == "approved":
        question.ask(entered - 2, deal.course.stage)
        question.answer(entered - 1, approved=True)
        question.answer(entered, approved=True)
        return
    target = GATES[deal.course.method, deal.course.stage]
    if deal.asks == "rejected":
        day = max(-dice.between(8, 40), entered + 3)
        question.ask(day, target)
        question.answer(min(day + 2, -1), approved=False)
        return
    # Before the last weekend, whichever day is today: what is answered on a Sunday is answered on the Friday before.
    question.ask(max(-dice.between(4, 8), entered + 2), target)
    if deal.asks == "seconded":
        question.answer(-1, approved=True)


class Question:
    """One approval, from asking to the last answer."""

    def __init__(self, world: World, deal: Deal) -> None:
        self.world, self.deal = world, deal
        self.approval: Approval | None = None

    def ask(self, day: int, stage: str) -> None:
        def ask(actor: Actor) -> None:
            target = self.world.paths[self.deal.course.method].stages[stage]
            gates.prove(self.world, actor, self.deal.pk or 0, target)
            done = move_stage(actor=actor, project=self.deal.pk, stage=target, reason=REASONS[stage])
            self.approval = done.approval

        self.world.diary.note(self.deal.thread.at(day), self.deal.owner, ask)

    def answer(self, day: int, *, approved: bool) -> None:
        """Whoever's turn it is, with their own rights; nobody if it has been decided by then."""
        comment = self.world.dice.pick(AGREED if approved else REFUSED)

        def answer(_actor: Actor) -> None:
            asked = self.approval
            if asked is None or asked.state != "pending":
                return
            turn = approvals.approval_turn(asked)
            # The head of the region before the head of all, whoever comes later in the list of people.
            person = next(one for one in reversed(self.world.staff.people) if one.pk in turn)
            actor = self.world.staff.actor(person)
            self.approval = approvals.decide_approval(
                actor=actor, approval=asked.pk, approved=approved, comment=comment
            )

        self.world.diary.note(self.deal.thread.at(day), None, answer)
