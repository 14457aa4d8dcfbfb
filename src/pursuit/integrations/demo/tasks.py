"""Tasks: on deals mostly, some on customers, some on nothing; done, open, late."""

from datetime import datetime

from pursuit.domain.execution.actions.tasks import complete_task, create_task, set_status
from pursuit.domain.execution.models import TaskStatus
from pursuit.integrations.demo.deal import Deal
from pursuit.integrations.demo.staff import Person
from pursuit.integrations.demo.world import Slot, World
from pursuit.kernel.actor import Actor

TITLES = {
    "seller": (
        "整理客户决策流程并更新决策链",
        "催办保证金退回",
        "更新报价口径并报商务",
        "准备拜访提纲",
        "跟进合同会签进度",
    ),
    "presales": ("编写技术规格书建议稿", "完成偏离表与应答", "搭建演示环境", "核算设备清单与成本", "准备对比测试方案"),
    "delivery": ("评估工期与人员安排", "踏勘现场并出具报告", "编制交付计划", "核对到货清单", "整理验收资料"),
    "manager": ("复核赢率与签约日期", "约客户部门负责人", "组织项目复盘会"),
    "director": ("安排高层拜访", "协调跨区资源"),
    "operations": ("审核投标文件商务部分", "更新报备状态", "核对价目表版本"),
    "finance": ("核对开票信息", "跟进逾期应收"),
}
ALONE = ("提交周报", "更新个人拓展计划", "参加产品培训", "整理本月差旅报销", "盘点名下客户分级", "更新行业案例库")
COUNT = 100


def write(world: World, deals: list[Deal]) -> None:
    """Note them."""
    dice = world.dice
    weights = [4 if deal.course.open else 1 for deal in deals]
    for deal in dice.choices(deals, weights, k=COUNT):
        last = deal.course.ended if deal.course.end else -1
        first = max(deal.course.start + 9, last - 60 if deal.course.open else -800)
        day = min(dice.between(first, max(last, first)), -1)
        _task(world, deal.owner, dice.pick([deal.owner, *deal.there(day)]), day, deal)
    for _task_alone in range(22):
        person = dice.pick([one for one in world.staff.people if one.role in TITLES])
        _task(world, person, person, -dice.between(1, 40), None)
    # Whoever signs in first has something to do, some of it too late.
    for username in ("seller", "manager", "presales", "delivery"):
        mine = [deal for deal in deals if deal.course.open and world.staff.named(username) in deal.there(-6)]
        for deal in mine[:2]:
            _task(world, deal.owner, world.staff.named(username), -dice.between(2, 6), deal)
    _owed(world, world.staff.named("director"))


def _owed(world: World, person: Person) -> None:
    """Something that is late on whichever day the company is looked at."""
    data: dict[str, object] = {
        "title": TITLES[person.role][0],
        "due_on": world.day(-2),
        "priority": "high",
        "owner": person.pk,
        "unit": world.staff.units[person.unit],
    }
    world.diary.note(world.days.at(-9), person, lambda actor: create_task.run(actor, data))


def _task(world: World, author: Person, doer: Person, day: int, deal: Deal | None) -> None:
    dice = world.dice
    due = day + dice.between(3, 18)
    slot = Slot()
    when = deal.around(world, day) if deal else world.days.at(day)
    data: dict[str, object] = {
        "title": dice.pick(TITLES.get(doer.role, ALONE)) if deal else dice.pick(ALONE),
        "due_on": world.day(due),
        "priority": dice.weighted({"urgent": 1, "high": 3, "normal": 6, "low": 1}),
        "owner": doer.pk,
        "unit": world.staff.units[doer.unit],
    }

    def enter(actor: Actor) -> None:
        about = {"parent": deal.pk} if deal else {}
        slot.pk = create_task.run(actor, data | about).pk

    world.diary.note(when, author, enter)
    if due < -12 or (due < 0 and dice.chance(70)) or dice.chance(12):
        _finish(world, slot, doer, when, due)
    elif dice.chance(30):

        def begin(actor: Actor) -> None:
            set_status(actor=actor, task=slot.pk, status=TaskStatus.DOING)

        world.diary.note(max(when, world.days.at(min(day + 2, -0.1))), doer, begin)


def _finish(world: World, slot: Slot, doer: Person, when: datetime, due: int) -> None:
    note = world.dice.pick(("", "", "已发邮件确认", "材料已归档", "客户已签收"))

    def finish(actor: Actor) -> None:
        complete_task(actor=actor, task=slot.pk, note=note)

    done = min(due - world.dice.between(-3, 5), -0.1)
    world.diary.note(max(world.days.at(done), when), doer, finish)
