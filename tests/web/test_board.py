"""The board and moving cards: the standing questions, drag, what is missing, gates."""

import json

import pytest
from django.test import Client

from pursuit.domain.methods.models import Method
from pursuit.domain.projects.models import Project, StageMove
from pursuit.interfaces.web.projects.board import FIRST
from pursuit.kernel.context import context
from pursuit.kernel.models import Approval, Subject
from tests.cast import Cast
from tests.web.making import cost, enter, make_deal, stage_of, with_triangle

SHEET = {"HX-Request": "true", "HX-Target": "sheet-host", "HX-Current-URL": "http://testserver/projects/board?q="}


@pytest.fixture
def deal(cast: Cast) -> Project:
    return make_deal(cast)


def drop(client: Client, row: Project, code: str) -> object:
    data = {"stage": stage_of(row, code).pk, "back": "board", "dropped": "1"}
    return client.post(f"/projects/{row.pk}/stage", data, headers=SHEET)


def test_works_and_the_fragment_agrees(client: Client, cast: Cast, deal: Project) -> None:
    enter(client, cast, "ar")
    page = client.get("/projects/board").content.decode()
    assert "变电站监控系统" in page and "机会验证" in page
    part = client.get("/projects/board/qualify").content.decode()
    assert "变电站监控系统" in part and "<html" not in part
    sums = client.get("/projects/board/totals").content.decode()
    assert "sum-qualify" in sums and "300.00" in sums
    assert client.get("/projects/board?f.grade.in=a").content.decode().count('data-card="') == 0
    assert client.get("/projects/").status_code == 200


def test_filters_and_a_bad_one(client: Client, cast: Cast, deal: Project) -> None:
    enter(client, cast, "ar")
    unit = cast.units["shanghai"].pk
    page = client.get(f"/projects/board?f.unit.under={unit}&f.owner.in=me&f.expected_sign_on.in=2099Q1&method=")
    assert page.status_code == 200 and "data-card=" not in page.content.decode()
    bad = client.get("/projects/board?f.expected_sign_on.in=nonsense").content.decode()
    assert 'role="alert"' in bad
    assert "nonsense" not in bad.split('id="board-sum"')[1], "what loads later goes without it too"


def test_who_sees_what(client: Client, cast: Cast, deal: Project) -> None:
    enter(client, cast, "teammate")
    assert "变电站监控系统" in client.get("/projects/board").content.decode()
    enter(client, cast, "stranger")
    assert "变电站监控系统" not in client.get("/projects/board").content.decode()
    assert client.get(f"/projects/{deal.pk}/stage").status_code == 404
    assert client.get("/projects/board/nowhere").status_code == 404
    assert client.get("/projects/board?method=999999").status_code == 404
    enter(client, cast, "guest")
    assert "pcard-move" not in client.get("/projects/board").content.decode()
    assert client.post(f"/projects/{deal.pk}/stage", {"stage": 1}).status_code == 403
    assert client.delete("/projects/board").status_code == 405


def test_a_drop_on_a_gated_stage_asks_for_what_is_missing(client: Client, cast: Cast) -> None:
    row = make_deal(cast, grade=None)
    enter(client, cast, "ar")
    answer = drop(client, row, "shape")
    page = answer.content.decode()
    assert answer.status_code == 200 and 'name="grade"' in page
    assert not Approval.objects.exists()
    there = {"stage": stage_of(row, "shape").pk, "grade": "b", "reason": "客户已立项"}
    answer = client.post(f"/projects/{row.pk}/stage", there, headers=SHEET)
    assert answer.status_code == 204
    told = json.loads(answer["HX-Trigger"])
    assert told["pursuit:moved"]["from"] == "qualify" and "pursuit:toast" in told
    row.refresh_from_db()
    assert row.grade == "b" and row.stage.code == "qualify"
    assert Approval.objects.get().requested_by == cast.ar


def test_all_or_nothing(client: Client, cast: Cast) -> None:
    row = make_deal(cast, grade=None, amount=None)
    enter(client, cast, "ar")
    there = {"stage": stage_of(row, "shape").pk, "grade": "b", "amount": "很多"}
    answer = client.post(f"/projects/{row.pk}/stage", there)
    assert answer.status_code == 422 and "很多" in answer.content.decode()
    row.refresh_from_db()
    assert row.grade == ""
    answer = client.post(f"/projects/{row.pk}/stage", {**there, "amount": "", "save": "1"})
    assert answer.status_code == 200 and 'name="amount"' in answer.content.decode()
    row.refresh_from_db()
    assert row.grade == "b" and not Approval.objects.exists()


def test_people_and_competitors_are_named_on_the_spot(client: Client, cast: Cast) -> None:
    row = make_deal(cast)
    enter(client, cast, "ar")
    page = client.get(f"/projects/{row.pk}/stage?stage={stage_of(row, 'bid').pk}").content.decode()
    assert 'name="team.sr.user"' in page and 'name="rivals.competitor"' in page
    assert "ATI" in page  # a wall: the decision point in between cannot be skipped
    there = {"stage": stage_of(row, "bid").pk, "team.sr.user": cast.sr.pk, "save": "1"}
    assert client.post(f"/projects/{row.pk}/stage", there).status_code == 200
    assert row.team.filter(role="sr", user=cast.sr, active=True).exists()


def test_a_free_move_goes_through_and_can_be_undone(client: Client, cast: Cast) -> None:
    direct = Method.objects.get(code="direct")
    row = with_triangle(cast, make_deal(cast, method=direct.pk, objective="签下"))
    stages = list(row.version.stages.order_by("position"))
    target = next(one for one in stages[1:] if not one.needs_approval)
    enter(client, cast, "ar")
    data = {"stage": target.pk, "dropped": "1"}
    answer = client.post(f"/projects/{row.pk}/stage", data, headers=SHEET)
    if target.position == 1:
        assert answer.status_code == 204, answer.content.decode()
        told = json.loads(answer["HX-Trigger"])
        assert client.post(told["pursuit:toast"]["url"]).status_code == 303
        assert StageMove.objects.filter(project=row).count() == 3


def test_back_needs_a_reason(client: Client, cast: Cast, deal: Project) -> None:
    from pursuit.domain.projects.actions.stages import move_stage

    shape = stage_of(deal, "shape")
    Subject.objects.filter(pk=deal.pk).update(source="zoho")
    with context(cast.actor("admin"), source="zoho"):
        move_stage(actor=cast.actor("admin"), project=deal.pk, stage=shape.pk, imported=True)
    enter(client, cast, "ar")
    data = {"stage": stage_of(deal, "qualify").pk}
    assert client.post(f"/projects/{deal.pk}/stage", data).status_code == 422
    answer = client.post(f"/projects/{deal.pk}/stage", data | {"reason": "客户推翻需求"})
    assert answer.status_code == 303 and answer["Location"] == f"/projects/{deal.pk}"


def test_more_cards_come_without_gaps(client: Client, cast: Cast) -> None:
    for at in range(18):
        make_deal(cast, f"项目 {at:02}")
    enter(client, cast, "ar")
    page = client.get("/projects/board").content.decode()
    assert page.count("data-card=") == FIRST
    more = page.partition('hx-get="/projects/board/qualify?')[2].partition('"')[0].replace("&amp;", "&")
    rest = client.get(f"/projects/board/qualify?{more}").content.decode()
    assert rest.count("data-card=") == 18 - FIRST and "board-more" not in rest


@pytest.mark.parametrize("many", [3, 30])
def test_query_budget(client: Client, cast: Cast, many: int) -> None:
    for at in range(many):
        make_deal(cast, f"项目 {at}")
    enter(client, cast, "ar")
    assert cost(client, "/projects/board") <= 25
