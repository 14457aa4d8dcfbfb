"""Moving through stages: what is missing, decision points, approvals, ways back."""

import pytest

from pursuit.domain.projects.actions.outcome import suspend
from pursuit.domain.projects.actions.projects import update_project
from pursuit.domain.projects.actions.stages import move_stage
from pursuit.domain.projects.models import Project, StageMove
from pursuit.domain.projects.queries.moves import move_findings
from pursuit.kernel import extensions, undo
from pursuit.kernel.approvals import decide_approval, withdraw_approval
from pursuit.kernel.context import context
from pursuit.kernel.errors import Conflict, Forbidden, Invalid, Refused
from pursuit.kernel.extensions import Finding, GateCheck
from pursuit.kernel.models import Approval, Event, Subject
from tests.cast import Cast
from tests.projects.conftest import stage_of


def test_findings_name_what_is_missing(cast: Cast, deal: Project) -> None:
    update_project(actor=cast.actor("ar"), project=deal.pk, grade=None, amount=None)
    actor = cast.actor("ar")
    found = move_findings(actor, deal.pk, stage_of(deal, "shape").pk)
    assert {one.field for one in found} == {"grade", "amount"}
    with pytest.raises(Invalid) as no:
        move_stage(actor=actor, project=deal.pk, stage=stage_of(deal, "shape").pk)
    assert set(no.value.faults) == {"grade", "amount"}
    assert StageMove.objects.filter(project=deal).count() == 1


def test_a_decision_point_is_not_jumped_over(cast: Cast, deal: Project) -> None:
    found = move_findings(cast.actor("ar"), deal.pk, stage_of(deal, "bid").pk)
    assert "decision_point" in {one.code for one in found}


def test_a_gated_move_waits_for_the_head(cast: Cast, deal: Project) -> None:
    actor, shape = cast.actor("ar"), stage_of(deal, "shape")
    result = move_stage(actor=actor, project=deal.pk, stage=shape.pk, reason="证据齐了")
    assert result.move is None and result.approval is not None
    assert Project.objects.get(pk=deal.pk).stage.code == "qualify"
    with pytest.raises(Invalid) as no:
        move_stage(actor=actor, project=deal.pk, stage=shape.pk)
    assert "not_now" in {code for code, _text in no.value.faults.values()}
    decide_approval(actor=cast.actor("manager"), approval=result.approval.pk, approved=True)
    deal.refresh_from_db()
    move = StageMove.objects.filter(project=deal).latest("pk")
    assert (deal.stage.code, deal.probability, deal.forecast_category) == ("shape", 25, "pipeline")
    assert (move.by_id, move.reason, move.from_stage.code) == (cast.ar.pk, "证据齐了", "qualify")


def test_great_projects_need_the_director_too(cast: Cast, deal: Project) -> None:
    update_project(actor=cast.actor("ar"), project=deal.pk, grade="a")
    result = move_stage(actor=cast.actor("ar"), project=deal.pk, stage=stage_of(deal, "shape").pk)
    decide_approval(actor=cast.actor("manager"), approval=result.approval.pk, approved=True)
    assert Project.objects.get(pk=deal.pk).stage.code == "qualify"
    decide_approval(actor=cast.actor("director"), approval=result.approval.pk, approved=True)
    assert Project.objects.get(pk=deal.pk).stage.code == "shape"


def test_the_head_asks_the_head_above(cast: Cast, deal: Project) -> None:
    result = move_stage(actor=cast.actor("manager"), project=deal.pk, stage=stage_of(deal, "shape").pk)
    assert [seat.user_id for seat in result.approval.seats.all()] == [cast.director.pk]


def test_a_rejected_or_withdrawn_move_changes_nothing(cast: Cast, deal: Project) -> None:
    actor, shape = cast.actor("ar"), stage_of(deal, "shape")
    first = move_stage(actor=actor, project=deal.pk, stage=shape.pk).approval
    decide_approval(actor=cast.actor("manager"), approval=first.pk, approved=False, comment="预算不明")
    second = move_stage(actor=actor, project=deal.pk, stage=shape.pk).approval
    withdraw_approval(actor=actor, approval=second.pk)
    assert Project.objects.get(pk=deal.pk).stage.code == "qualify"


def test_an_approval_for_a_project_that_changed_is_refused_and_said(cast: Cast, deal: Project) -> None:
    result = move_stage(actor=cast.actor("ar"), project=deal.pk, stage=stage_of(deal, "shape").pk)
    suspend(actor=cast.actor("ar"), project=deal.pk, reason="客户停工")
    with pytest.raises(Conflict) as no:
        decide_approval(actor=cast.actor("manager"), approval=result.approval.pk, approved=True)
    assert no.value.code == "moved_meanwhile"
    assert Approval.objects.get(pk=result.approval.pk).state == "pending"


def test_what_went_missing_meanwhile_stops_the_approval(cast: Cast, deal: Project) -> None:
    result = move_stage(actor=cast.actor("ar"), project=deal.pk, stage=stage_of(deal, "shape").pk)
    update_project(actor=cast.actor("ar"), project=deal.pk, amount=None)
    with pytest.raises(Conflict) as no:
        decide_approval(actor=cast.actor("manager"), approval=result.approval.pk, approved=True)
    assert no.value.code == "not_ready_any_more"


def imported_to(cast: Cast, deal: Project, code: str) -> Project:
    """Take a project to a stage as an import does."""
    operations = cast.actor("operations")
    Subject.objects.filter(pk=deal.pk).update(source="zoho")
    with context(operations, source="zoho"):
        move_stage(actor=operations, project=deal.pk, stage=stage_of(deal, code).pk, imported=True)
    return Project.objects.get(pk=deal.pk)


def test_backwards_needs_a_reason_and_no_gate(cast: Cast, deal: Project) -> None:
    imported_to(cast, deal, "bid")
    actor, shape = cast.actor("ar"), stage_of(deal, "shape")
    with pytest.raises(Refused) as no:
        move_stage(actor=actor, project=deal.pk, stage=shape.pk)
    assert no.value.code == "reason_needed"
    move_stage(actor=actor, project=deal.pk, stage=shape.pk, reason="重新引导")
    assert Project.objects.get(pk=deal.pk).stage.code == "shape"


def test_an_ungated_move_is_made_at_once_and_undone(cast: Cast, deal: Project) -> None:
    imported_to(cast, deal, "bid")
    actor = cast.actor("ar")
    move = move_stage(actor=actor, project=deal.pk, stage=stage_of(deal, "negotiate").pk).move
    assert move is not None
    event = Event.objects.filter(subject=deal.pk, verb="project.stage_moved").latest("pk")
    undo.undo(actor, event.pk)
    assert Project.objects.get(pk=deal.pk).stage.code == "bid"
    assert StageMove.objects.filter(project=deal).count() == 4


def test_behind_the_signature_it_is_won_and_a_way_back_takes_that_back(cast: Cast, deal: Project) -> None:
    row = imported_to(cast, deal, "sign")
    assert (row.status, row.probability, row.decided_on is not None) == ("won", 100, True)
    move_stage(actor=cast.actor("ar"), project=deal.pk, stage=stage_of(deal, "negotiate").pk, reason="合同退回")
    row.refresh_from_db()
    assert (row.status, row.probability, row.decided_on) == ("active", 75, None)
    assert imported_to(cast, deal, "close").status == "closed"


def test_only_an_import_moves_without_asking(cast: Cast, deal: Project) -> None:
    with pytest.raises(Invalid):
        move_stage(actor=cast.actor("ar"), project=deal.pk, stage=stage_of(deal, "bid").pk, imported=True)


def test_a_later_rooms_gate_check_counts(cast: Cast, deal: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []

    def check(_actor, subject, point):
        seen.append((subject.pk, point["decision_point"]))
        return [Finding("evidence", "证据不足"), Finding("hint", "提示", blocking=False)]

    monkeypatch.setitem(extensions._checks, "projects.stage", [GateCheck("projects.stage", "test", check)])
    found = move_findings(cast.actor("ar"), deal.pk, stage_of(deal, "shape").pk)
    assert seen == [(deal.pk, "ATI")]
    assert [one.blocking for one in found] == [True, False]
    with pytest.raises(Invalid) as no:
        move_stage(actor=cast.actor("ar"), project=deal.pk, stage=stage_of(deal, "shape").pk)
    assert [text for _code, text in no.value.faults.values()] == ["证据不足"]


@pytest.mark.parametrize("part", ["teammate", "guest", "finance"])
def test_a_reader_may_not_move(cast: Cast, deal: Project, part: str) -> None:
    with pytest.raises(Forbidden):
        move_stage(actor=cast.actor(part), project=deal.pk, stage=stage_of(deal, "shape").pk)
