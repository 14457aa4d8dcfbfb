"""Plans of bids under way: ours beside the customer's, with people on the rows, begun weeks ago and slipped since."""

from datetime import timedelta

from pursuit.domain.plans.actions.baselines import take_baseline
from pursuit.domain.plans.actions.bringing import bring_plan
from pursuit.domain.plans.actions.rows import edit_row
from pursuit.domain.plans.models import PlanRow
from pursuit.domain.plans.rules.brought import BroughtLink, BroughtPlan, BroughtResource, BroughtRow, BroughtUse
from pursuit.domain.plans.rules.instants import aware, instant
from pursuit.domain.sharing.actions.feeds import create_feed
from pursuit.domain.sharing.actions.shares import share_plan
from pursuit.integrations.demo.deal import Deal
from pursuit.integrations.demo.dice import SEED, Dice
from pursuit.integrations.demo.staff import Person
from pursuit.integrations.demo.world import World
from pursuit.kernel import clock
from pursuit.kernel.actor import Actor

SOURCE = "demo-plan"
MOST = 16
DAY = 480
# key, title, days, who (role), percent of their time, waits for (key, kind, days of lag)
OURS, CUSTOMER = 0, 1
ROWS: tuple[tuple[str, str, float, str, int, tuple[tuple[str, int, float], ...]], ...] = (
    ("customer", "客户侧：采购进程", 0, "", 0, ()),
    ("customer.budget", "预算批复", 8, "", 0, ()),
    ("customer.notice", "发布招标公告", 0, "", 0, (("customer.budget", 0, 3),)),
    ("customer.answers", "答疑截止", 0, "", 0, (("customer.notice", 0, 8),)),
    ("customer.opening", "开标", 0, "", 0, (("customer.notice", 0, 20),)),
    ("customer.scoring", "评标", 3, "", 0, (("customer.opening", 0, 0),)),
    ("customer.public", "中标公示", 3, "", 0, (("customer.scoring", 0, 1),)),
    ("bid", "投标准备", 0, "", 0, ()),
    ("bid.reading", "招标文件解读与分工", 2, "seller", 50, (("customer.notice", 0, 0),)),
    ("bid.site", "现场踏勘", 2, "delivery", 100, (("bid.reading", 0, 0),)),
    ("bid.questions", "提出答疑问题", 1, "seller", 50, (("bid.reading", 0, 2),)),
    ("bid.design", "技术方案编制", 8, "presales", 80, (("bid.reading", 0, 0),)),
    ("bid.cost", "设备清单与成本核算", 4, "presales", 50, (("bid.design", 1, 3),)),
    ("bid.terms", "商务标书编制", 5, "seller", 60, (("bid.reading", 0, 0),)),
    ("bid.proofs", "资质与业绩材料", 3, "seller", 40, (("bid.reading", 0, 1),)),
    ("bid.review", "标书评审（粉队、红队）", 1, "manager", 100, (("bid.design", 0, 0), ("bid.terms", 0, 0))),
    ("bid.final", "标书修改与定稿", 2, "presales", 100, (("bid.review", 0, 0), ("bid.cost", 0, 0))),
    ("bid.seal", "封标与上传", 1, "seller", 100, (("bid.final", 0, 0), ("bid.proofs", 0, 0))),
    ("sign", "谈判与签约", 0, "", 0, ()),
    ("sign.talks", "合同谈判", 6, "seller", 60, (("customer.public", 0, 0),)),
    ("sign.approval", "合同会签", 4, "seller", 20, (("sign.talks", 0, 0),)),
    ("sign.signed", "合同签订", 0, "", 0, (("sign.approval", 0, 0),)),
    ("work", "交付", 0, "", 0, ()),
    ("work.plan", "交付计划与人员安排", 3, "delivery", 50, (("sign.signed", 0, 0),)),
    ("work.goods", "设备生产与到货", 30, "", 0, (("sign.signed", 0, 2),)),
    ("work.install", "现场安装", 15, "delivery", 100, (("work.goods", 0, 0), ("work.plan", 0, 0))),
    ("work.test", "联调与试运行", 10, "delivery", 80, (("work.install", 0, 0),)),
    ("work.accepted", "初步验收", 0, "", 0, (("work.test", 0, 0),)),
)
SLIPPED = "bid.design"
SHARED = 3  # of them are shown to the customer
DEADLINE, ANCHOR = "bid.seal", "customer.opening"


def write(world: World, deals: list[Deal]) -> None:
    """Of the first open bids. Chance of its own, so that the rest of the company stays as it is."""
    dice = Dice(SEED + 5)
    open_ = [deal for deal in deals if deal.course.open and deal.pk]
    for number, deal in enumerate(open_[:MOST]):
        _plan(world, dice, deal, begun=-dice.between(5, 34), slips=number % 3 == 0)
        if number < SHARED:
            _share(world, deal)


def _plan(world: World, dice: Dice, deal: Deal, *, begun: int, slips: bool) -> None:
    zone = clock.zone()
    begin = instant(world.days.now.astimezone(zone).replace(hour=8, minute=30) + timedelta(days=begun), zone)
    team = {one.role: one for one in reversed(deal.there(0))}
    roles = sorted({row[3] for row in ROWS if row[3]})
    people = {role: team.get(role) or _free(world, dice, role) for role in roles} | {"seller": deal.owner}
    rows = [
        BroughtRow(
            key=key,
            title=title,
            parent=key.partition(".")[0] if "." in key else "",
            owner=people[role].pk if role in people else None,
            columns={
                "duration": round(days * dice.pick((0.8, 1, 1, 1.25)) * DAY) // 60 * 60,
                "milestone": days == 0 and "." in key,
                "anchor": key == ANCHOR,
                "side": CUSTOMER if key.startswith("customer") else OURS,
            },
        )
        for key, title, days, role, _percent, _waits in ROWS
    ]
    links = [
        BroughtLink(before, key, kind, round(lag * DAY))
        for key, _t, _d, _r, _p, waits in ROWS
        for before, kind, lag in waits
    ]
    resources = [BroughtResource(role, people[role].name, people[role].pk) for role in roles]
    uses = [BroughtUse(key, role, percent * 10) for key, _t, _d, role, percent, _w in ROWS if role]
    actor = world.staff.actor(deal.owner)
    brought = BroughtPlan(SOURCE, {"begin": begin}, rows, links=links, resources=resources, uses=uses)
    bring_plan(actor=actor, about=deal.pk, brought=brought)
    take_baseline(actor=actor, about=deal.pk, number=0, name="立项时的计划")
    _go_on(actor, deal, slips=slips)


def _go_on(actor: Actor, deal: Deal, *, slips: bool) -> None:
    """What has happened since: something took longer than thought, what is past is done."""
    now = instant(clock.now(), clock.zone())
    rows = {one.task.subject.source_id.partition(":")[2]: one for one in _rows(actor, deal)}
    edit_row(actor=actor, row=rows[DEADLINE].pk, deadline=aware(rows[ANCHOR].start or now, clock.zone()))
    if slips:
        edit_row(actor=actor, row=rows[SLIPPED].pk, duration="14d")
    for one in _rows(actor, deal):
        if one.start is None or one.finish is None or one.start >= now or one.anchor:
            continue
        share = 100 if one.finish <= now else max(5, (now - one.start) * 100 // (one.finish - one.start) // 5 * 5)
        edit_row(actor=actor, row=one.pk, percent=min(share, 100))


def _share(world: World, deal: Deal) -> None:
    """The customer may look at it; the seller has their dates on the phone."""
    actor = world.staff.actor(deal.owner)
    message = "双方步骤与日期如下，如有变化请随时告知。"
    share_plan(actor=actor, about=deal.pk, name="客户项目负责人", message=message, days=60)
    create_feed(actor=actor, name="手机日历")


def _free(world: World, dice: Dice, role: str) -> Person:
    return dice.pick([one for one in world.staff.people if one.role == role])


def _rows(actor: Actor, deal: Deal) -> list[PlanRow]:
    """Those without rows below, in order."""
    rows = (
        PlanRow.objects.visible_to(actor)
        .filter(plan__subject=deal.pk)
        .select_related("task__subject")
        .order_by("place")
    )
    return [one for one in rows if "." in one.task.subject.source_id]
