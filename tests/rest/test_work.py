"""Jobs and approvals through the REST door."""

from pursuit.domain.customers.models import Account
from pursuit.kernel import approvals, jobs
from pursuit.kernel.models import Approval, ApprovalRoute, Approver, RouteStep
from tests.cast import Cast
from tests.rest.conftest import Calls


def test_my_jobs(caller: Calls, cast: Cast) -> None:
    job = jobs.enqueue(cast.actor("ar"), "kernel.sweep")
    ar = caller("ar")
    assert [one["id"] for one in ar("GET", "/jobs").json()["items"]] == [job.pk]
    assert ar("GET", f"/jobs/{job.pk}").json()["state"] == "queued"
    assert caller("admin")("GET", f"/jobs/{job.pk}").status_code == 404
    assert caller("admin")("POST", f"/jobs/{job.pk}/cancel").status_code == 404
    assert caller("ar", "read")("POST", f"/jobs/{job.pk}/cancel").status_code == 403
    assert ar("POST", f"/jobs/{job.pk}/cancel").json()["state"] == "cancelled"
    assert ar("POST", f"/jobs/{job.pk}/cancel").status_code == 409


def ask(cast: Cast, account: Account) -> Approval:
    route = ApprovalRoute.objects.create(kind="test.discount", name="折扣")
    RouteStep.objects.create(route=route, position=1, approver=Approver.USER, user=cast.manager)
    return approvals.ask(cast.actor("ar"), account.subject, "test.discount", "打九折")


def test_approvals(caller: Calls, cast: Cast, account: Account) -> None:
    row = ask(cast, account)
    manager, at = caller("manager"), f"/approvals/{row.pk}"
    assert [one["id"] for one in manager("GET", "/approvals").json()["items"]] == [row.pk]
    assert caller("ar")("GET", "/approvals").json()["items"] == []
    assert [one["id"] for one in caller("ar")("GET", "/approvals?state=all").json()["items"]] == [row.pk]
    assert manager("GET", at).json()["seats"] == [{"step": 0, "user": cast.manager.pk, "everyone": False}]
    assert caller("stranger")("GET", at).status_code == 404
    assert caller("stranger")("POST", f"{at}/decide", {"approved": True}).status_code == 404
    assert caller("ar")("POST", f"{at}/decide", {"approved": True}).status_code == 403
    assert caller("manager", "read")("POST", f"{at}/decide", {"approved": True}).status_code == 403
    assert manager("POST", f"{at}/decide", {"approved": "perhaps"}).status_code == 422
    assert manager("POST", f"{at}/decide", {"approved": True, "comment": "可以"}).status_code == 200
    assert manager("GET", at).json()["state"] == "approved"
    assert manager("POST", f"{at}/decide", {"approved": False}).status_code == 409
