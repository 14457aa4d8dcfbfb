"""Approvals: routes, turns, deputies, one decision."""

from datetime import timedelta

import pytest

from pursuit.domain.customers.actions.accounts import create_account
from pursuit.kernel import approvals, clock
from pursuit.kernel.errors import Conflict, Forbidden, Missing, Refused
from pursuit.kernel.models import Approval, ApprovalRoute, Approver, Decision, Deputy, Event, Role, RouteStep, Subject
from tests.cast import Cast

KIND = "tests.discount"


@pytest.fixture
def asked(cast: Cast) -> Approval:
    """A route of two steps: the team's head, then everybody who is a director here."""
    route = ApprovalRoute.objects.create(kind=KIND, name="折扣", floor=100)
    RouteStep.objects.create(route=route, position=1, approver=Approver.HEAD)
    RouteStep.objects.create(
        route=route, position=2, approver=Approver.ROLE, role=Role.objects.get(code="director"), everyone=True
    )
    row = create_account(actor=cast.actor("ar"), title="远洋港务")
    return approvals.ask(cast.actor("ar"), row.subject, KIND, "折扣 8%", amount=500)


def answer(cast: Cast, part: str, asked: Approval, approved: bool = True) -> Approval:
    return approvals.decide_approval(actor=cast.actor(part), approval=asked.pk, approved=approved, comment="同意")


def test_steps_in_order(cast: Cast, asked: Approval) -> None:
    assert [row.pk for row in approvals.waiting_for(cast.actor("manager"))] == [asked.pk]
    assert not approvals.waiting_for(cast.actor("director"))
    with pytest.raises(Forbidden):
        answer(cast, "director", asked)
    answer(cast, "manager", asked)
    assert not approvals.waiting_for(cast.actor("manager"))
    assert answer(cast, "director", asked).state == "approved"
    assert [row.by_id for row in Decision.objects.order_by("pk")] == [cast.manager.pk, cast.director.pk]
    assert Event.objects.filter(verb=approvals.DECIDED).count() == 2


def test_one_no_ends_it(cast: Cast, asked: Approval) -> None:
    assert answer(cast, "manager", asked, approved=False).state == "rejected"
    with pytest.raises(Conflict):
        answer(cast, "director", asked)


def test_a_question_is_decided_once(cast: Cast, asked: Approval) -> None:
    answer(cast, "manager", asked)
    with pytest.raises(Forbidden):
        answer(cast, "manager", asked)
    assert Decision.objects.count() == 1


def test_a_stranger_sees_no_approval(cast: Cast, asked: Approval) -> None:
    with pytest.raises(Missing):
        answer(cast, "stranger", asked)
    assert not approvals.visible(cast.actor("stranger")).exists()


def test_a_deputy_answers_in_the_absents_name(cast: Cast, asked: Approval) -> None:
    today = clock.today()
    Deputy.objects.create(user=cast.manager, deputy=cast.sr, since=today, until=today + timedelta(days=3))
    assert [row.pk for row in approvals.waiting_for(cast.actor("sr"))] == [asked.pk]
    answer(cast, "sr", asked)
    decision = Decision.objects.get()
    assert (decision.by_id, decision.on_behalf_of_id) == (cast.sr.pk, cast.manager.pk)
    assert Event.objects.latest("pk").on_behalf_of_id == cast.manager.pk


def test_a_deputy_of_last_week_does_not(cast: Cast, asked: Approval) -> None:
    day = clock.today() - timedelta(days=7)
    Deputy.objects.create(user=cast.manager, deputy=cast.sr, since=day, until=day)
    with pytest.raises((Forbidden, Missing)):
        answer(cast, "sr", asked)


def test_asked_twice_is_refused(cast: Cast, asked: Approval) -> None:
    with pytest.raises(Conflict):
        approvals.ask(cast.actor("ar"), asked.subject, KIND, "again", amount=500)


def test_nobody_to_ask_is_said(cast: Cast, asked: Approval) -> None:
    with pytest.raises(Refused) as no:
        approvals.ask(cast.actor("ar"), asked.subject, "tests.none", "x")
    assert no.value.code == "no_approver"


def test_the_asker_does_not_approve_their_own(cast: Cast) -> None:
    route = ApprovalRoute.objects.create(kind=KIND, name="折扣")
    RouteStep.objects.create(route=route, position=1, approver=Approver.HEAD)
    row = create_account(actor=cast.actor("manager"), title="自己的客户")
    asked = approvals.ask(cast.actor("manager"), row.subject, KIND, "x")
    assert approvals.approval_turn(asked) == [cast.director.pk]
    top = create_account(actor=cast.actor("director"), title="总监的客户")
    with pytest.raises(Refused):
        approvals.ask(cast.actor("director"), top.subject, KIND, "x")


def test_withdrawing_is_for_the_asker(cast: Cast, asked: Approval) -> None:
    with pytest.raises(Missing):
        approvals.withdraw_approval(actor=cast.actor("manager"), approval=asked.pk)
    approvals.withdraw_approval(actor=cast.actor("ar"), approval=asked.pk)
    assert not approvals.waiting_for(cast.actor("manager"))


def test_an_approver_from_elsewhere_can_read_the_record(cast: Cast) -> None:
    route = ApprovalRoute.objects.create(kind=KIND, name="折扣")
    RouteStep.objects.create(route=route, position=1, approver=Approver.USER, user=cast.stranger)
    row = create_account(actor=cast.actor("ar"), title="远洋港务")
    approvals.ask(cast.actor("ar"), row.subject, KIND, "x")
    assert Subject.objects.visible_to(cast.actor("stranger")).filter(pk=row.pk).exists()


def test_standing_in_for_the_approver_does_not_answer_ones_own_question(cast: Cast, asked: Approval) -> None:
    today = clock.today()
    Deputy.objects.create(user=cast.manager, deputy=cast.ar, since=today, until=today)
    assert not approvals.waiting_for(cast.actor("ar"))
    with pytest.raises(Forbidden):
        answer(cast, "ar", asked)
