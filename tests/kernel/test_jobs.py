"""Jobs: progress, cancel, recovery after a killed worker, one plan per slot; the outbox."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

import pytest

from pursuit.kernel import clock, jobs, outbox
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Conflict, Missing, Refused
from pursuit.kernel.models import Job, OutboxMessage
from pursuit.kernel.worker import Worker
from tests.cast import Cast


@pytest.fixture(autouse=True)
def kinds(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    def count(actor: Actor, progress: jobs.Progress, params: Mapping[str, Any]) -> dict[str, int]:
        for at in range(params["to"]):
            if at == params.get("cancel_at"):
                jobs.cancel(actor, progress.job.pk)
            if at == params.get("fail_at"):
                raise Refused("no", "stop here")
            if at == params.get("break_at"):
                raise RuntimeError("broken")
            progress(at + 1, params["to"])
        return {"counted": params["to"], "by": actor.user_id}

    monkeypatch.setattr(jobs, "_kinds", {"tests.count": jobs.JobKind("tests.count", "Count", count)})
    yield


def work() -> None:
    worker = Worker()
    while worker.turn():
        pass


def test_a_job_runs_as_the_person_who_asked(cast: Cast) -> None:
    job = jobs.enqueue(cast.actor("ar"), "tests.count", {"to": 3})
    work()
    job.refresh_from_db()
    assert (job.state, job.done, job.total, job.result) == ("done", 3, 3, {"counted": 3, "by": cast.ar.pk})


@pytest.mark.parametrize(
    ("params", "state"), [({"fail_at": 1}, "failed"), ({"break_at": 1}, "failed"), ({"cancel_at": 1}, "cancelled")]
)
def test_every_end_is_written_down(cast: Cast, params: dict[str, int], state: str) -> None:
    job = jobs.enqueue(cast.actor("ar"), "tests.count", {"to": 3, **params})
    work()
    job.refresh_from_db()
    assert (job.state, job.done) == (state, 1)


def test_a_waiting_job_is_cancelled_at_once_and_only_by_its_owner(cast: Cast) -> None:
    job = jobs.enqueue(cast.actor("ar"), "tests.count", {"to": 3})
    with pytest.raises(Missing):
        jobs.cancel(cast.actor("stranger"), job.pk)
    assert jobs.cancel(cast.actor("ar"), job.pk).state == "cancelled"
    with pytest.raises(Conflict):
        jobs.cancel(cast.actor("ar"), job.pk)


def test_a_job_of_a_dead_worker_is_taken_over_and_given_up_at_last(cast: Cast) -> None:
    job = jobs.enqueue(cast.actor("ar"), "tests.count", {"to": 3})
    for _ in range(jobs.TRIES):
        held = jobs.claim("dead")
        assert held is not None and jobs.claim("other") is None
        assert jobs.recover() == 0
        Job.objects.update(heartbeat_at=clock.now() - timedelta(minutes=5))
        assert jobs.recover() == 1
    job.refresh_from_db()
    assert job.state == "failed" and job.message


def test_a_worker_that_lost_its_job_stops_and_does_not_overwrite(cast: Cast) -> None:
    jobs.enqueue(cast.actor("ar"), "tests.count", {"to": 3})
    old = jobs.claim("old")
    assert old is not None
    Job.objects.update(state="queued", lease="")
    new = jobs.claim("new")
    assert new is not None
    with pytest.raises(jobs.Cancelled):
        jobs.Progress(old)(1)
    jobs.finish(old, jobs.JobState.FAILED)
    assert Job.objects.get().state == "running"


def test_a_key_plans_once(cast: Cast) -> None:
    first = jobs.enqueue(cast.actor("ar"), "tests.count", {"to": 1}, key="slot:1")
    assert jobs.enqueue(cast.actor("ar"), "tests.count", {"to": 1}, key="slot:1").pk == first.pk


def test_the_outbox_sends_once_and_waits_after_a_failure(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[str] = []

    def send(message: OutboxMessage) -> None:
        if message.to == "down":
            raise OSError("connection refused")
        sent.append(message.to)

    monkeypatch.setattr(outbox, "_channels", {"test": send})
    for key, to in (("a", "up"), ("a", "up"), ("b", "down")):
        outbox.put(key, "test", to, {})
    outbox.send_due()
    outbox.send_due()
    assert sent == ["up"]
    failed = OutboxMessage.objects.get(key="b")
    assert failed.attempts == 1 and failed.error and failed.due_at > clock.now()
