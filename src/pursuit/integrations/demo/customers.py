"""Writing the customers: groups with subsidiaries, standing, relationship layers."""

from collections.abc import Iterator

from pursuit.domain.customers.actions.accounts import assess_relationship, create_account, set_standing
from pursuit.domain.customers.queries.accounts import account
from pursuit.domain.customers.rules import creditcode
from pursuit.integrations.demo.dice import Dice
from pursuit.integrations.demo.groups import GROUPS, PROVINCE, SINGLES
from pursuit.integrations.demo.staff import Person
from pursuit.integrations.demo.world import Customer, World
from pursuit.kernel.actor import Actor
from pursuit.kernel.customfields import set_custom_values

STREETS = ("科创路", "望江大道", "创业街", "同源路", "北辰大道", "清河路", "锦绣大街")
FIRST = -760  # the day from today on which the first customer was entered
STANDING = (
    ("tier", "b", "a", "连续两年采购额增长，纳入重点客户管理"),
    ("tier", "c", "b", "新上产线，未来两年预算明确"),
    ("tier", "b", "c", "投资放缓，年内无新增预算"),
    ("lifecycle", "potential", "developing", "首次技术交流后立项跟进"),
    ("lifecycle", "developing", "active", "首个合同签订"),
    ("credit_grade", "b", "c", "上一合同尾款逾期超过 90 天"),
    ("credit_grade", "b", "a", "付款及时，无逾期记录"),
)
LAYERS = {
    "key": ("d", "c", "b", "分管领导已建立定期沟通"),
    "organisation": ("d", "c", "c", "双方技术部门有年度交流机制"),
    "broad": ("c", "b", "b", "班组、运行、采购均有联系人"),
}


def customers(world: World) -> None:
    """Note in the diary how each customer was entered and how it developed."""
    world.customers = [*_groups(world), *_singles(world)]
    for customer in world.customers:
        _enter(world, customer)
        if customer.tier in ("vip", "a"):
            _relationship(world, customer)
    for customer in world.dice.some(world.customers, 30):
        _develop(world, customer)
    _twin(world)


def _groups(world: World) -> Iterator[Customer]:
    for line in GROUPS.strip().splitlines():
        head, _colon, companies = line.partition(": ")
        team, region, industry, tier, short = head.split()
        owner = _owner(world, team)
        parent = Customer(f"{short}集团有限公司", f"{short}集团", industry, region, team, tier, FIRST, owner)
        yield parent
        brand = short[:2]
        for company in companies.split():
            name, _slash, other = company.partition("/")
            since = FIRST + world.dice.between(7, 220)
            yield Customer(
                title=f"{brand}{name}",
                short=f"{brand}{name.removesuffix('有限公司')}",
                industry=other or industry,
                region=region,
                team=team,
                tier=world.dice.weighted({tier if tier != "vip" else "a": 5, "b": 3, "c": 2}),
                since=since,
                owner=owner if world.dice.chance(60) else _owner(world, team),
                parent=parent,
            )


def _singles(world: World) -> Iterator[Customer]:
    for line in SINGLES.strip().splitlines():
        team, region, industry, tier, title, short = line.split()
        since = FIRST + world.dice.between(0, 300)
        yield Customer(title, short, industry, region, team, tier, since, _owner(world, team))


def _owner(world: World, team: str) -> Person:
    """One of the team's sellers; the seller of the sign-ins has more to do than others."""
    sellers = world.staff.of("seller", team)
    return world.dice.choices(sellers, [3 if one.username == "seller" else 1 for one in sellers])[0]


def _enter(world: World, customer: Customer) -> None:
    dice = world.dice
    public = customer.industry in ("government", "education")
    code = credit_code(dice, customer.region, public=public)
    number = 1000 + world.customers.index(customer)
    origin = dice.weighted({"visit": 5, "referral": 3, "tender": 3, "exhibition": 2, "partner": 2, "website": 1})
    grade = dice.weighted({"a": 3, "b": 5, "c": 2})
    place = f"{customer.region}{dice.pick(('高新区', '经开区', '滨江新区', '临港片区'))}{dice.pick(STREETS)}"
    door = dice.between(1, 988)

    def enter(actor: Actor) -> None:
        customer.pk = create_account(
            actor=actor,
            title=customer.title,
            short_name=customer.short,
            parent=customer.parent.pk if customer.parent else None,
            credit_code=code,
            industry=customer.industry,
            tier=customer.tier,
            lifecycle="strategic" if customer.tier == "vip" else "developing",
            credit_grade=grade,
            origin=origin,
            region=customer.region,
            address=f"{place} {door} 号",
            phone=f"400-000-{number}",
            website=f"www.c{number}.example.com",
            owner=customer.owner.pk,
            unit=world.staff.units[customer.team],
        ).pk
        if customer.tier in ("vip", "a") and customer.parent is None:
            values: dict[str, object] = {
                "it_budget": dice.between(3, 90) * 100,
                "service_level": "金牌" if customer.tier == "vip" else "银牌",
            }
            set_custom_values(actor=actor, subject=customer.pk, values=values)

    customer.entered = world.days.at(customer.since)
    world.diary.note(customer.entered, customer.owner, enter)


def _relationship(world: World, customer: Customer) -> None:
    """The three layers, looked at twice."""
    for layer, (*levels, note) in LAYERS.items():
        then, now = levels[:2] if world.dice.chance(60) else levels[1:]
        for share, level in ((0.55, then), (0.1, now)) if customer.tier == "vip" else ((0.2, now),):
            offset = customer.since * share

            def assess(actor: Actor, layer: str = layer, level: str = level, note: str = note) -> None:
                target = "a" if customer.tier == "vip" else "b"
                assess_relationship(
                    actor=actor, account=customer.pk, layer=layer, level=level, target_level=target, note=note
                )

            world.diary.note(world.days.at(offset), customer.owner, assess)


def _develop(world: World, customer: Customer) -> None:
    """Tier, lifecycle or credit grade changed, and why."""
    what, before, after, reason = world.dice.pick(STANDING)
    director = world.staff.director(customer.team)

    def develop(actor: Actor) -> None:
        row = account(actor, customer.pk)
        if getattr(row, what) != after:
            set_standing.run(actor, {"account": customer.pk, what: after, "reason": reason})

    if what != "tier" or customer.tier == before:
        world.diary.note(world.days.at(customer.since * world.dice.uniform(0.2, 0.7)), director, develop)


def _twin(world: World) -> None:
    """One customer entered twice, for the check of duplicates to find."""
    original = world.customers[1]
    other = world.staff.head(original.team)

    def enter(actor: Actor) -> None:
        create_account(
            actor=actor,
            title=original.title.removesuffix("有限公司") + "公司",
            industry=original.industry,
            region=original.region,
            lifecycle="potential",
            note="展会名片录入，待核对是否已有",
            owner=other.pk,
            unit=world.staff.units[original.team],
        )

    world.diary.note(world.days.at(-33), other, enter)


def credit_code(dice: Dice, region: str, *, public: bool) -> str:
    """A well-formed code with its check character; nobody's."""
    body = "".join(dice.pick(creditcode.ALPHABET) for _place in range(8)) + dice.pick("0123456789")
    first = ("11" if public else "91") + PROVINCE[region] + body
    return first + creditcode.check_character(first)
