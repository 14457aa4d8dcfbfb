"""Board, cards, desk, ring: figures and their cost."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pursuit.domain.methods.models import Method
from pursuit.domain.pipeline.queries.board import board, column
from pursuit.domain.pipeline.queries.desk import desk, problems_of, strip
from pursuit.domain.projects.actions.projects import create_project, set_next_step, update_project
from pursuit.domain.projects.actions.workspaces import set_workspace
from pursuit.domain.projects.models import Project
from pursuit.domain.projects.queries.projects import PROJECTS
from pursuit.kernel.clock import today
from pursuit.kernel.errors import Missing, Refused
from pursuit.kernel.listing import read_query
from pursuit.kernel.money import Money
from tests.cast import Cast
from tests.projects.conftest import soon


@pytest.fixture
def tender(cast: Cast) -> Method:
    return Method.objects.get(code="tender")


def many(cast: Cast, count: int) -> None:
    for number in range(count):
        create_project(
            actor=cast.actor("ar"),
            title=f"项目 {number}",
            amount=Money(100_00 * (number + 1)),
            expected_sign_on=soon(number) if number % 3 else None,
        )


def test_columns_count_and_weigh(cast: Cast, deal: Project, tender: Method) -> None:
    actor = cast.actor("ar")
    found = board(actor, tender.pk, read_query(PROJECTS, actor, {}))
    first = found.columns[0]
    assert [one.stage.code for one in found.columns][:2] == ["qualify", "shape"]
    assert (first.count, first.base, first.weighted) == (1, 300_000_000, 30_000_000)
    assert first.sums == [Money(300_000_000)]
    filtered = board(actor, tender.pk, read_query(PROJECTS, actor, {"f.grade": "a"}))
    assert filtered.columns[0].count == 0
    assert board(cast.actor("stranger"), tender.pk, read_query(PROJECTS, actor, {})).columns[0].count == 0


def test_cards_come_in_pages_without_gaps(cast: Cast, tender: Method) -> None:
    many(cast, 30)
    actor = cast.actor("ar")
    query = read_query(PROJECTS, actor, {})
    with CaptureQueriesContext(connection) as queries:
        first = column(actor, tender.pk, "qualify", query)
    assert len(queries) <= 12
    second = column(actor, tender.pk, "qualify", replace(query, after=first.next))
    titles = [card.project.title for card in [*first.cards, *second.cards]]
    assert len(titles) == len(set(titles)) == 30
    assert not second.next
    with pytest.raises(Missing):
        column(actor, tender.pk, "nowhere", query)


def test_the_desk_orders_by_consequence(cast: Cast, deal: Project) -> None:
    actor = cast.actor("ar")
    late = create_project(
        actor=actor, title="逾期项目", amount=Money(1), expected_sign_on=soon(-3), account=deal.account_id
    )
    create_project(actor=actor, title="没有下一步", amount=Money(9), expected_sign_on=soon(), account=deal.account_id)
    set_next_step(actor=actor, project=deal.pk, next_step="报价", next_step_on=today() - timedelta(days=2))
    items = desk(actor)
    assert [(item.project.title, item.problem.code) for item in items] == [
        ("逾期项目", "sign_overdue"),
        ("变电站监控系统", "step_overdue"),
        ("没有下一步", "no_step"),
    ]
    assert items[0].project.pk == late.pk
    assert "3" in items[0].reason
    assert desk(cast.actor("teammate")) == []


def test_the_desk_costs_the_same_for_many(cast: Cast) -> None:
    many(cast, 3)
    with CaptureQueriesContext(connection) as few:
        desk(cast.actor("ar"))
    many(cast, 20)
    with CaptureQueriesContext(connection) as more:
        desk(cast.actor("ar"))
    assert len(more) == len(few)


def test_problems_say_what_and_disappear(cast: Cast) -> None:
    actor = cast.actor("ar")
    row = create_project(actor=actor, title="空项目")
    codes = {one.code for one in problems_of(actor, row.pk)}
    assert codes == {"no_step", "no_account", "no_date", "no_amount"}
    update_project(actor=actor, project=row.pk, amount=Money(1))
    assert "no_amount" not in {one.code for one in problems_of(actor, row.pk)}


def test_the_ring_and_a_persons_word(cast: Cast, deal: Project) -> None:
    (card,) = strip(cast.actor("ar"))
    ring = {one.code: one for one in card.ring}
    assert list(ring) == ["charter", "goals", "resources", "strategy", "execution", "monitoring", "closing"]
    assert (ring["resources"].state, ring["charter"].state, ring["goals"].state) == (
        "sound",
        "in_progress",
        "in_progress",
    )
    with pytest.raises(Refused):
        set_workspace(actor=cast.actor("ar"), project=deal.pk, workspace="goals", state="sound")
    set_workspace(actor=cast.actor("ar"), project=deal.pk, workspace="goals", state="sound", reason="口头已定")
    (card,) = strip(cast.actor("ar"))
    goals = next(one for one in card.ring if one.code == "goals")
    assert (goals.state, goals.why, goals.by) == ("sound", "口头已定", "安然")
    set_workspace(actor=cast.actor("ar"), project=deal.pk, workspace="goals")
    (card,) = strip(cast.actor("ar"))
    assert next(one for one in card.ring if one.code == "goals").by == ""
