"""What finished rows teach, and rows that exist only if the project gets to a stage, in the picture of the finish."""

import pytest

from pursuit.domain.methods.models import Category
from pursuit.domain.plans.actions.baselines import take_baseline
from pursuit.domain.plans.actions.plans import change_plan
from pursuit.domain.plans.actions.rows import add_row, edit_row
from pursuit.domain.plans.models import Plan
from pursuit.domain.plans.queries.history import history
from pursuit.domain.plans.queries.simulated import simulated
from pursuit.domain.projects.actions.projects import create_project
from pursuit.domain.projects.models import Project
from pursuit.engine.simulation.ranges import MEASURED
from tests.cast import Cast


@pytest.fixture
def plan(cast: Cast) -> Plan:
    project = create_project(actor=cast.actor("ar"), title="智慧园区")
    return change_plan(actor=cast.actor("ar"), about=project.pk, begin="2026-11-23 08:30")


def test_finished_rows_teach(cast: Cast, plan: Plan) -> None:
    ar = cast.actor("ar")
    rows = [add_row(actor=ar, about=plan.subject_id, title=f"{n}", duration="2d") for n in range(3)]
    edit_row(actor=ar, row=rows[0].pk, begun="2026-11-23 08:30", ended="2026-11-26 18:00")
    assert history().rows == 0 and history().ranges == MEASURED, "without a baseline nobody knows what was planned"
    edit_row(actor=ar, row=rows[0].pk, percent=0)
    take_baseline(actor=ar, about=plan.subject_id, number=0)
    edit_row(actor=ar, row=rows[0].pk, begun="2026-11-23 08:30", ended="2026-11-26 18:00")  # four days, not two
    edit_row(actor=ar, row=rows[1].pk, percent=100)  # ticked off
    found = history()
    assert found.rows == 1 and found.percent == 2
    assert MEASURED.ratios[1] < found.ranges.ratios[1] < 1.05


def test_what_may_not_come_counts_by_its_chance(cast: Cast, plan: Plan) -> None:
    ar = cast.actor("ar")
    short = add_row(actor=ar, about=plan.subject_id, title="投标", duration="2d")
    long = add_row(actor=ar, about=plan.subject_id, title="实施", duration="60d")
    project = Project.objects.get()
    won = project.version.stages.filter(category=Category.WON).first()
    assert won is not None
    sure = simulated(ar, plan)
    edit_row(actor=ar, row=long.pk, only_in=won.pk)
    plan.refresh_from_db()
    maybe = simulated(ar, plan)
    assert sure is not None and maybe is not None
    lost = 100 - project.probability
    assert sure.at(5) > maybe.at(max(lost - 5, 1)) and maybe.at(99) > sure.at(20)
    assert short.pk in maybe.ranges
