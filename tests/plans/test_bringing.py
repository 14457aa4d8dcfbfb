"""Plans of real files as rows of a project: dates as the engine finds them, a second file, what stays of ours."""

from pathlib import Path

import pytest

from pursuit.domain.plans.actions.bringing import bring_plan
from pursuit.domain.plans.models import BaselineRow, Plan, PlanRow
from pursuit.domain.plans.queries.stored import stored
from pursuit.domain.projects.actions.projects import create_project
from pursuit.domain.projects.models import Project
from pursuit.integrations.msproject.exporting import exported
from pursuit.integrations.msproject.network import facts
from pursuit.integrations.msproject.people import Assignment
from pursuit.integrations.msproject.plan import Plan as File
from pursuit.integrations.msproject.reader import read_plan
from pursuit.integrations.msproject.recomputed import recompute
from pursuit.integrations.msproject.storing import brought
from pursuit.integrations.msproject.writer import write_plan
from pursuit.kernel.actor import Actor
from tests.cast import Cast

SAMPLES = Path(__file__).parents[3] / "shared/samples/mspdi"
pytestmark = pytest.mark.skipif(not SAMPLES.is_dir(), reason="../shared/samples/mspdi is not here: NOT TESTED")


@pytest.fixture
def project(cast: Cast) -> Project:
    return create_project(actor=cast.actor("ar"), title="智慧园区")


@pytest.mark.parametrize("name", [path.name for path in sorted(SAMPLES.glob("*.xml"))])
def test_real_files_have_the_dates_the_engine_finds(cast: Cast, project: Project, name: str) -> None:
    plan = read_plan(SAMPLES / name)
    actor = cast.actor("ar")
    given = brought(plan, lambda _one: None)
    counts = bring_plan(actor=actor, about=project.pk, brought=given)
    found = facts(plan)
    expected = recompute(found)
    rows = list(PlanRow.objects.filter(plan__subject=project.pk).order_by("place").select_related("task__subject"))
    assert counts["rows"].get("created", 0) == len(found.rows) == len(rows)
    ours = [(row.task.title, row.start, row.finish, row.total_float) for row in rows]
    wanted = [
        ((task.name or f"{task.uid}").strip()[:200], int(start), int(finish), int(slack))
        for task, start, finish, slack in zip(
            found.rows, expected.start, expected.finish, expected.total_float, strict=True
        )
    ]
    assert ours == wanted
    assert BaselineRow.objects.filter(baseline__number=-1, row__plan__subject=project.pk).count() == len(rows)
    again = bring_plan(actor=actor, about=project.pk, brought=given)
    assert all(sum(kind.values()) == kind.get("unchanged", 0) for kind in again.values()), again
    _comes_back(actor, project, plan)


def _comes_back(actor: Actor, project: Project, plan: File) -> None:
    """What is exported says the same and has the dates we found; what only the file knew is still there."""
    stored_plan = Plan.objects.get(subject=project.pk)
    found = read_plan(write_plan(exported(stored(actor, stored_plan), "智慧园区")))
    theirs, ours = facts(plan), facts(found)
    assert [task.uid for task in ours.rows] == [task.uid for task in theirs.rows]
    assert sum(task.is_null for task in found.tasks) == sum(task.is_null for task in plan.tasks)
    for one, other in zip(ours.rows, theirs.rows, strict=True):
        assert (one.custom, one.outline_codes, one.extra) == (other.custom, other.outline_codes, other.extra)
        assert [(link.predecessor, link.type) for link in one.links] == [
            (link.predecessor, link.type) for link in other.links
        ]
        assert [b.number for b in one.baselines] == sorted(b.number for b in other.baselines)
    assert {one.uid for one in plan.resources if one.is_named} <= {one.uid for one in found.resources}
    assert uses(found.assignments) == uses(plan.assignments)
    again = recompute(ours)
    rows = PlanRow.objects.filter(plan=stored_plan).order_by("place").values_list("start", "finish", "total_float")
    assert list(rows) == list(zip(again.start.tolist(), again.finish.tolist(), again.total_float.tolist(), strict=True))


def uses(assignments: tuple[Assignment, ...]) -> set[tuple[int | None, int | None]]:
    return {(one.task_uid, one.resource_uid) for one in assignments}
