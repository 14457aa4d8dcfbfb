"""Leads in every state: in a pool, given to somebody, in work, turned down, and become a deal."""

from pursuit.domain.market.actions.assigning import accept_lead, assign_lead, return_lead
from pursuit.domain.market.actions.leads import create_lead, reject_lead
from pursuit.integrations.demo import groups
from pursuit.integrations.demo.company import TEAMS
from pursuit.integrations.demo.deal import Deal
from pursuit.integrations.demo.dice import Dice
from pursuit.integrations.demo.staff import Person
from pursuit.integrations.demo.world import Slot, World
from pursuit.kernel.actor import Actor
from pursuit.kernel.money import Money

CONVERTED = 12
# state: how many
COUNTS = {"pool": 11, "assigned": 10, "working": 17, "returned": 4, "rejected": 15}
BRANDS = ("澄", "岭", "泽", "垣", "屿", "汀", "珩", "峒", "瀚", "翊", "琅", "皖", "禾", "砚")
TRADES = (
    ("造纸有限公司", "蒸汽与废水处理自动控制"),
    ("轮胎有限公司", "密炼车间数据采集"),
    ("水泥有限公司", "余热发电控制系统改造"),
    ("玻璃科技有限公司", "熔窑能耗管理"),
    ("乳业有限公司", "CIP 清洗自动化"),
    ("污水处理有限公司", "曝气精确控制"),
    ("纺织集团有限公司", "空压与空调节能群控"),
    ("冷链物流有限公司", "冷库群远程监控"),
    ("铜业有限公司", "电解车间设备联网"),
    ("热力有限公司", "换热站无人值守"),
    ("粮油工业有限公司", "筒仓测温与调度"),
    ("机床有限公司", "设备健康监测"),
)
NEEDS = (
    "官网留言：想了解方案与大致投资，年底前定方向。",
    "展会交换名片，现场看了演示，希望上门交流。",
    "合作伙伴介绍，客户正在编制技改计划。",
    "招标网看到前期咨询公告，尚未发布正式招标。",
    "老客户推荐，同园区企业有类似需求。",
)
REFUSED = {
    "no_need": "只是了解行情，三年内无计划",
    "no_budget": "今年技改预算已用完",
    "no_contact": "三次电话无人接听，邮件未回",
    "too_small": "预算不足十万元",
    "taken": "已与当地集成商签约",
    "not_ours": "需要的是土建施工",
    "duplicate": "与已有线索重复",
}


def invent(world: World, deals: list[Deal]) -> None:
    """Some deals began as leads: choose them before the deals are noted."""
    fits = [deal for deal in deals if deal.course.method != "renewal" and deal.currency == "CNY"]
    for deal in world.dice.some(fits, CONVERTED):
        deal.lead = Slot()


def write(world: World, deals: list[Deal]) -> None:
    """Note them all; the sales operations receive them."""
    clerk = world.staff.named("operations")
    for deal in deals:
        if deal.lead is not None:
            _became(world, clerk, deal, deal.lead)
    for state, count in COUNTS.items():
        for turn in range(count):
            _lead(world, clerk, state, "sh" if turn < 3 else world.dice.pick(TEAMS))


def _became(world: World, clerk: Person, deal: Deal, slot: Slot) -> None:
    """A lead about a customer we have, which its owner takes on and converts."""
    dice = world.dice
    first = deal.course.start - dice.between(6, 20)
    data = _data(dice, f"{deal.title}意向", deal.customer.title, deal.customer.region)
    data |= {"amount": deal.money, "maturity": "hot", "unit": world.staff.units[deal.customer.team]}
    tale = Tale(world, clerk, slot)
    tale.enter(data, first)
    tale.give(deal.owner, first + 1)


def _lead(world: World, clerk: Person, state: str, team: str) -> None:
    dice = world.dice
    brand = dice.pick(BRANDS) + dice.pick(BRANDS)
    trade, topic = dice.pick(TRADES)
    region = dice.pick([line.split()[1] for line in groups.SINGLES.strip().splitlines() if line.startswith(team)])
    slot = Slot()
    first = -dice.between(1, 20) if state in ("pool", "assigned") else -dice.between(12, 90)
    if state == "rejected":
        first = -dice.between(20, 500)
    data = _data(dice, f"{brand}{trade[:-4]}{topic}", f"{brand}{trade}", region)
    data |= {
        "contact_name": world.names.person(),
        "phone": world.names.mobile(),
        "unit": world.staff.units[team],
        "maturity": dice.weighted({"cold": 3, "warm": 4, "hot": 2}),
    }
    if dice.chance(50):
        data["amount"] = Money(dice.amount())
    seller = dice.pick(world.staff.of("seller", team))
    if state in ("working", "assigned"):
        data["next_contact_on"] = world.day(dice.between(-4, 12))
    tale = Tale(world, clerk, slot)
    tale.enter(data, first)
    if state == "pool":
        return
    tale.give(seller, first + 1, accept=state != "assigned")
    day = min(first + dice.between(4, 10), -0.2)
    if state == "returned":

        def back(actor: Actor) -> None:
            return_lead(actor=actor, lead=slot.pk, reason="客户在外区，建议转当地团队")

        world.diary.note(tale.thread.at(day), seller, back)
    if state == "rejected":
        reason, note = dice.pick(list(REFUSED.items()))

        def reject(actor: Actor) -> None:
            reject_lead.run(actor, {"lead": slot.pk, "reason": reason, "note": note})

        world.diary.note(tale.thread.at(day), seller, reject)


def _data(dice: Dice, title: str, company: str, region: str) -> dict[str, object]:
    return {
        "title": title,
        "company": company,
        "region": region,
        "need": dice.pick(NEEDS),
        "origin": dice.weighted({"website": 4, "exhibition": 3, "tender": 2, "partner": 2, "referral": 3, "call": 1}),
        "budget_known": dice.chance(35),
    }


class Tale:
    """One lead, step by step."""

    def __init__(self, world: World, clerk: Person, slot: Slot) -> None:
        self.world, self.clerk, self.slot = world, clerk, slot
        self.thread = world.thread()

    def enter(self, data: dict[str, object], day: float) -> None:
        """Into the pool of its unit."""

        def enter(actor: Actor) -> None:
            self.slot.pk = create_lead.run(actor, data).pk

        self.world.diary.note(self.thread.at(day), self.clerk, enter)

    def give(self, to: Person, day: float, *, accept: bool = True) -> None:
        """To somebody, who takes it on or has not answered yet."""

        def give(actor: Actor) -> None:
            assign_lead(actor=actor, lead=self.slot.pk, user=to.pk, reason="按区域分配")

        def take(actor: Actor) -> None:
            accept_lead(actor=actor, lead=self.slot.pk)

        self.world.diary.note(self.thread.at(min(day, -0.2)), self.clerk, give)
        if accept:
            self.world.diary.note(self.thread.at(min(day + 1, -0.1)), to, take)
