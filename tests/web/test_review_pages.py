"""Pages of deal reviews: the standing questions, a review by hand, what a refusal keeps, how many queries it costs."""

import io

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from docx import Document

from pursuit.domain.execution.models import Task
from pursuit.domain.insight.actions.meetings import end_meeting, set_participants
from pursuit.domain.insight.actions.talking import decide
from pursuit.domain.insight.models import AgendaRow, MeetingDecision, ReviewMeeting
from pursuit.domain.projects.actions.projects import create_project
from tests.cast import Cast
from tests.insight.meetings import agenda, begun, three
from tests.web.making import cost, enter

ROOT = "/insight/reviews/"
READ = (ROOT, "/insight/reviews/{m}", "/insight/review-rows/{r}")
EDIT = ("/insight/reviews/{m}/edit", "/insight/reviews/{m}/participants")
POSTS = (
    "/insight/reviews/{m}/ending", "/insight/reviews/{m}/reopening", "/insight/reviews/{m}/deletion",
    "/insight/review-rows/{r}/going", "/insight/review-rows/{r}/decisions", "/insight/review-rows/{r}/tasks",
)  # fmt: skip
HTMX = {"HX-Request": "true"}


@pytest.fixture
def review(cast: Cast) -> ReviewMeeting:
    return begun(cast)


def path(row: ReviewMeeting, pattern: str) -> str:
    return pattern.format(m=row.pk, r=agenda(row)[0].pk)


@pytest.mark.parametrize("pattern", (*READ, *EDIT, ROOT + "new"))
def test_works(client: Client, cast: Cast, review: ReviewMeeting, pattern: str) -> None:
    assert enter(client, cast, "manager").get(path(review, pattern)).status_code == 200
    assert enter(client, cast, "director").get(path(review, pattern)).status_code == 200


@pytest.mark.parametrize("pattern", (*READ[1:], *EDIT))
def test_a_stranger_gets_404(client: Client, cast: Cast, review: ReviewMeeting, pattern: str) -> None:
    enter(client, cast, "stranger")
    assert client.get(path(review, pattern)).status_code == 404
    assert client.get(pattern.format(m=987654, r=987654)).status_code == 404


@pytest.mark.parametrize("pattern", POSTS)
def test_posts_only_and_only_for_who_may(client: Client, cast: Cast, review: ReviewMeeting, pattern: str) -> None:
    assert enter(client, cast, "manager").get(path(review, pattern)).status_code == 405
    assert enter(client, cast, "stranger").post(path(review, pattern)).status_code == 404
    assert enter(client, cast, "guest").post(path(review, pattern)).status_code == 403
    set_participants(actor=cast.actor("manager"), meeting=review.pk, participants=[cast.ar.pk])
    sent = {"text": "我来写", "title": "我来派"}
    assert enter(client, cast, "ar").post(path(review, pattern), sent).status_code == 403


def test_who_takes_part_follows_without_boxes(client: Client, cast: Cast, review: ReviewMeeting) -> None:
    set_participants(actor=cast.actor("manager"), meeting=review.pk, participants=[cast.ar.pk, cast.stranger.pk])
    page = enter(client, cast, "ar").get(path(review, READ[2])).content.decode()
    assert 'data-step="next"' in page and "data-focus" not in page
    page = enter(client, cast, "stranger").get(path(review, READ[1])).content.decode()
    assert "empty-state" in page and "甲" not in page
    assert client.get(path(review, READ[2])).status_code == 404


def test_a_review_by_hand(client: Client, cast: Cast) -> None:
    three(cast)
    enter(client, cast, "manager")
    begin = client.post(ROOT + "new", {"scope": "", "most": "40"})
    review = ReviewMeeting.objects.get()
    first, second, third = agenda(review)
    assert (begin.status_code, begin["Location"]) == (303, f"/insight/review-rows/{first.pk}")
    assert client.post(ROOT + "new", {"most": "40"}).status_code == 422  # one runs already
    url = f"/insight/review-rows/{first.pk}"
    saved = client.post(url, {"note": "竞品低价", "read": "", "verdict": "stop"}, headers=HTMX)
    assert "竞品低价" in saved.content.decode()
    gone = client.post(url, {"note": "竞品低价", "read": "", "verdict": "stop", "go": "next"})
    assert gone["Location"] == f"/insight/review-rows/{second.pk}"
    first.refresh_from_db()
    assert (first.note, first.verdict, bool(first.discussed_at)) == ("竞品低价", "stop", True)
    work = f"/insight/review-rows/{second.pk}"
    page = client.post(f"{work}/decisions", {"text": "总监出面", "kind": "support"}, headers=HTMX).content.decode()
    assert "总监出面" in page and "<html" not in page
    task = {"title": "约总工", "owner": cast.ar.pk, "due_on": "2030-01-04"}
    assert "约总工" in client.post(f"{work}/tasks", task, headers=HTMX).content.decode()
    client.post(work, {"note": "", "read": "", "go": "next"})
    last = client.post(f"/insight/review-rows/{third.pk}", {"note": "", "read": "", "go": "next"})
    assert last["Location"] == f"/insight/reviews/{review.pk}"
    assert client.get(f"/insight/reviews/{review.pk}/minutes.docx").status_code == 409
    assert client.post(f"/insight/reviews/{review.pk}/ending").status_code == 303
    page = client.get(f"/insight/reviews/{review.pk}").content.decode()
    assert "总监出面" in page and "约总工" in page and "3 / 3" in page
    assert client.get(work)["Location"] == f"/insight/reviews/{review.pk}"
    for paper in ("minutes", "weekly"):
        answer = client.get(f"/insight/reviews/{review.pk}/{paper}.docx")
        tables = Document(io.BytesIO(b"".join(answer))).tables  # type: ignore[arg-type]
        assert any("总监出面" in cell.text for table in tables for line in table.rows for cell in line.cells)
    client.post(f"/insight/reviews/{review.pk}/reopening")
    assert client.get(work).status_code == 200


def test_what_is_refused_stays_in_the_box(client: Client, cast: Cast, review: ReviewMeeting) -> None:
    enter(client, cast, "manager")
    row = agenda(review)[0].pk
    answer = client.post(f"/insight/review-rows/{row}/decisions", {"text": "长" * 501, "kind": "risk"}, headers=HTMX)
    assert answer.status_code == 422 and "长" * 501 in answer.content.decode()
    sent = {"title": "查一查", "owner": cast.stranger.pk, "due_on": "2030-01-04"}
    for headers in (HTMX, {}):
        answer = client.post(f"/insight/review-rows/{row}/tasks", sent, headers=headers)
        assert answer.status_code == 422 and 'value="查一查"' in answer.content.decode()
    assert not Task.objects.exists()
    client.post(f"/insight/review-rows/{row}", {"note": "经理写的", "read": ""}, headers=HTMX)
    enter(client, cast, "director")
    sent = {"note": "总监写的", "read": "", "go": "next"}
    answer = client.post(f"/insight/review-rows/{row}", sent)
    page = answer.content.decode()
    assert answer.status_code == 422 and "总监写的" in page and "经理写的" in page
    assert client.post(f"/insight/review-rows/{row}", {**sent, "read": "经理写的"}).status_code == 303


def test_decisions_are_taken_away_and_marked(client: Client, cast: Cast, review: ReviewMeeting) -> None:
    enter(client, cast, "manager")
    row = agenda(review)[0]
    made = decide(actor=cast.actor("manager"), row=row.pk, text="写错了")
    away = f"/insight/review-decisions/{made.pk}/removal"
    assert "写错了" not in client.post(away, headers=HTMX).content.decode()
    assert not MeetingDecision.objects.standing().exists()
    kept = decide(actor=cast.actor("manager"), row=row.pk, text="约见")
    mark = f"/insight/review-decisions/{kept.pk}/marking"
    assert client.post(mark, {"kept": "yes", "row": row.pk})["Location"] == f"/insight/review-rows/{row.pk}"
    kept.refresh_from_db()
    assert kept.kept is True
    assert enter(client, cast, "stranger").post(mark, {"kept": "no"}).status_code == 404


def test_the_history_has_words(client: Client, cast: Cast, review: ReviewMeeting) -> None:
    decide(actor=cast.actor("manager"), row=agenda(review)[0].pk, text="总监出面")
    set_participants(actor=cast.actor("manager"), meeting=review.pk, participants=[cast.ar.pk])
    page = enter(client, cast, "manager").get(f"/records/{review.pk}/history").content.decode()
    assert "记下了决议" in page and "安然" in page and "review_meeting." not in page and "总监出面" not in page


def test_the_pages_cost_the_same_for_many(client: Client, cast: Cast) -> None:
    review = begun(cast)
    enter(client, cast, "manager")
    urls = [path(review, pattern) for pattern in READ]
    few = [cost(client, url) for url in urls]
    end_meeting(actor=cast.actor("manager"), meeting=review.pk)
    ended = cost(client, path(review, READ[1]))
    for number in range(15):
        create_project(actor=cast.actor("ar"), title=f"项目 {number}")
    client.post(ROOT + "new", {"most": "40"})
    again = ReviewMeeting.objects.latest("pk")
    assert AgendaRow.objects.filter(meeting=again).count() == 18
    many = [cost(client, path(again, pattern)) for pattern in READ]
    assert all(now <= before + 3 for now, before in zip(many, few, strict=True)), (few, many)
    assert max(*few, ended) <= 62, (few, ended)


def test_stepping_on_costs_little(client: Client, cast: Cast, review: ReviewMeeting) -> None:
    enter(client, cast, "manager")
    first = agenda(review)[0].pk
    client.post(f"/insight/review-rows/{first}", {"note": "", "read": ""}, headers=HTMX)
    with CaptureQueriesContext(connection) as queries:
        client.post(f"/insight/review-rows/{first}", {"note": "", "read": "", "go": "next"})
    assert len(queries) <= 45
