"""Bringing a plan of another tool in: all of it the first time, only what changed there the next time.

What a file said is kept with each row, so that a later file tells what changed over there, and what people changed
here since stays.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from pursuit.domain.execution.fields import About
from pursuit.domain.execution.models import CalendarDay, WorkCalendar
from pursuit.domain.plans.actions import broughtties
from pursuit.domain.plans.actions.broughtrows import RowWriter
from pursuit.domain.plans.actions.dating import reckon, wake
from pursuit.domain.plans.actions.places import spread
from pursuit.domain.plans.models import Plan, PlanCalendar, PlanRow
from pursuit.domain.plans.queries.plans import EDIT, locked
from pursuit.domain.plans.rules.brought import BroughtCalendar, BroughtPlan
from pursuit.domain.plans.rules.order import woven
from pursuit.kernel import context as surroundings
from pursuit.kernel import events
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor

Counts = Mapping[str, Mapping[str, int]]
ONCE = ("begin", "end", "from_end", "day", "week", "month")  # of the plan itself, taken from the first file


@action("plans.bring_plan", right=EDIT, ready=wake)
def bring_plan(*, actor: Actor, about: About, brought: BroughtPlan) -> Counts:
    """Write what a file says into the plan of a record. Gives {rows, links, resources, assignments: {created, updated,
    unchanged, vanished}}; what is gone from the file is counted and stays."""
    plan, fresh = locked(actor, about)
    around = surroundings.get()
    source = around.source or brought.source
    with surroundings.context(actor, source=source, batch=around.batch):
        calendars = _calendars(plan, brought.calendars)
        _head(plan, brought, calendars, fresh=fresh)
        writer = RowWriter(actor, plan, source, calendars)
        counts: dict[str, Counter[str]] = {"rows": writer.write(brought.rows)}
        _order(plan, [writer.ids[row.key] for row in brought.rows])
        counts["links"] = broughtties.links(plan, source, writer.ids, brought.links)
        resources, counts["resources"] = broughtties.resources(plan, calendars, brought.resources)
        counts["assignments"] = broughtties.uses(plan, source, writer.ids, resources, brought.uses)
        for one in brought.baselines:
            broughtties.baseline(actor, plan, writer.ids, one)
        plan.save(update_fields=["extra"])
        reckon(plan)
        told = {name: dict(count) for name, count in counts.items()}
        events.record(actor, "plans.plan.brought", plan.subject, None, counts=told)
    return told


def _head(plan: Plan, brought: BroughtPlan, calendars: Mapping[str, int], *, fresh: bool) -> None:
    for name, value in brought.plan.items():
        if fresh or name not in ONCE:
            setattr(plan, name, value)
    if fresh:
        plan.source = brought.source
        plan.calendar_id = calendars.get(brought.calendar)
    plan.extra = {**plan.extra, **brought.extra}
    plan.save()


def _calendars(plan: Plan, brought: Sequence[BroughtCalendar]) -> dict[str, int]:
    """Ids by key. Hours are taken anew each time: nobody changes the calendars of a file here."""
    there = {one.key: one.calendar for one in PlanCalendar.objects.filter(plan=plan).select_related("calendar")}
    found: dict[str, int] = {}
    for one in brought:
        row = there.get(one.key) or WorkCalendar(shared=False, edited=True)
        row.name, row.week = one.name[:120] or one.key, [[list(span) for span in day] for day in one.week]
        row.save()
        if one.key not in there:
            PlanCalendar.objects.create(plan=plan, calendar=row, key=one.key)
        CalendarDay.objects.filter(calendar=row).delete()
        days = [
            CalendarDay(calendar=row, day=day, hours=[list(span) for span in hours]) for day, hours in one.days.items()
        ]
        CalendarDay.objects.bulk_create(days)
        found[one.key] = row.pk
    return found


def _order(plan: Plan, file: Sequence[int]) -> None:
    """The order of the file; rows that are only ours stay where they were among the others."""
    there = list(PlanRow.objects.filter(plan=plan).order_by("place", "pk").values_list("pk", flat=True))
    spread(plan, woven(file, there))
