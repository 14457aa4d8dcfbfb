"""Who carries how much in which week: assignments, absences, capacity, what the reader does not see."""

from datetime import date

import pytest

from pursuit.domain.capacity.queries.workload import of_week, people_of, workload
from pursuit.domain.methods.models import Category, Stage
from pursuit.domain.people.actions.absences import add_absence
from pursuit.domain.plans.actions.assigning import assign, change_assignment, hand_on, unassign
from pursuit.domain.plans.actions.plans import change_plan
from pursuit.domain.plans.actions.rows import add_row, edit_row
from pursuit.domain.plans.models import Assignment, PlanRow
from pursuit.domain.plans.rules.chance import chance
from pursuit.domain.projects.actions.projects import create_project
from pursuit.domain.projects.models import Project
from pursuit.kernel import undo
from pursuit.kernel.errors import Conflict, Refused
from pursuit.kernel.models import Event
from tests.cast import Cast

MONDAY = date(2026, 11, 23)


@pytest.fixture
def project(cast: Cast) -> Project:
    return create_project(actor=cast.actor("ar"), title="智慧园区")


@pytest.fixture
def row(cast: Cast, project: Project) -> PlanRow:
    """Eight days from Monday: one week and three days of the next."""
    ar = cast.actor("ar")
    change_plan(actor=ar, about=project.pk, begin="2026-11-23 08:30")
    return add_row(actor=ar, about=project.pk, title="方案", duration="8d")


def hours(cast: Cast, part: str, weeks: int = 2) -> list[tuple[float, float]]:
    found = workload([cast.users[part].pk], MONDAY, weeks)
    return list(zip((found.load[0] / 60).tolist(), (found.available[0] / 60).tolist(), strict=True))


def test_work_lies_evenly_over_working_time(cast: Cast, row: PlanRow) -> None:
    ar = cast.actor("ar")
    made = assign(actor=ar, row=row.pk, user=cast.sr.pk, percent=50)
    assert hours(cast, "sr") == [(20, 40), (12, 40)]
    assert PlanRow.objects.get().task.subject.owner_id == cast.sr.pk  # the first one does it
    change_assignment(actor=ar, assignment=made.pk, work="16h")
    assert hours(cast, "sr") == [(10, 40), (6, 40)]
    undo.undo(ar, Event.objects.filter(verb="task.assignment_changed").latest("pk").pk)
    assert hours(cast, "sr") == [(20, 40), (12, 40)]
    add_absence(
        actor=cast.actor("sr"), user=cast.sr.pk, kind="annual", since=date(2026, 12, 1), until=date(2026, 12, 2)
    )
    assert hours(cast, "sr") == [(20, 40), (12, 24)]
    hand_on(actor=ar, assignment=made.pk, user=cast.fr.pk)
    assert (hours(cast, "sr")[0][0], hours(cast, "fr")[0][0]) == (0, 20)
    assert PlanRow.objects.get().task.subject.owner_id == cast.fr.pk
    undo.undo(ar, Event.objects.filter(verb="task.handed_on").latest("pk").pk)
    assert PlanRow.objects.get().task.subject.owner_id == cast.sr.pk
    edit_row(actor=ar, row=row.pk, owner=cast.fr.pk)
    assert (hours(cast, "sr")[0][0], hours(cast, "fr")[0][0]) == (0, 20)
    undo.undo(ar, Event.objects.filter(verb="task.updated").latest("pk").pk)
    assert hours(cast, "sr")[0][0] == 20
    with pytest.raises(Conflict):
        assign(actor=ar, row=row.pk, user=cast.sr.pk)
    with pytest.raises(Refused, match=r"看不到|cannot see"):
        assign(actor=ar, row=add_row(actor=ar, about=row.plan.subject_id, title="标书").pk, user=cast.stranger.pk)
    unassign(actor=ar, assignment=made.pk)
    assert not Assignment.objects.exists()
    undo.undo(ar, Event.objects.filter(verb="task.unassigned").latest("pk").pk)
    assert hours(cast, "sr")[0] == (20, 40)
    edit_row(actor=ar, row=row.pk, percent=100)
    assert hours(cast, "sr") == [(0, 40), (0, 24)]  # done


def test_what_is_uncertain_counts_by_its_chance(cast: Cast, row: PlanRow) -> None:
    ar, project = cast.actor("ar"), Project.objects.get()
    below = add_row(actor=ar, about=project.pk, parent=row.pk, title="调研", duration="5d")
    assign(actor=ar, row=below.pk, user=cast.sr.pk)
    stages = list(project.version.stages.all())
    won = next(one for one in stages if one.category == Category.WON)
    edit_row(actor=ar, row=row.pk, only_in=won.pk)  # the summary: what is below it needs the same
    assert hours(cast, "sr", 1) == [(40 * project.probability / 100, 40)] and 0 < project.probability < 100
    (part,) = of_week(ar, cast.sr.pk, MONDAY)
    assert part.chance == project.probability
    edit_row(actor=ar, row=row.pk, only_in=project.stage_id)  # it is there
    assert hours(cast, "sr", 1) == [(40, 40)]
    undo.undo(ar, Event.objects.filter(verb="task.planned").latest("pk").pk)
    assert PlanRow.objects.get(pk=row.pk).only_in_id == won.pk
    other = Stage.objects.exclude(version=project.version).first()
    assert other is not None
    with pytest.raises(Refused):
        edit_row(actor=ar, row=row.pk, only_in=other.pk)


def test_the_chance_to_get_to_a_stage() -> None:
    assert chance(30, 60, won=False, there=False, status="active") == 500  # half of those that get there are won
    assert chance(30, 20, won=False, there=False, status="active") == 1000
    assert chance(30, 100, won=True, there=False, status="active") == 300
    assert chance(30, 60, won=False, there=False, status="lost") == 0
    assert chance(100, 60, won=False, there=False, status="won") == 1000


def test_the_load_counts_what_stays_hidden(cast: Cast, row: PlanRow) -> None:
    assign(actor=cast.actor("ar"), row=row.pk, user=cast.sr.pk)
    seen = of_week(cast.actor("manager"), cast.sr.pk, MONDAY)
    assert [(one.row, one.minutes, one.hidden) for one in seen] == [(row.pk, 2400, False)]
    assert [one.hidden for one in of_week(cast.actor("stranger"), cast.sr.pk, MONDAY)] == [True]
    assert {one.pk for one in people_of(cast.actor("stranger"))} == {cast.stranger.pk}
    assert cast.sr.pk in {one.pk for one in people_of(cast.actor("director"))}
    assert people_of(cast.actor("guest")) == []
    assert {one.name for one in people_of(cast.actor("admin"), unit=cast.units["north"].pk)} == {"舒远"}
