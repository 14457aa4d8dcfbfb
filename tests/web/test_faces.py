"""The faces of projects: figures lead to exactly the rows they count, in groups, lanes and months; bulk changes say
what became of each row; chosen columns are remembered; an empty list says why."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client

from pursuit.domain.methods.models import Method
from pursuit.domain.projects.models import Project
from pursuit.kernel import clock
from pursuit.kernel.money import Money
from tests.cast import Cast
from tests.web.making import cost, enter, make_deal

TENDER = "f.method.in"


@pytest.fixture
def deals(cast: Cast) -> list[Project]:
    today = clock.today()
    return [
        make_deal(
            cast,
            f"项目 {at:02}",
            grade="ab"[at % 2],
            amount=Money(100_00 * (at + 1)),
            expected_sign_on=today.replace(month=1 + at % 3, day=1 + at) if at < 10 else None,
        )
        for at in range(11)
    ]


def get(client: Client, url: str, **headers: str) -> str:
    answer = client.get(url, headers=headers)
    assert answer.status_code == 200, url
    return answer.content.decode()


def rows(client: Client, url: str) -> int:
    return get(client, unescape(url)).count('name="pick"')


def test_the_figures_of_the_board_lead_to_their_rows(client: Client, cast: Cast, deals: list[Project]) -> None:
    enter(client, cast, "ar")
    totals = get(client, "/projects/board/totals?f.grade.in=a")
    found = re.findall(r'<a href="([^"]+)">\s*<strong>(\d+)</strong>', totals)
    assert [int(count) for _url, count in found if count != "0"] == [6]
    for url, count in found:
        assert rows(client, url) == int(count)
    stage, other = deals[0].stage.code, Method.objects.exclude(pk=deals[0].version.method_id).first()
    assert other
    # Of stages that a filter leaves out nothing is said that a list could not show.
    for narrow, some in ((f"f.stage_code.in={stage}", 11), ("f.stage_code.in=nowhere", 0)):
        totals = get(client, f"/projects/board/totals?{narrow}")
        assert [rows(client, url) for url in re.findall(r'<a href="([^"]+)"><strong>', totals)] == [some][: some and 1]
    # The method of the filter sheet is the board's own, and goes along as such.
    page = get(client, f"/projects/board?method={deals[0].version.method_id}&f.method.in={other.pk}")
    assert (
        f'<option value="{other.pk}" selected>' in page
        and "data-card=" not in page
        and TENDER not in page.split('class="board"')[1]
    )
    assert f"totals?method={other.pk}" in page and f'name="{TENDER}"' not in page
    assert get(client, f"/projects/board?f.method.in={other.pk},{deals[0].version.method_id}&method=x")


def test_lanes(client: Client, cast: Cast, deals: list[Project]) -> None:
    enter(client, cast, "ar")
    page = get(client, "/projects/board?lanes=grade&f.owner.in=me")
    lanes = [unescape(url) for url in re.findall(r'hx-get="(/projects/board/lane[^"]+)"', page)]
    assert len(lanes) == 2 and all("f.owner.in=me" in url for url in lanes)
    assert [get(client, url).count('data-card="') for url in lanes] == [3, 3]
    drilled = re.findall(r'<a href="(/projects/\?[^"]+)"\s+class="muted">\s*(\d+)', page)
    assert [rows(client, url) for url, _count in drilled] == [int(count) for _url, count in drilled] == [6, 5]
    assert cost(client, "/projects/board?lanes=owner") <= 25
    assert 'role="alert"' in get(client, "/projects/board?lanes=owner&f.expected_sign_on.in=nonsense")


def test_the_year(client: Client, cast: Cast, deals: list[Project]) -> None:
    enter(client, cast, "ar")
    page = get(client, "/projects/year")
    heads = re.findall(r'<a href="([^"]+)">\s*<strong>(\d+)</strong>', page)
    assert [int(count) for _url, count in heads] == [4, 3, 3]
    for url, count in heads:
        assert rows(client, url) == int(count)
    quarter = re.findall(r'</h2>\s*<a href="([^"]+)">', page)
    assert rows(client, quarter[0]) == 10
    undated = re.findall(r'<a href="([^"]+)">\s*没有预计签约日期的项目', page)
    assert rows(client, undated[0]) == 1
    assert "项目 09" in page and "项目 10" not in page
    assert "这一年没有预计签约的项目" in get(client, f"/projects/year?year={clock.today().year + 9}")
    assert "没有符合筛选条件" in get(client, "/projects/year?f.grade.in=d&year=2024")
    assert 'role="alert"' in get(client, "/projects/year?f.expected_sign_on.in=nonsense")
    assert get(client, "/projects/year?f.grade.in=a&f.status.in=won,closed&year=x").count("year-bar") == 0
    assert cost(client, "/projects/year") <= 30
    enter(client, cast, "stranger")
    assert "项目 09" not in get(client, "/projects/year")


def test_groups_drill_within_the_filters_in_force(client: Client, cast: Cast, deals: list[Project]) -> None:
    enter(client, cast, "ar")
    today = clock.today()
    span = f"f.expected_sign_on.in={today.year}&f.expected_sign_on.gte={today.year}-1-4"
    page = get(client, f"/projects/?group=expected_sign_on&{span}")
    drilled = re.findall(
        r'colgroup" colspan="\d+">\s*<a href="(\?[^"]+)">[^<]+</a>\s+<span class="group-count">(\d+)', page
    )
    assert [int(count) for _url, count in drilled] == [3, 3, 3]
    for url, count in drilled:
        assert rows(client, f"/projects/{url}") == int(count)
    page = get(client, "/projects/?group=method")
    assert "本组还有 3 条" in page and str(Method.objects.get(code="tender")) in page


def test_a_bulk_change_names_those_it_failed_for(client: Client, cast: Cast, deals: list[Project]) -> None:
    foreign = make_deal(cast, "别人的", owner=cast.teammate.pk)
    enter(client, cast, "ar")
    picks = [deals[0].pk, deals[1].pk, foreign.pk]
    blank = client.post("/projects/bulk/fields", {"pick": picks})
    assert blank.status_code == 422 and "请至少填写一项" in blank.content.decode()
    assert client.post("/projects/bulk/fields", {"pick": picks, "reason": "没有改动"}).status_code == 422
    later = (clock.today() + timedelta(days=200)).isoformat()
    done = client.post("/projects/bulk/fields", {"pick": picks, "expected_sign_on": later, "reason": "预算推迟"})
    assert done.status_code == 200
    page = done.content.decode()
    changed = Project.objects.filter(pk__in=picks, expected_sign_on=later)
    assert page.count("chip-sound") == changed.count() >= 2
    assert page.count("chip-act") == 3 - changed.count()
    assert {row.grade for row in changed} == {"a", "b"} | ({"c"} if changed.count() == 3 else set())
    step = {"pick": picks[:2], "next_step": "发邀请", "next_step_on": later}
    assert client.post("/projects/bulk/next-step", step).content.decode().count("chip-sound") == 2
    assert Project.objects.filter(next_step="发邀请", next_step_owner=cast.ar).count() == 2


def test_columns_are_remembered_and_filters_fold(client: Client, cast: Cast, deals: list[Project]) -> None:
    enter(client, cast, "ar")
    sent = {"path": "/projects/", "cols": ["code,title", "slip_count", "password"], "f.grade": "a"}
    answer = client.post("/lists/projects/columns", sent)
    assert answer["Location"] == "/projects/?f.grade=a&cols=code,title,slip_count"
    heads = re.findall(r'<th scope="col"[^>]*>\s*(?:<a [^>]*>)?([^<]+)', get(client, "/projects/"))
    assert [head.strip() for head in heads] == ["编码", "项目名称", "推迟次数"]
    assert get(client, "/projects/?cols=owner").count("编码") < get(client, "/projects/").count("编码")
    client.post("/lists/projects/columns", {"path": "/projects/", "cols": "code", "reset": "1"})
    assert "预计签约日期" in get(client, "/projects/")
    sheet = get(client, "/lists/projects/filter?path=/projects/&f.status.not=lost&f.expected_sign_on.in=2099Q4")
    assert 'name="f.status.not" value="lost"' in sheet and '<option value="2099Q4" selected>' in sheet
    assert "更多筛选" in sheet


def test_odd_addresses_are_answered(client: Client, cast: Cast, deals: list[Project]) -> None:
    enter(client, cast, "ar")
    for odd in ("f.unit.under=--1", "size=²", "f.account.in=²", f"f.owner.in={'9' * 5000}", f"f.unit.in={'9' * 18}"):
        for path in ("/projects/", "/projects/board", "/lists/projects/filter"):
            assert client.get(f"{path}?{odd}").status_code < 500, odd
    assert client.get(f"/projects/board?method={'9' * 5000}&f.method.in={'9' * 5000}").status_code == 200
    for odd in ("f.updated.lte=9999-12-31", "f.updated.gte=0001-01-01", "f.expected_sign_on.gte=2026-1-2"):
        assert rows(client, f"/projects/?{odd}"), odd
    assert rows(client, "/projects/?f.expected_sign_on.lte=9999-12-31") == 10
    # Names of several are looked up at once.
    some = f"{cast.ar.pk},{cast.teammate.pk}"
    page = get(client, f"/projects/?f.owner.in={some},9999")
    assert f"{cast.ar.name}、{cast.teammate.name}、?" in page
    assert cost(client, f"/projects/?f.owner.in={some},{cast.sr.pk}") == cost(client, f"/projects/?f.owner.in={some}")


def test_an_empty_list_says_why(client: Client, cast: Cast) -> None:
    enter(client, cast, "stranger")
    assert "还没有记录" in get(client, "/projects/")
    make_deal(cast)
    assert "没有您可以查看的记录" in get(client, "/projects/")
    assert "没有记录符合" in get(client, "/projects/?f.grade.in=a") or "筛选" in get(client, "/projects/?f.grade.in=a")
