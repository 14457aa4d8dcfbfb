"""How pursuits end, rest and begin again."""

import pytest

from pursuit.domain.market.models import Competitor
from pursuit.domain.projects.actions.outcome import (
    abandon,
    cancel_by_customer,
    close_lost,
    close_won,
    reopen,
    resume,
    suspend,
)
from pursuit.domain.projects.actions.stages import move_stage
from pursuit.domain.projects.models import Outcome, Project, Rival
from pursuit.kernel import records, undo
from pursuit.kernel.context import context
from pursuit.kernel.errors import Conflict, Invalid, Refused
from pursuit.kernel.models import Event, Subject
from pursuit.kernel.money import Money
from tests.cast import Cast
from tests.projects.conftest import soon, stage_of


def test_won_keeps_reason_and_who_decided(cast: Cast, deal: Project) -> None:
    close_won(actor=cast.actor("ar"), project=deal.pk, reason="early", decided_by="总经理办公会")
    deal.refresh_from_db()
    outcome = Outcome.objects.get(project=deal)
    assert (deal.status, deal.probability, deal.outcome_reason) == ("won", 100, "early")
    assert (outcome.decided_by, outcome.status_before, outcome.by_id) == ("总经理办公会", "active", cast.ar.pk)


def test_a_win_made_by_a_move_gets_its_reason_later(cast: Cast, deal: Project) -> None:
    operations = cast.actor("operations")
    Subject.objects.filter(pk=deal.pk).update(source="zoho")
    with context(operations, source="zoho"):
        move_stage(actor=operations, project=deal.pk, stage=stage_of(deal, "sign").pk, imported=True)
    close_won(actor=cast.actor("ar"), project=deal.pk, reason="early")
    assert Outcome.objects.get(project=deal).reason == "early"
    with pytest.raises(Conflict):
        close_won(actor=cast.actor("ar"), project=deal.pk, reason="coach")


def test_won_at_another_price_and_back(cast: Cast, deal: Project) -> None:
    """The sum agreed on becomes the project's, with its event; undone together with the decision."""
    before = deal.amount
    close_won(actor=cast.actor("ar"), project=deal.pk, reason="early", amount=Money(88_000_00))
    deal.refresh_from_db()
    assert (deal.status, deal.amount, deal.amount_base) == ("won", 88_000_00, 88_000_00)
    told = Event.objects.filter(subject=deal.pk).order_by("pk")
    assert [one.verb for one in told][-2:] == ["project.updated", "project.won"]
    undo.undo(cast.actor("ar"), told.last().pk)  # type: ignore[union-attr]
    deal.refresh_from_db()
    assert (deal.status, deal.amount, deal.amount_base) == ("active", before, before)


def test_the_same_sum_is_no_change(cast: Cast, deal: Project) -> None:
    same = Money(deal.amount or 0)
    close_won(actor=cast.actor("ar"), project=deal.pk, reason="early", amount=same)
    assert not Event.objects.filter(subject=deal.pk, verb="project.updated").exists()


def test_lost_names_the_winner(cast: Cast, deal: Project, competitor: Competitor) -> None:
    close_lost(
        actor=cast.actor("ar"), project=deal.pk, reason="price", winner=competitor.pk, really_decided_on=soon(-9)
    )
    deal.refresh_from_db()
    assert (deal.status, deal.probability) == ("lost", 0)
    assert Rival.objects.get(project=deal).won is True
    assert Outcome.objects.get().winner_id == competitor.pk
    with pytest.raises(Conflict):
        abandon(actor=cast.actor("ar"), project=deal.pk, reason="no_bid")


def test_reasons_are_of_their_list_and_days_not_in_the_future(cast: Cast, deal: Project) -> None:
    with pytest.raises(Invalid):
        close_lost(actor=cast.actor("ar"), project=deal.pk, reason="coach")
    with pytest.raises(Refused) as no:
        cancel_by_customer(actor=cast.actor("ar"), project=deal.pk, reason="budget", decided_on=soon(1))
    assert no.value.code == "future"


def test_rest_and_go_on(cast: Cast, deal: Project) -> None:
    actor = cast.actor("ar")
    suspend(actor=actor, project=deal.pk, reason="停工")
    with pytest.raises(Conflict):
        suspend(actor=actor, project=deal.pk, reason="停工")
    resume(actor=actor, project=deal.pk)
    assert Project.objects.get(pk=deal.pk).status == "active"


def test_reopening_needs_a_reason_and_undo_is_the_opposite(cast: Cast, deal: Project) -> None:
    actor = cast.actor("ar")
    abandon(actor=actor, project=deal.pk, reason="no_bid")
    with pytest.raises(Refused):
        reopen(actor=actor, project=deal.pk, reason="")
    undo.undo(actor, Event.objects.filter(subject=deal.pk).latest("pk").pk)
    deal.refresh_from_db()
    assert (deal.status, deal.probability, deal.decided_on, deal.outcome_reason) == ("active", 10, None, "")
    assert list(Outcome.objects.values_list("kind", flat=True)) == ["abandoned", "reopened"]


@pytest.fixture
def competitor(cast: Cast) -> Competitor:
    return records.create(Competitor, cast.actor("admin"), fields={"title": "对手甲"})
