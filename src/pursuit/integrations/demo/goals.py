"""Goals of the year: the company's sales divided down to people, goals of regions, projects and persons; readings."""

from datetime import date, timedelta

from pursuit.domain.goals.actions.cells import set_cells, spread_below, spread_months
from pursuit.domain.goals.actions.goals import create_goal, update_goal
from pursuit.domain.goals.actions.kpis import record_reading
from pursuit.domain.goals.actions.parts import add_nodes, divide_goal
from pursuit.domain.goals.actions.results import record_result
from pursuit.domain.goals.fields import CellSpec
from pursuit.domain.goals.models import Goal, Kpi, Node
from pursuit.domain.goals.queries import figures, parts
from pursuit.domain.goals.queries.figures import Units, Where
from pursuit.domain.goals.queries.values import plain
from pursuit.domain.goals.rules import spans
from pursuit.integrations.demo.company import TEAMS
from pursuit.integrations.demo.deal import Deal
from pursuit.integrations.demo.diary import SOURCE
from pursuit.integrations.demo.dice import SEED, Dice
from pursuit.integrations.demo.world import World
from pursuit.kernel import clock
from pursuit.kernel.actor import Actor
from pursuit.kernel.context import context

REGIONS = {"east": ("华东大区", 108), "north": ("华北大区", 125), "south": ("华南大区", 112), "west": ("西部大区", 170)}
WAN = 1_000_000  # fen
SCORES = ("84.5", "86", "87.5", "88")
PROJECT_GOALS = (
    ("技术评分进入前两名", "other", "points", "82", "92", "请解决方案部按评分表逐条自评"),
    ("签约前拿到三位评委以上的支持", "other", "count", "1", "3", "安排总工到样板工程参观"),
    ("客户对方案的满意度达到 90 分", "satisfaction", "points", "78", "90", ""),
    ("中标", "sales", "money", "", "", ""),
)


def write(world: World, system: Actor, deals: list[Deal]) -> None:
    """Chance of its own, so that the rest of the company stays as it is."""
    dice = Dice(SEED + 11)
    today = clock.today()
    year = (date(today.year, 1, 1), date(today.year, 12, 31))
    head = world.staff.actor(world.staff.head("hq"))
    units = Units()
    at = clock.start_of(max(year[0], today - timedelta(days=300))) + timedelta(hours=10)
    with context(system, at=min(at, clock.now()), source=SOURCE):
        whole = _sales(head, "公司", world.staff.units["hq"], year, units)
        root = divide_goal(actor=head, goal=whole.pk)
        spread_months(actor=head, node=root.pk)
        _divide(world, head, root)
        for code, (name, share) in REGIONS.items():
            leader = world.staff.actor(world.staff.head(code))
            region = _sales(leader, name, world.staff.units[code], year, units, share)
            # Whoever sets the company's goal hangs those of the regions below it.
            update_goal(actor=head, goal=region.pk, parent=whole.pk)
        _team(world, year, units)
    _promise(dice, head, whole)
    _others(world, head, whole, year, today)
    _of_projects(world, deals, today)
    _read(world, head, today)


def _sales(actor: Actor, name: str, unit: int, year: tuple[date, date], units: Units, share: int = 118) -> Goal:
    first, last = (spans.year_before(day) for day in year)
    there = Where(units=units.within(unit))
    before = figures.total("won_amount", there, first, last) or 500 * WAN
    # So that the year is neither won nor lost: some of it is still to be done.
    so_far = figures.total("won_amount", there, year[0], clock.today()) or 0
    target = -(-max(so_far * share // 100, before) // (100 * WAN)) * 100 * WAN
    shown = f"{target // WAN} 万元"
    return create_goal(
        actor=actor, title=f"{name} {year[0].year} 年销售额做到 {shown}", kind="sales", measure="won_amount",
        scope="unit", unit=unit, baseline=plain(before, "money"), target=plain(target, "money"),
        begins_on=year[0], due_on=year[1],
        note="重点行业加大投入，老客户二期滚动跟进。",
    )  # fmt: skip


def _divide(world: World, head: Actor, root: Node) -> None:
    """Regions, their teams, the sellers of each."""
    regions = add_nodes(actor=head, node=root.pk, units=[world.staff.units[code] for code in REGIONS])
    spread_below(actor=head, node=root.pk, way="weights", weights="4 3 3 2")
    for code, region in zip(REGIONS, regions, strict=True):
        own = [team for team in TEAMS if world.staff.above[team] == code]
        teams = add_nodes(actor=head, node=region.pk, units=[world.staff.units[team] for team in own])
        spread_below(actor=head, node=region.pk)
        for team, node in zip(own, teams, strict=True):
            people = [one.pk for one in world.staff.of("seller", team)]
            if people:
                add_nodes(actor=head, node=node.pk, people=people)
                spread_below(actor=head, node=node.pk)


def _promise(dice: Dice, head: Actor, whole: Goal) -> None:
    """Sellers promise somewhat less than is asked, here and there more."""
    leaves = list(Node.objects.visible_to(head).filter(goal=whole.pk, leaf=True, user__isnull=False))
    given = parts.sums([one.pk for one in leaves])
    cells = []
    for leaf in leaves:
        share = dice.pick((70, 85, 90, 95, 100, 110))
        for month, one in given[leaf.pk].items():
            amount = (one.given or 0) * share // 100 // WAN * WAN
            cells.append(CellSpec(node=leaf.pk, month=month, side="committed", amount=plain(amount, "money")))
    if cells:
        set_cells(actor=head, goal=whole.pk, cells=cells)


def _team(world: World, year: tuple[date, date], units: Units) -> None:
    manager = world.staff.actor(world.staff.named("manager"))
    team = _sales(manager, "上海团队", world.staff.units["sh"], year, units)
    seller = world.staff.named("seller")
    mine = (spans.year_before(year[0]), spans.year_before(year[1]))
    before = figures.total("won_amount", Where(person=seller.pk), *mine) or 100 * WAN
    so_far = figures.total("won_amount", Where(person=seller.pk), year[0], clock.today()) or before
    target = so_far * 6 // 5 // WAN * WAN
    create_goal(
        actor=manager, title=f"{seller.name}全年签下 {target // WAN} 万元", kind="sales", measure="won_amount",
        scope="person", owner=seller.pk, parent=team.pk, baseline=plain(before, "money"),
        target=plain(target, "money"), begins_on=year[0], due_on=year[1],
        next_step="与经理核对下月要签的三个项目", next_step_on=clock.today() + timedelta(days=4),
    )  # fmt: skip
    create_goal(
        actor=manager, title="上海团队全年新增 4 家成交客户", kind="new_customers", measure="new_customers",
        scope="unit", baseline="3", target="4", begins_on=year[0], due_on=year[1],
    )  # fmt: skip


def _others(world: World, head: Actor, whole: Goal, year: tuple[date, date], today: date) -> None:
    """Goals whose results are typed."""
    pleased = create_goal(
        actor=head, title="客户满意度从 84 分提高到 90 分", kind="satisfaction", scale="points", scope="unit",
        unit=world.staff.units["hq"], baseline="84", target="90", begins_on=year[0], due_on=year[1], parent=whole.pk,
        next_step="四季度问卷发出，重点回访三家低分客户", next_step_on=today + timedelta(days=12),
    )  # fmt: skip
    for number, score in enumerate(SCORES):
        day = date(year[0].year, 3 * number + 3, 28)
        if day <= today:
            record_result(
                actor=head,
                goal=pleased.pk,
                day=day,
                reached=score,
                evidence=f"第 {number + 1} 季度问卷，回收 {31 + number * 6} 份",
            )
    create_goal(
        actor=world.staff.actor(world.staff.named("manager")),
        title="加强学习",
        kind="learning",
        scale="count",
        scope="unit",
    )


def _of_projects(world: World, deals: list[Deal], today: date) -> None:
    open_ = [deal for deal in deals if deal.course.open and deal.pk][:8]
    for number, deal in enumerate(open_):
        actor = world.staff.actor(deal.owner)
        for title, kind, scale, baseline, target, step in PROJECT_GOALS[: 1 + number % 4]:
            given = {"title": title, "kind": kind, "scale": scale, "baseline": baseline, "target": target}
            given |= {"begins_on": f"{today - timedelta(days=40)}", "next_step": step, "project": f"{deal.pk}"}
            given |= {"due_on": f"{today + timedelta(days=35 + 10 * number)}"}
            given |= {"next_step_on": f"{today + timedelta(days=number - 1)}"} if step else {}
            made = create_goal.run(actor, given)
            if scale == "points" and number % 2:
                half = (float(baseline) + float(target)) / 2
                day = today - timedelta(days=number + 1)
                record_result(actor=actor, goal=made.pk, day=day, reached=f"{half}", evidence="按评分表内部自评")


def _read(world: World, head: Actor, today: date) -> None:
    """The KPIs that are typed: satisfaction of the company's units by quarter."""
    kpi = Kpi.objects.visible_to(head).get(code="customer_satisfaction")
    starts = spans.periods(today, "quarter", 6)
    for code, base in (("hq", 84), ("east", 87), ("sh", 89)):
        for step, start in enumerate(starts):
            record_reading(
                actor=head, kpi=kpi.pk, unit=world.staff.units[code], period=start, value=f"{base + step * 0.8:.1f}",
                evidence="季度满意度问卷",
            )  # fmt: skip
