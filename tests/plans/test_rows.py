"""A plan written by hand: rows, links, progress, moves; each change with its dates, and each undone."""

from collections.abc import Callable

import pytest

from pursuit.domain.execution.actions.calendars import set_days
from pursuit.domain.execution.actions.tasks import delete_task, restore_task
from pursuit.domain.execution.models import TaskStatus, WorkCalendar
from pursuit.domain.plans.actions import dating_job
from pursuit.domain.plans.actions.baselines import clear_baseline, take_baseline
from pursuit.domain.plans.actions.links import change_link, link_rows, unlink_rows
from pursuit.domain.plans.actions.moves import move_rows, place_row
from pursuit.domain.plans.actions.plans import change_plan
from pursuit.domain.plans.actions.rows import add_row, edit_row, remove_rows
from pursuit.domain.plans.models import BaselineRow, Plan, PlanLink, PlanRow
from pursuit.domain.plans.queries.gantt import COLUMNS, MOVED, Chart, chart
from pursuit.domain.plans.rules.instants import aware
from pursuit.domain.projects.actions.projects import create_project
from pursuit.domain.projects.models import Project
from pursuit.kernel import clock, undo
from pursuit.kernel.actor import system_actor
from pursuit.kernel.errors import Conflict, Forbidden, Invalid, Refused, Stale
from pursuit.kernel.models import Event, Job
from tests.cast import Cast


@pytest.fixture
def project(cast: Cast) -> Project:
    return create_project(actor=cast.actor("ar"), title="智慧园区")


@pytest.fixture
def three(cast: Cast, project: Project) -> list[int]:
    """投标 over 方案 (3 days) and 标书 (2 days), which waits for it; from Monday, 2026-11-23, 08:30."""
    ar = cast.actor("ar")
    change_plan(actor=ar, about=project.pk, begin="2026-11-23 08:30")
    bid = add_row(actor=ar, about=project.pk, title="投标")
    design = add_row(actor=ar, about=project.pk, title="方案", parent=bid.pk, duration="3d")
    paper = add_row(actor=ar, about=project.pk, title="标书", parent=bid.pk, duration="2 个工作日")
    link_rows(actor=ar, before=design.pk, after=paper.pk)
    return [bid.pk, design.pk, paper.pk]


def told(project: Project) -> dict[str, tuple[str, str]]:
    """Start and finish of each row as people read them."""
    rows = PlanRow.objects.filter(plan__subject=project.pk, task__subject__deleted_at=None).order_by("place")
    return {row.task.title: (_shown(row.start), _shown(row.finish)) for row in rows.select_related("task__subject")}


def _shown(at: int | None) -> str:
    return f"{aware(at or 0, clock.zone()):%m-%d %H:%M}"


BEFORE = {
    "投标": ("11-23 08:30", "11-27 18:00"),
    "方案": ("11-23 08:30", "11-25 18:00"),
    "标书": ("11-26 08:30", "11-27 18:00"),
}


def last_event() -> int:
    return Event.objects.latest("pk").pk


def test_links_decide_and_every_change_can_be_taken_back(cast: Cast, project: Project, three: list[int]) -> None:
    ar, (bid, design, paper) = cast.actor("ar"), three
    assert told(project) == BEFORE
    link = PlanLink.objects.get()
    changes: list[tuple[Callable[[], object], dict[str, tuple[str, str]]]] = [
        (lambda: edit_row(actor=ar, row=design, duration="1w"), {"标书": ("11-30 08:30", "12-01 18:00")}),
        (lambda: edit_row(actor=ar, row=paper, start="2026-12-02"), {"标书": ("12-02 08:30", "12-03 18:00")}),
        (lambda: edit_row(actor=ar, row=paper, by_hand=True), {"标书": BEFORE["标书"]}),
        (lambda: edit_row(actor=ar, row=design, percent=100), {"方案": BEFORE["方案"]}),
        (lambda: change_link(actor=ar, link=link.pk, lag="1d"), {"标书": ("11-27 08:30", "11-30 18:00")}),
        (lambda: change_link(actor=ar, link=link.pk, kind="ss", lag="50%"), {"标书": ("11-24 14:00", "11-26 14:00")}),
        (lambda: unlink_rows(actor=ar, link=link.pk), {"标书": ("11-23 08:30", "11-24 18:00")}),
        (lambda: move_rows(actor=ar, rows=[paper], way="outdent"), {"投标": ("11-23 08:30", "11-25 18:00")}),
        (lambda: change_plan(actor=ar, about=project.pk, begin="2026-11-24"), {"投标": ("11-24 08:30", "11-30 18:00")}),
        (lambda: remove_rows(actor=ar, rows=[bid]), {}),
    ]  # fmt: skip
    for change, expected in changes:
        change()
        found = told(project)
        assert found | expected == found
        undo.undo(ar, last_event())
        assert told(project) == BEFORE
        link = PlanLink.objects.get()
    assert chart(ar, Plan.objects.get(), since=10**6).rows == []


def test_what_cannot_be_is_refused_by_name_and_changes_nothing(cast: Cast, project: Project, three: list[int]) -> None:
    ar, (bid, design, paper) = cast.actor("ar"), three
    before, events = list(PlanRow.objects.order_by("pk").values()), Event.objects.count()
    for code, change in (
        ("cycle", lambda: link_rows(actor=ar, before=paper, after=design)),
        ("own_summary", lambda: link_rows(actor=ar, before=bid, after=design)),
        ("own_link", lambda: link_rows(actor=ar, before=bid, after=bid)),
        ("bad_length", lambda: edit_row(actor=ar, row=design, duration="bald")),
        ("bad_lag", lambda: change_link(actor=ar, link=PlanLink.objects.get().pk, lag="später")),
        ("of_summary", lambda: edit_row(actor=ar, row=bid, percent=50)),
        ("out_of_range", lambda: edit_row(actor=ar, row=design, start="1983-12-31")),
        ("limit_without_date", lambda: edit_row(actor=ar, row=design, limit="mso")),
        ("into_itself", lambda: place_row(actor=ar, row=bid, parent=design)),
        ("no_end", lambda: change_plan(actor=ar, about=project.pk, from_end=True)),
    ):
        with pytest.raises(Refused) as no:
            change()
        assert no.value.code == code
    with pytest.raises(Refused, match=r"方案 → 标书 → 方案|标书 → 方案 → 标书"):
        link_rows(actor=ar, before=paper, after=design)
    with pytest.raises(Conflict):
        link_rows(actor=ar, before=design, after=paper)
    with pytest.raises(Stale):
        edit_row(actor=ar, row=design, title="新方案", version=99)
    with pytest.raises(Invalid):
        edit_row(actor=cast.actor("stranger"), row=design, title="新方案")
    with pytest.raises(Forbidden):
        edit_row(actor=cast.actor("guest"), row=design, title="新方案")
    assert list(PlanRow.objects.order_by("pk").values()) == before
    assert Event.objects.count() == events


def test_progress_status_and_baseline_go_together(cast: Cast, project: Project, three: list[int]) -> None:
    ar, (_bid, design, _paper) = cast.actor("ar"), three
    take_baseline(actor=ar, about=project.pk, number=0, name="投标计划")
    edit_row(actor=ar, row=design, percent=100, ended="2026-11-27 18:00")
    row = PlanRow.objects.select_related("task").get(pk=design)
    assert (row.task.status, row.task.done_at) == (TaskStatus.DONE, aware(row.ended or 0, clock.zone()))
    assert told(project)["标书"] == ("11-30 08:30", "12-01 18:00")
    cells = [dict(zip(COLUMNS, one, strict=True)) for one in chart(ar, Plan.objects.get()).rows]
    assert [(one["wbs"], one["title"], one["percent"]) for one in cells] == [
        ("1", "投标", 60), ("1.1", "方案", 100), ("1.2", "标书", 0)
    ]  # fmt: skip
    assert all(isinstance(one["baseline_finish"], int) for one in cells)
    assert cells[2]["finish"] - cells[2]["baseline_finish"] == 4 * 1440  # type: ignore[operator]
    with pytest.raises(Conflict):
        take_baseline(actor=ar, about=project.pk, number=0)
    clear_baseline(actor=ar, about=project.pk, number=0)
    assert not BaselineRow.objects.exists()


def test_a_day_off_moves_the_plans_that_follow_the_calendar(cast: Cast, project: Project, three: list[int]) -> None:
    company = WorkCalendar.objects.get(is_default=True)
    set_days(actor=cast.actor("operations"), calendar=company.pk, since="2026-11-24", name="厂庆")
    assert told(project) == BEFORE  # not in the transaction of whoever keeps the calendar
    job = Job.objects.get(kind=dating_job.JOB)
    dating_job.run(system_actor(), lambda *_: None, job.params)  # type: ignore[arg-type]
    assert told(project)["标书"] == ("11-27 08:30", "11-30 18:00")


def test_a_task_deleted_as_a_task_leaves_its_plan(cast: Cast, project: Project, three: list[int]) -> None:
    ar, (bid, design, _paper) = cast.actor("ar"), three
    delete_task(actor=ar, task=design)
    assert told(project) == {"投标": ("11-23 08:30", "11-24 18:00"), "标书": ("11-23 08:30", "11-24 18:00")}
    restore_task(actor=ar, task=design)
    assert told(project) == BEFORE
    delete_task(actor=ar, task=bid)
    assert told(project) == {} and Plan.objects.get().finish is None
    undo.undo(ar, Event.objects.filter(verb="task.deleted").latest("pk").pk)
    assert told(project) == BEFORE


def test_what_is_sent_after_a_change_makes_the_chart_what_it_is(cast: Cast, project: Project, three: list[int]) -> None:
    """A page that takes in what changed since the version it knows shows what a page loaded now shows."""
    ar, (_bid, design, paper) = cast.actor("ar"), three
    link = PlanLink.objects.get()
    shown = {one["id"]: one for one in _cells(chart(ar, Plan.objects.get()))}
    changes: list[tuple[Callable[[], object], set[int]]] = [  # and which rows are sent whole
        (lambda: edit_row(actor=ar, row=design, duration="1w"), {design}),
        (lambda: edit_row(actor=ar, row=design, percent=40), {design}),
        (lambda: edit_row(actor=ar, row=paper, title="投标书"), {paper}),
        (lambda: edit_row(actor=ar, row=paper, start="2026-12-07"), {paper}),
        (lambda: change_link(actor=ar, link=link.pk, lag="2d"), set()),
        (lambda: edit_row(actor=ar, row=design, inactive=True), {design}),
        (lambda: undo.undo(ar, last_event()), {design}),
    ]
    for change, edited in changes:
        known = Plan.objects.get().version
        change()
        plan = Plan.objects.get()
        found = chart(ar, plan, since=known)
        assert {one["id"] for one in _cells(found)} == edited
        assert not edited & {row[0] for row in found.moved}
        for one in _cells(found):
            shown[one["id"]] = one
        for row in found.moved:
            shown[row[0]] |= dict(zip(MOVED, row, strict=True))
        assert list(shown.values()) == _cells(chart(ar, plan))


def _cells(found: Chart) -> list[dict[str, object]]:
    return [dict(zip(COLUMNS, one, strict=True)) for one in found.rows]
