"""A few tasks that come back by themselves."""

from datetime import timedelta

from pursuit.domain.execution.actions.checks import add_check
from pursuit.domain.execution.actions.recurring import repeat_task
from pursuit.domain.execution.actions.tasks import create_task
from pursuit.integrations.demo.deal import Deal
from pursuit.integrations.demo.world import World
from pursuit.kernel import clock

REPORT = ("更新本周进展", "核对下一步与日期", "列出需要支持的事")


def write(world: World, deals: list[Deal]) -> None:
    """A weekly report on the seller's first open deal, and what a leader looks at by the month."""
    seller, manager = world.staff.named("seller"), world.staff.named("manager")
    friday = clock.week_of(clock.today()) + timedelta(days=4)
    deal = next((one for one in deals if one.course.open and one.pk and one.owner is seller), None)
    actor = world.staff.actor(seller)
    report = create_task(actor=actor, title="项目周报", due_on=friday, parent=deal.pk if deal else None)
    for line in REPORT:
        add_check(actor=actor, task=report.pk, title=line)
    repeat_task(actor=actor, task=report.pk, unit="week", weekdays=["fri"])
    actor = world.staff.actor(manager)
    month = create_task(actor=actor, title="核对团队应收与保证金", due_on=friday + timedelta(days=3))
    repeat_task(actor=actor, task=month.pk, unit="month", day=31)
