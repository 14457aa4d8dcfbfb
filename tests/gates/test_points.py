"""Decision points: what stands in the way, reviews, conditions, waivers, and what a passed point is worth later."""

from datetime import timedelta

import pytest

from pursuit.domain.execution.actions.tasks import set_status
from pursuit.domain.gates.actions.conditions import drop_condition
from pursuit.domain.gates.actions.evidence import remove_evidence, set_evidence, waive, withdraw_waiver
from pursuit.domain.gates.actions.passages import renew_passage
from pursuit.domain.gates.actions.reviews import cancel_review, cast_vote, conclude_review, open_review
from pursuit.domain.gates.models import ChecklistItem, Condition, Evidence, Passage, Review, Waiver
from pursuit.domain.projects.actions.stages import move_stage
from pursuit.domain.projects.models import Project
from pursuit.kernel import clock, undo
from pursuit.kernel.approvals import decide_approval
from pursuit.kernel.errors import Conflict, Forbidden, Invalid, Missing, Refused
from pursuit.kernel.models import Event, Subject
from tests.cast import Cast
from tests.gates.conftest import fresh, make, prove, stage_of, state
from tests.plumbing.days import hold

TODAY = clock.today


def item(code: str) -> ChecklistItem:
    return ChecklistItem.objects.get(code=code)


def waive_facts(cast: Cast, project: Project, point: str) -> None:
    for line in state(project, point).lines:
        if line.item.kind == "fact" and line.stops:
            waive(actor=cast.actor("director"), project=project.pk, point=point, what=line.item.code, reason="另行核实")


def ask(cast: Cast, project: Project, stage: str) -> int:
    result = move_stage(actor=cast.actor("ar"), project=project.pk, stage=stage_of(project, stage).pk)
    assert result.approval is not None
    return result.approval.pk


def passed(cast: Cast, project: Project) -> Project:
    """Through ATI, as people do it."""
    prove(cast, project, "ATI")
    waive_facts(cast, project, "ATI")
    approval = ask(cast, project, "shape")
    decide_approval(actor=cast.actor("manager"), approval=approval, approved=True)
    return fresh(project)


def test_a_move_names_every_claim_that_is_missing(cast: Cast, deal: Project) -> None:
    with pytest.raises(Invalid) as no:
        move_stage(actor=cast.actor("ar"), project=deal.pk, stage=stage_of(deal, "shape").pk)
    assert {f"evidence.{code}" for code in ("ati-need", "ati-time", "ati-chain", "ati-rivals")} <= set(no.value.faults)
    assert "evidence.ati-budget" not in no.value.faults  # grades A and B only
    assert "evidence.ati-objective" not in no.value.faults  # the system finds it so


def test_proved_and_approved_it_passes_and_leaves_a_passage(cast: Cast, deal: Project) -> None:
    row = passed(cast, deal)
    assert row.stage.code == "shape"
    passage = Passage.objects.get(project=row)
    assert (passage.point, passage.passed_on, passage.valid_until) == ("ATI", TODAY(), TODAY() + timedelta(days=180))
    found = state(row, "ATI")
    assert found.state == "passed"
    assert found.holds_until == TODAY() + timedelta(days=120)  # the timetable was proved for so long


def test_a_proof_that_ends_opens_the_point_again_and_closes_the_next(
    cast: Cast, deal: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = passed(cast, deal)
    later = TODAY() + timedelta(days=121)
    hold(monkeypatch, later)
    assert state(row, "ATI").state == "expired"
    assert "passage.ATI" in {one.what for one in state(row, "ATB").demands}
    passage = Passage.objects.get(project=row)
    with pytest.raises(Conflict) as no:
        renew_passage(actor=cast.actor("manager"), passage=passage.pk)
    assert no.value.code == "evidence"
    set_evidence(actor=cast.actor("ar"), project=row.pk, item=item("ati-time").pk, text="业主重新发布时间表")
    with pytest.raises(Forbidden):
        renew_passage(actor=cast.actor("ar"), passage=passage.pk)
    renew_passage(actor=cast.actor("manager"), passage=passage.pk)
    assert state(row, "ATI").state == "passed"
    assert "passage.ATI" not in {one.what for one in state(row, "ATB").demands}


def test_what_was_proved_may_end_between_asking_and_answering(
    cast: Cast, deal: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    prove(cast, deal, "ATI")
    waive_facts(cast, deal, "ATI")
    approval = ask(cast, deal, "shape")
    remove_evidence(actor=cast.actor("ar"), project=deal.pk, item=item("ati-need").pk)
    with pytest.raises(Conflict) as no:
        decide_approval(actor=cast.actor("manager"), approval=approval, approved=True)
    assert no.value.code == "not_ready_any_more"
    assert fresh(deal).stage.code == "qualify"


def test_going_back_ends_the_passage_and_the_review_behind_it(cast: Cast) -> None:
    row = make(cast, "b")
    prove(cast, row, "ATI")
    waive_facts(cast, row, "ATI")
    made = open_review(
        actor=cast.actor("ar"), project=row.pk, point="ATI", held_on=TODAY(), participants=[cast.sr.pk],
        chair=cast.manager.pk,
    )  # fmt: skip
    conclude_review(actor=cast.actor("manager"), review=made.pk, conclusion="pass")
    approval = ask(cast, row, "shape")
    decide_approval(actor=cast.actor("manager"), approval=approval, approved=True)
    decide_approval(actor=cast.actor("director"), approval=approval, approved=True)
    assert Passage.objects.get(project=row).review_id == made.pk
    move_stage(actor=cast.actor("ar"), project=row.pk, stage=stage_of(row, "qualify").pk, reason="需求变了")
    assert Passage.objects.get(project=row).ended_at is not None
    assert [one.code for one in state(row, "ATI").demands] == ["review_needed"]


@pytest.mark.parametrize("grade", ["a", "b", "c", "d"])
@pytest.mark.parametrize(
    ("conclusion", "code"),
    [
        ("", "review_needed"),
        ("pass", None),
        ("conditional", None),
        ("rework", "review_rework"),
        ("hold", "review_hold"),
        ("reject", "review_reject"),
    ],
)
@pytest.mark.parametrize("proof", ["all", "missing", "expired", "waived"])
def test_conclusions_by_grades_by_evidence(
    cast: Cast, grade: str, conclusion: str, code: str | None, proof: str
) -> None:
    """The whole table: 4 grades, 6 ends of a review, 4 states of the evidence."""
    row = make(cast, grade)
    prove(cast, row, "ATI")
    waive_facts(cast, row, "ATI")
    need = Evidence.objects.filter(project=row, item=item("ati-need"))
    if proof in ("missing", "waived"):
        need.delete()
    elif proof == "expired":
        need.update(observed_on=TODAY() - timedelta(days=181))
    if proof == "waived":
        waive(actor=cast.actor("director"), project=row.pk, point="ATI", what="ati-need", reason="总经理已面谈")
    if conclusion:
        conditions = (
            [{"text": "补预算批复", "owner": cast.ar.pk, "due": TODAY()}] if conclusion == "conditional" else []
        )
        made = open_review(
            actor=cast.actor("ar"), project=row.pk, point="ATI", held_on=TODAY(), participants=[cast.ar.pk],
            chair=cast.manager.pk,
        )  # fmt: skip
        values = {"review": made.pk, "conclusion": conclusion, "minutes": "结论依据", "conditions": conditions}
        conclude_review.run(cast.actor("manager"), values)
    found = state(row, "ATI")
    wanted = {code} if code and (conclusion or grade in "ab") else set()
    assert {one.code for one in found.demands if one.stops} == wanted
    assert [line.item.code for line in found.lines if line.stops] == (
        ["ati-need"] if proof in ("missing", "expired") else []
    )
    assert found.ready == (not wanted and proof in ("all", "waived"))


def test_conditions_are_tasks_and_close_the_next_point_when_overdue(
    cast: Cast, deal: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = open_review(
        actor=cast.actor("ar"), project=deal.pk, point="ATI", held_on=TODAY(), participants=[cast.sr.pk],
        chair=cast.manager.pk,
    )  # fmt: skip
    due = TODAY() + timedelta(days=7)
    conditions = [{"text": "补客户批复", "owner": cast.ar.pk, "due": due}]
    conclude_review.run(
        cast.actor("manager"), {"review": made.pk, "conclusion": "conditional", "conditions": conditions}
    )
    row = passed(cast, deal)
    condition = Condition.objects.select_related("task__subject").get(project=row)
    assert (condition.task.subject.owner_id, condition.task.due_on, condition.task.parent_id) == (
        cast.ar.pk,
        due,
        row.pk,
    )
    hold(monkeypatch, due)
    assert "condition_overdue" not in {one.code for one in state(row, "ATB").demands}
    hold(monkeypatch, due + timedelta(days=1))
    assert "condition_overdue" in {one.code for one in state(row, "ATB").demands}
    set_status(actor=cast.actor("ar"), task=condition.task_id, status="done")
    assert "condition_overdue" not in {one.code for one in state(row, "ATB").demands}
    set_status(actor=cast.actor("ar"), task=condition.task_id, status="todo")
    drop_condition(actor=cast.actor("manager"), condition=condition.pk, reason="客户已签补充函")
    assert "condition_overdue" not in {one.code for one in state(row, "ATB").demands}


def test_votes_belong_to_seats_and_the_chair_concludes_once(cast: Cast, deal: Project) -> None:
    made = open_review(
        actor=cast.actor("ar"), project=deal.pk, point="ATI", held_on=TODAY(), participants=[cast.sr.pk, cast.fr.pk],
        chair=cast.manager.pk,
    )  # fmt: skip
    with pytest.raises(Refused) as no:
        cast_vote(actor=cast.actor("sr"), review=made.pk, vote="no")
    assert no.value.code == "reason_needed"
    cast_vote(actor=cast.actor("sr"), review=made.pk, vote="no", opinion="工期不可行")
    cast_vote(actor=cast.actor("sr"), review=made.pk, vote="yes", opinion="已协调资源")
    with pytest.raises(Forbidden):
        cast_vote(actor=cast.actor("ar"), review=made.pk, vote="yes")
    with pytest.raises(Invalid):
        cast_vote(actor=cast.actor("stranger"), review=made.pk, vote="yes")
    with pytest.raises(Forbidden):
        conclude_review(actor=cast.actor("ar"), review=made.pk, conclusion="pass")
    conclude_review(actor=cast.actor("manager"), review=made.pk, conclusion="pass")
    with pytest.raises(Conflict):
        conclude_review(actor=cast.actor("director"), review=made.pk, conclusion="reject", minutes="不同意")
    row = Review.objects.get(pk=made.pk)
    assert (row.conclusion, row.concluded_by_id, row.score) == ("pass", cast.manager.pk, state(deal, "ATI").score)


def test_one_open_review_of_a_point(cast: Cast, deal: Project) -> None:
    values = {"project": deal.pk, "point": "ATI", "held_on": TODAY(), "participants": [cast.sr.pk]}
    made = open_review.run(cast.actor("ar"), values)
    with pytest.raises(Conflict):
        open_review.run(cast.actor("ar"), values)
    cancel_review(actor=cast.actor("ar"), review=made.pk, reason="改期")
    assert open_review.run(cast.actor("ar"), values).number == 2


def test_only_who_is_entitled_waives_and_only_what_is_in_the_way(cast: Cast, deal: Project) -> None:
    values = {"project": deal.pk, "point": "ATI", "what": "ati-need", "reason": "董事长亲自接触"}
    for part in ("ar", "manager", "operations", "finance"):
        with pytest.raises(Forbidden):
            waive.run(cast.actor(part), values)
    with pytest.raises(Refused):
        waive.run(cast.actor("director"), {**values, "what": "ati-objective"})
    waive.run(cast.actor("director"), values)
    assert Waiver.objects.get().by_id == cast.director.pk
    event = Event.objects.filter(verb="gate.waived").latest("pk")
    undo.undo(cast.actor("director"), event.pk)
    assert [line.item.code for line in state(deal, "ATI").lines if line.stops and line.item.code == "ati-need"]
    with pytest.raises(Missing):
        withdraw_waiver(actor=cast.actor("director"), project=deal.pk, point="ATI", what="ati-need")


def test_evidence_is_undone_to_what_was_said_before(cast: Cast, deal: Project) -> None:
    actor, pk = cast.actor("ar"), item("ati-time").pk
    set_evidence(actor=actor, project=deal.pk, item=pk, text="六月招标")
    set_evidence(actor=actor, project=deal.pk, item=pk, text="八月招标", confidence="inferred")
    undo.undo(actor, Event.objects.filter(verb="gate.proved").latest("pk").pk)
    assert Evidence.objects.get(project=deal).text == "六月招标"
    assert Evidence.objects.get(project=deal).confidence == "confirmed"


def test_points_an_import_began_behind_are_said_to_be_imported(cast: Cast, deal: Project) -> None:
    from pursuit.domain.projects.actions.projects import create_project
    from pursuit.kernel.context import context

    operations = cast.actor("operations")
    with context(operations, source="zoho"):
        row = create_project(actor=operations, title="老项目", stage="negotiate", owner=cast.ar.pk)
    assert [state(row, code).state for code in ("ATI", "ATB", "ATC")] == ["imported", "imported", "next"]
    with pytest.raises(Forbidden):
        move_stage(actor=operations, project=row.pk, stage=stage_of(row, "sign").pk, imported=True)
    assert Subject.objects.get(pk=row.pk).source == "zoho"
