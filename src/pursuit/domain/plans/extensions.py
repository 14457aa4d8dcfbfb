"""What the room declares: its right, its links as rows, and that rows follow the status of their tasks."""

from collections.abc import Collection, Mapping
from functools import partial

from django.utils.translation import gettext_lazy as _

from pursuit.domain.plans.actions import dating_job
from pursuit.domain.plans.actions.assigning import taken_over
from pursuit.domain.plans.actions.planning import follow, left
from pursuit.domain.plans.models import Assignment, PlanLink, PlanResource
from pursuit.domain.plans.queries.plans import EDIT
from pursuit.kernel import extensions, jobs, rights, visible
from pursuit.kernel.actor import Actor
from pursuit.kernel.extensions import Subscriber
from pursuit.kernel.models import Event
from pursuit.kernel.rights import Right

EDITORS = {
    "admin": "all",
    "director": "subtree",
    "manager": "subtree",
    "seller": "own",
    "presales": "own",
    "delivery": "own",
    "operations": "all",
}
STATUS = ("task.status_set", "task.completed", "task.reopened")
OWNED = ("task.updated", "task.reassigned", "subject.handed_over")
# As tasks, not by an action on the plan, which sees to the rest itself.
LEFT = {"task.deleted": "execution.delete_task", "task.restored": "execution.restore_task"}


def declare() -> None:
    """Called once from wiring."""
    rights.declare(Right(EDIT, _("Edit plans"), shared="edit", defaults=EDITORS))
    for code, model in (("plan_link", PlanLink), ("plan_resource", PlanResource), ("assignment", Assignment)):
        visible.row_type(code, partial(_seen, model))
    extensions.register(
        *(Subscriber(verb, "plans.follow", _follow) for verb in STATUS),
        *(Subscriber(verb, "plans.left", _left) for verb in LEFT),
        *(Subscriber(verb, "plans.taken_over", _taken_over) for verb in OWNED),
        *(Subscriber(verb, "plans.date", dating_job.on_calendar) for verb in dating_job.VERBS),
    )
    jobs.declare(jobs.JobKind(dating_job.JOB, _("Date plans anew"), dating_job.run))


def _seen(model: type[PlanLink | PlanResource | Assignment], actor: Actor, ids: Collection[int]) -> Collection[int]:
    return set(model.objects.visible_to(actor).filter(pk__in=ids).values_list("pk", flat=True))


def _taken_over(_actor: Actor, event: Event, data: Mapping[str, object]) -> None:
    changes = data.get("changes")
    owner = changes.get("owner") if isinstance(changes, dict) else None
    if owner and all(owner):
        taken_over(event.subject_id or 0, int(owner[0]), int(owner[1]))


def _left(actor: Actor, event: Event, _data: Mapping[str, object]) -> None:
    if event.action == LEFT[event.verb]:
        left(actor, event.subject_id or 0)


def _follow(actor: Actor, event: Event, _data: Mapping[str, object]) -> None:
    follow(actor, event.subject_id or 0)
