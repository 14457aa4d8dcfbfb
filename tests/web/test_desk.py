"""The desk: one list by consequence from every room, a strip of projects, and what a new company sees."""

from datetime import timedelta

import pytest
from django.test import Client

from pursuit.domain.execution.actions.tasks import create_task
from pursuit.domain.execution.models import Task
from pursuit.domain.projects.actions.projects import set_next_step
from pursuit.domain.projects.actions.stages import move_stage
from pursuit.kernel.clock import today
from tests.cast import Cast
from tests.web.making import cost, enter, make_deal, stage_of, with_triangle


def test_what_needs_me_stands_in_order(client: Client, cast: Cast) -> None:
    actor = cast.actor("ar")
    late = make_deal(cast, "逾期签约的项目", expected_sign_on=today() - timedelta(days=4))
    stale = make_deal(cast, "下一步过期的项目")
    set_next_step(actor=actor, project=stale.pk, next_step="报价", next_step_on=today() - timedelta(days=1))
    create_task(actor=actor, title="今天的任务", parent=late.pk, due_on=today())
    create_task(actor=actor, title="下个月的任务", due_on=today() + timedelta(days=30))
    enter(client, cast, "ar")
    page = client.get("/").content.decode()
    today_part = page.partition('class="desk-side"')[0]
    at = [today_part.index(words) for words in ("逾期签约的项目", "下一步过期的项目", "今天的任务")]
    assert at == sorted(at)
    assert "下个月的任务" not in today_part
    assert f"/projects/{late.pk}/sign-date" in today_part and "逾期" in today_part


def test_completing_on_the_desk_stays_there(client: Client, cast: Cast) -> None:
    row = create_task(actor=cast.actor("ar"), title="今天的任务", due_on=today())
    enter(client, cast, "ar")
    answer = client.post(f"/tasks/{row.pk}/completion", {"next": "/"})
    assert answer.status_code == 303 and answer["Location"] == "/"
    assert Task.objects.get().status == "done"
    assert client.post(f"/tasks/{row.pk}/completion", {"next": "//evil.example"}).status_code == 409


def test_approvals_wait_on_the_desk_of_those_asked(client: Client, cast: Cast) -> None:
    row = with_triangle(cast, make_deal(cast))
    move_stage(actor=cast.actor("ar"), project=row.pk, stage=stage_of(row, "shape").pk)
    enter(client, cast, "manager")
    page = client.get("/").content.decode()
    assert "/approvals/" in page.partition('class="desk-side"')[0] and "安然" in page
    enter(client, cast, "stranger")
    assert "变电站" not in client.get("/").content.decode()


def test_an_empty_company_is_told_how_to_begin(client: Client, cast: Cast) -> None:
    enter(client, cast, "ar")
    assert "/projects/new" in client.get("/").content.decode()
    enter(client, cast, "guest")
    page = client.get("/").content.decode()
    assert "/projects/new" not in page
    enter(client, cast, "finance")
    assert client.get("/").status_code == 200
    assert client.post("/").status_code == 405


def test_the_list_is_cut_and_can_be_opened(client: Client, cast: Cast) -> None:
    for at in range(15):
        create_task(actor=cast.actor("ar"), title=f"任务 {at}", due_on=today())
    enter(client, cast, "ar")
    assert client.get("/").content.decode().count("desk-line ") == 11
    assert client.get("/?all=1").content.decode().count("desk-line ") == 15


@pytest.mark.parametrize("many", [3, 30])
def test_query_budget(client: Client, cast: Cast, many: int) -> None:
    for at in range(many):
        row = make_deal(cast, f"项目 {at}", next_step="", next_step_on=None)
        create_task(actor=cast.actor("ar"), title=f"任务 {at}", parent=row.pk, due_on=today())
    enter(client, cast, "ar")
    assert cost(client, "/") <= 30
