"""The weekly review: its order, what is typed, who sees what, what its papers keep."""

import io
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from docx import Document

from pursuit.domain.execution.actions.tasks import complete_task
from pursuit.domain.execution.models import Task
from pursuit.domain.insight.actions.meetings import (
    end_meeting,
    reopen_meeting,
    set_participants,
    start_meeting,
)
from pursuit.domain.insight.actions.talking import add_task, decide, edit_row, go_to, mark_decision, remove_decision
from pursuit.domain.insight.models import AgendaRow, MeetingDecision, ReviewMeeting
from pursuit.domain.insight.queries import meetings as queries
from pursuit.domain.insight.queries.agenda import lines
from pursuit.domain.insight.queries.papers import minutes_docx, outcome, weekly_docx
from pursuit.domain.projects.actions.projects import create_project, update_project
from pursuit.kernel import history, undo
from pursuit.kernel.clock import today
from pursuit.kernel.errors import Conflict, Forbidden, Invalid, Missing, Refused, Stale
from pursuit.kernel.models import Grant, Role
from pursuit.kernel.money import Money
from tests.cast import Cast
from tests.insight.meetings import agenda, begun, three


def test_the_gravest_change_comes_first_then_the_silent(cast: Cast) -> None:
    row = begun(cast)
    assert [(one.project.title, one.reason) for one in agenda(row)] == [
        ("乙", "decided"), ("甲", "date_later"), ("丙", "silent"),
    ]  # fmt: skip
    assert (agenda(row)[2].silent_days, row.week.weekday(), row.current_id) == (20, 0, agenda(row)[0].pk)
    with pytest.raises(Conflict):
        start_meeting(actor=cast.actor("manager"))


def test_a_review_is_of_a_unit_and_of_so_many(cast: Cast) -> None:
    three(cast)
    manager = cast.actor("director")
    with pytest.raises(Refused):
        start_meeting(actor=manager, scope=cast.units["north"].pk)
    row = start_meeting(actor=manager, scope=cast.units["shanghai"].pk, most=2)
    assert row.subject.unit_id == cast.units["shanghai"].pk
    assert [one.project.title for one in agenda(row)] == ["乙", "甲"]
    with pytest.raises(Forbidden):
        start_meeting(actor=cast.actor("guest"))


def test_one_sees_of_it_what_one_sees_of_projects(cast: Cast) -> None:
    row = begun(cast)
    decide(actor=cast.actor("manager"), row=agenda(row)[0].pk, text="总监出面")
    stranger = cast.actor("stranger")
    with pytest.raises(Missing):
        queries.meeting(stranger, row.pk)
    set_participants(actor=cast.actor("manager"), meeting=row.pk, participants=[cast.stranger.pk, cast.ar.pk])
    assert queries.meeting(stranger, row.pk) == row
    told = str([(one.facts, one.changes) for one in history.of(stranger, row.subject)])
    assert "总监出面" not in told and "乙" not in told
    assert lines(stranger, row) == [] and not MeetingDecision.objects.visible_to(stranger).exists()
    assert len(lines(cast.actor("ar"), row)) == 3
    with pytest.raises(Invalid):
        edit_row(actor=stranger, row=agenda(row)[0].pk, note="我也看看")
    with pytest.raises(Forbidden):
        edit_row(actor=cast.actor("ar"), row=agenda(row)[0].pk, note="我来写")
    end_meeting(actor=cast.actor("manager"), meeting=row.pk)
    row.refresh_from_db()
    assert "总监出面" not in text(minutes_docx(stranger, row)) and "甲" not in text(weekly_docx(stranger, row))
    set_participants(actor=cast.actor("manager"), meeting=row.pk, participants=[])
    with pytest.raises(Missing):
        queries.meeting(stranger, row.pk)


def test_notes_are_not_written_over(cast: Cast) -> None:
    row = begun(cast)
    manager, director = cast.actor("manager"), cast.actor("director")
    here = agenda(row)[0].pk
    edit_row(actor=manager, row=here, note="客户换人", read="")
    edit_row(actor=manager, row=here, note="客户换人，待约", read="")  # what one typed oneself
    with pytest.raises(Stale):
        edit_row(actor=director, row=here, note="别的", read="")
    edit_row(actor=director, row=here, note="客户换人，周三约", read="客户换人，待约", verdict="watch")
    undo.undo(manager, history.latest(row.subject))
    found = AgendaRow.objects.get(pk=here)
    assert (found.note, found.verdict) == ("客户换人，待约", "")


def test_going_on_counts_time_and_what_was_talked_about(cast: Cast) -> None:
    row = begun(cast)
    first, second, _third = agenda(row)
    row.refresh_from_db()
    row.current_since -= timedelta(minutes=3)  # type: ignore[operator]
    row.save()
    go_to(actor=cast.actor("manager"), row=second.pk, onward=True)
    first.refresh_from_db()
    assert first.discussed_at and 180 <= first.seconds < 190
    go_to(actor=cast.actor("manager"), row=first.pk)
    second.refresh_from_db()
    assert second.discussed_at is None
    shown = queries.screen(cast.actor("manager"), queries.agenda_row(cast.actor("manager"), second.pk))
    assert (shown.place, shown.count, shown.discussed, shown.before) == (2, 3, 1, first.pk)


def test_decisions_and_tasks_typed_live_can_be_taken_back(cast: Cast) -> None:
    row = begun(cast)
    manager = cast.actor("manager")
    here = agenda(row)[1].pk
    made = decide(actor=manager, row=here, text="总监拜访", kind="support")
    undo.undo(manager, history.latest(row.subject))
    assert not MeetingDecision.objects.standing().exists()
    made = decide(actor=manager, row=here, text="总监拜访", kind="support")
    remove_decision(actor=manager, decision=made.pk)
    undo.undo(manager, history.latest(row.subject))
    assert MeetingDecision.objects.standing().get() == made
    task = add_task(actor=manager, row=here, title="约总工", due_on=today())
    assert (task.parent_id, task.subject.owner) == (agenda(row)[1].project_id, cast.ar)
    undo.undo(manager, history.latest(row.subject))
    assert not Task.objects.visible_to(manager).exists()
    assert not ReviewMeeting.objects.get(pk=row.pk).subject.deleted_at


def test_what_has_ended_is_kept_as_it_was(cast: Cast) -> None:
    row = begun(cast)
    manager = cast.actor("manager")
    second = agenda(row)[1]
    decide(actor=manager, row=second.pk, text="总监拜访")
    add_task(actor=manager, row=second.pk, title="约总工", due_on=today())
    row = end_meeting(actor=manager, meeting=row.pk)
    update_project(actor=cast.actor("ar"), project=second.project_id, amount=Money(999_900), title="甲改名")
    found = outcome(manager, ReviewMeeting.objects.get(pk=row.pk))
    assert (found.before, found.now) == ({"CNY": 220_000}, {"CNY": 130_000})
    happened = {one.code: (one.count, one.money.get("CNY")) for one in found.sums if one.count}
    assert happened == {"lost": (1, 50_000), "amount_down": (1, -40_000), "date_later": (1, 60_000)}
    assert [one.title for one in found.tasks] == ["约总工"]
    minutes, weekly = text(minutes_docx(manager, row)), text(weekly_docx(manager, row))
    assert all(word in minutes for word in ("总监拜访", "约总工", "安然", "马骏")) and "甲改名" not in minutes
    assert "CNY 1,000.00 → CNY 600.00" in weekly and "CNY -400.00" in weekly
    with pytest.raises(Conflict):
        decide(actor=manager, row=second.pk, text="太晚")
    reopen_meeting(actor=manager, meeting=row.pk)
    decide(actor=manager, row=second.pk, text="补一条")


def test_last_weeks_promises(cast: Cast) -> None:
    row = begun(cast)
    manager = cast.actor("manager")
    second, third = agenda(row)[1:]
    said = decide(actor=manager, row=second.pk, text="总监拜访")
    done = add_task(actor=manager, row=second.pk, title="约总工", due_on=today() - timedelta(days=2))
    add_task(actor=manager, row=third.pk, title="催标书", due_on=today() - timedelta(days=2))
    end_meeting(actor=manager, meeting=row.pk)
    ReviewMeeting.objects.update(held_on=today() - timedelta(days=7))
    complete_task(actor=cast.actor("ar"), task=done.pk)
    mark_decision(actor=manager, decision=said.pk, kept=False)
    again = start_meeting(actor=manager)
    told = {one.title: [(p.kind, p.state, p.text) for p in one.promises] for one in lines(manager, again)}
    assert told["甲"] == [("step", "kept", "拜访总工"), ("task", "kept", "约总工"), ("decision", "broken", "总监拜访")]
    assert told["丙"] == [("step", "broken", "拜访总工"), ("task", "broken", "催标书")]
    undo.undo(manager, history.latest(row.subject))
    assert MeetingDecision.objects.get(pk=said.pk).kept is None


def test_it_costs_the_same_for_many(cast: Cast) -> None:
    row = begun(cast)
    manager = cast.actor("manager")
    with CaptureQueriesContext(connection) as few:
        queries.screen(manager, queries.agenda_row(manager, agenda(row)[0].pk))
        lines(manager, row)
    end_meeting(actor=manager, meeting=row.pk)
    for number in range(12):
        create_project(actor=cast.actor("ar"), title=f"项目 {number}")
    more_rows = start_meeting(actor=manager)
    assert len(agenda(more_rows)) == 15
    with CaptureQueriesContext(connection) as more:
        queries.screen(manager, queries.agenda_row(manager, agenda(more_rows)[0].pk))
        lines(manager, more_rows)
    assert len(more) <= len(few) + 2  # the meeting before has decisions and tasks to look for
    assert len(few) < 60


def test_who_may_not_hold_one_may_be_seated(cast: Cast) -> None:
    Grant.objects.create(user=cast.guest, role=Role.objects.get(code="presales"))
    row = begun(cast, participants=[cast.guest.pk])
    assert queries.meeting(cast.actor("guest"), row.pk).pk == row.pk


def text(content: bytes) -> str:
    paper = Document(io.BytesIO(content))
    cells = [cell.text for table in paper.tables for line in table.rows for cell in line.cells]
    return "\n".join([one.text for one in paper.paragraphs] + cells)
