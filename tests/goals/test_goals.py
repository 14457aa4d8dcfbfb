"""Goals: set, seen, measured, closed; by whom."""

from datetime import date

import pytest

from pursuit.domain.goals.actions.goals import close_goal, create_goal, delete_goal, reopen_goal, update_goal
from pursuit.domain.goals.actions.results import record_result, remove_result
from pursuit.domain.goals.models import Goal
from pursuit.domain.goals.queries import goals as queries
from pursuit.domain.goals.queries import progress
from pursuit.domain.goals.rules.smart import missing
from pursuit.domain.projects.actions.outcome import close_won
from pursuit.domain.projects.actions.projects import update_project
from pursuit.domain.projects.models import Project
from pursuit.kernel import undo
from pursuit.kernel.errors import Conflict, Forbidden, Missing, Refused
from pursuit.kernel.models import Event
from pursuit.kernel.money import Money
from tests.cast import Cast
from tests.plumbing.days import hold
from tests.web.making import make_deal

TODAY = date(2026, 11, 23)
YEAR = {"begins_on": date(2026, 1, 1), "due_on": date(2026, 12, 31)}
SALES = {"title": "上海团队全年销售额做到 1200 万", "kind": "sales", "measure": "won_amount", **YEAR}


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    hold(monkeypatch, TODAY)


def won(cast: Cast, title: str = "变电站", amount: int = 300_000_000, day: date = TODAY) -> Project:
    row = make_deal(cast, title, amount=Money(amount))
    close_won(actor=cast.actor("ar"), project=row.pk, decided_on=day, reason="early")
    return Project.objects.get(pk=row.pk)


def test_a_goal_of_a_unit_counts_what_its_people_won(cast: Cast) -> None:
    manager = cast.actor("manager")
    row = create_goal(actor=manager, **SALES, baseline="900万", target="1200万")  # type: ignore[arg-type]
    row = queries.goal(manager, row.pk)
    assert (row.scale, row.scope, row.target) == ("money", "unit", 1_200_000_000)
    won(cast)
    found = progress.standing(manager, row)
    assert (found.achieved, found.percent, found.tone) == (300_000_000, 25, "act")
    letters = progress.letters(manager, row)
    assert missing(letters) == "R"  # it hangs on nothing yet
    whole = create_goal(
        actor=cast.actor("director"), title="华东区全年销售额", kind="sales", measure="won_amount", baseline="1亿",
        target="2亿", **YEAR,
    )  # fmt: skip
    update_goal(actor=cast.actor("director"), goal=row.pk, parent=whole.pk)
    row = queries.goal(manager, row.pk)
    assert missing(progress.letters(manager, row)) == ""
    with pytest.raises(Refused, match="circle"):
        update_goal(actor=cast.actor("director"), goal=whole.pk, parent=row.pk)
    for part, sees in (("ar", True), ("director", True), ("stranger", False), ("guest", True)):
        assert queries.goals(cast.actor(part)).filter(pk=row.pk).exists() is sees
    assert not queries.goals(manager).filter(pk=whole.pk).exists()


def test_nobody_counts_what_is_not_theirs(cast: Cast) -> None:
    ar = cast.actor("ar")
    own = create_goal(actor=ar, **SALES)  # type: ignore[arg-type]
    assert own.scope == "person"
    for scope in ("unit", "company"):
        with pytest.raises(Refused):
            create_goal(actor=ar, **SALES, scope=scope)  # type: ignore[arg-type]
        with pytest.raises(Refused):
            update_goal(actor=ar, goal=own.pk, scope=scope)
    with pytest.raises(Refused):
        create_goal(actor=ar, **SALES, scope="person", owner=cast.stranger.pk)  # type: ignore[arg-type]
    with pytest.raises(Refused):
        update_goal(actor=ar, goal=own.pk, scope="project")
    with pytest.raises(Refused):
        create_goal(actor=cast.actor("manager"), **SALES, scope="unit", unit=cast.units["beijing"].pk)  # type: ignore[arg-type]
    with pytest.raises(Forbidden):
        update_goal(actor=cast.actor("teammate"), goal=own.pk, target="1")


def test_goals_of_a_project_are_seen_and_set_with_it(cast: Cast) -> None:
    deal = make_deal(cast)
    with pytest.raises(Forbidden):
        create_goal(actor=cast.actor("teammate"), title="标书评分第一名", kind="other", project=deal.pk)
    row = create_goal(
        actor=cast.actor("director"), title="标书技术评分第一名", kind="other", project=deal.pk, scale="points",
        baseline="80", target="95", owner=cast.sr.pk, **YEAR,
    )  # fmt: skip
    assert row.scope == "project"
    assert [one.pk for one in queries.of_project(cast.actor("ar"), deal.pk)] == [row.pk]
    update_goal(actor=cast.actor("ar"), goal=row.pk, next_step="请专家评审")  # by the right on the project
    row = queries.goal(cast.actor("ar"), row.pk)
    assert missing(progress.letters(cast.actor("ar"), row)) == "R"
    update_project(actor=cast.actor("ar"), project=deal.pk, objective="年底前签下一期")
    row = queries.goal(cast.actor("ar"), row.pk)
    assert missing(progress.letters(cast.actor("ar"), row)) == ""
    with pytest.raises(Missing):
        queries.goal(cast.actor("stranger"), row.pk)


def test_typed_results_need_evidence_and_can_be_taken_back(cast: Cast) -> None:
    manager = cast.actor("manager")
    row = create_goal(
        actor=manager, title="客户满意度提高到 90 分", kind="satisfaction", scale="points", baseline="80",
        target="90", **YEAR
    )  # fmt: skip
    with pytest.raises(Refused):
        record_result.run(manager, {"goal": row.pk, "day": "2026-10-31", "reached": "86", "evidence": ""})
    with pytest.raises(Refused):
        record_result(actor=manager, goal=row.pk, day=date(2026, 12, 1), reached="86", evidence="问卷")
    record_result(actor=manager, goal=row.pk, day=date(2026, 10, 31), reached="86", evidence="三季度问卷 42 份")
    found = progress.standing(manager, queries.goal(manager, row.pk))
    assert (found.achieved, found.percent, found.as_of) == (8600, 60, date(2026, 10, 31))
    assert Goal.objects.get().reached_percent == 60
    record_result(actor=manager, goal=row.pk, day=date(2026, 10, 31), reached="87", evidence="补 3 份")
    undo.undo(manager, Event.objects.latest("pk").pk)
    assert progress.standing(manager, queries.goal(manager, row.pk)).achieved == 8600
    remove_result(actor=manager, goal=row.pk, day=date(2026, 10, 31))
    undo.undo(manager, Event.objects.latest("pk").pk)
    assert progress.standing(manager, queries.goal(manager, row.pk)).achieved == 8600
    computed = create_goal(actor=manager, **SALES)  # type: ignore[arg-type]
    with pytest.raises(Conflict):
        record_result(actor=manager, goal=computed.pk, day=TODAY, reached="1", evidence="x")


def test_changes_are_told_as_people_write_them_and_undone(cast: Cast) -> None:
    manager = cast.actor("manager")
    row = create_goal(actor=manager, **SALES, target="1200万", baseline="1000万")  # type: ignore[arg-type]
    update_goal(actor=manager, goal=row.pk, target="1500.5万")
    event = Event.objects.select_related("payload").latest("pk")
    assert event.payload.data["changes"] == {"target": ["12000000", "15005000"]}
    undo.undo(manager, event.pk)
    assert Goal.objects.get().target == 1_200_000_000
    update_goal(actor=manager, goal=row.pk, measure="", scale="percent", target="60%")
    kept = Goal.objects.get()
    assert (kept.scale, kept.target, kept.baseline) == ("percent", 6000, None)
    for bad in ("viel", "1e400", "9" * 30):
        with pytest.raises(Refused):
            update_goal(actor=manager, goal=row.pk, target=bad)
    with pytest.raises(Refused):
        update_goal(actor=manager, goal=row.pk, measure="no_such_figure")


def test_closing_and_deleting(cast: Cast) -> None:
    manager = cast.actor("manager")
    row = create_goal(actor=manager, **SALES)  # type: ignore[arg-type]
    under = create_goal(actor=manager, **SALES, parent=row.pk)  # type: ignore[arg-type]
    close_goal(actor=manager, goal=under.pk, state="missed", closing_note="线索太少")
    with pytest.raises(Conflict):
        close_goal(actor=manager, goal=under.pk, state="missed", closing_note="线索太少")
    undo.undo(manager, Event.objects.latest("pk").pk)
    assert Goal.objects.get(pk=under.pk).state == "open"
    with pytest.raises(Conflict):
        reopen_goal(actor=manager, goal=under.pk)
    with pytest.raises(Conflict):
        delete_goal(actor=manager, goal=row.pk)
    delete_goal(actor=manager, goal=under.pk)
    delete_goal(actor=manager, goal=row.pk)
    assert not queries.goals(manager).exists()
    undo.undo(manager, Event.objects.latest("pk").pk)
    assert queries.goals(manager).get().pk == row.pk
