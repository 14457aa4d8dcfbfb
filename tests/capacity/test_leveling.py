"""Levelling: a preview that writes nothing, applied and taken back; what people do elsewhere counts."""

from datetime import date

import pytest

from pursuit.domain.capacity.actions.leveling import apply_leveling, level_plans
from pursuit.domain.capacity.queries.leveling import Preview, preview
from pursuit.domain.people.actions.absences import add_absence
from pursuit.domain.plans.actions.assigning import assign
from pursuit.domain.plans.actions.plans import change_plan
from pursuit.domain.plans.actions.rows import add_row, edit_row
from pursuit.domain.plans.models import Plan, PlanRow
from pursuit.domain.plans.queries.why import why
from pursuit.domain.plans.rules.instants import aware
from pursuit.domain.projects.actions.projects import create_project
from pursuit.engine.schedule.answer import Cause
from pursuit.kernel import clock, undo
from pursuit.kernel.errors import Refused, Stale
from pursuit.kernel.models import Event
from tests.cast import Cast


def begun(cast: Cast, title: str) -> Plan:
    project = create_project(actor=cast.actor("ar"), title=title)
    return change_plan(actor=cast.actor("ar"), about=project.pk, begin="2026-11-23 08:30")


def row(cast: Cast, plan: Plan, title: str, duration: str) -> int:
    """Done by the AR, all day."""
    made = add_row(actor=cast.actor("ar"), about=plan.subject_id, title=title, duration=duration)
    assign(actor=cast.actor("ar"), row=made.pk, user=cast.ar.pk)
    return made.pk


def found(cast: Cast, plan: Plan) -> Preview:
    plan.refresh_from_db()
    told = preview(cast.actor("ar"), [plan], seconds=0)
    assert told is not None
    return told


def starts(plan: Plan) -> dict[str, str]:
    rows = PlanRow.objects.filter(plan=plan).select_related("task__subject").order_by("place")
    return {one.task.title: f"{aware(one.start or 0, clock.zone()):%m-%d %H:%M}" for one in rows}


@pytest.fixture
def plan(cast: Cast) -> Plan:
    """Two rows of two days each, side by side, by one person."""
    made = begun(cast, "智慧园区")
    edit_row(actor=cast.actor("ar"), row=row(cast, made, "方案", "2d"), weight=900)
    row(cast, made, "标书", "2d")
    return made


def test_a_preview_is_applied_and_taken_back(cast: Cast, plan: Plan) -> None:
    before, events = list(PlanRow.objects.order_by("pk").values()), Event.objects.count()
    told = found(cast, plan)
    assert list(PlanRow.objects.order_by("pk").values()) == before and Event.objects.count() == events
    assert (told.now.count, told.answer.overloads_after.count) == (1, 0)
    assert [one.title for one in told.moved] == ["标书"] and told.answer.proved
    with pytest.raises(Stale):
        apply_leveling(
            actor=cast.actor("ar"), about=plan.subject_id, floors=dict(told.floors), version=told.version - 1
        )
    apply_leveling(actor=cast.actor("ar"), about=plan.subject_id, floors=dict(told.floors), version=told.version)
    assert starts(plan) == {"方案": "11-23 08:30", "标书": "11-25 08:30"}
    late, again = told.moved[0].row, found(cast, plan)
    assert (again.now.count, again.floors, again.moved) == (0, {}, [])
    assert why(cast.actor("ar"), Plan.objects.get(pk=plan.pk), [late])[late].cause is Cause.LEVELED
    undo.undo(cast.actor("ar"), Event.objects.latest("pk").pk)
    assert starts(plan) == {"方案": "11-23 08:30", "标书": "11-23 08:30"}
    with pytest.raises(Refused):
        apply_leveling(actor=cast.actor("ar"), about=plan.subject_id, floors={late: 10})


def test_absence_and_other_plans_take_time(cast: Cast, plan: Plan) -> None:
    other = begun(cast, "另一个项目")
    row(cast, other, "投标", "1d")
    week = {"kind": "annual", "since": date(2026, 11, 26), "until": date(2026, 11, 27)}
    add_absence.run(cast.actor("ar"), week)
    told = found(cast, plan)
    apply_leveling(actor=cast.actor("ar"), about=plan.subject_id, floors=dict(told.floors))
    assert starts(plan) == {"方案": "11-24 08:30", "标书": "11-30 08:30"}
    assert starts(other) == {"投标": "11-23 08:30"}


def test_several_plans_at_once(cast: Cast, plan: Plan) -> None:
    other, ar = begun(cast, "另一个项目"), cast.actor("ar")
    change_plan(actor=ar, about=other.subject_id, begin="2026-11-24 08:30")
    row(cast, other, "投标", "1d")
    plan.refresh_from_db()
    other.refresh_from_db()

    def told(urgency: int) -> Preview:
        found = preview(ar, [plan, other], seconds=0, urgency={other.pk: urgency})
        assert found is not None
        return found

    assert {one.title for one in told(-400).moved} == {"标书", "投标"}
    urgent = told(500)
    assert (urgent.now.count, urgent.answer.overloads_after.count) == (2, 0)
    assert [(one.about, one.moved) for one in urgent.plans] == [(plan.subject_id, 2), (other.subject_id, 0)]
    versions = {one.about: one.version for one in urgent.plans}
    with pytest.raises(Stale):
        stale = {**versions, plan.subject_id: versions[plan.subject_id] - 1}
        level_plans(actor=ar, floors=dict(urgent.floors), versions=stale)
    before = starts(plan), starts(other)
    level_plans(actor=ar, floors=dict(urgent.floors), versions=versions)
    assert (starts(plan), starts(other)) == (
        {"方案": "11-25 08:30", "标书": "11-27 08:30"},
        {"投标": "11-24 08:30"},
    )
    plan.refresh_from_db()
    other.refresh_from_db()
    assert told(500).now.count == 0
    undo.undo(ar, Event.objects.filter(verb="task.leveled").latest("pk").pk)
    assert (starts(plan), starts(other)) == before
