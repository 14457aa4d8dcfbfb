"""Handing over: one record, everything, what is refused, cancel and resume."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pursuit.domain.customers.actions.accounts import create_account
from pursuit.domain.people.actions import hand_over_job
from pursuit.domain.people.actions.hand_over import close_hand_over, resume_hand_over, start_hand_over
from pursuit.domain.people.actions.owners import change_owner, hand_over_record
from pursuit.domain.people.models import HandOver, HandOverLine
from pursuit.domain.people.queries.hand_over import HAND_OVER_LINES, hand_over, outcome, preview
from pursuit.kernel import approvals, bulk, jobs, undo
from pursuit.kernel.errors import Conflict, Forbidden, Invalid, Missing, Refused
from pursuit.kernel.listing import page, read_query
from pursuit.kernel.models import (
    ApprovalRoute,
    Approver,
    Event,
    Job,
    JobState,
    RouteStep,
    Subject,
    User,
)
from pursuit.kernel.worker import Worker
from tests.cast import Cast


def fill(cast: Cast, count: int = 5, part: str = "ar") -> list[int]:
    return [create_account(actor=cast.actor(part), title=f"客户 {n}").pk for n in range(count)]


def order(cast: Cast, by: str = "manager", **more: object) -> HandOver:
    keywords = {"from_user": cast.ar.pk, "to_user": cast.teammate.pk} | more
    return start_hand_over.run(cast.actor(by), keywords)


def work() -> None:
    worker = Worker()
    while worker.turn():
        pass


def owners(pks: list[int]) -> set[int | None]:
    return set(Subject.objects.filter(pk__in=pks).values_list("owner_id", flat=True))


def test_one_record_moves_and_comes_back(cast: Cast) -> None:
    (pk,) = fill(cast, 1)
    change_owner(actor=cast.actor("ar"), subject=pk, owner=cast.teammate.pk)
    event = Event.objects.get(verb="subject.handed_over")
    assert event.payload.data["changes"] == {"owner": [cast.ar.pk, cast.teammate.pk]}
    with pytest.raises(Forbidden):
        change_owner(actor=cast.actor("ar"), subject=pk, owner=cast.ar.pk)
    undo.undo(cast.actor("manager"), event.pk)
    assert owners([pk]) == {cast.ar.pk}


def test_a_stranger_hands_nothing_over(cast: Cast) -> None:
    (pk,) = fill(cast, 1)
    answers = []
    for subject in (pk, 999_999):
        with pytest.raises(Invalid) as no:
            change_owner(actor=cast.actor("stranger"), subject=subject, owner=cast.stranger.pk)
        answers.append((no.value.code, str(no.value.message)))
    assert answers[0] == answers[1]
    with pytest.raises(Forbidden):
        change_owner(actor=cast.actor("guest"), subject=pk, owner=cast.guest.pk)


def test_everything_goes_to_the_successor(cast: Cast) -> None:
    pks = fill(cast)
    (other,) = fill(cast, 1, "sr") if cast.actor("sr").may("customers.edit") else fill(cast, 1, "teammate")
    seen = preview(cast.actor("manager"), cast.ar.pk)
    assert (seen.total, seen.hidden, [one.count for one in seen.counts]) == (5, 0, [5])
    row = order(cast, to_user=cast.stranger.pk, move_unit=True)
    work()
    assert owners(pks) == {cast.stranger.pk}
    assert owners([other]) != {cast.stranger.pk}
    assert set(Subject.objects.filter(pk__in=pks).values_list("unit_id", flat=True)) == {cast.units["beijing"].pk}
    done = hand_over(cast.actor("manager"), row.pk)
    assert done.finished_at and done.job and done.job.state == JobState.DONE
    assert outcome(done) == {"done": 5, "refused": 0}
    assert Event.objects.filter(verb="subject.handed_over").count() == 5


def test_only_named_types_or_records(cast: Cast) -> None:
    pks = fill(cast)
    order(cast, subjects=pks[:2])
    work()
    assert owners(pks[:2]) == {cast.teammate.pk} and owners(pks[2:]) == {cast.ar.pk}
    with pytest.raises(Refused):
        order(cast, types=["nonsense"])
    with pytest.raises(Refused):
        order(cast, subjects=pks[:2])


def test_what_cannot_move_is_named_and_can_be_tried_again(cast: Cast) -> None:
    pks = fill(cast, 3)
    Subject.objects.filter(pk=pks[0]).update(unit=cast.units["beijing"])
    row = order(cast)
    work()
    assert owners(pks[1:]) == {cast.teammate.pk} and owners(pks[:1]) == {cast.ar.pk}
    assert HandOverLine.objects.get(state="refused").subject_id == pks[0]
    assert preview(cast.actor("manager"), cast.ar.pk).hidden == 1
    query = read_query(HAND_OVER_LINES, cast.actor("manager"), {"f.state": "refused"})
    assert not page(HAND_OVER_LINES, cast.actor("manager"), query).rows  # a record one does not see
    assert len(page(HAND_OVER_LINES, cast.actor("admin"), query).rows) == 1
    Subject.objects.filter(pk=pks[0]).update(unit=cast.units["shanghai"])
    with pytest.raises(Missing):
        resume_hand_over(actor=cast.actor("admin"), hand_over=row.pk)
    resume_hand_over(actor=cast.actor("manager"), hand_over=row.pk)
    work()
    assert owners(pks) == {cast.teammate.pk}


def test_trying_a_record_twice_moves_it_once(cast: Cast) -> None:
    (pk,) = fill(cast, 1)
    row = order(cast)
    manager = cast.actor("manager")
    hand_over_record(actor=manager, hand_over=row.pk, subject=pk)
    with pytest.raises(Conflict):
        hand_over_record(actor=manager, hand_over=row.pk, subject=pk)
    with pytest.raises(Missing):
        hand_over_record(actor=cast.actor("admin"), hand_over=row.pk, subject=pk)
    work()
    assert outcome(row) == {"done": 1, "refused": 0}


def test_cancel_keeps_what_is_done_and_resume_goes_on(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "MOST", 2)
    pks = fill(cast, 7)
    row = order(cast)
    real = jobs.Progress.__call__

    def cancel_after_two(self: jobs.Progress, done: int, *args: object) -> None:
        if done >= 2:
            Job.objects.filter(pk=self.job.pk).update(cancel_requested=True)
        real(self, done, *args)

    monkeypatch.setattr(jobs.Progress, "__call__", cancel_after_two)
    work()
    assert Job.objects.get(kind=hand_over_job.JOB).state == JobState.CANCELLED
    assert outcome(row)["done"] == Subject.objects.filter(owner=cast.teammate).count() == 2
    with pytest.raises(Conflict):
        order(cast)
    monkeypatch.setattr(jobs.Progress, "__call__", real)
    resume_hand_over(actor=cast.actor("manager"), hand_over=row.pk)
    work()
    assert owners(pks) == {cast.teammate.pk}
    with pytest.raises(Conflict):
        close_hand_over(actor=cast.actor("manager"), hand_over=row.pk)


def test_closing_leaves_the_rest(cast: Cast) -> None:
    pks = fill(cast)
    row = order(cast)
    close_hand_over(actor=cast.actor("manager"), hand_over=row.pk)
    work()
    assert owners(pks) == {cast.ar.pk}
    order(cast)


def test_awaited_answers_go_along(cast: Cast) -> None:
    route = ApprovalRoute.objects.create(kind="test.ask", name="测试")
    RouteStep.objects.create(route=route, position=0, approver=Approver.USER, user=cast.ar)
    (pk,) = fill(cast, 1, "teammate")
    asked = approvals.ask(cast.actor("manager"), Subject.objects.get(pk=pk), "test.ask", "请批")
    assert preview(cast.actor("manager"), cast.ar.pk).approvals == 1
    order(cast, to_user=cast.fr.pk)
    work()
    assert list(approvals.waiting_for(cast.actor("fr"))) == [asked]
    assert not approvals.waiting_for(cast.actor("ar")).exists()


def test_a_successor_who_left_meanwhile_gets_nothing(cast: Cast) -> None:
    pks = fill(cast, 2)
    row = order(cast)
    User.objects.filter(pk=cast.teammate.pk).update(is_active=False)
    work()
    assert owners(pks) == {cast.ar.pk} and outcome(row)["refused"] == 2


def test_queries_per_record_are_constant(cast: Cast) -> None:
    counts = []
    for size in (5, 25):
        fill(cast, size)
        row = order(cast)
        progress = jobs.Progress(Job.objects.get(pk=row.job_id))
        Job.objects.filter(pk=row.job_id).update(state=JobState.RUNNING)
        with CaptureQueriesContext(connection) as queries:
            hand_over_job.run(cast.actor("manager"), progress, {"hand_over": row.pk})
        counts.append(len(queries))
        Subject.objects.filter(owner=cast.teammate).update(owner=cast.stranger)
    assert (counts[1] - counts[0]) / 20 < 16
