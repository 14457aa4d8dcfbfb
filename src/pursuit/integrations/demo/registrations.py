"""项目报备: claims on projects, most accepted, some in conflict with a ruling and its reason, some still open."""

from pursuit.domain.market.actions.registrations import create_registration
from pursuit.domain.market.actions.rulings import expire_registration, extend_registration, rule_registration
from pursuit.integrations.demo.deal import Deal
from pursuit.integrations.demo.staff import Person
from pursuit.integrations.demo.world import Slot, World
from pursuit.kernel.actor import Actor

COUNT = 26
PARTNERS = ("鼎信联自动化工程公司", "瑞捷恒机电设备公司", "蓝港智能系统公司", "方舟泰科技服务公司")
PROTECTED = 120


def write(world: World, deals: list[Deal]) -> None:
    """Note them for tenders, one after the other."""
    tenders = [deal for deal in deals if deal.course.method == "tender" and deal.course.start < -15]
    old = [deal for deal in tenders if deal.course.start < -200]
    new = [deal for deal in tenders if deal.course.open and deal.course.start >= -200]
    chosen = [*world.dice.some(old, COUNT - 14), *world.dice.some(new, 14)]
    for place, deal in enumerate(chosen):
        claim = _claim(world, deal, deal.owner, deal.course.start - 3, place)
        if place % 5 == 2:
            _clash(world, deal, claim, place)
        elif deal.course.start < -30 or place % 3:
            _accept(world, deal, claim, min(deal.course.start + 2, -1), "首家报备，客户信息属实，准予保护。")
    _waiting(world, [deal for deal in new if deal not in chosen])


def _claim(world: World, deal: Deal, who: Person, day: float, place: int, *, partner: bool = False) -> Slot:
    dice = world.dice
    slot = Slot()
    when = max(world.days.at(day), world.days.at(deal.customer.since + 1))
    data: dict[str, object] = {
        "title": deal.title,
        "owner_name": deal.customer.title,
        "scope": "控制系统、平台软件与安装调试",
        "amount": deal.money,
        "expected_on": world.day(deal.course.first_sign),
        "protection_days": PROTECTED,
        "owner": who.pk,
        "unit": world.staff.units[who.unit],
    }
    if partner or dice.chance(25):
        data |= {"by_partner": True, "partner_name": dice.pick(PARTNERS), "partner_contact": world.names.person()}
    if dice.chance(50) and not partner:
        data["tender_no"] = f"ZB{world.day(deal.course.first_sign).year}-{dice.between(100, 989)}-{place:02d}"

    def claim(actor: Actor) -> None:
        slot.pk = create_registration.run(actor, {"account": deal.customer.pk, **data}).pk

    world.diary.note(when, who, claim)
    return slot


def _clash(world: World, deal: Deal, first: Slot, place: int) -> None:
    """A partner claims the same project two days later, through somebody else."""
    others = [one for one in world.staff.of("seller") if one is not deal.owner]
    second = _claim(world, deal, world.dice.pick(others), deal.course.start, place, partner=True)
    if deal.course.start > -40 and place % 2:
        return  # waits for its ruling
    director = world.staff.director(deal.customer.team)

    def rule(actor: Actor) -> None:
        rule_registration(
            actor=actor,
            registration=first.pk,
            verdict="accepted",
            reason="撞单裁决：先报备方已有两次现场拜访记录与联系人，后报备方仅有项目名称，项目归先报备方。",
            against=[second.pk],
        )

    world.diary.note(world.days.at(min(deal.course.start + 6, -1)), director, rule)
    _over(world, deal, first, deal.course.start + 6)


def _accept(world: World, deal: Deal, claim: Slot, day: float, reason: str) -> None:
    keeper = world.staff.named("operations")

    def accept(actor: Actor) -> None:
        rule_registration(actor=actor, registration=claim.pk, verdict="accepted", reason=reason)

    world.diary.note(world.days.at(day), keeper, accept)
    _over(world, deal, claim, day)


def _over(world: World, deal: Deal, claim: Slot, day: float) -> None:
    """Protection runs out, or is made longer while the deal is open."""
    keeper = world.staff.named("operations")
    end = day + PROTECTED + 2
    if end >= -2:
        return
    if deal.course.open:

        def extend(actor: Actor) -> None:
            extend_registration(
                actor=actor, registration=claim.pk, days=180, reason="客户招标计划推迟，项目仍在跟进，延长保护。"
            )

        world.diary.note(world.days.at(end - 8), keeper, extend)
        return

    def expire(actor: Actor) -> None:
        expire_registration(actor=actor, registration=claim.pk)

    world.diary.note(world.days.at(end), None, expire)


def _waiting(world: World, deals: list[Deal]) -> None:
    """New ones nobody has looked at yet, and one that two of ours claim."""
    for place, deal in enumerate(world.dice.some(deals, 5)):
        _claim(world, deal, deal.owner, -world.dice.between(1, 5), 60 + place)
    if deals:
        sellers = [one for one in world.staff.of("seller") if one is not deals[-1].owner]
        _claim(world, deals[-1], deals[-1].owner, -4, 70)
        _claim(world, deals[-1], world.dice.pick(sellers), -1, 71, partner=True)
