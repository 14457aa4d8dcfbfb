"""A plan as a workbook, and that workbook brought in again: the same rows, dates and links."""

from argparse import Namespace
from pathlib import Path

from django.test import Client
from openpyxl import load_workbook

from pursuit.domain.plans.actions.assigning import assign
from pursuit.domain.plans.actions.baselines import take_baseline
from pursuit.domain.plans.actions.links import change_link, link_rows
from pursuit.domain.plans.actions.plans import change_plan
from pursuit.domain.plans.actions.rows import add_row, edit_row
from pursuit.domain.plans.models import PlanLink, PlanRow
from pursuit.domain.plans.queries.plans import plan_of
from pursuit.domain.plans.queries.stored import stored
from pursuit.domain.projects.actions.projects import create_project
from pursuit.domain.projects.models import Project
from pursuit.integrations.boards.bringing import bring_file
from pursuit.integrations.plansheet.writer import write_sheet
from pursuit.integrations.tasktables.own import HEADERS
from pursuit.interfaces.cli.plans import export
from pursuit.kernel.actor import Actor
from tests.cast import Cast


def laid_out(actor: Actor, project: Project) -> None:
    """Summaries two deep, all kinds of links and lags, a milestone, clock time, progress, people."""
    change_plan(actor=actor, about=project.pk, begin="2026-11-23 08:30")
    made: dict[str, int] = {}
    for title, above, fields in (
        ("投标", "", {}),
        ("方案", "投标", {"duration": "3d", "owner": actor.user_id}),
        ("标书", "投标", {"duration": "2.5d", "note": "=1+1 三份，盖章", "priority": "high"}),
        ("报价", "投标", {"duration": "6h", "deadline": "2026-12-18"}),
        ("晾干", "投标", {"duration": "2ed"}),
        ("评审会", "投标", {"duration": "1d"}),
        ("开标", "", {"milestone": True, "duration": "0d"}),
        ("履约", "", {"duration": "4d", "side": "customer"}),
    ):
        parent = made.get(above)
        made[title] = add_row(actor=actor, about=project.pk, title=title, parent=parent, **fields).pk
    for before, after, kind, lag in (
        ("方案", "标书", "fs", "1d"),
        ("方案", "报价", "ss", "50%"),
        ("报价", "晾干", "ff", "-2h"),
        ("标书", "评审会", "fs", "2ed"),
        ("评审会", "开标", "fs", "0"),
        ("投标", "履约", "fs", "0"),
        ("开标", "履约", "fs", "4h"),
    ):
        link = link_rows(actor=actor, before=made[before], after=made[after])
        change_link(actor=actor, link=link.pk, kind=kind, lag=lag)
    assign(actor=actor, row=made["方案"], user=actor.user_id, percent=50)
    edit_row(actor=actor, row=made["报价"], percent=100, begun="2026-11-20 08:30", ended="2026-11-20 16:00")
    edit_row(actor=actor, row=made["方案"], percent=40)
    take_baseline(actor=actor, about=project.pk)


def told(project: Project) -> list[tuple[object, ...]]:
    rows = PlanRow.objects.filter(plan__subject=project.pk, task__subject__deleted_at=None).order_by("place")
    return [
        (row.task.title, row.parent and row.parent.task.title, row.start, row.finish, row.duration, row.elapsed,
         row.milestone, row.percent, row.task.status, row.task.note, row.task.priority)
        for row in rows.select_related("task__subject", "parent__task__subject")
    ]  # fmt: skip


def tied(project: Project) -> set[tuple[object, ...]]:
    names = ("before__task__subject__title", "after__task__subject__title", "kind", "lag", "unit")
    return set(PlanLink.objects.filter(after__plan__subject=project.pk).values_list(*names))


def test_out_and_in_again(client: Client, cast: Cast, tmp_path: Path) -> None:
    actor, path = cast.actor("ar"), tmp_path / "plan.xlsx"
    first, second = (create_project(actor=actor, title=title) for title in ("智慧园区", "智慧园区二"))
    laid_out(actor, first)
    plan = plan_of(actor, first.pk)
    assert plan is not None
    with path.open("wb") as out:
        assert write_sheet(stored(actor, plan), out) == 8

    rows = list(load_workbook(path).active.iter_rows(values_only=True))
    assert rows[0] in HEADERS.values()
    cells = {row[3]: dict(zip(HEADERS["zh"], row, strict=True)) for row in rows[1:]}
    waits = [cells[title]["前置任务"] for title in ("标书", "报价", "晾干")]
    assert waits == ["2FS+1d", "2SS+50%", "4FF-2h"]
    assert (cells["履约"]["前置任务"], cells["履约"]["归属"] != cells["标书"]["归属"]) == ("1,7FS+0.5d", True)
    assert cells["标书"]["备注"].startswith("'=")
    assert (cells["方案"]["投入"], cells["方案"]["基线完成"]) == ("安然 50%", cells["方案"]["完成时间"])

    console = tmp_path / "console.xlsx"
    assert export(Namespace(rest=[first.code, str(console)]), actor) == 0
    client.force_login(cast.ar)
    (tmp_path / "web.xlsx").write_bytes(client.get(f"/projects/{first.pk}/plan/export.xlsx").getvalue())
    for other in (console, tmp_path / "web.xlsx"):
        assert list(load_workbook(other).active.iter_rows(values_only=True))[1:] == rows[1:]

    found = bring_file(actor, second.pk, path)
    assert not found.plain()["faults"]
    assert told(second) == told(first)
    assert tied(second) == tied(first)
    assert not bring_file(actor, second.pk, path).changed
