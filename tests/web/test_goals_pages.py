"""Pages of goals and KPIs: the standing questions, a goal from form to closing, figures typed in place."""

from datetime import date

import pytest
from django.test import Client

from pursuit.domain.goals.actions.goals import create_goal
from pursuit.domain.goals.actions.parts import divide_goal, fill_node
from pursuit.domain.goals.models import Cell, Goal, GoalResult, Kpi, KpiReading, Node
from pursuit.domain.goals.queries import parts
from tests.cast import Cast
from tests.goals.test_goals import TODAY, YEAR, won
from tests.plumbing.days import hold
from tests.web.making import cost, enter, make_deal

HTMX = {"HX-Request": "true"}
JANUARY = date(2026, 1, 1)


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    hold(monkeypatch, TODAY)


@pytest.fixture
def goal(cast: Cast) -> Goal:
    return create_goal(
        actor=cast.actor("manager"), title="上海团队全年销售额做到 1200 万", kind="sales", measure="won_amount",
        target="1200万", baseline="1000万", **YEAR,
    )  # fmt: skip


@pytest.fixture
def team(cast: Cast, goal: Goal) -> Node:
    root = divide_goal(actor=cast.actor("manager"), goal=goal.pk)
    fill_node(actor=cast.actor("manager"), node=root.pk, below="people")
    return root


def test_who_opens_what(client: Client, cast: Cast, goal: Goal, team: Node) -> None:
    deal = make_deal(cast)
    kpi = Kpi.objects.get(code="win_rate")
    looks = (f"/goals/{goal.pk}", f"/goals/{goal.pk}/decomposition")
    open_to_all = ("/goals/", "/kpis/", "/kpis/library", f"/kpis/{kpi.pk}")
    changes = (f"/goals/{goal.pk}/edit", f"/goals/{goal.pk}/closing", f"/goals/parts/{team.pk}/addition")
    for part in ("manager", "teammate", "guest", "director", "finance"):
        enter(client, cast, part)
        for path in (*looks, *open_to_all, f"/projects/{deal.pk}/goals"):
            assert client.get(path).status_code == 200, (part, path)
    enter(client, cast, "stranger")
    for path in (*looks, *changes, f"/projects/{deal.pk}/goals"):
        assert client.get(path).status_code == 404, path
    for path in open_to_all:
        assert client.get(path).status_code == 200
    enter(client, cast, "guest")
    for path in (*changes, "/goals/new", "/kpis/new", f"/kpis/{kpi.pk}/reading"):
        assert client.get(path).status_code == 403, path
    for path in (f"/goals/{goal.pk}/deletion", f"/goals/{goal.pk}/figures", f"/goals/parts/{team.pk}/filling"):
        assert client.post(path).status_code == 403, path
    enter(client, cast, "manager")
    for path in ("/goals/999999", "/goals/999999/decomposition", "/kpis/999999", "/projects/999999/goals"):
        assert client.get(path).status_code == 404, path
    for path in (f"/goals/{goal.pk}/deletion", f"/goals/{goal.pk}/figures", f"/goals/parts/{team.pk}/filling"):
        assert client.get(path).status_code == 405, path
    assert client.post("/goals/").status_code == 405
    enter(client, cast, "teammate")
    assert client.get(f"/goals/{goal.pk}/edit").status_code == 403


def test_a_goal_from_form_to_closing(client: Client, cast: Cast) -> None:
    enter(client, cast, "manager")
    assert "目标内容" in client.get("/goals/new").content.decode()
    typed = {
        "title": "客户满意度提高到 90 分", "kind": "satisfaction", "scale": "points", "baseline": "84",
        "target": "viel", "begins_on": "2026-01-01", "due_on": "2026-12-31",
    }  # fmt: skip
    again = client.post("/goals/new", typed)
    assert again.status_code == 422
    assert 'value="viel"' in again.content.decode()
    assert client.post("/goals/new", {**typed, "target": "90"}).status_code == 303
    row = Goal.objects.get()
    page = client.get(f"/goals/{row.pk}").content.decode()
    for word in ("SMART 检查", "没有关联", "手工填报", "暂无进度"):
        assert word in page
    letters = client.get("/goals/letters", {**typed, "target": "90", "owner": cast.manager.pk}).content.decode()
    assert letters.count("符合") == 3
    assert client.post(f"/goals/{row.pk}/result", {"day": "2026-10-31", "reached": "87"}).status_code == 422
    sent = {"day": "2026-10-31", "reached": "87", "evidence": "三季度问卷"}
    assert client.post(f"/goals/{row.pk}/result", sent).status_code == 303
    page = client.get(f"/goals/{row.pk}").content.decode()
    assert "50%" in page
    assert "三季度问卷" in page
    earlier = {"day": "2026-07-31", "reached": "85", "evidence": "二季度问卷"}
    client.post(f"/goals/{row.pk}/result", earlier)
    assert "goal-chart" in client.get(f"/goals/{row.pk}").content.decode()
    assert client.post(f"/goals/{row.pk}/result/removal", {"day": "2026-07-31"}).status_code == 303
    assert client.post(f"/goals/{row.pk}/result/removal", {"day": "2026-10-31"}).status_code == 303
    assert not GoalResult.objects.exists()
    edit = client.get(f"/goals/{row.pk}/edit").content.decode()
    assert 'value="84"' in edit
    assert client.post(f"/goals/{row.pk}/edit", {**typed, "target": "92", "version": "1"}).status_code == 422
    version = Goal.objects.select_related("subject").get().subject.version
    assert client.post(f"/goals/{row.pk}/edit", {**typed, "target": "92", "version": version}).status_code == 303
    assert Goal.objects.get().target == 9200
    assert "目标值 90 → 92" in " ".join(client.get(f"/goals/{row.pk}").content.decode().split())
    assert client.post(f"/goals/{row.pk}/closing", {"state": "missed"}).status_code == 422
    closed = {"state": "missed", "closing_note": "回访太少"}
    assert client.post(f"/goals/{row.pk}/closing", closed).status_code == 303
    assert "回访太少" in client.get(f"/goals/{row.pk}").content.decode()
    assert client.post(f"/goals/{row.pk}/reopening").status_code == 303
    assert client.post(f"/goals/{row.pk}/deletion").status_code == 303
    assert f"/goals/{row.pk}" not in client.get("/goals/").content.decode()


def test_letters_tell_nobody_others_results(client: Client, cast: Cast) -> None:
    won(cast, day=date(2025, 5, 5))
    asked = {
        "title": "全公司销售额", "measure": "won_amount", "target": "6000000", "baseline": "1", "scope": "company",
        "begins_on": "2026-01-01", "due_on": "2026-12-31",
    }  # fmt: skip
    enter(client, cast, "admin")
    assert "200%" in client.get("/goals/letters", asked).content.decode()
    for part in ("stranger", "teammate"):
        enter(client, cast, part)
        assert "200%" not in client.get("/goals/letters", asked).content.decode()
        other = {**asked, "scope": "person", "owner": cast.ar.pk}
        assert "200%" not in client.get("/goals/letters", other).content.decode()
    assert client.get("/goals/letters", {"begins_on": "x", "owner": "9" * 30, "target": "x"}).status_code == 200


def test_figures_are_typed_in_place(client: Client, cast: Cast, goal: Goal, team: Node) -> None:
    enter(client, cast, "manager")
    url = f"/goals/{goal.pk}/figures"
    mine = Node.objects.get(user=cast.ar)
    sent = {f"given-{mine.pk}-202601": "120万", "was": ""}
    answer = client.post(url, sent, headers=HTMX)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert 'value="1,200,000"' in page
    assert f'id="box-left-{team.pk}-202601" hx-swap-oob="true"' in page
    assert "-1,200,000" in page
    assert Cell.objects.get(node=mine, month=JANUARY).given == 120_000_000
    stale = client.post(url, {f"given-{mine.pk}-202601": "130万", "was": ""}, headers=HTMX)
    assert stale.status_code == 422
    assert "1200000" in stale.content.decode()
    bad = client.post(url, {f"given-{mine.pk}-202601": "viel", "was": "1200000"}, headers=HTMX)
    assert bad.status_code == 422
    assert 'value="viel"' in bad.content.decode()
    version = Goal.objects.select_related("subject").get().subject.version
    plain = {
        f"given-{mine.pk}-202601": "1,200,000", f"was-given-{mine.pk}-202601": "1200000",
        f"given-{mine.pk}-202602": "50", "part": team.pk, "version": version,
    }  # fmt: skip
    assert client.post(url, plain).status_code == 303
    assert client.post(url, {**plain, f"given-{mine.pk}-202602": "60"}).status_code == 422
    assert client.post(url, {f"given-{mine.pk}-202613": "1"}).status_code == 422
    assert client.post(url, {"given-999999-202601": "1"}, headers=HTMX).status_code == 404
    enter(client, cast, "ar")
    assert "我的业绩目标" in client.get("/goals/").content.decode()
    page = client.get(f"/goals/{goal.pk}/decomposition").content.decode()
    assert f'name="committed-{mine.pk}-202601"' in page
    assert f'name="given-{mine.pk}-202601"' not in page
    assert client.post(url, {f"committed-{mine.pk}-202601": "100万", "was": ""}, headers=HTMX).status_code == 200
    assert client.post(url, {f"given-{mine.pk}-202601": "1", "was": "1200000"}, headers=HTMX).status_code == 422
    assert parts.sums([team.pk])[team.pk][JANUARY].committed == 100_000_000


def test_dividing_and_spreading(client: Client, cast: Cast, goal: Goal) -> None:
    enter(client, cast, "manager")
    assert "尚未分解" in client.get(f"/goals/{goal.pk}/decomposition").content.decode()
    assert client.post(f"/goals/{goal.pk}/division").status_code == 303
    root = Node.objects.get()
    assert client.post(f"/goals/parts/{root.pk}/filling", {"below": "people"}).status_code == 303
    assert client.post(f"/goals/parts/{root.pk}/filling", {"below": "people"}).status_code == 303
    many = Node.objects.count()
    sent = {"amount": "1200万", "way": "even"}
    assert client.post(f"/goals/parts/{root.pk}/months", sent).status_code == 303
    assert client.post(f"/goals/parts/{root.pk}/below", {"way": "weights", "weights": "1"}).status_code == 422
    assert client.post(f"/goals/parts/{root.pk}/below", {"way": "even"}).status_code == 303
    found = parts.together(parts.sums([root.pk])[root.pk].values())
    assert (found.given, found.spread) == (1_200_000_000, 1_200_000_000)
    last = Node.objects.latest("pk")
    assert client.post(f"/goals/parts/{last.pk}/removal").status_code == 303
    assert Node.objects.count() == many - 1
    assert "童谣" in client.get(f"/goals/{goal.pk}/decomposition?part={root.pk}&page=7").content.decode()


def test_goals_of_a_project(client: Client, cast: Cast) -> None:
    deal = make_deal(cast)
    enter(client, cast, "ar")
    url = f"/projects/{deal.pk}/goals"
    assert "还没有目标" in client.get(url).content.decode()
    page = client.get(f"/goals/new?project={deal.pk}&kind=other").content.decode()
    assert deal.title in page
    sent = {"title": "技术评分进入前两名", "kind": "other", "project": deal.pk, "scale": "points", "target": "92"}
    assert client.post("/goals/new", sent).status_code == 303
    page = client.get(url).content.decode()
    for word in ("技术评分进入前两名", "缺少：MRT", "还没有下一步"):
        assert word in page
    few = cost(client, url)
    client.post("/goals/new", {**sent, "title": "再一个目标"})
    assert cost(client, url) <= few + 2


def test_kpis(client: Client, cast: Cast) -> None:
    won(cast)
    enter(client, cast, "manager")
    page = client.get("/kpis/").content.decode()
    for word in ("立项赢单率", "弃标率", "红绿灯", "上海团队"):
        assert word in page
    typed = Kpi.objects.get(code="customer_satisfaction")
    here = cast.units["shanghai"].pk
    sent = {"unit": here, "period": "2026-11-01", "value": "91", "evidence": "问卷 40 份"}
    assert client.post(f"/kpis/{typed.pk}/reading", {**sent, "evidence": ""}).status_code == 422
    assert client.post(f"/kpis/{typed.pk}/reading", sent).status_code == 303
    page = client.get(f"/kpis/{typed.pk}").content.decode()
    for word in ("问卷 40 份", "2026 Q4", "绿灯", "<svg"):
        assert word in page
    assert client.get(f"/kpis/{typed.pk}?unit={cast.units['company'].pk}").status_code == 200
    assert client.post(f"/kpis/{typed.pk}/reading/removal", {"unit": here, "period": "2026-11-01"}).status_code == 303
    assert not KpiReading.objects.exists()
    enter(client, cast, "operations")
    new = {
        "code": "ours",
        "name": "我们的",
        "scale": "percent",
        "formula": "100 * nothing",
        "direction": "up",
        "frequency": "month",
    }
    refused = client.post("/kpis/new", new)
    assert refused.status_code == 422
    assert "100 * nothing" in refused.content.decode()
    assert client.post("/kpis/new", {**new, "formula": "100 * won_count / visits"}).status_code == 303
    ours = Kpi.objects.get(code="ours")
    changed = {**new, "formula": "won_count", "green": "50", "version": ours.version}
    assert client.post(f"/kpis/{ours.pk}/edit", changed).status_code == 303
    assert client.post(f"/kpis/{ours.pk}/retirement").status_code == 303
    assert client.post(f"/kpis/{ours.pk}/retirement", {"active": "yes"}).status_code == 303


def test_costs(client: Client, cast: Cast, goal: Goal, team: Node) -> None:
    won(cast)
    enter(client, cast, "manager")
    assert cost(client, "/goals/") <= 14
    assert cost(client, f"/goals/{goal.pk}") <= 34
    assert cost(client, f"/goals/{goal.pk}/decomposition") <= 20
    assert cost(client, "/kpis/") <= 30
    assert cost(client, f"/kpis/{Kpi.objects.get(code='win_rate').pk}") <= 18
