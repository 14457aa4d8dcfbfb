"""专项: market entry, customer development, better service, better selling; run like a deal, without an amount."""

from pursuit.domain.execution.actions.tasks import complete_task, create_task
from pursuit.domain.projects.actions.projects import create_project, set_next_step, update_project
from pursuit.domain.projects.actions.stages import move_stage
from pursuit.domain.projects.actions.team import add_member
from pursuit.integrations.demo.staff import Person
from pursuit.integrations.demo.world import Slot, World
from pursuit.kernel.actor import Actor

# title, leader, grade, start, days to run, days to wrap up, days to done (0: not there yet), objective
INITIATIVES = """
西部新能源场站市场开拓|west|a|-640|25|300|60|两年内进入三家集团短名单，落地样板场站 2 个
澜川水务集团客户拓展|sh|b|-590|20|260|45|从单一水厂扩展到集团统一平台，签订框架协议
国产化替代样板点建设|solution|a|-520|30|330|50|建成化工、轨道两个可参观样板点
老客户满意度提升行动|delivery|b|-470|15|200|40|满意度由 82 分提升到 90 分以上
投标文件标准化|solution|c|-420|14|150|30|技术标编制时间缩短 40%
销售项目运作体系推行|ops|b|-360|30|240|0|立项率 100%，周度过单会覆盖全部 A、B 级项目
港口行业专项突破|east|a|-300|25|0|0|签约两个散货码头远程操控项目
决策链管理能力提升|ops|c|-240|20|160|25|B 级以上项目决策链覆盖率达到 80%
备件与运维业务增长|delivery|b|-210|20|0|0|运维合同额同比增长 35%
华南电子行业拓展|south|b|-160|30|0|0|新增粤澄电子以外的行业客户 5 家
轨道交通大客户深耕|north|b|-120|25|0|0|锁定京垣轨道下一轮采购的技术路线
回款攻坚|finance|b|-95|10|70|0|逾期应收下降 60%，质保金到期全部提交申请
海外项目交付能力建设|delivery|b|-60|35|0|0|形成东南亚交付团队与备件中心
数字化展厅改版|solution|d|-30|0|0|0|上线三个行业沉浸演示
合作伙伴报备机制优化|ops|c|-18|0|0|0|报备裁决时间缩短到 3 个工作日
"""
STEPS = ("召开双周例会，核对里程碑", "完成阶段成果评审", "更新推进表并通报", "走访试点单位收集意见")
WORKS = ("编制专项方案", "完成现状调研与基线数据", "组织启动会", "输出阶段报告", "试点单位验收", "整理成果与模板")


def write(world: World) -> None:
    """Note them all."""
    for line in INITIATIVES.strip().splitlines():
        title, unit, grade, start, *days, objective = line.split("|")
        _one(world, title, world.staff.head(unit), unit, grade, int(start), [int(day) for day in days], objective)


def _one(
    world: World, title: str, lead: Person, unit: str, grade: str, start: int, days: list[int], objective: str
) -> None:
    slot = Slot()
    path = world.paths["initiative"]
    thread = world.thread()
    data: dict[str, object] = {
        "title": title,
        "method": path.pk,
        "grade": grade,
        "objective": objective,
        "owner": lead.pk,
        "unit": world.staff.units[unit],
        "next_step": "完成立项申请并提交评审",
        "next_step_on": world.day(start + 12),
        "next_step_owner": lead.pk,
    }

    def begin(actor: Actor) -> None:
        slot.pk = create_project.run(actor, data).pk

    world.diary.note(thread.at(start), lead, begin)
    team = _team(world, slot, lead, start)
    day = start
    stage = "charter"
    for length, following in zip(days, ("run", "wrap", "done"), strict=True):
        if not length:
            break
        day += length
        stage = following

        def move(actor: Actor, stage: str = stage, day: int = day) -> None:
            if stage == "run":
                charter = {
                    "sales_charter_on": world.day(day),
                    "strategy": "先试点后推广，按月核对目标，资源由专项组统筹。",
                }
                update_project.run(actor, {"project": slot.pk, **charter})
            move_stage(actor=actor, project=slot.pk, stage=path.stages[stage], imported=True)

        world.diary.note(thread.at(day), lead, move)
    _works(world, slot, [lead, *team], start, day if stage == "done" else 0)
    if stage != "done":

        def step(actor: Actor) -> None:
            due = world.day(world.dice.between(2, 14))
            set_next_step(actor=actor, project=slot.pk, next_step=world.dice.pick(STEPS), next_step_on=due)

        world.diary.note(thread.at(-world.dice.between(1, 8)), lead, step)


def _team(world: World, slot: Slot, lead: Person, start: int) -> list[Person]:
    others = [one for one in world.staff.people if one is not lead and one.role not in ("guest", "admin")]
    team = world.dice.some(others, world.dice.between(2, 4))
    for person in team:

        def join(actor: Actor, person: Person = person) -> None:
            since = world.day(start + 2)
            add_member(actor=actor, project=slot.pk, user=person.pk, role="member", allocation=20, since=since)

        world.diary.note(world.days.at(start + 4), lead, join)
    return team


def _works(world: World, slot: Slot, team: list[Person], start: int, end: int) -> None:
    """Tasks along the way; the last ones open while it runs."""
    for place, title in enumerate(WORKS):
        day = start + 9 + place * 28
        if day > -1 or (end and day > end):
            return
        doer = team[place % len(team)]
        task = Slot()

        def enter(actor: Actor, title: str = title, doer: Person = doer, day: int = day, task: Slot = task) -> None:
            due = world.day(day + 20)
            row = create_task.run(actor, {"parent": slot.pk, "title": title, "due_on": due, "owner": doer.pk})
            task.pk = row.pk

        world.diary.note(world.days.at(day), team[0], enter)
        if day + 22 < 0:

            def finish(actor: Actor, task: Slot = task) -> None:
                complete_task(actor=actor, task=task.pk)

            world.diary.note(world.days.at(day + 21), doer, finish)
