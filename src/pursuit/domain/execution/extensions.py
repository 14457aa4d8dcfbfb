"""What the room declares: rights, its list of priorities, tasks, and the panel that other pages show."""

from collections.abc import Collection, Iterable, Mapping
from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from pursuit.domain.execution import terms as lists
from pursuit.domain.execution.actions import recurring, seed
from pursuit.domain.execution.fields import TaskChanges
from pursuit.domain.execution.models import Task, WorkCalendar
from pursuit.domain.execution.queries import checks, tasks
from pursuit.kernel import extensions, jobs, listing, pickers, platform, rights, terms, visible
from pursuit.kernel.actor import Actor
from pursuit.kernel.extensions import Panel, Reference, SubjectType, Subscriber
from pursuit.kernel.models import Event, Subject
from pursuit.kernel.platform import WITH_GUEST
from pursuit.kernel.rights import Right

VIEW = {
    "admin": "all",
    "director": "subtree",
    "manager": "subtree",
    "seller": "team",
    "presales": "team",
    "delivery": "team",
    "finance": "own",
    "operations": "all",
    "guest": "own",
}
EDIT = {
    "admin": "all",
    "director": "subtree",
    "manager": "subtree",
    "seller": "own",
    "presales": "own",
    "delivery": "own",
    "finance": "own",
    "operations": "all",
}
KEEPERS = {"admin": "all", "operations": "all"}
FINISHED = ("task.completed", "task.status_set", "task.reopened")
RECUR = "execution.recur"
PAGES = ("project", "account", "contact", "lead", "visit")


def declare() -> None:
    """Called once from wiring."""
    rights.declare(
        Right("tasks.view", _("See tasks"), shared="view", defaults=VIEW),
        Right("tasks.edit", _("Edit tasks"), shared="edit", defaults=EDIT),
        Right(recurring.RECUR, _("Make the tasks whose day has come"), scoped=False, defaults={"admin": "all"}),
        Right("calendars.view", _("See work calendars"), scoped=False, defaults=WITH_GUEST),
        Right("calendars.edit", _("Edit work calendars"), scoped=False, defaults=KEEPERS),
    )
    visible.row_type("calendar", _calendars)
    visible.row_type("check", checks.usable)
    pickers.named_rows("calendar", WorkCalendar)
    platform.on_sync(seed.seed)
    terms.declare(*lists.ALL)
    extensions.register(
        SubjectType(
            code="task",
            label=_("Task"),
            model=Task,
            view_right="tasks.view",
            edit_right="tasks.edit",
            url_name="execution:task",
            icon="checkbox",
            fields=TaskChanges,
            search_text=_text,
            next_step=lambda row: (row.title, row.due_on),
            through=tasks.through_parents,
        ),
        *(
            Panel(page, "tasks", _("Tasks"), "execution/panel.html", _panel, position=40, right="tasks.view")
            for page in PAGES
        ),
        *(Subscriber(verb, "execution.recur", _finished) for verb in FINISHED),
    )
    jobs.declare(jobs.JobKind(RECUR, _("Tasks that recur"), _recur, every=timedelta(hours=1)))
    for code in ("account", "contact"):
        extensions.refer(code, Reference(Task, "parent"))
    listing.register(tasks.TASKS)


def _finished(actor: Actor, event: Event, _data: Mapping[str, object]) -> None:
    recurring.finished(actor, event.subject_id or 0)


def _recur(actor: Actor, _progress: jobs.Progress, _params: Mapping[str, object]) -> object:
    return {"made": recurring.make_due(actor=actor)}


def _calendars(_actor: Actor, ids: Collection[int]) -> Collection[int]:
    return set(WorkCalendar.objects.filter(pk__in=ids, shared=True).values_list("pk", flat=True))


def _text(row: Task) -> Iterable[str]:
    yield row.note


def _panel(actor: Actor, subject: Subject) -> Mapping[str, object]:
    return {
        "tasks": tasks.of(actor, subject),
        "done": tasks.of(actor, subject, done=True),
        "may_add": actor.may("tasks.edit"),
    }
