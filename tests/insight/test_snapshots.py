"""Weekly pictures: once a week, open projects only, and what changed since."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pursuit.domain.insight.actions.snapshots import take_snapshots
from pursuit.domain.insight.extensions import _take
from pursuit.domain.insight.models import ProjectSnapshot
from pursuit.domain.insight.queries.snapshots import changed_since, history, totals
from pursuit.domain.projects.actions.outcome import abandon
from pursuit.domain.projects.actions.projects import create_project, update_project
from pursuit.domain.projects.models import Project
from pursuit.kernel.actor import system_actor
from pursuit.kernel.clock import today, week_of
from pursuit.kernel.errors import Forbidden
from pursuit.kernel.money import Money
from tests.cast import Cast


@pytest.fixture
def deal(cast: Cast) -> Project:
    return create_project(
        actor=cast.actor("ar"), title="甲", amount=Money(1000), expected_sign_on=today() + timedelta(days=40)
    )


def last_week() -> None:
    ProjectSnapshot.objects.update(week=week_of(today()) - timedelta(days=7))


def test_once_a_week_and_late_comers_too(cast: Cast, deal: Project) -> None:
    gone = create_project(actor=cast.actor("ar"), title="乙")
    abandon(actor=cast.actor("ar"), project=gone.pk, reason="no_bid")
    assert _take(system_actor(), lambda *a: None, {}) == {"taken": 1}
    assert _take(system_actor(), lambda *a: None, {}) == {"taken": 0}
    create_project(actor=cast.actor("ar"), title="丙")
    assert take_snapshots(actor=system_actor()).count == 1
    picture = ProjectSnapshot.objects.get(project=deal)
    assert (picture.week, picture.amount_base, picture.owner_id) == (week_of(today()), 1000, cast.ar.pk)


def test_not_everybody_takes_them(cast: Cast, deal: Project) -> None:
    with pytest.raises(Forbidden):
        take_snapshots(actor=cast.actor("ar"))


def test_history_and_totals_only_of_visible_projects(cast: Cast, deal: Project) -> None:
    take_snapshots(actor=system_actor())
    last_week()
    take_snapshots(actor=system_actor())
    assert len(history(cast.actor("ar"), deal.pk)) == 2
    assert history(cast.actor("stranger"), deal.pk) == []
    found = totals(cast.actor("ar"), today() - timedelta(days=30))
    assert [(one.stage_code, one.count, one.base, one.weighted) for one in found] == [("qualify", 1, 1000, 100)] * 2
    assert totals(cast.actor("stranger"), today() - timedelta(days=30)) == []


def test_what_changed_since_last_week(cast: Cast, deal: Project) -> None:
    actor = cast.actor("ar")
    take_snapshots(actor=system_actor())
    last_week()
    assert changed_since(actor) == []
    update_project(actor=actor, project=deal.pk, amount=Money(500), expected_sign_on=today() + timedelta(days=90))
    new = create_project(actor=actor, title="新项目")
    found = changed_since(actor)
    assert [one.project.pk for one in found] == [deal.pk, new.pk]
    assert [change.code for change in found[0].changes] == ["date_later", "amount_down"]
    assert changed_since(cast.actor("stranger")) == []
    abandon(actor=actor, project=deal.pk, reason="no_bid")
    assert changed_since(actor)[0].changes[0].code == "decided"


def test_it_costs_the_same_for_many(cast: Cast, deal: Project) -> None:
    with CaptureQueriesContext(connection) as few:
        changed_since(cast.actor("ar"))
    for number in range(10):
        create_project(actor=cast.actor("ar"), title=f"项目 {number}")
    with CaptureQueriesContext(connection) as more:
        changed_since(cast.actor("ar"))
    assert len(few) == len(more)
