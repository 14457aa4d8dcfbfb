"""What our people can do, who of them works part time, and what an hour costs."""

from datetime import date, timedelta

from pursuit.domain.people.actions.planning import set_capacity, set_cost_rate
from pursuit.domain.people.actions.skills import confirm_skill, set_skill
from pursuit.integrations.demo.dice import SEED, Dice
from pursuit.integrations.demo.staff import Person, Staff
from pursuit.kernel.actor import Actor
from pursuit.kernel.money import Money

# role: skill and the level most of them have
SKILLS = {
    "seller": {"relations": 3, "negotiation": 3, "bidding": 2},
    "manager": {"relations": 4, "negotiation": 4, "projects": 3},
    "presales": {"presales": 4, "bidding": 3, "integration": 3, "software": 2, "english": 3},
    "delivery": {"projects": 4, "installation": 3, "testing": 4, "integration": 3, "training": 3, "service": 3},
    "finance": {"costing": 4, "bidding": 2},
    "operations": {"bidding": 3, "legal": 3, "costing": 2},
}
# skill: kind of evidence, words, days it is valid from now on (none: it does not run out)
EVIDENCE = {
    "projects": ("certificate", "信息系统项目管理师", 400),
    "integration": ("certificate", "系统集成高级工程师", -20),
    "presales": ("project", "近两年主笔 6 份技术方案", None),
    "negotiation": ("assessment", "年度商务谈判考核", None),
    "installation": ("certificate", "机电安装上岗证", 45),
}
# unit: yuan an hour, at first and since this year
RATES = {"hq": (120, 130), "solution": (180, 200), "delivery": (140, 155), "finance": (110, 115)}
# username, percent, first day from today, why
PART_TIME = (("presales", 80, -60, "兼任产品线技术支持"), ("seller", 50, 40, "产假后半日工作"))


def enter(actor: Actor, staff: Staff, today: date) -> None:
    """Write it. Chance of its own, so that the rest of the company stays as it is."""
    dice = Dice(SEED + 4)
    for person in staff.people:
        for skill, level in SKILLS.get(person.role, {}).items():
            if dice.chance(85):
                _claim(staff, person, skill, min(max(level + dice.between(-1, 1), 1), 5), dice, today)
    for unit, amounts in RATES.items():
        for amount, day in zip(amounts, (today - timedelta(days=700), today.replace(month=1, day=1)), strict=True):
            set_cost_rate(actor=actor, unit=staff.units[unit], amount=Money(amount * 100), since=day)
    for username, percent, days, reason in PART_TIME:
        since = today + timedelta(days=days)
        set_capacity(actor=actor, user=staff.named(username).pk, percent=percent, since=since, reason=reason)


def _claim(staff: Staff, person: Person, skill: str, level: int, dice: Dice, today: date) -> None:
    """Said by the person, and mostly confirmed by whoever leads the unit."""
    kind, words, valid = EVIDENCE.get(skill, (None, "", None))
    until = today + timedelta(days=valid + 30 * dice.between(0, 9)) if valid is not None else None
    row = set_skill(actor=staff.actor(person), skill=skill, level=level, evidence_kind=kind, evidence=words,
                    valid_until=until)  # fmt: skip
    head = staff.head(person.unit)
    if head is not person and dice.chance(75):
        confirm_skill(actor=staff.actor(head), person_skill=row.pk)
