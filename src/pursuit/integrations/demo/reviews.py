"""Last Monday's review of a region, ended: what was noted, decided and given to do."""

from datetime import timedelta

from pursuit.domain.execution.actions.tasks import complete_task
from pursuit.domain.insight.actions.meetings import end_meeting, start_meeting
from pursuit.domain.insight.actions.talking import add_task, decide, edit_row, go_to, mark_decision
from pursuit.domain.insight.queries.agenda import rows_of
from pursuit.integrations.demo.diary import SOURCE
from pursuit.integrations.demo.world import World
from pursuit.kernel import clock
from pursuit.kernel.actor import Actor
from pursuit.kernel.context import context

MOST = 12
SAID = (
    ("watch", "客户预算批复推迟，签约日期随之后移；先稳住技术负责人。", ("support", "请区域总监本周内拜访分管副总"),
     "约见分管副总，确认预算批复时间"),
    ("continue", "方案已获认可，商务条款还差质保期一项。", ("decision", "质保期按 24 个月报价，不再让步"),
     "按 24 个月质保重做报价"),
    ("escalate", "对手低价介入，需要总部给出价格底线。", ("risk", "对手可能以低于成本价投标"),
     "整理对手近一年中标价格"),
    ("continue", "进展正常。", None, ""),
    ("stop", "客户已内定，继续投入不值得。", ("decision", "停止售前投入，转为关系维护"), ""),
    ("watch", "两周没有动静，联系人出差。", None, "补一次现场拜访，摸清采购方式"),
    ("continue", "招标文件预计下周发布。", None, "提前准备资质文件与业绩证明"),
)  # fmt: skip

OVER = ("continue", "结果已定，两周内完成复盘。", None, "")


def write(world: World, system: Actor) -> None:
    """Held by the director who can sign in. The present is compared with the week before last."""
    chair = world.staff.named("director")
    actor = world.staff.actor(chair)
    monday = clock.week_of(clock.today()) - timedelta(days=7)
    begins = clock.start_of(monday) + timedelta(hours=9)
    seated = [world.staff.named(name).pk for name in ("manager", "operations")]
    scope = world.staff.units[chair.unit]
    with context(system, at=begins, source=SOURCE, original_author=chair.pk):
        row = start_meeting(actor=actor, scope=scope, participants=seated, most=MOST, held_on=monday)
    given, decided = [], []
    for number, one in enumerate(rows_of(actor, row)):
        verdict, note, decision, task = OVER if one.reason == "decided" else SAID[number % len(SAID)]
        at = begins + timedelta(seconds=75 * number + 20)
        with context(system, at=at, source=SOURCE, original_author=chair.pk):
            go_to(actor=actor, row=one.pk, onward=True)
            edit_row.run(actor, {"row": one.pk, "note": note, "verdict": verdict})
            if decision:
                decided.append(decide.run(actor, {"row": one.pk, "kind": decision[0], "text": decision[1]}))
            if task:
                due = monday + timedelta(days=3 + number % 3)
                given.append(add_task(actor=actor, row=one.pk, title=task, due_on=due))
    with context(system, at=begins + timedelta(seconds=75 * MOST), source=SOURCE, original_author=chair.pk):
        end_meeting(actor=actor, meeting=row.pk)
    for number, made in enumerate(given):
        if number % 3 != 1:
            at = min(begins + timedelta(days=2 + number % 3, hours=6), clock.now())
            with context(system, at=at, source=SOURCE):
                complete_task(actor=actor, task=made.pk)
    for number, said in enumerate(decided[:3]):
        mark_decision(actor=actor, decision=said.pk, kept=number != 1)
