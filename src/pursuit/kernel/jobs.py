"""Jobs: background work with progress, cancel, heartbeat and recovery. See docs/decisions for why the queue is ours."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from pursuit.kernel import clock
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Conflict, Missing, Text
from pursuit.kernel.models.job import Job, JobState

STALE = timedelta(seconds=60)  # a heartbeat older than this belongs to a dead worker
TRIES = 3


class Cancelled(Exception):
    """The person asked to stop; what was committed so far stays."""


@dataclass(frozen=True, slots=True)
class JobKind:
    """A kind of background work. every: how often it is planned by itself; resumable: may start again after a kill."""

    code: str
    label: Text
    run: "Callable[[Actor, Progress, Mapping[str, object]], object]"
    every: timedelta | None = None
    resumable: bool = True


_kinds: dict[str, JobKind] = {}


def declare(*kinds: JobKind) -> None:
    """Register kinds of work."""
    for kind in kinds:
        _kinds[kind.code] = kind


def kind(code: str) -> JobKind:
    return _kinds[code]


def periodic() -> list[JobKind]:
    return [one for one in _kinds.values() if one.every]


class Progress:
    """Handed to the running work: tells people how far it is, and the work when to stop."""

    def __init__(self, job: Job) -> None:
        self.job = job

    def __call__(self, done: int, total: int | None = None, message: str = "") -> None:
        """Report. Raises Cancelled when the person asked for it, or when another worker took the job over."""
        values: dict[str, object] = {"done": done, "heartbeat_at": clock.now()}
        if total is not None:
            values["total"] = total
        if message:
            values["message"] = message[:300]
        held = Job.objects.filter(pk=self.job.pk, lease=self.job.lease, state=JobState.RUNNING)
        if not held.filter(cancel_requested=False).update(**values):
            raise Cancelled


def enqueue(
    actor: Actor,
    code: str,
    params: Mapping[str, object] | None = None,
    *,
    key: str = "",
    after: datetime | None = None,
) -> Job:
    """Plan work; with a key the same work is planned once (the existing job is returned)."""
    _kinds[code]  # a misspelt kind fails here, not in the worker
    now = clock.now()
    job = Job(
        kind=code,
        key=key,
        params=dict(params or {}),
        actor=actor.user,
        run_after=after or now,
        created_at=now,
    )
    if not key:
        job.save()
        return job
    with transaction.atomic():
        Job.objects.bulk_create([job], ignore_conflicts=True)
    return Job.objects.get(kind=code, key=key)


def claim(lease: str) -> Job | None:
    """Take the oldest due job, or one whose worker died. One statement decides, so two workers never share one."""
    now = clock.now()
    due = Q(state=JobState.QUEUED, run_after__lte=now)
    for pk in Job.objects.filter(due).order_by("run_after", "pk").values_list("pk", flat=True)[:5]:
        taken = Job.objects.filter(pk=pk, state=JobState.QUEUED).update(
            state=JobState.RUNNING, lease=lease, started_at=now, heartbeat_at=now, attempts=F("attempts") + 1
        )
        if taken:
            return Job.objects.select_related("actor").get(pk=pk)
    return None


def recover() -> int:
    """Put back what dead workers held; give up on what died too often or cannot be resumed."""
    stale = Job.objects.filter(state=JobState.RUNNING, heartbeat_at__lt=clock.now() - STALE)
    count = 0
    for job in stale:
        again = job.attempts < TRIES and _kinds[job.kind].resumable
        count += Job.objects.filter(pk=job.pk, state=JobState.RUNNING, lease=job.lease).update(
            state=JobState.QUEUED if again else JobState.FAILED,
            lease="",
            message="" if again else str(_("The worker stopped while this was running.")),
            finished_at=None if again else clock.now(),
        )
    return count


def finish(job: Job, state: JobState, *, result: object = None, message: str = "") -> None:
    """Close a job this worker still holds."""
    values: dict[str, object] = {"state": state, "finished_at": clock.now(), "result": result}
    if message:
        values["message"] = message[:300]
    Job.objects.filter(pk=job.pk, lease=job.lease, state=JobState.RUNNING).update(**values)


def cancel(actor: Actor, pk: int) -> Job:
    """Ask one's own job to stop: at once when it waits, at its next report when it runs."""
    job = mine(actor).filter(pk=pk).first()
    if job is None:
        raise Missing("not_found", _("There is no such task, or it is not yours."))
    if Job.objects.filter(pk=pk, state=JobState.QUEUED).update(state=JobState.CANCELLED, finished_at=clock.now()):
        return Job.objects.get(pk=pk)
    if not Job.objects.filter(pk=pk, state=JobState.RUNNING).update(cancel_requested=True):
        raise Conflict("finished", _("This has finished already."))
    return Job.objects.get(pk=pk)


def mine(actor: Actor) -> QuerySet[Job]:
    """The actor's own jobs, newest first."""
    return Job.objects.filter(actor_id=actor.user_id).order_by("-pk")


def forget_old(days: int = 30) -> int:
    """Remove finished periodic jobs; what people started stays listed longer than that."""
    border = clock.now() - timedelta(days=days)
    old = Job.objects.filter(finished_at__lt=border, key__startswith="slot:")
    return old.delete()[0]
