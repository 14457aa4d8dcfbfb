"""Which column is which field: suggested by its label, corrected by people, remembered."""

from datetime import date

import pytest

from pursuit.integrations.boards.changes import changes
from pursuit.integrations.boards.errors import BoardError
from pursuit.integrations.csv_xlsx.tables import open_tables
from pursuit.integrations.tasktables.mapping import Column, Facts, facts_of, suggest
from pursuit.integrations.tasktables.reader import read_file, read_table
from tests.integrations.tasktables.tables import ZONE, Make, noted


def test_a_mapping_is_facts_that_are_remembered(make: Make) -> None:
    path = make("卡片,谁来做,何时,进展,Story points", "写标书,张伟,5/1/2026,搞定,3", "盖章,李娜,13/1/2026,卡住,5")
    (table,) = open_tables(path)
    guess = suggest(table)
    assert {one.field for one in guess.columns} == {"custom"}
    with pytest.raises(BoardError) as refused:
        read_table(table, guess, zone=ZONE)
    assert refused.value.code == "no_tasks"
    told = Facts(
        (Column("卡片", "title"), Column("谁来做", "owner"), Column("何时", "due"), Column("进展", "status"),
         Column("Story points", "")),
        (("搞定", "done"), ("卡住", "paused")),
    )  # fmt: skip
    kept = facts_of(told.as_data())
    assert kept == told
    board, used = read_file(path, zone=ZONE, remembered=[kept])
    assert used == told
    assert [(card.state, card.due) for card in board.cards] == [
        ("done", date(2026, 1, 5)),
        ("paused", date(2026, 1, 13)),
    ]
    assert noted(board) == {"no_key": 2, "columns_dropped": 1}
    later = make(
        "卡片,何时,谁来做,进展,Story points,新列", "写标书,5/1/2026,张伟,搞定,3,", "盖章,15/1/2026,李娜,搞定,5,x"
    )
    found = changes(board, read_file(later, zone=ZONE, remembered=[kept])[0])
    assert found.counts() == {
        "card": {"changed": 1, "unchanged": 1},
        "field": {"added": 1},
        "person": {"unchanged": 2},
        "value": {"added": 1},
    }
    assert {field.name for field in found.changed[0].fields} == {"status", "state", "done", "due"}


LABELS = {
    "title": "任务名称（必填）|工作项标题|Task Name",
    "key": "任务编号|标识号",
    "owner": "执行者|经办人|项目负责人|任务执行人|Assignee",
    "participants": "协作人",
    "due": "截止日期|任务截止时间|计划完成|Due date",
    "done_at": "实际完成时间",
    "actual_start": "实际开始",
    "start": "计划开始时间",
    "parent": "上级任务|父任务",
    "before": "前置依赖|前置任务编号",
    "work": "计划工时(h)",
    "spent": "已用工时",
    "progress": "完成百分比|% Complete",
    "section": "任务列表|看板列",
    "level": "大纲级别",
    "wbs": "WBS编码",
    "creator": "创建人",
    "created": "创建时间",
    "custom": "迭代|合同金额",
}


def test_labels_are_recognised(make: Make) -> None:
    """Each label alone, so that no better one takes its field."""
    found = {}
    for header in (header for several in LABELS.values() for header in several.split("|")):
        (table,) = open_tables(make(f"{header},其他列甲", ","))
        found[header] = suggest(table).columns[0].field
    assert found == {header: field for field, several in LABELS.items() for header in several.split("|")}


def test_finish_beside_deadline_is_the_real_finish_and_repeated_numbers_are_no_key(make: Make) -> None:
    path = make("序号,任务,截止时间,完成时间", *(f"{n % 2},做{n},2026/1/{n},2026/1/{n}" for n in range(1, 9)))
    facts = read_file(path, zone=ZONE)[1]
    assert [one.field for one in facts.columns] == ["custom", "title", "due", "done_at"]
