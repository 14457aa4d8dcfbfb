"""Is the installation well? Background work and what waits to be sent, for administrators."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Count

from pursuit.kernel import clock, jobs
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Text
from pursuit.kernel.models import Job, JobState, OutboxMessage

RIGHT = "settings.edit"
SHOWN = 20


@dataclass(frozen=True, slots=True)
class FailedJob:
    """Work that ended badly."""

    job: Job
    label: Text


@dataclass(frozen=True, slots=True)
class Health:
    """What an administrator looks at when something does not arrive."""

    jobs: dict[str, int] = field(default_factory=dict)
    overdue: datetime | None = None
    last_done: datetime | None = None
    failed: list[FailedJob] = field(default_factory=list)
    waiting: int = 0
    stuck: list[OutboxMessage] = field(default_factory=list)

    @property
    def worker_sleeps(self) -> bool:
        """Work that is due has waited for more than five minutes: nobody does it."""
        return self.overdue is not None and (clock.now() - self.overdue).total_seconds() > 300


def health(actor: Actor) -> Health:
    """The figures; constant number of queries."""
    if not actor.may(RIGHT):
        return Health()
    counted = dict(Job.objects.values_list("state").annotate(count=Count("pk")).order_by())
    due = Job.objects.filter(state=JobState.QUEUED, run_after__lte=clock.now()).order_by("run_after")
    done = Job.objects.filter(state=JobState.DONE).order_by("-finished_at").values_list("finished_at", flat=True)
    failed = Job.objects.filter(state=JobState.FAILED).select_related("actor").order_by("-pk")[:SHOWN]
    outbox = OutboxMessage.objects.filter(sent_at=None)
    return Health(
        jobs={state: counted.get(state, 0) for state in JobState.values},
        overdue=due.values_list("run_after", flat=True).first(),
        last_done=done.first(),
        failed=[FailedJob(job, jobs.kind(job.kind).label) for job in failed],
        waiting=outbox.filter(failed_at=None).count(),
        stuck=list(outbox.exclude(failed_at=None).order_by("-failed_at")[:SHOWN]),
    )
