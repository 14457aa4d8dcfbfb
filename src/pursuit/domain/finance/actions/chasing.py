"""Reminders as tasks: what is overdue goes to whoever owns the contract, bonds to whoever owns them."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Q
from django.utils.translation import gettext

from pursuit.domain.execution.actions.tasks import create_task
from pursuit.domain.execution.models import Task, TaskStatus
from pursuit.domain.finance.actions import keeping
from pursuit.domain.finance.fields import InstalmentId
from pursuit.domain.finance.models import Bond, Instalment
from pursuit.kernel import clock
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Conflict
from pursuit.kernel.models import Subject

CHASE = "finance.chase"
BEFORE = 14  # days before a bond expires or is due back
MOST = 500


@action("finance.chase", right=keeping.PLAN, public="instalments.chase")
def chase(*, actor: Actor, instalment: InstalmentId) -> Task:
    """A task to collect an overdue instalment, for the owner of its contract."""
    row = keeping.instalment_for(actor, instalment, keeping.PLAN)
    if row.owed_on is None or row.owed_on >= clock.today():
        raise Conflict("not_overdue", gettext("This is not overdue."))
    if _is_open(row.chase):
        raise Conflict("chased", gettext("There is an open task for this already."))
    made = _task(actor, row)
    Instalment.objects.filter(pk=row.pk).update(chase=made)
    return made


@action("finance.remind", right=CHASE)
def remind(*, actor: Actor) -> int:
    """The nightly round: overdue instalments and bonds to get back that nobody has an open task for."""
    today = clock.today()
    closed = Q(chase=None) | Q(chase__status__in=(TaskStatus.DONE, TaskStatus.CANCELLED))
    count = 0
    late = Instalment.objects.visible_to(actor).filter(Q(chase=None), owed_on__lt=today)
    for row in late.select_related("contract__subject").order_by("owed_on", "pk")[:MOST]:
        Instalment.objects.filter(pk=row.pk).update(chase=_task(actor, row))
        count += 1
    soon = today + timedelta(days=BEFORE)
    near = Q(due_back_on__lte=soon) | Q(expires_on__lte=soon)
    bonds = Bond.objects.visible_to(actor).filter(closed, near, state="out")
    for bond in bonds.select_related("subject").order_by("pk")[:MOST]:
        days = [day for day in (bond.due_back_on, bond.expires_on) if day]
        title = gettext("Get back or renew: %s") % bond.title
        Bond.objects.filter(pk=bond.pk).update(chase=_make(actor, bond.subject, title, [*days, today]))
        count += 1
    return count


def _task(actor: Actor, row: Instalment) -> Task:
    days = (clock.today() - row.owed_on).days if row.owed_on else 0
    title = gettext("Collect: %(name)s of %(contract)s, %(days)s days overdue") % {
        "name": row.name,
        "contract": row.contract.title,
        "days": days,
    }
    return _make(actor, row.contract.subject, title[:200], [clock.today()])


def _make(actor: Actor, about: Subject, title: str, days: Iterable[date]) -> Task:
    due = max(clock.today(), min(days))
    fields: dict[str, object] = {"title": title, "due_on": due, "parent": about.pk}
    made: Task = create_task.run(actor, fields | ({"owner": about.owner_id} if about.owner_id else {}))
    return made


def _is_open(task: Task | None) -> bool:
    return task is not None and task.status not in (TaskStatus.DONE, TaskStatus.CANCELLED)
