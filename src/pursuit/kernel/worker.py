"""The worker: runs due jobs one by one, keeps their heartbeat, plans periodic work, sends the outbox."""

import logging
import os
import signal
import threading
import time
import uuid
from types import FrameType

from django.db import close_old_connections

from pursuit.kernel import clock, jobs, outbox, revision
from pursuit.kernel.actor import Actor, system_actor
from pursuit.kernel.errors import Refused
from pursuit.kernel.models.job import Job, JobState

log = logging.getLogger("pursuit.worker")
IDLE = 1.0
BEAT = 10.0


class Worker:
    """One process of background work. Several may run; a lease keeps each job with one of them."""

    def __init__(self) -> None:
        self.lease = f"{os.getpid()}-{uuid.uuid4().hex[:12]}"
        self.stopping = threading.Event()

    def run(self) -> None:
        """Work until told to stop (SIGTERM, SIGINT); a running job is finished first."""
        signal.signal(signal.SIGTERM, self._stop)
        signal.signal(signal.SIGINT, self._stop)
        while not self.stopping.is_set():
            close_old_connections()
            try:
                busy = self.turn()
            except Exception:
                log.exception("worker turn failed")
                busy = False
            if not busy:
                self.stopping.wait(IDLE)

    def turn(self) -> bool:
        """One round: recover, plan, send, run at most one job. True when there was a job."""
        revision.begin()
        jobs.recover()
        self.plan()
        outbox.send_due()
        job = jobs.claim(self.lease)
        if job is None:
            return False
        self.execute(job)
        return True

    def plan(self) -> None:
        """Enqueue periodic work under a key of its time slot, so that many workers plan it once."""
        now = time.time()
        for kind in jobs.periodic():
            seconds = kind.every.total_seconds() if kind.every else 0
            slot = int(now // seconds)
            key = f"slot:{slot}"
            if not Job.objects.filter(kind=kind.code, key=key).exists():
                jobs.enqueue(system_actor(), kind.code, key=key)

    def execute(self, job: Job) -> None:
        """Run one job as the person who asked for it; every end is written down."""
        beat = _Heart(job)
        beat.start()
        try:
            actor = system_actor(job.actor.username) if job.actor.is_system else Actor.of(job.actor, "worker")
            result = jobs.kind(job.kind).run(actor, jobs.Progress(job), job.params)
        except jobs.Cancelled:
            jobs.finish(job, JobState.CANCELLED)
        except Refused as no:
            jobs.finish(job, JobState.FAILED, message=str(no.message))
        except Exception as error:
            log.exception("job %s (%s) failed", job.pk, job.kind)
            jobs.finish(job, JobState.FAILED, message=f"{type(error).__name__}: {error}")
        else:
            jobs.finish(job, JobState.DONE, result=result)
        finally:
            beat.stop()

    def _stop(self, _signal: int, _frame: FrameType | None) -> None:
        self.stopping.set()


class _Heart(threading.Thread):
    """Beats for a job that is silent for long, so that it is not taken for dead."""

    def __init__(self, job: Job) -> None:
        super().__init__(daemon=True)
        self.job = job
        self.ended = threading.Event()

    def run(self) -> None:
        while not self.ended.wait(BEAT):
            close_old_connections()
            Job.objects.filter(pk=self.job.pk, lease=self.job.lease).update(heartbeat_at=clock.now())
        close_old_connections()

    def stop(self) -> None:
        self.ended.set()
        self.join(timeout=5)
