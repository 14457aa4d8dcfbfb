"""What hangs on a deal: team, competitors, product lines, parties, custom fields."""

from datetime import datetime

from pursuit.integrations.demo.deal import Data, Deal
from pursuit.integrations.demo.staff import Person
from pursuit.integrations.demo.world import Thing, World
from pursuit.kernel.actor import Actor
from pursuit.kernel.customfields import set_custom_values
from pursuit.kernel.money import Money

# Stage in which we know how far a competitor has come.
NEAR = {
    "qualify": ("c0", "c1"),
    "review": ("c1",),
    "shape": ("c1", "c2", "c2"),
    "solution": ("c2", "c3"),
    "shortlist": ("c2", "c3"),
    "bid": ("c2", "c3", "c3"),
    "negotiate": ("c3", "c4"),
}
STRONG = ("报价低约一成", "在该集团有在运项目", "与设计院关系好", "样板项目近，参观方便", "账期宽松")
WEAK = ("本地没有服务团队", "平台不开放", "交期长", "关键人对其售后不满", "国产化认证不全")
OUTSIDE = {
    "design": ("华衡工业设计研究院", "中原泓市政设计院", "东岳澜工程设计院"),
    "agent": ("正信达招标代理公司", "公诚泰招标咨询公司"),
    "contractor": ("宏基澜建设集团", "安泰恒工程总承包公司"),
    "consultant": ("方略明工程咨询公司",),
    "integrator": ("迅联达系统集成公司",),
}
LINES = {
    "water": ("YH-C500", "YH-IO32", "YH-SCADA", "YH-CAB", "YH-ENG"),
    "logistics": ("YH-C500", "YH-S-PORT", "YH-IOT", "YH-ENG"),
    "chemicals": ("YH-C500", "YH-APC", "YH-SEC", "YH-PHM", "YH-ENG"),
    "power": ("YH-S-POWER", "YH-SRV", "YH-SCADA", "YH-PHM", "YH-ENG"),
    "manufacturing": ("YH-MES", "YH-GW10", "YH-IOT", "YH-C200", "YH-EMS"),
}
SERVICES = ("YH-OM1", "YH-OM2", "YH-SP", "YH-TR")


def write(world: World, deal: Deal) -> None:
    """Note who joined, who else wants it, and what is in it."""
    _team(world, deal)
    _rivals(world, deal)
    if world.dice.chance(62) or deal.course.open:
        _lines(world, deal)
    if world.dice.chance(38):
        _party(world, deal)
    if deal.grade in "ab" and world.dice.chance(30):
        _values(world, deal)


def _team(world: World, deal: Deal) -> None:
    """SR when the deal has been chartered, FR before the bid, and more people on great ones."""
    course = deal.course
    deal.team.append(deal.owner)
    second = course.turns[1][1] if len(course.turns) > 1 else None
    if second is None and not (deal.course.open and world.dice.chance(45)):
        return
    joined = second if second is not None else course.start + 4
    presales = _one(world, "presales", deal)
    _join(world, deal, presales, "sr", joined - 3, world.dice.between(1, 5) * 10)
    third = course.turns[2][1] if len(course.turns) > 2 else None
    if third is not None or deal.asks or world.dice.chance(55):
        _join(world, deal, _one(world, "delivery", deal), "fr", (third or min(joined + 6, -1)) - 4, None)
    if deal.grade == "a":
        _join(world, deal, world.staff.director(deal.customer.team), "sponsor", joined + 1, None)
    if deal.grade == "b" and world.dice.chance(40):
        _join(world, deal, world.staff.head(deal.customer.team), "pd", joined + 1, None)
    if course.method == "tender" and third is not None and world.dice.chance(50):
        _join(world, deal, world.staff.of("operations")[1], "commercial", third, None)


def _one(world: World, role: str, deal: Deal) -> Person:
    """Solution and delivery people stay with their customers; those of the sign-ins look after the east."""
    people = world.staff.of(role)
    if world.staff.above[deal.customer.team] == "east" and world.dice.chance(65):
        return world.staff.named(role)
    return people[(sum(map(ord, deal.customer.short)) + world.dice.between(0, 1)) % len(people)]


def _join(world: World, deal: Deal, person: Person, role: str, day: int, share: int | None) -> None:
    day = min(max(day, deal.course.start), -1)
    deal.team.append(person)
    deal.joined.setdefault(person.username, day)

    data: Data = {"user": person.pk, "role": role, "since": world.day(day)}
    if share:
        data["allocation"] = share
    deal.step(deal.around(world, day), "projects.add_member", lambda: data)


def _rivals(world: World, deal: Deal) -> None:
    dice, course = world.dice, deal.course
    stage = course.stage if course.stage in NEAR else "negotiate"
    count = dice.weighted({1: 5, 2: 4, 3: 1} if stage not in ("qualify", "review") else {0: 5, 1: 5})
    if deal.asks:
        count = max(count, 1)
    deal.rivals = dice.some(world.rivals, count)
    last = course.ended if course.end else -1
    day = (course.start + 8) if len(course.turns) < 2 else course.turns[1][1] - 3
    for rival in deal.rivals:
        _rival(world, deal, rival, dice.pick(NEAR[stage]), min(day, last))


def _rival(world: World, deal: Deal, rival: Thing, stage: str, day: int) -> None:
    dice = world.dice
    given: Data = {"stage": stage, "strengths": dice.pick(STRONG), "weaknesses": dice.pick(WEAK)}
    if stage in ("c3", "c4") and dice.chance(40):
        given |= {
            "price": Money(int(round(deal.amount * dice.uniform(0.86, 1.1), -6)), deal.currency),
            "price_estimated": True,
        }

    deal.step(deal.around(world, day), "projects.put_rival", lambda: {"competitor": rival.pk, **given})


def _lines(world: World, deal: Deal) -> None:
    """One to three lines that come near the amount."""
    dice = world.dice
    wanted = LINES.get(deal.customer.industry, ("YH-SCADA", "YH-EMS", "YH-C200", "YH-ENG"))
    if deal.course.method == "renewal":
        wanted = SERVICES
    by_code = {thing.code: thing for thing in world.products}
    chosen = [by_code[code] for code in dice.some(wanted, dice.weighted({1: 3, 2: 5, 3: 2}))]
    day = min(deal.course.start + dice.between(3, 20), deal.course.ended if deal.course.end else -1)
    when = deal.around(world, day)
    for thing in chosen:
        share = deal.amount * (7.15 if deal.currency == "USD" else 1) / len(chosen)
        quantity = max(round(share / (thing.price * 0.9)), 1)
        price = int(round(thing.price * dice.uniform(0.8, 0.97), -3))
        if deal.currency == "USD":
            price = int(round(price / 7.15, -2))
        _line(deal, when, thing, {"quantity": quantity, "price": Money(price, deal.currency)})


def _line(deal: Deal, when: datetime, thing: Thing, data: Data) -> None:
    deal.step(when, "projects.put_line", lambda: {"product": thing.pk, **data})


def _party(world: World, deal: Deal) -> None:
    dice = world.dice
    role = dice.weighted(
        {"design": 4, "agent": 4 if deal.course.method == "tender" else 0.1, "contractor": 2, "consultant": 1}
    )
    given: Data = {"role": role, "name": dice.pick(OUTSIDE[role])}
    institute = next(one for one in world.customers if one.industry == "construction")
    known = institute.since < deal.course.start and deal.customer is not institute and deal.customer.team == "hg"

    day = min(deal.course.start + dice.between(4, 30), deal.course.ended if deal.course.end else -1)
    ours = known and role == "design"
    deal.step(
        deal.around(world, day),
        "projects.add_party",
        lambda: {"role": role, "account": institute.pk} if ours else given,
    )


def _values(world: World, deal: Deal) -> None:
    dice = world.dice
    values: Data = {
        "site": f"{deal.customer.region}{dice.pick(('高新区', '经开区', '滨江新区', '港区'))}",
        "qualification": dice.pick(("无", "机电安装二级", "电子与智能化一级")),
        "delivery_due": world.day(deal.course.first_sign + dice.between(60, 240)),
    }

    def set_them(actor: Actor) -> None:
        set_custom_values(actor=actor, subject=deal.pk, values=values)

    world.diary.note(deal.around(world, deal.course.start + 2), deal.owner, set_them)
