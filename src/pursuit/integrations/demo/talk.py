"""What people say to each other on records: comments with names, answers, signs, and who follows what."""

from datetime import datetime

from pursuit.domain.collaboration.actions.comments import add_comment, react
from pursuit.domain.collaboration.actions.following import follow
from pursuit.integrations.demo.deal import Deal
from pursuit.integrations.demo.staff import Person
from pursuit.integrations.demo.world import Slot, World
from pursuit.kernel.actor import Actor

# {who} is named, with a link and a notice.
ASKS = (
    "{who} 客户要同规模业绩，麻烦今天给两份用户证明。",
    "{who} 规格书第 4 章的接口要求请再核一遍，周五前要发出。",
    "{who} 现场踏勘定在下周二，请安排一位工程师。",
    "{who} 对手报价比我们低一成，方案上还有没有优化空间？",
    "{who} 采购部想把质保金改成保函，商务上能不能接受？",
    "{who} 交期客户要压缩两周，排产排得下吗？",
    "{who} 分管领导下周在公司，能不能一起去一趟？",
    "{who} 赢率我调到六成了，依据写在策略里，请看一下。",
)
ANSWERS = (
    "收到，今天下班前给。",
    "可以，已安排。",
    "我看过了，问题不大，细节会上说。",
    "这个要走审批，我先提。",
    "好的，我来约时间。",
)
NOTES = (
    "客户内部评审会通过了，等纪要。",
    "今天把样板项目的视频发给客户了，反馈不错。",
    "设备部换了部长，决策链要重新梳理。",
    "招标代理确认了，下周挂网。",
    "预付款比例谈到三成，还差法务意见。",
    "竞品昨天做了演示，现场翻车，可以抓住机会。",
    "保证金已退回。",
)
COUNT = 120


def write(world: World, deals: list[Deal]) -> None:
    """Note it."""
    dice = world.dice
    with_team = [deal for deal in deals if len(deal.team) > 1 and deal.course.start < -20]
    weights = [5 if deal.course.open else 1 for deal in with_team]
    for deal in dice.choices(with_team, weights, k=COUNT):
        last = deal.course.ended if deal.course.end else -0.5
        first = max(deal.course.start + 3, last - 60)
        day = dice.uniform(first, max(first, last))
        _talk(world, deal, min(day, -0.3))
    for person in world.staff.people:
        if person.role in ("director", "manager", "operations", "admin"):
            _follow(world, person, deals)


def _talk(world: World, deal: Deal, day: float) -> None:
    dice = world.dice
    slot = Slot()
    when = deal.around(world, day)
    others = [one for one in deal.there(day) if one is not deal.owner]
    asked = dice.pick(others) if others and dice.chance(55) else None
    if asked is None:
        _say(world, deal, deal.owner, dice.pick(NOTES), when, slot)
        return
    _say(world, deal, deal.owner, dice.pick(ASKS).replace("{who}", f"@{{{asked.username}}}"), when, slot)
    if dice.chance(60):
        later = max(when, world.days.at(min(day + 0.6, 0)))
        _say(world, deal, asked, dice.pick(ANSWERS), later, Slot(), to=slot)
    elif dice.chance(25):

        def sign(_actor: Actor) -> None:
            react.run(world.staff.actor(asked), {"comment": slot.pk, "sign": dice.pick(("like", "seen", "done"))})

        world.diary.note(max(when, world.days.at(min(day + 0.6, 0))), asked, sign)


def _say(world: World, deal: Deal, who: Person, text: str, when: datetime, slot: Slot, to: Slot | None = None) -> None:
    def say(actor: Actor) -> None:
        whole = text
        for person in dict.fromkeys(deal.team):
            whole = whole.replace(f"@{{{person.username}}}", person.mention)
        answer = {"reply_to": to.pk} if to else {}
        slot.pk = add_comment.run(actor, {"subject": deal.pk, "text": whole, **answer}).pk

    world.diary.note(when, who, say)


def _follow(world: World, person: Person, deals: list[Deal]) -> None:
    """Heads follow the great deals below them, the office those of the sign-ins."""
    units = {person.unit} | {code for code, above in world.staff.above.items() if above == person.unit}
    below = [
        deal for deal in deals if deal.course.open and (deal.customer.team in units or person.unit in ("hq", "ops"))
    ]
    for deal in sorted(below, key=lambda deal: -deal.amount)[:3]:

        def watch(_actor: Actor, deal: Deal = deal) -> None:
            follow(actor=world.staff.actor(person), subject=deal.pk)

        world.diary.note(world.days.at(-4), person, watch)
