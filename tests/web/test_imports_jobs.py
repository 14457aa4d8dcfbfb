"""An import as background work: cancelled, killed, going on where it stopped, and the check of a large file."""

import pytest
from django.test import Client

from pursuit.domain.customers.models import Account
from pursuit.domain.projects.models import Project
from pursuit.integrations.intake import jobs as work
from pursuit.kernel import jobs
from pursuit.kernel.models import Job
from tests.cast import Cast
from tests.web.importing import GOOD, both, check, checked, drop, page, run
from tests.web.importing import work as worked
from tests.web.making import enter

pytestmark = pytest.mark.usefixtures("shelf")


def test_a_waiting_import_is_cancelled_and_goes_on(client: Client, cast: Cast) -> None:
    batch = checked(client, cast)
    client.post(f"/imports/{batch.pk}/run")
    shown = page(client, f"/imports/{batch.pk}/run")
    assert "<progress" in shown and "cancellation" in shown
    assert client.post(f"/imports/{batch.pk}/run").status_code == 409
    fragment = client.get(f"/imports/{batch.pk}/run", headers={"HX-Request": "true"}).content.decode()
    assert fragment.strip() in shown or "<html" not in fragment
    assert client.post(f"/imports/{batch.pk}/cancellation").status_code == 303
    batch.refresh_from_db()
    assert batch.state == "cancelled" and not Project.objects.exists()
    assert f'action="/imports/{batch.pk}/run"' in page(client, f"/imports/{batch.pk}/")
    run(client, batch)
    assert Project.objects.count() == 2


def test_cancelled_between_two_chunks_it_keeps_what_was_written(
    client: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pursuit.integrations.intake.batches.CHUNK", 1)
    batch = check(enter(client, cast, "admin"), drop(client, both(GOOD)))
    client.post(f"/imports/{batch.pk}/run")
    job = Job.objects.get(kind=work.RUN)

    def stop(self: jobs.Progress, done: int, total: int | None = None, message: str = "") -> None:
        if done == 2:
            raise jobs.Cancelled

    with monkeypatch.context() as patched:
        patched.setattr(jobs.Progress, "__call__", stop)
        worked()
    batch.refresh_from_db()
    job.refresh_from_db()
    assert (batch.state, job.state, Project.objects.count()) == ("cancelled", "cancelled", 1)
    assert run(client, batch).state == "done"
    assert Project.objects.count() == 2 and Account.objects.count() == 1


def test_a_killed_worker_is_followed_by_another(client: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pursuit.integrations.intake.batches.CHUNK", 1)
    batch = check(enter(client, cast, "admin"), drop(client, both(GOOD)))
    client.post(f"/imports/{batch.pk}/run")
    job = jobs.claim("first")
    assert job is not None
    with monkeypatch.context() as patched, pytest.raises(MemoryError):
        patched.setattr("pursuit.kernel.intake.finish", lambda *_args: None)  # killed, nobody writes the end
        patched.setattr(jobs.Progress, "__call__", _die)
        jobs.kind(work.RUN).run(cast.actor("admin"), jobs.Progress(job), job.params)
    assert Project.objects.count() + Account.objects.count() == 1
    Job.objects.filter(pk=job.pk).update(state="queued", lease="")
    worked()
    batch.refresh_from_db()
    assert batch.state == "done" and Project.objects.count() == 2
    assert batch.receipt["subjects"]["account"]["created"] == 1


def _die(*_args: object) -> None:
    raise MemoryError


def test_a_large_file_is_checked_in_the_background(client: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "AT_ONCE", 2)
    batch = check(enter(client, cast, "admin"), drop(client))
    shown = page(client, f"/imports/{batch.pk}/check")
    assert "<progress" in shown and not batch.preparation["checked"]
    assert client.post(f"/imports/{batch.pk}/check").status_code == 303
    worked()
    done = client.get(f"/imports/{batch.pk}/check", headers={"HX-Request": "true"})
    assert done["HX-Redirect"] == f"/imports/{batch.pk}/check"
    assert "1,2,3.4" in page(client, f"/imports/{batch.pk}/check")
