"""What all actions on plans share: the rows for a change, setting columns, the event, the new dates."""

from collections.abc import Collection, Mapping, Sequence

from pursuit.domain.execution.models import TaskStatus
from pursuit.domain.methods.models import Stage
from pursuit.domain.plans.actions.dating import reckon
from pursuit.domain.plans.models import Plan, PlanRow
from pursuit.domain.plans.queries.plans import EDIT
from pursuit.domain.plans.rules.instants import aware, instant
from pursuit.domain.plans.rules.lengths import Measure
from pursuit.kernel import access, clock, events, records
from pursuit.kernel.actor import Actor
from pursuit.kernel.context import moment
from pursuit.kernel.errors import Missing
from pursuit.kernel.records import GONE

DATES = frozenset(
    {"limit_at", "deadline", "begun", "ended", "resumes", "fixed_start", "fixed_finish", "start", "finish"}
)
Columns = Mapping[str, int | bool | None]


def rows(actor: Actor, ids: Collection[int], right: str = EDIT) -> tuple[Plan, list[PlanRow]]:
    """Visible rows of one plan in their order, both locked for a change; right: of the record the plan is about."""
    first = PlanRow.objects.visible_to(actor).filter(pk__in=ids).values_list("plan_id", "plan__subject_id").first()
    if first is None:
        raise Missing("not_found", GONE)
    plan = Plan.objects.select_for_update().select_related("subject").defer("extra").get(pk=first[0])
    access.require(actor, right, plan.subject)
    found = list(
        PlanRow.objects.select_related("task__subject")
        .filter(pk__in=ids, plan=plan, task__subject__deleted_at=None)
        .order_by("place")
    )
    if len(found) != len(set(ids)):
        raise Missing("not_found", GONE)
    return plan, found


def measure(plan: Plan) -> Measure:
    return Measure(plan.day, plan.week, plan.month)


def put(actor: Actor, plan: Plan, row: PlanRow, columns: Columns, verb: str = "task.planned") -> None:
    """Set columns of a row; its status follows how far it is. The event keeps what they were for people and for an
    undo."""
    changed = {name: (getattr(row, name), value) for name, value in columns.items() if getattr(row, name) != value}
    if not changed:
        return
    for name, (_old, value) in changed.items():
        setattr(row, name, value)
    row.changed = plan.version + 1
    row.save()
    if status := _status(row, changed):
        records.assign(row.task, status)
        row.task.save()
    records.touch(row.task)
    told = {name: (_told(name, old), _told(name, new)) for name, (old, new) in changed.items()}
    before = {name: old for name, (old, _new) in changed.items()}
    events.record(actor, verb, row.task.subject, told, before=before)


def _status(row: PlanRow, changed: Collection[str]) -> dict[str, object]:
    """What people see in their list of tasks."""
    if not {"percent", "begun", "ended"} & set(changed) or row.task.status == TaskStatus.CANCELLED:
        return {}
    if row.ended is not None or row.percent == 100:
        done = aware(row.ended, clock.zone()) if row.ended is not None else clock.now()
        return {"status": str(TaskStatus.DONE), "done_at": row.task.done_at or done}
    status = TaskStatus.TODO if row.begun is None and not row.percent else TaskStatus.DOING
    return {"status": str(status), "done_at": None}


def _told(name: str, value: int | bool | None) -> object:
    if name == "only_in_id":
        return f"{Stage.objects.get(pk=value).label}" if value else None
    if name in DATES and value is not None:
        return aware(value, clock.zone())
    return value


def follow(actor: Actor, pk: int) -> None:
    """A task whose status was set by hand: its row in a plan, if it has one, is begun, over, or put aside."""
    row = PlanRow.objects.select_related("task__subject", "plan__subject").filter(pk=pk).first()
    if row is None:
        return
    task = row.task
    now = instant(moment(), clock.zone())
    columns: dict[str, int | bool | None] = {"inactive": task.status == TaskStatus.CANCELLED}
    if task.status == TaskStatus.DONE:
        columns |= {"percent": 100, "remaining": 0, "ended": now, "begun": min(row.begun or row.start or now, now)}
    elif task.status == TaskStatus.DOING:
        columns |= {"percent": min(row.percent, 99), "begun": row.begun or now, "ended": None, "remaining": None}
    elif task.status == TaskStatus.TODO:
        columns |= {"percent": 0, "begun": None, "ended": None, "remaining": None}
    plan = Plan.objects.select_for_update().select_related("subject").defer("extra").get(pk=row.plan_id)
    put(actor, plan, row, columns)
    settled(plan)


def left(actor: Actor, pk: int) -> None:
    """A task that was deleted as a task, or brought back: what is below goes with it, and the plan is dated anew."""
    row = PlanRow.objects.select_related("task__subject").filter(pk=pk).first()
    if row is None:
        return
    plan = Plan.objects.select_for_update().select_related("subject").defer("extra").get(pk=row.plan_id)
    if row.task.subject.deleted_at is not None:
        rows = PlanRow.objects.filter(pk__in=below(plan, [pk]), task__subject__deleted_at=None)
        for one in rows.select_related("task__subject"):
            records.delete(one.task, actor)
    settled(plan)


def settled(plan: Plan, touched: Sequence[PlanRow] = ()) -> Plan:
    """The dates found anew."""
    for row in touched:
        row.changed = plan.version + 1
        PlanRow.objects.filter(pk=row.pk).update(changed=row.changed)
    reckon(plan)
    return plan


def refuse_stale(plan: Plan, version: int | None) -> None:
    records.check_version(plan.version, version)


def below(plan: Plan, ids: Collection[int]) -> list[int]:
    """These rows and all below them, in their order."""
    found = set(ids)
    order = []
    for pk, parent in PlanRow.objects.filter(plan=plan).order_by("place", "pk").values_list("pk", "parent_id"):
        if pk in found or parent in found:
            found.add(pk)
            order.append(pk)
    return order
