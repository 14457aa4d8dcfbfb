"""Run by test_hand_over_kill.py in processes of their own: prepares, works until it is killed, reports."""

import os
import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[2]), str(Path(__file__).resolve().parents[2] / "src")]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pursuit.config.settings")

import django  # noqa: E402

django.setup()


def prepare(count: int) -> None:
    """A company in a fresh database, and an order to hand over `count` records."""
    from django.core.management import call_command

    from pursuit.domain.customers.actions.accounts import create_account
    from pursuit.domain.people.actions.hand_over import start_hand_over
    from pursuit.kernel import bulk
    from tests.cast import assemble

    call_command("migrate", verbosity=0)
    cast = assemble()
    rows = ({"title": f"客户 {number}"} for number in range(count))
    assert all(result.ok for result in bulk.run(create_account, cast.actor("ar"), rows))
    start_hand_over(actor=cast.actor("manager"), from_user=cast.ar.pk, to_user=cast.teammate.pk)


def revive() -> None:
    """What the next worker does a minute later: take the job back; what a person does after three deaths: resume."""
    from datetime import timedelta

    from pursuit.domain.people.actions.hand_over import resume_hand_over
    from pursuit.domain.people.models import HandOver
    from pursuit.kernel import clock, jobs
    from pursuit.kernel.actor import Actor
    from pursuit.kernel.models import Job, JobState

    Job.objects.filter(state=JobState.RUNNING).update(heartbeat_at=clock.now() - timedelta(minutes=2))
    jobs.recover()
    order = HandOver.objects.select_related("job", "requested_by").get()
    if order.job and order.job.state == JobState.FAILED:
        resume_hand_over(actor=Actor.of(order.requested_by), hand_over=order.pk)


def report() -> None:
    """The facts the test compares, and whether everything fits together right now."""
    import json

    from pursuit.domain.people.models import HandOver, HandOverLine
    from pursuit.kernel import audit
    from pursuit.kernel.models import Event, Subject

    order = HandOver.objects.get()
    moved = set(Subject.objects.filter(owner=order.to_user).values_list("pk", flat=True))
    handed = list(Event.objects.filter(verb="subject.handed_over").values_list("subject_id", flat=True))
    lines = list(HandOverLine.objects.filter(state="done").values_list("subject_id", flat=True))
    versions = set(Subject.objects.filter(pk__in=moved).values_list("version", flat=True))
    whole = sorted(handed) == sorted(lines) == sorted(moved) and versions <= {2}
    done = order.finished_at is not None
    faults = [fault.reason for fault in audit.verify()] if done else []
    print(json.dumps({"moved": len(moved), "whole": whole, "faults": faults, "done": done}))
    if not done:
        revive()


def work() -> None:
    """A worker until the order is finished."""
    from pursuit.domain.people.models import HandOver
    from pursuit.kernel.models import Job
    from pursuit.kernel.worker import Worker

    class OneJob(Worker):
        """Plans nothing else, and says when it begins, so that the kill falls into the work."""

        def plan(self) -> None:
            pass

        def execute(self, job: Job) -> None:
            print("working", flush=True)
            super().execute(job)

    worker = OneJob()
    while not HandOver.objects.filter(finished_at__isnull=False).exists():
        if not worker.turn():
            break


if __name__ == "__main__":
    command, *rest = sys.argv[1:]
    {"prepare": lambda: prepare(int(rest[0])), "report": report, "work": work}[command]()
