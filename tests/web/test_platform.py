"""Search, approvals and background work on pages."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from pursuit.domain.customers.actions.accounts import create_account
from pursuit.kernel import approvals, jobs
from pursuit.kernel.models import Approval, ApprovalRoute, Approver, RouteStep, StoredFile
from tests.cast import Cast


def enter(client: Client, cast: Cast, part: str) -> Client:
    client.force_login(cast.users[part])
    return client


@pytest.fixture
def asked(cast: Cast) -> Approval:
    route = ApprovalRoute.objects.create(kind="tests", name="折扣")
    RouteStep.objects.create(route=route, position=1, approver=Approver.HEAD)
    row = create_account(actor=cast.actor("ar"), title="远洋港务")
    return approvals.ask(cast.actor("ar"), row.subject, "tests", "折扣 8%", reason="竞争激烈")


def test_search_shows_what_one_may_see(client: Client, cast: Cast) -> None:
    create_account(actor=cast.actor("ar"), title="中国移动上海公司")
    assert "中国移动上海公司" in enter(client, cast, "ar").get("/search?q=zgyd").content.decode()
    assert "中国移动上海公司" not in enter(client, cast, "stranger").get("/search?q=zgyd").content.decode()
    assert client.get("/search?q=x&type=nothing").status_code == 200
    assert client.get("/search?q=%00").status_code == 400


def test_an_approver_answers_on_the_page(client: Client, cast: Cast, asked: Approval) -> None:
    enter(client, cast, "manager")
    assert "折扣 8%" in client.get("/approvals/").content.decode()
    assert "竞争激烈" in client.get(f"/approvals/{asked.pk}").content.decode()
    assert client.post(f"/approvals/{asked.pk}/decision", {"approved": "yes", "comment": "好"}).status_code == 303
    asked.refresh_from_db()
    assert asked.state == "approved"
    assert client.post(f"/approvals/{asked.pk}/decision", {"approved": "no"}).status_code == 409


def test_others_cannot_answer_or_see(client: Client, cast: Cast, asked: Approval) -> None:
    assert enter(client, cast, "stranger").get(f"/approvals/{asked.pk}").status_code == 404
    assert client.post(f"/approvals/{asked.pk}/decision", {"approved": "yes"}).status_code == 404
    assert (
        enter(client, cast, "teammate").post(f"/approvals/{asked.pk}/decision", {"approved": "yes"}).status_code == 403
    )
    assert enter(client, cast, "ar").post(f"/approvals/{asked.pk}/withdrawal").status_code == 303


def test_a_job_is_its_owners(client: Client, cast: Cast) -> None:
    job = jobs.enqueue(cast.actor("ar"), "kernel.sweep")
    assert enter(client, cast, "ar").get(f"/jobs/{job.pk}").status_code == 200
    assert client.get("/jobs/").status_code == 200
    assert enter(client, cast, "stranger").get(f"/jobs/{job.pk}").status_code == 404
    assert client.post(f"/jobs/{job.pk}/cancellation").status_code == 404
    assert enter(client, cast, "ar").post(f"/jobs/{job.pk}/cancellation").status_code == 303


def test_a_file_comes_back_as_an_attachment(client: Client, cast: Cast) -> None:
    row = create_account(actor=cast.actor("ar"), title="远洋港务")
    enter(client, cast, "ar")
    sent = {"file": SimpleUploadedFile("合同.txt", "内容".encode())}
    assert client.post(f"/records/{row.pk}/files", sent).status_code == 303
    kept = StoredFile.objects.get()
    answer = client.get(f"/files/{kept.pk}")
    assert b"".join(answer.streaming_content).decode() == "内容"
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert enter(client, cast, "stranger").get(f"/files/{kept.pk}").status_code == 404
    client.logout()
    assert client.get(f"/files/{kept.pk}").status_code == 303
    enter(client, cast, "guest")
    assert client.post(f"/files/{kept.pk}/removal").status_code == 403
