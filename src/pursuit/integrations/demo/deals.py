"""Writing the deals: what they are about, how they went, who said what about them when."""

from pursuit.integrations.demo import reasons, scenes
from pursuit.integrations.demo.course import course
from pursuit.integrations.demo.deal import Data, Deal
from pursuit.integrations.demo.world import Customer, World
from pursuit.kernel.money import Money

COUNT = 406
CLOSING = {
    "won": "projects.close_won",
    "lost": "projects.close_lost",
    "abandoned": "projects.abandon",
    "cancelled": "projects.cancel_by_customer",
}


def invent(world: World) -> list[Deal]:
    """All deals, in the order in which they begin."""
    dice = world.dice
    starts = sorted(dice.between(-725, -3) if dice.chance(68) else dice.between(-200, -3) for _deal in range(COUNT))
    given: set[str] = set()
    found = []
    for start in starts:
        customer = _customer(world, start)
        amount = dice.amount()
        method = _method(world, customer, amount, start)
        size = min(max(0.75 + amount / 5_000_000_000, 0.75), 1.5)
        abroad = method == "direct" and customer.tier in ("vip", "a") and dice.chance(14)
        owner = customer.owner if dice.chance(85) else world.staff.head(customer.team)
        found.append(
            Deal(
                title=_title(world, customer, given, abroad=abroad, renewal=method == "renewal"),
                customer=customer,
                owner=owner,
                course=course(dice, method, start, size),
                amount=int(round(amount / 7.15, -5)) if abroad else amount,
                currency="USD" if abroad else "CNY",
                grade=_grade(amount),
                thread=(thread := world.thread()),
                begun=thread.at(start),
            )
        )
    return found


def _customer(world: World, start: int) -> Customer:
    weights = {"vip": 7, "a": 5, "b": 3, "c": 2, "d": 1}
    there = [one for one in world.customers if one.since < start - 12 and len(one.known(start)) > 1]
    return world.dice.choices(there, [weights[one.tier] * (1.6 if one.team == "sh" else 1) for one in there])[0]


def _method(world: World, customer: Customer, amount: int, start: int) -> str:
    if amount > 60_000_000 or customer.industry in ("government", "rail", "water"):
        return world.dice.weighted({"tender": 78, "direct": 10, "framework": 8, "renewal": 4})
    renewals = 20 if start > -400 else 6
    return world.dice.weighted({"tender": 34, "direct": 42, "framework": 9, "renewal": renewals})


def _grade(amount: int) -> str:
    for letter, least in (("a", 1_800_000_000), ("b", 600_000_000), ("c", 150_000_000)):
        if amount >= least:
            return letter
    return "d"


def _title(world: World, customer: Customer, given: set[str], *, abroad: bool, renewal: bool) -> str:
    dice = world.dice
    places, solutions = scenes.titles(customer.industry)
    while True:
        place, solution, suffix = dice.pick(places), dice.pick(solutions), dice.pick(scenes.SUFFIX)
        if renewal:
            solution, suffix = dice.pick(("系统运维服务", "软件维保服务", "驻点运维服务")), "续约"
        if abroad:
            place = f"{dice.pick(('泰国', '越南', '印尼', '匈牙利', '墨西哥'))}工厂{place}"
        title = f"{customer.short}{place}{solution}{suffix}"
        if title not in given:
            given.add(title)
            return title


def write(world: World, deal: Deal) -> None:
    """A deal's life, from the first day to its end or to today."""
    slips = list(deal.course.slips)
    for stage, day in deal.course.turns[1:]:
        while slips and slips[0][0] <= day:
            _slip(world, deal, *slips.pop(0))
        if stage in ("sign", "listed"):
            _end(world, deal)
        _turn(world, deal, stage, day)
    for slip in slips:
        _slip(world, deal, *slip)
    if deal.course.end not in ("", "won"):
        _end(world, deal)


def beginning(world: World, deal: Deal) -> Data:
    """The keywords it begins with."""
    dice, staff = world.dice, world.staff
    path = world.paths[deal.course.method]
    start = deal.course.start
    step = dice.pick(scenes.STEPS[deal.course.turns[0][0]])
    data: Data = {
        "title": deal.title,
        "method": path.pk,
        "owner": deal.owner.pk,
        "unit": staff.units[deal.customer.team],
        "grade": deal.grade,
        "deal_type": _type(world, deal),
        "amount": Money(deal.worth, deal.currency),
        "margin_percent": dice.between(14, 42),
        "expected_sign_on": world.day(deal.course.first_sign),
        "budget_status": dice.weighted({"none": 2, "planned": 4, "applied": 3}),
        "funding_source": dice.pick(scenes.FUNDS),
    }
    if "no_step" not in deal.notes:
        due = world.day(start + dice.between(5, 16))
        data |= {"next_step": step, "next_step_on": due, "next_step_owner": deal.owner.pk}

    return data


def _type(world: World, deal: Deal) -> str:
    if deal.course.method in ("renewal", "framework"):
        return deal.course.method
    return world.dice.weighted({"new": 5, "expansion": 3, "tender": 2 if deal.course.method == "tender" else 0})


def _slip(world: World, deal: Deal, day: int, sign: int) -> None:
    reason = world.dice.pick(reasons.SLIPPED)

    data: Data = {"expected_sign_on": world.day(sign), "reason": reason}
    deal.step(deal.thread.at(day), "projects.update_project", lambda: data)


def _turn(world: World, deal: Deal, stage: str, day: int) -> None:
    """What is filled in before a stage, then the move itself."""
    changes = _filled(world, deal, stage, day)
    if changes:
        deal.step(deal.thread.at(day - 2), "projects.update_project", lambda: changes)
    if deal.asks == "approved" and stage == deal.course.stage:
        return  # asks.py lets it go through the people who decide
    target = world.paths[deal.course.method].stages[stage]
    deal.step(deal.thread.at(day), "projects.move_stage", lambda: {"stage": target, "imported": True})


def _filled(world: World, deal: Deal, stage: str, day: int) -> Data:
    dice = world.dice
    second = deal.course.turns[1][0] == stage
    found: Data = {}
    if second:
        found = {
            "budget_status": dice.weighted({"applied": 3, "approved": 5, "allocated": 2}),
            "customer_charter_on": world.day(day - dice.between(10, 40)),
            "customer_charter_note": f"{deal.customer.short[:4]}投〔{world.day(day).year}〕{dice.between(3, 96)} 号",
            "sales_charter_on": world.day(day),
            "sales_charter_note": "销售立项申请（已评审）",
            "objective": dice.pick(scenes.GOALS).format(quarter=_quarter(world, deal)),
            "strategy": dice.pick(scenes.STRATEGIES),
            "owner_probability": dice.between(3, 8) * 10,
            "procurement_mode": _procurement(world, deal),
        }
    elif stage == "bid" or (stage == "negotiate" and dice.chance(40)):
        found = {"budget_status": "allocated", "owner_probability": dice.between(4, 9) * 10}
    elif stage == "deliver" and dice.chance(80):
        number = f"JF-{world.day(day):%Y%m}-{dice.between(11, 99)}"
        found = {"delivery_charter_on": world.day(day), "delivery_charter_note": number}
    if stage in ("bid", "negotiate", "solution") and dice.chance(35):
        deal.amount = int(round(deal.amount * dice.uniform(0.82, 1.15), -6))
        found["amount"] = deal.money
    if found and stage in scenes.STEPS and "no_step" not in deal.notes:
        found |= {"next_step": dice.pick(scenes.STEPS[stage]), "next_step_on": world.day(day + dice.between(4, 14))}
    return found


def _quarter(world: World, deal: Deal) -> str:
    sign = world.day(deal.course.first_sign)
    return f"{sign.year} 年{'一二三四'[(sign.month - 1) // 3]}季度"


def _procurement(world: World, deal: Deal) -> str:
    if deal.course.method == "tender":
        return world.dice.weighted({"open_tender": 6, "invited_tender": 3, "consultation": 1})
    if deal.course.method == "framework":
        return "framework"
    return world.dice.weighted({"direct": 3, "inquiry": 3, "negotiation": 2, "single_source": 2})


def _end(world: World, deal: Deal) -> None:
    """The decision, with its reason in two levels, and what the reason was in words."""
    dice, end, day = world.dice, deal.course.end, deal.course.ended
    reason, note = dice.pick(list(reasons.OF[end].items()))
    data: Data = {"reason": reason, "note": note, "decided_by": reasons.DECIDERS[end]}
    data["decided_on"] = min(world.day(day), world.days.today)
    if end in ("won", "lost") and dice.chance(40):
        data["really_decided_on"] = world.day(day - dice.between(5, 30))
    winner = dice.pick(deal.rivals) if end == "lost" and deal.rivals else None

    deal.step(deal.thread.at(day), CLOSING[end], lambda: data | ({"winner": winner.pk} if winner else {}))
