"""The decision chain on pages: who sees it, that looks are logged, map and table, the past, the drawing."""

from collections.abc import Sequence
from datetime import timedelta

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from pursuit.domain.chain.models import ChainEdge, ChainMember, ChainNote
from pursuit.domain.projects.models import Project
from pursuit.interfaces.web.chain.drawing import BOX_HEIGHT, BOX_WIDTH, Person, Tie, draw
from pursuit.kernel.clock import today
from pursuit.kernel.models import LoggedLook
from tests.cast import Cast
from tests.web.making import cost, enter, make_deal, with_chain, with_triangle


@pytest.fixture
def deal(cast: Cast) -> Project:
    return with_triangle(cast, make_deal(cast))


def test_works_and_looks_are_written_down(client: Client, cast: Cast, deal: Project) -> None:
    members = with_chain(cast, deal)
    enter(client, cast, "sr")
    page = client.get(f"/projects/{deal.pk}/chain").content.decode()
    assert "人物0" in page and "<svg" in page and page.count('class="node ') == 2
    assert "style=" not in page
    for path in ("/past", "/past?stop=0", f"/past?day={today()}", "/members/new", "/ties/new", "/readers",
                 f"/members/{members[0].pk}"):  # fmt: skip
        assert client.get(f"/projects/{deal.pk}/chain{path}").status_code == 200, path
    assert client.get(f"/projects/{deal.pk}/chain?view=table").status_code == 200
    answer = client.post(f"/projects/{deal.pk}/chain/export")
    assert "人物1" in answer.content.decode("utf-8-sig")
    looks = list(LoggedLook.objects.values_list("what", flat=True))
    assert looks.count("chain.view") == 2 and looks.count("chain.replay") == 3 and "chain.export" in looks


def test_the_past_as_fragment_and_page(client: Client, cast: Cast, deal: Project) -> None:
    with_chain(cast, deal, 3)
    enter(client, cast, "ar")
    part = client.get(f"/projects/{deal.pk}/chain/past?stop=0", headers={"HX-Request": "true"}).content.decode()
    page = client.get(f"/projects/{deal.pk}/chain/past?stop=0").content.decode()
    assert "<html" not in part and "人物0" in part and "人物2" not in part and "人物2" not in page
    before = client.get(f"/projects/{deal.pk}/chain/past?day={today() - timedelta(days=9)}").content.decode()
    assert "人物0" not in before
    assert client.get(f"/projects/{deal.pk}/chain/past?day=32nd").status_code == 422


@pytest.mark.parametrize("path", ["", "/past", "/members/1", "/members/new", "/ties/new", "/readers"])
def test_who_may_not_see(client: Client, cast: Cast, deal: Project, path: str) -> None:
    with_chain(cast, deal)
    for part, status in (("stranger", 404), ("teammate", 403), ("director", 403), ("guest", 403), ("admin", 403)):
        enter(client, cast, part)
        assert client.get(f"/projects/{deal.pk}/chain{path}").status_code == status, part
    enter(client, cast, "teammate")
    assert f"/projects/{deal.pk}/chain" not in client.get(f"/projects/{deal.pk}").content.decode()


def test_a_named_leader_reads_and_does_not_write(client: Client, cast: Cast, deal: Project) -> None:
    (member, _other) = with_chain(cast, deal)
    enter(client, cast, "ar")
    base = f"/projects/{deal.pk}/chain"
    assert client.post(f"{base}/readers", {"user": cast.director.pk, "reason": ""}).status_code in (303, 422)
    client.post(f"{base}/readers", {"user": cast.director.pk, "reason": "过单会"})
    enter(client, cast, "director")
    assert client.get(base).status_code == 200
    page = client.get(f"{base}/members/{member.pk}").content.decode()
    assert "人物0" in page and 'name="support"' not in page
    assert client.post(f"{base}/members/{member.pk}", {"support": "3"}).status_code == 403
    assert client.get(f"{base}/readers").status_code == 403
    enter(client, cast, "ar")
    assert client.post(f"{base}/readers/{cast.director.pk}/removal").status_code == 303
    enter(client, cast, "director")
    assert client.get(base).status_code == 403


def test_writing(client: Client, cast: Cast, deal: Project) -> None:
    enter(client, cast, "ar")
    base = f"/projects/{deal.pk}/chain"
    assert client.post(f"{base}/members/new", {"name": ""}).status_code == 422
    why = {"confidence": "confirmed", "text": "会上表态", "on": "2026-11-01"}
    sent = {"name": "王工", "department": "科技部", "role": "decider", "support": "2", "influence": "8"}
    sent |= {f"why.support.{part}": words for part, words in why.items()}
    assert client.post(f"{base}/members/new", sent).status_code == 303
    wang = ChainMember.objects.get()
    assert wang.evidence["support"] == why
    assert "sure-confirmed" in client.get(base).content.decode()
    assert client.post(f"{base}/members/new", {"name": "李工", "job_title": "评标专家"}).status_code == 422
    assert client.post(f"{base}/members/new", {"name": "李工"}).status_code == 303
    li = ChainMember.objects.latest("pk")
    tie = {"source": li.pk, "target": wang.pk, "kind": "reports_to"}
    assert client.post(f"{base}/ties/new", tie).status_code == 303
    page = client.get(base).content.decode()
    assert "tie-reports_to" in page and "marker-end" in page
    assert client.post(f"{base}/members/{wang.pk}/note", {"text": "爱打网球"}).status_code == 303
    assert ChainNote.objects.get().author == cast.ar
    enter(client, cast, "sr")
    assert "爱打网球" not in client.get(f"{base}/members/{wang.pk}").content.decode()
    assert client.post(f"{base}/ties/{ChainEdge.objects.get().pk}/removal").status_code == 303
    assert client.post(f"{base}/members/{li.pk}/removal").status_code == 303
    assert client.post(f"{base}/members/987654/removal").status_code == 404
    assert client.get(f"{base}/members/{wang.pk}/removal").status_code == 405


@pytest.mark.parametrize("many", [3, 30])
def test_query_budget(client: Client, cast: Cast, deal: Project, many: int) -> None:
    with_chain(cast, deal, many)
    enter(client, cast, "ar")
    assert cost(client, f"/projects/{deal.pk}/chain") <= 45


@given(
    st.lists(st.tuples(st.sampled_from(["", "科技部", "物资部"]), st.one_of(st.none(), st.integers(1, 10))), min_size=1)
)
def test_nobody_stands_on_another(given_people: Sequence[tuple[str, int | None]]) -> None:
    people = [
        Person(at, f"人{at}", where, "", "", None, influence, "unknown", None, None)
        for at, (where, influence) in enumerate(given_people)
    ]
    picture = draw(people, [Tie(0, len(people) - 1, "influences"), Tie(0, 999, "conflict")])
    assert len(picture.boxes) == len(people) and len(picture.lines) == 1
    for one in picture.boxes:
        assert one.x >= 0 and one.x + BOX_WIDTH <= picture.width and one.y + BOX_HEIGHT <= picture.height
        for other in picture.boxes:
            if one is not other:
                assert abs(one.x - other.x) >= BOX_WIDTH or abs(one.y - other.y) >= BOX_HEIGHT
