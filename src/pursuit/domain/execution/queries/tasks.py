"""Looking at tasks: the list, mine for the desk, those of one record."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from pursuit.domain.execution.models import OPEN, Task, TaskStatus
from pursuit.domain.execution.rules import weight
from pursuit.kernel import access, clock, extensions
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Missing
from pursuit.kernel.listing import BATCH, Column, Listing
from pursuit.kernel.models import Subject
from pursuit.kernel.prepared import Prepared
from pursuit.kernel.records import GONE

MOST = 100  # tasks of one person or record


def tasks(actor: Actor) -> QuerySet[Task]:
    """Tasks the actor sees: own, their team's, and those about a record they see."""
    return Task.objects.visible_to(actor)


def through_parents(actor: Actor) -> QuerySet[Task]:
    """Ids of tasks about visible records (for the kernel's decision)."""
    others = [kind.code for kind in extensions.subject_types() if kind.code != Task.SUBJECT_TYPE]
    return Task.objects.filter(access.any_type_q(actor, others, "parent__")).values("pk")  # type: ignore[return-value]


def task(actor: Actor, pk: int) -> Task:
    """One visible task."""
    row = tasks(actor).select_related("subject__owner", "parent").filter(pk=pk).first()
    if row is None:
        raise Missing("not_found", GONE)
    return row


@dataclass(frozen=True, slots=True)
class MyTask:
    """A line of the desk."""

    task: Task
    about: Subject | None  # only where it may be seen
    overdue_days: int
    weight: int


def mine(actor: Actor, most: int = MOST) -> list[MyTask]:
    """My open tasks, the most pressing first."""
    rows = _MINE(actor)[:most]
    today = clock.today()
    shown = _seen(actor, rows)
    lines = [_line(row, shown, today) for row in rows]
    return sorted(lines, key=lambda line: (-line.weight, line.task.pk))


def of(actor: Actor, subject: Subject, *, done: bool = False) -> Sequence[Task]:
    """Tasks about a record the caller has shown to be visible: open ones by day, or the last done ones."""
    if not access.sees(actor, subject.pk, subject.type):
        return []
    return (_DONE if done else _OPEN)(parent=subject)


_BY_DAY = (F("due_on").asc(nulls_last=True), "pk")
_MINE = Prepared(
    lambda actor: (
        Task.objects.filter(access.own_q(actor, Task.SUBJECT_TYPE, "subject__"), status__in=OPEN)
        .select_related("subject", "parent")
        .order_by(*_BY_DAY)[:MOST]
    )
)
_OPEN = Prepared(
    lambda parent: (
        Task.objects.live()
        .filter(parent=parent, status__in=OPEN)
        .select_related("subject__owner")
        .order_by(*_BY_DAY)[:MOST]
    )
)
_DONE = Prepared(
    lambda parent: (
        Task.objects.live()
        .filter(parent=parent, status=TaskStatus.DONE)
        .select_related("subject__owner")
        .order_by("-done_at")[:20]
    )
)


def _seen(actor: Actor, rows: Sequence[Task]) -> set[int]:
    about = {row.parent.pk: row.parent.type for row in rows if row.parent is not None}
    return access.seen_among(actor, about)


def _line(row: Task, shown: set[int], today: date) -> MyTask:
    late = (today - row.due_on).days if row.due_on else 0
    about = row.parent if row.parent_id in shown else None
    return MyTask(row, about, max(late, 0), weight(row.due_on, row.priority, today))


def _listed(actor: Actor) -> QuerySet[Task]:
    """With what it is about, for those who may see that."""
    about = Subject.objects.visible_to(actor).filter(pk=OuterRef("parent"))
    return tasks(actor).annotate(about=Subquery(about.values("title")[:1]))


TASKS = Listing(
    code="tasks",
    label=_("Tasks"),
    subject_type="task",
    base=_listed,
    view_right="tasks.view",
    sort="due_on",
    url_name="execution:task",
    cards=("owner", "due_on", "status", "about"),
    columns=(
        Column("title", _("Title"), source="subject__title", default=True, sortable=False),
        Column("about", _("About"), default=True, sortable=False),
        Column("owner", _("Assignee"), "user", source="subject__owner_id", shown="subject__owner__name", default=True),
        Column("due_on", _("Due on"), "date", default=True),
        Column("priority", _("Priority"), "term", term="priority", default=True),
        Column(
            "status",
            _("Status"),
            "choice",
            choices=tuple((one.value, one.label) for one in TaskStatus),
            default=True,
        ),
        Column("done", _("Done at"), "moment", source="done_at"),
        Column("unit", _("Unit"), "unit", source="subject__unit_id", shown="subject__unit__name"),
        Column(
            "created_by", _("Created by"), "user", source="subject__created_by_id", shown="subject__created_by__name"
        ),
        Column("created", _("Created"), "moment", source="subject__created_at"),
        Column("updated", _("Last change"), "moment", source="subject__updated_at"),
        BATCH,
    ),
)
