"""Pages of tasks: the standing questions."""

from datetime import date

import pytest
from django.test import Client

from pursuit.domain.execution.actions.tasks import create_task
from pursuit.domain.execution.models import Task
from pursuit.kernel.clock import today
from tests.cast import Cast
from tests.plumbing.days import hold
from tests.web.making import cost, enter, make_deal


@pytest.fixture
def row(cast: Cast) -> Task:
    deal = make_deal(cast)
    return create_task(actor=cast.actor("ar"), title="约设计院", parent=deal.pk, due_on=today(), priority="high")


def test_works(client: Client, cast: Cast, row: Task) -> None:
    enter(client, cast, "ar")
    for url in ("/tasks/", "/tasks/all", "/tasks/new", f"/tasks/{row.pk}", f"/tasks/{row.pk}/edit",
                f"/tasks/{row.pk}/assignee", f"/records/task/{row.pk}/fields/priority"):  # fmt: skip
        assert client.get(url).status_code == 200, url
    assert "约设计院" in client.get("/tasks/").content.decode()
    assert "变电站监控系统" in client.get(f"/tasks/{row.pk}").content.decode()
    assert "约设计院" in client.get(f"/projects/{row.parent_id}/tasks").content.decode()


def test_create_reassign_complete_reopen_delete(client: Client, cast: Cast, row: Task) -> None:
    enter(client, cast, "ar")
    assert client.post(f"/tasks/new?about={row.parent_id}", {"title": "", "owner": cast.ar.pk}).status_code == 422
    sent = {"title": "整理清单", "owner": cast.ar.pk, "due_on": "2026-12-01", "priority": ""}
    assert client.post(f"/tasks/new?about={row.parent_id}", sent).status_code == 303
    made = Task.objects.exclude(pk=row.pk).get()
    assert made.parent_id == row.parent_id
    assert client.post(f"/tasks/{made.pk}/assignee", {"owner": cast.stranger.pk}).status_code == 422
    assert client.post(f"/tasks/{made.pk}/assignee", {"owner": cast.teammate.pk}).status_code == 303
    assert client.post(f"/tasks/{row.pk}/completion").status_code == 303
    assert client.post(f"/tasks/{row.pk}/reopening").status_code == 303
    assert client.post(f"/tasks/{row.pk}/deletion").status_code == 303
    assert client.get(f"/tasks/{row.pk}").status_code == 404


@pytest.mark.parametrize("path", ["", "/edit", "/assignee"])
def test_a_stranger_gets_404_as_for_an_unknown_id(client: Client, cast: Cast, row: Task, path: str) -> None:
    enter(client, cast, "stranger")
    assert client.get(f"/tasks/{row.pk}{path}").status_code == 404
    assert client.get(f"/tasks/987654{path}").status_code == 404
    # What one may not see is not offered as the record a task is about either.
    assert "变电站" not in client.get(f"/tasks/new?about={row.parent_id}").content.decode()


def test_readers_may_not_write(client: Client, cast: Cast, row: Task) -> None:
    enter(client, cast, "teammate")
    assert client.get(f"/tasks/{row.pk}").status_code == 200
    assert client.post(f"/tasks/{row.pk}/completion").status_code == 403
    enter(client, cast, "guest")
    assert client.post("/tasks/new", {"title": "x"}).status_code == 403
    assert client.get(f"/tasks/{row.pk}/completion").status_code == 405


@pytest.mark.parametrize("many", [3, 30])
def test_query_budget(client: Client, cast: Cast, many: int) -> None:
    for at in range(many):
        create_task(actor=cast.actor("ar"), title=f"任务 {at}")
    enter(client, cast, "ar")
    assert cost(client, "/tasks/") <= 14
    assert cost(client, "/tasks/all") <= 14


def test_a_task_repeats(client: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    hold(monkeypatch, date(2026, 11, 23))
    task = create_task(actor=cast.actor("ar"), title="周报", due_on=date(2026, 11, 27))
    enter(client, cast, "ar")
    page = f"/tasks/{task.pk}/repetition"
    assert "repetition/dates" in client.get(page).content.decode()
    asked = {"unit": "week", "every": "1", "weekdays": ["mon", "fri"], "works": "true"}
    told = client.get(f"{page}/dates", asked).content.decode()
    assert "11-30" in told or "11月30日" in told
    assert client.post(page, {**asked, "every": "0"}).status_code == 422
    assert client.post(page, {**asked, "after": "done"}).status_code == 303
    assert "周一、周五" in client.get(f"/tasks/{task.pk}").content.decode()
    client.post(f"/tasks/{task.pk}/completion")
    following = Task.objects.get(subject__title="周报", status="todo").pk
    assert "周一、周五" in client.get(f"/tasks/{following}").content.decode()
    assert client.post(f"/tasks/{following}/repetition/end").status_code == 303
    assert "周一、周五" not in client.get(f"/tasks/{following}").content.decode()
