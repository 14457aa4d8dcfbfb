"""Boards of other tools in a project: the rows, dates and talk of real files, and what a later export changes."""

import json
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from pursuit.domain.collaboration.models import Comment
from pursuit.domain.execution.actions.checks import remove_check, tick_check
from pursuit.domain.execution.actions.tasks import delete_task, update_task
from pursuit.domain.execution.models import CheckItem, Task, TaskStatus
from pursuit.domain.plans.models import Assignment, BaselineRow, PlanLink, PlanRow
from pursuit.domain.plans.rules.instants import aware
from pursuit.domain.projects.actions.projects import create_project
from pursuit.domain.projects.models import Project
from pursuit.integrations.boards.bringing import bring_file
from pursuit.integrations.boards.errors import BoardError
from pursuit.integrations.boards.receipt import Receipt
from pursuit.integrations.intake.undoing import undo
from pursuit.integrations.tasktables.mapping import Column, Facts
from pursuit.kernel import clock, customfields, customimport
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Refused
from pursuit.kernel.models import Event, ImportBatch
from tests.cast import Cast
from tests.integrations.asana.test_reader import FULL, MORE
from tests.integrations.boards.made import SHARED, card, dumped, said, trello

TRELLO, ASANA = SHARED / "trello", SHARED / "asana"
GOCD = [f"gocd-testdrive-2019-06-{day}" for day in ("06", "12")]


@pytest.fixture
def project(cast: Cast) -> Project:
    return create_project(actor=cast.actor("ar"), title="智慧园区")


def counted(receipt: Receipt) -> dict[str, dict[str, int]]:
    """What happened, without zeros and without what stayed as it was."""
    plain = {kind: vars_of(counts) for kind, counts in receipt.counts.items()}
    return {kind: told for kind, told in plain.items() if told}


def vars_of(counts: object) -> dict[str, int]:
    names = ("created", "updated", "vanished", "rejected")
    return {name: found for name in names if (found := getattr(counts, name))}


def expected(path: Path) -> dict[str, int]:
    return json.loads(path.with_suffix(".expected.json").read_text())


def shown(at: int | None) -> str:
    return "" if at is None else f"{aware(at, clock.zone()):%m-%d %H:%M}"


@pytest.mark.skipif(not TRELLO.is_dir(), reason="../shared/samples/trello is not here: NOT TESTED")
def test_a_trello_board_and_its_later_export(cast: Cast, project: Project) -> None:
    actor = cast.actor("admin")
    told = expected(TRELLO / f"{GOCD[0]}.json")
    first = bring_file(actor, project.pk, TRELLO / f"{GOCD[0]}.json")
    values = len({one.pk for one in tasks(actor, project) if labels(one)})
    assert counted(first) == {
        "tasks": {"created": told["lists"] + told["cards"]},
        "check_items": {"created": told["check_items"]},
        "comments": {"created": told["comments_in_actions"]},
        "attachments": {"created": told["attachments"]},
        "people": {"created": 7},
        "assignments": {"created": told["member_assignments"]},
        "values": {"created": values},
    }
    assert sum(len(labels(one)) for one in tasks(actor, project)) == told["label_assignments"]
    assert CheckItem.objects.filter(done=True).count() == told["check_items_complete"]
    assert PlanRow.objects.exclude(deadline=None).count() == told["cards_with_due"]
    assert BaselineRow.objects.filter(baseline__number=-1).count() == told["cards_with_due"]
    assert any("38 " in one for one in first.notes)
    assert len(first.people) == told["members"] and first.file["cards_archived"] == told["cards_archived"]
    assert f"{Comment.objects.order_by('created_at')[0].created_at:%Y-%m-%d}" == "2019-04-05"
    assert PlanRow.objects.filter(start=None).count() == 0

    before = (Event.objects.count(), ImportBatch.objects.count())
    same = bring_file(actor, project.pk, TRELLO / f"{GOCD[0]}.json")
    assert (counted(same), same.batch) == ({}, None)
    assert (Event.objects.count(), ImportBatch.objects.count()) == before

    mine = Task.objects.get(subject__title="collapsible advanced options component")  # changed in the later export
    update_task(actor=actor, task=mine.pk, title="可折叠组件")
    lines = list(CheckItem.objects.order_by("pk"))
    tick_check(actor=actor, check=lines[0].pk, done=not lines[0].done)
    remove_check(actor=actor, check=lines[1].pk)
    gone = PlanRow.objects.filter(parent__task__subject__title="Loading Page")[0].task
    delete_task(actor=actor, task=gone.pk)

    second = bring_file(actor, project.pk, TRELLO / f"{GOCD[1]}.json")
    assert counted(second) == {
        "tasks": {"created": 2, "updated": 7},
        "check_items": {"updated": 4},
        "comments": {"created": 2},
        "attachments": {"created": 4},
        "assignments": {"created": 2},
    }
    assert any("40 " in one for one in second.notes)
    assert Task.objects.get(pk=mine.pk).subject.title == "可折叠组件"
    assert "<details>`" in Task.objects.get(pk=mine.pk).note
    assert CheckItem.objects.get(pk=lines[0].pk).done != lines[0].done
    assert CheckItem.objects.filter(key=lines[1].key).count() == 0
    assert not Task.objects.live().filter(pk=gone.pk).exists()


def tasks(actor: Actor, project: Project) -> Sequence[Task]:
    return list(Task.objects.visible_to(actor).filter(parent=project.pk))


def test_all_an_asana_task_can_hold(cast: Cast, project: Project, tmp_path: Path) -> None:
    actor, path = cast.actor("admin"), tmp_path / "launch.json"
    path.write_bytes(dumped({"data": [FULL, *MORE]}))
    receipt = bring_file(actor, project.pk, path)
    told = counted(receipt)
    assert told["comments"] == {"created": 2} and told["attachments"] == {"created": 1}
    assert told["links"] == {"created": 1} and any("1 个任务与其上级任务" in one for one in receipt.notes)
    own = Task.objects.get(subject__title=FULL["name"])
    fields = {one.label: (one.kind, one.choices) for one in customfields.of("task")}
    assert (fields["Cost"], fields["Risk"]) == (("number", []), ("choice", ["High", "Low"]))
    values = {code: f"{value}" for (_task, code), value in customimport.values_of([own.pk]).items()}
    assert (values["cost"], values["risk"]) == ("12.5", "High") and "red" in values.values()
    assert counted(bring_file(actor, project.pk, path)) == {}
    customfields.set_custom_values(actor=actor, subject=own.pk, values={"cost": "99"})
    costs, risk, empty = FULL["custom_fields"]
    stories = [FULL["stories"][0] | {"text": "much later"}, *FULL["stories"][1:]]
    changed = FULL | {"custom_fields": [costs, risk | {"enum_value": {"name": "Low"}}, empty], "stories": stories}
    path.write_bytes(dumped({"data": [changed, *MORE]}))
    later = bring_file(actor, project.pk, path)
    assert counted(later) == {"comments": {"updated": 1}, "values": {"updated": 1}} and later.kept == 1
    values = {code: f"{value}" for (_task, code), value in customimport.values_of([own.pk]).items()}
    assert (values["cost"], values["risk"]) == ("99", "Low")


def test_whoever_may_not_import_history_brings_the_tasks_alone(cast: Cast, project: Project, tmp_path: Path) -> None:
    actor = cast.actor("ar")
    path = tmp_path / "board.json"
    path.write_bytes(dumped(trello(actions=[said("a1", "c1", "问一下")], cards=[card("c1", idMembers=["m1"])])))
    receipt = bring_file(actor, project.pk, path)
    assert receipt.batch is None and receipt.people == ["Li Lei"]
    assert counted(receipt) == {"tasks": {"created": 2}, "people": {"created": 1}, "assignments": {"created": 1}}
    assert not Comment.objects.exists() and any("1 " in one for one in receipt.notes)
    assert counted(bring_file(actor, project.pk, path)) == {}
    with pytest.raises(Refused):
        bring_file(cast.actor("stranger"), project.pk, path)


def labels(task: Task) -> list[str]:
    values = customimport.values_of([task.pk])
    return [one for value in values.values() for one in str(value).split("、")]


@pytest.mark.skipif(not ASANA.is_dir(), reason="../shared/samples/asana is not here: NOT TESTED")
def test_asana_projects_and_taking_one_back(cast: Cast, project: Project) -> None:
    actor = cast.actor("admin")
    told = expected(ASANA / "acme-gantt-sample.csv")
    cast.ar.name = "Jane Doe"
    cast.ar.save()
    receipt = bring_file(actor, project.pk, ASANA / "acme-gantt-sample.csv")
    sections, projects = 5, 3
    assert counted(receipt)["tasks"] == {"created": told["rows"] + sections + projects}
    below = PlanRow.objects.filter(parent__task__subject__title="Marketing Strategy")
    assert [one.task.title for one in below] == ["Develop Ad Campaign"]
    done = Task.objects.get(subject__title="Finalize Budget")
    assert (done.status, done.done_at and done.done_at.astimezone(clock.zone()).date().isoformat()) == (
        "done", "2025-09-30",
    )  # fmt: skip
    own = Task.objects.get(subject__title="Marketing Strategy")
    assert own.subject.owner_id == cast.ar.pk and own.subject.created_at.year == 2025
    assert "Jane Doe" not in receipt.people and "Alice" in receipt.people
    assert counted(bring_file(actor, project.pk, ASANA / "acme-gantt-sample.csv")) == {}
    more = bring_file(actor, project.pk, ASANA / "airbyte-subset-a.jsonl")
    assert counted(more)["tasks"]["created"] >= expected(ASANA / "airbyte-subset-a.jsonl")["records_by_stream"]["tasks"]
    assert receipt.batch and more.batch
    for batch in (more.batch, receipt.batch):
        assert undo(actor, batch).kept == []
    assert not tasks(actor, project) and not Comment.objects.exists()
    again = bring_file(actor, project.pk, ASANA / "acme-gantt-sample.csv")
    assert counted(again)["tasks"] == counted(receipt)["tasks"]


HEAD = [
    "任务编号",
    "任务名称",
    "阶段",
    "负责人",
    "优先级",
    "计划开始",
    "计划完成",
    "工期",
    "前置任务",
    "进度",
    "状态",
    "所属区域",
]
ROWS = [
    ["T1", "需求调研", "准备", "安然", "高", "2026年2月2日", "2026-02-04", None, None, "100%", "已完成", "华东"],
    ["T2", "方案编制", "准备", "索宁、安然", "P0", "2026/2/12", "2026/2/25", None, "T1", "50%", "进行中", "华东"],
    ["T3", "标书评审", "投标", "外部专家", "中", None, "2026-03-08", "2天", "T2FS+1天", None, "未开始", "华北"],
    ["T4", "开标", "投标", None, "加急", None, "2026-03-10", "0天", "T3", None, "未开始", "华北"],
]  # fmt: skip


def written(path: Path, rows: Sequence[Sequence[str | None]], head: Sequence[str] = HEAD) -> Path:
    book = Workbook()
    assert book.active is not None
    for row in (head, *rows):
        book.active.append(list(row))
    book.save(path)
    return path


def test_a_chinese_task_table_its_dates_and_its_next_state(cast: Cast, project: Project, tmp_path: Path) -> None:
    actor = cast.actor("admin")
    path = written(tmp_path / "任务.xlsx", ROWS)
    receipt = bring_file(actor, project.pk, path)
    assert counted(receipt) == {
        "tasks": {"created": 6}, "links": {"created": 3}, "people": {"created": 3}, "assignments": {"created": 4},
        "values": {"created": 4},
    }  # fmt: skip
    assert receipt.people == ["外部专家"] and any("加急" in one for one in receipt.notes)
    rows = PlanRow.objects.order_by("place").select_related("task__subject")
    found = [
        (row.task.title, row.task.status, row.task.priority, row.task.subject.owner_id, shown(row.start),
         shown(row.finish), shown(row.deadline))
        for row in rows if row.parent_id
    ]  # fmt: skip
    ar, sr = cast.ar.pk, cast.sr.pk
    assert found == [
        ("需求调研", "done", "high", ar, "02-02 08:30", "02-04 18:00", "02-04 18:00"),
        ("方案编制", "doing", "urgent", sr, "02-12 08:30", "02-25 18:00", "02-25 18:00"),  # over the Spring Festival
        ("标书评审", "todo", "normal", None, "02-27 08:30", "02-28 18:00", "03-09 00:00"),  # a Saturday of work
        ("开标", "todo", "", None, "03-10 08:30", "03-10 08:30", "03-10 18:00"),
    ]
    assert [(one.kind, one.lag, one.unit) for one in PlanLink.objects.order_by("pk")] == [
        (0, 0, 0),
        (0, 480, 0),
        (0, 0, 0),
    ]
    assert receipt.comparison and (receipt.comparison.equal, receipt.comparison.apart) == (2, 1)  # T2 and T4; T1 begun
    assert bring_file(actor, project.pk, path).batch is None
    changed = [list(row) for row in ROWS]
    changed[1][9:11] = ["100%", "已完成"]
    changed[2][11] = "西南"
    changed[3][8] = None
    later = bring_file(actor, project.pk, written(tmp_path / "任务2.xlsx", changed))
    assert counted(later) == {"tasks": {"updated": 2}, "links": {"vanished": 1}, "values": {"updated": 1}}
    assert Task.objects.get(subject__title="方案编制").status == TaskStatus.DONE
    batch = ImportBatch.objects.get(pk=later.batch)
    assert batch.receipt["subjects"]["task"] == {"rows": 6, "created": 0, "updated": 2, "unchanged": 4, "rejected": 0}
    assert batch.files[0]["mapping"]["columns"][0]["field"] == "key"
    assert datetime.fromisoformat(f"{batch.created_at}") and Assignment.objects.count() == 4


def test_how_a_table_is_read_is_remembered_and_a_circle_changes_nothing(
    cast: Cast, project: Project, tmp_path: Path
) -> None:
    actor, head = cast.actor("admin"), ["号", "事儿", "等谁"]
    path = written(tmp_path / "a.xlsx", [["1", "踏勘", None], ["2", "投标", "1"]], head)
    mapping = Facts(tuple(Column(*one) for one in zip(head, ("key", "title", "before"), strict=True)))
    with pytest.raises(BoardError):
        bring_file(actor, project.pk, path)
    assert bring_file(actor, project.pk, path, mapping=mapping).counts["links"].created == 1
    before = (Event.objects.count(), ImportBatch.objects.count(), Task.objects.count())
    with pytest.raises(Refused) as refused:
        rows = [["1", "踏勘", "3"], ["2", "投标", "1"], ["3", "开标", "2"]]
        bring_file(actor, project.pk, written(tmp_path / "b.xlsx", rows, head))
    assert refused.value.code == "cycle" and "踏勘" in str(refused.value.message)
    assert (Event.objects.count(), ImportBatch.objects.count(), Task.objects.count()) == before
    deep = [[".".join(["1"] * level), f"第{level}层", None] for level in range(1, 101)]
    assert bring_file(actor, project.pk, written(tmp_path / "c.xlsx", deep, head)).counts["tasks"].created == 99
