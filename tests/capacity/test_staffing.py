"""Who does what: skills asked for and held, time, what an hour costs; applied and taken back."""

import pytest

from pursuit.domain.capacity.actions.needs import set_needs
from pursuit.domain.capacity.actions.staffing import staff_rows
from pursuit.domain.capacity.models import SkillNeed
from pursuit.domain.capacity.queries.staffing import Suggested, open_rows, suggested
from pursuit.domain.people.actions.skills import set_skill
from pursuit.domain.plans.actions.assigning import assign
from pursuit.domain.plans.actions.plans import change_plan
from pursuit.domain.plans.actions.rows import add_row
from pursuit.domain.plans.models import Assignment, Plan
from pursuit.domain.projects.actions.projects import create_project
from pursuit.engine.staffing.reasons import Why
from pursuit.kernel import terms, undo
from pursuit.kernel.errors import Refused
from pursuit.kernel.models import Event
from tests.cast import Cast


@pytest.fixture
def plan(cast: Cast) -> Plan:
    """Three rows side by side of two days each; one of them asks for a skill that only the SR has well."""
    ar, skill = cast.actor("ar"), terms.entries("skill")[0].code
    project = create_project(actor=ar, title="智慧园区")
    made = change_plan(actor=ar, about=project.pk, begin="2026-11-23 08:30")
    rows = [add_row(actor=ar, about=project.pk, title=title, duration="2d") for title in ("方案", "标书", "报价")]
    set_needs(actor=ar, row=rows[0].pk, needs={skill: 3})
    for part, level in (("sr", 4), ("fr", 2)):
        set_skill(actor=cast.actor("admin"), user=cast.users[part].pk, skill=skill, level=level)
    return made


def found(cast: Cast, plan: Plan) -> Suggested:
    plan.refresh_from_db()
    told = suggested(cast.actor("director"), plan, open_rows(cast.actor("director"), plan), seconds=0)
    assert told is not None
    return told


def test_a_suggestion_is_applied_and_taken_back(cast: Cast, plan: Plan) -> None:
    told, events = found(cast, plan), Event.objects.count()
    chosen = {told.rows[one.item].task.title: told.people[one.person].pk for one in told.answer.choices}
    assert chosen["方案"] == cast.sr.pk and len(set(chosen.values())) == 3, "nobody gets two at the same time"
    ranking = told.answer.rankings[0]
    out = {told.people[one.person].pk: {reason.code for reason in one.reasons} for one in ranking.out}
    assert out[cast.fr.pk] == {Why.LEVEL_LOW} and out[cast.ar.pk] == {Why.NO_SKILL}
    assert Event.objects.count() == events
    people = {told.rows[one.item].pk: told.people[one.person].pk for one in told.answer.choices}
    with pytest.raises(Refused, match=r"看不到|cannot see"):
        staff_rows(actor=cast.actor("ar"), about=plan.subject_id, people={told.rows[1].pk: cast.stranger.pk})
    assert not Assignment.objects.exists()
    staff_rows(
        actor=cast.actor("director"), about=plan.subject_id, people=people, role="delivery", version=told.version
    )
    assert Assignment.objects.count() == 3 and open_rows(cast.actor("ar"), plan) == []
    undo.undo(cast.actor("director"), Event.objects.filter(verb="task.assigned").latest("pk").pk)
    assert not Assignment.objects.exists()


def test_who_is_busy_is_out(cast: Cast, plan: Plan) -> None:
    rows = open_rows(cast.actor("ar"), plan)
    assign(actor=cast.actor("ar"), row=rows[2].pk, user=cast.sr.pk)
    told = found(cast, plan)
    (left,) = told.answer.left
    assert told.rows[left.item].task.title == "方案" and left.reasons[0].code is Why.NOBODY_FREE


def test_needs_are_taken_back(cast: Cast, plan: Plan) -> None:
    before = list(SkillNeed.objects.values_list("row", "skill", "level"))
    row = before[0][0]
    set_needs(actor=cast.actor("ar"), row=row, needs={})
    assert not SkillNeed.objects.exists()
    undo.undo(cast.actor("ar"), Event.objects.filter(verb="task.needs_set").latest("pk").pk)
    assert list(SkillNeed.objects.values_list("row", "skill", "level")) == before
    with pytest.raises(Refused):
        set_needs(actor=cast.actor("ar"), row=row, needs={"no such skill": 1})
