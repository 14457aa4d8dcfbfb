"""Decision chains of open deals: who decides, what speaks for it, who hangs together with whom."""

from datetime import datetime

from pursuit.domain.chain.actions.importing import import_chain
from pursuit.domain.chain.actions.looking import name_chain_reader
from pursuit.domain.chain.actions.members import update_chain_member
from pursuit.integrations.demo.deal import Deal
from pursuit.integrations.demo.world import Human, Slot, World
from pursuit.kernel.actor import Actor

COUNT = 46
# job title: role in the decision, buying role, influence
SEATS = {
    "总经理": ("decider", "eb", 10),
    "分管副总经理": ("approver", "eb", 9),
    "总工程师": ("influencer", "tb", 8),
    "设备管理部部长": ("supporter", "ub", 7),
    "信息中心主任": ("supporter", "tb", 7),
    "采购部经理": ("influencer", "pb", 6),
    "生产运行部主任": ("supporter", "ub", 6),
    "财务部部长": ("approver", "", 6),
    "自动化专业工程师": ("influencer", "tb", 4),
    "基建项目经理": ("influencer", "ub", 5),
    "招标采购主管": ("influencer", "pb", 4),
    "运行值班长": ("influencer", "ub", 3),
}
EVIDENCE = {
    3: "主动约我方讨论评分办法，并介绍其他部门的顾虑",
    2: "会上明确表示我方方案更贴合现场",
    1: "愿意安排运行人员参加演示",
    0: "表示几家都在看，没有倾向",
    -1: "私下推荐原供应商，质疑我方业绩",
}
ROLE_PROOF = ("参加过上一期定标会", "项目例会由其主持", "立项批复文件上的签字人", "组织架构图与客户介绍一致")
WINS = ("任内完成数字化示范项目", "减少夜班值守人数", "控制投资不超概算", "评上集团技术创新奖", "检修停机时间缩短", "")
RESULTS = ("年节电 8%", "故障率下降三成", "减员增效 12 人", "通过安全审查", "投资回收期三年内")
TIES = ("reports_to", "influences", "influences", "alliance", "conflict", "private")


def write(world: World, deals: list[Deal]) -> None:
    """Note the chains of the deals that matter most."""
    fits = [deal for deal in deals if deal.course.open and len(deal.course.turns) > 1 and deal.course.start < -34]
    fits = sorted(fits, key=lambda deal: (deal.customer.team != "sh", -deal.amount))
    # The demo's own region first, then the greatest.
    for deal in fits[:COUNT]:
        _chain(world, deal)


def _chain(world: World, deal: Deal) -> None:
    dice = world.dice
    begun = min(deal.course.turns[1][1], -24)
    known = deal.customer.known(begun - 4)
    group = deal.customer.parent
    if group is not None and deal.grade in "ab":
        known = [*group.known(begun - 4)[:2], *known]
    humans = known[: dice.between(5, 8)]
    supports = [dice.weighted({3: 1, 2: 3, 1: 4, 0: 3, -1: 1.5}) for _human in humans]
    thread = world.thread()
    people = [
        (thread.at(begun + dice.between(0, 4)), human, _member(world, human, support, begun))
        for human, support in zip(humans, supports, strict=True)
    ]
    ties = [_tie(world, deal, place, thread.at(begun + 7)) for place in range(1, len(humans))]
    slots = [Slot() for _human in humans]

    def write_all(actor: Actor) -> None:
        told = [{"at": at, "by": deal.owner.pk, "contact": human.pk, "data": data} for at, human, data in people]
        made = import_chain.run(actor, {"project": deal.pk, "people": told, "ties": ties})
        for slot, member in zip(slots, made, strict=True):
            slot.pk = member.pk

    world.diary.note(max(thread.at(begun + 8), deal.begun), deal.owner, write_all)
    for slot, support in zip(slots, supports, strict=True):
        if dice.chance(38):
            _change(world, deal, slot, support)
    if deal.grade == "a":
        _leader(world, deal)


def _leader(world: World, deal: Deal) -> None:
    """The head of all reads the chains of the greatest deals; the owner lets them in."""

    def name(_actor: Actor) -> None:
        owner, leader = world.staff.actor(deal.owner), world.staff.head("hq")
        name_chain_reader(actor=owner, project=deal.pk, user=leader.pk, reason="A 级项目，分管副总裁关注")

    world.diary.note(deal.around(world, -8), deal.owner, name)


def _proof(world: World, text: str, day: float, confidence: str) -> dict[str, object]:
    return {"text": text, "on": world.day(min(day, -1)), "confidence": confidence}


def _member(world: World, human: Human, support: int, day: int) -> dict[str, object]:
    dice = world.dice
    role, buying, influence = SEATS[human.title]
    sure = dice.weighted({"confirmed": 5, "inferred": 4, "unknown": 1})
    given: dict[str, object] = {
        "department": human.department,
        "job_title": human.title,
        "role": role,
        "buying_role": "coach" if support == 3 and dice.chance(60) else buying or None,
        "support": support,
        "influence": min(max(influence + dice.between(-1, 1), 1), 10),
        "response_mode": dice.weighted({"growth": 4, "trouble": 3, "even": 3, "overconfident": 1}),
        "closeness": min(max(20 + support * 22 + dice.between(-10, 15), 0), 100),
        "personal_win": dice.pick(WINS),
        "organisational_result": dice.pick(RESULTS),
        "contact_every_days": dice.pick((14, 21, 30, 45)) if human.rank < 3 else None,
        "evidence": {
            "role": _proof(world, dice.pick(ROLE_PROOF), day - 8, "confirmed"),
            "support": _proof(world, EVIDENCE[support], day - 3, sure),
        },
    }
    if dice.chance(70):
        given["last_contact_on"] = world.day(min(day - dice.between(0, 20), -1))
    return given


def _tie(world: World, deal: Deal, place: int, at: datetime) -> dict[str, object]:
    """To somebody further up the list."""
    dice = world.dice
    kind = "reports_to" if dice.chance(65) else dice.pick(TIES)
    above = dice.between(0, (place - 1) // 2)
    return {
        "at": at,
        "by": deal.owner.pk,
        "source": place,
        "target": above,
        "kind": kind,
        "strength": dice.between(1, 3),
    }


def _change(world: World, deal: Deal, slot: Slot, before: int) -> None:
    dice = world.dice
    support = min(max(before + dice.pick((-1, 1, 1)), -1), 3)
    day = -dice.between(1, 13)
    proof = {"support": _proof(world, EVIDENCE[support], day, "confirmed")}

    def change(actor: Actor) -> None:
        update_chain_member.run(actor, {"project": deal.pk, "member": slot.pk, "support": support, "evidence": proof})

    world.diary.note(deal.around(world, day), deal.owner, change)
