"""Task tables as Chinese tools and people write them: labels, words, days, lengths, parents and predecessors."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from pursuit.integrations.boards.board import CustomValue, Link, Place, Span
from pursuit.integrations.boards.errors import BoardError
from pursuit.integrations.csv_xlsx.tables import open_tables
from pursuit.integrations.tasktables.mapping import Column, Facts, facts_of
from pursuit.integrations.tasktables.reader import read_file, read_table
from tests.integrations.tasktables.tables import ZONE, Make, noted, read

PINGCODE = (
    "编号,标题,类型,状态,负责人,关注人,优先级,开始时间,截止时间,父工作项,前置工作项,预估工时（小时）,登记工时,进度,标签,"
    "描述,所属阶段,商机编码",
    'SCR-1,准备投标,史诗,进行中,张伟,,高,2026年1月5日,2026/2/1,,,,,40%,投标,"多行\n说明",投标,P-7',
    "SCR-2,写技术标,任务,已完成,张伟、李娜,王芳,中,2026-01-05 09:00,2026-01-12 18:00,SCR-1 准备投标,,16,12h,100%,"
    "技术；标书,,投标,",
    "SCR-3,写商务标,任务,未开始,李娜;赵敏,,中,26年1月6日,1月12日,SCR-1,SCR-2FS+2 个工作日,2天,0.5人天,0%,,,投标,",
    "SCR-4,开标,里程碑,等客户,@赵敏,,高,,46027,,写技术标，写商务标,,,,,,评审,",
)


def test_a_table_as_pingcode_writes_it(make: Make) -> None:
    board, facts = read_file(make(*PINGCODE, encoding="gb18030"), zone=ZONE)
    fields = {one.header: one.field for one in facts.columns}
    assert fields == {
        "编号": "key", "标题": "title", "类型": "kind", "状态": "status", "负责人": "owner", "关注人": "followers",
        "优先级": "priority", "开始时间": "start", "截止时间": "due", "父工作项": "parent", "前置工作项": "before",
        "预估工时（小时）": "work", "登记工时": "spent", "进度": "progress", "标签": "tags", "描述": "description",
        "所属阶段": "section", "商机编码": "custom",
    }  # fmt: skip
    one, two, three, four = board.cards
    assert (one.id, one.kind, one.state, one.start, one.due) == (
        "SCR-1",
        "epic",
        "doing",
        date(2026, 1, 5),
        date(2026, 2, 1),
    )
    assert (one.progress, one.description, one.custom) == (40, "多行\n说明", (CustomValue("商机编码", "P-7"),))
    assert (two.parent, two.members, two.followers, two.labels) == (
        "SCR-1",
        ("张伟", "李娜"),
        ("王芳",),
        ("技术", "标书"),
    )
    assert two.due == datetime(2026, 1, 12, 10, tzinfo=UTC)  # 18:00 in Shanghai
    assert (two.done, two.work, two.spent) == (True, Span(Decimal(16), "h"), Span(Decimal(12), "h"))
    assert (three.parent, three.start, three.due) == ("SCR-1", date(2026, 1, 6), None)
    assert (three.work, three.spent) == (Span(Decimal(2), "d"), Span(Decimal("0.5"), "d"))
    assert three.links == (Link("SCR-2", "SCR-2", "FS", Span(Decimal(2), "d")),)
    assert (four.kind, four.state, four.status, four.due) == ("milestone", "", "等客户", date(2026, 1, 5))
    assert four.links == (Link("SCR-2", "写技术标"), Link("SCR-3", "写商务标"))
    assert four.places == (Place("评审", ""),)
    assert [person.name for person in board.people] == ["张伟", "李娜", "王芳", "赵敏"]
    assert [(fault.row, fault.column, fault.code) for fault in board.faults] == [(4, "截止时间", "bad_date")]
    assert noted(board) == {
        "links_by_name": 2,
        "numbered_days": 1,
        "status_unknown": 1,
        "cells_unread": 1,
        "columns_left": 1,
    }
    assert "等客户" in str(next(note.message for note in board.notes if note.code == "status_unknown"))


def test_a_table_as_microsoft_project_writes_it_in_chinese(make: Make) -> None:
    board = read(
        make(
            "标识号,任务模式,任务名称,工期,开始时间,完成时间,前置任务,资源名称,大纲级别,完成百分比",
            "1,自动计划,投标,10 个工作日,2026年1月5日,2026年1月16日,,,1,25%",
            "2,自动计划,写标书,5 个工作日,2026年1月5日,2026年1月9日,,张伟;李娜,2,50%",
            "3,自动计划,盖章,1 个工作日,2026年1月14日,2026年1月14日,2FS+2 个工作日,王芳,2,0%",
            "4,自动计划,装订,1 个已用工作日?,2026年1月14日,2026年1月14日,3SS,,3,0%",
            '5,自动计划,开标,0 个工作日,2026年1月16日,2026年1月16日,"3,4FF-50%",,1,0%',
        )
    )
    assert [card.parent for card in board.cards] == ["", "1", "1", "3", ""]
    assert [card.duration for card in board.cards][:2] == [Span(Decimal(10), "d"), Span(Decimal(5), "d")]
    assert board.cards[3].duration == Span(Decimal(1), "d", elapsed=True)
    assert board.cards[0].due == date(2026, 1, 16)
    assert board.cards[2].links == (Link("2", "2", "FS", Span(Decimal(2), "d")),)
    assert board.cards[3].links == (Link("3", "3", "SS"),)
    assert board.cards[4].links == (Link("3", "3"), Link("4", "4", "FF", Span(Decimal(-50), "%")))
    assert board.cards[1].members == ("张伟", "李娜")
    assert not board.faults
    assert noted(board) == {"columns_left": 1}


def test_a_workbook_of_somebody_by_hand(tmp_path: Path) -> None:
    """No keys, typed cells, a title above, WBS codes, a total, sheets of other things, odd labels."""
    book = openpyxl.Workbook()
    notes = book.active
    assert notes is not None
    notes.title = "说明"
    notes.append(["本表由项目部填写", "2026"])
    sheet = book.create_sheet("任务分解")
    sheet.append(["某某项目任务分解表"])
    sheet.append(
        [
            "WBS",
            "工作内容",
            "主要责任人",
            "计划开始日期",
            "计划完成日期",
            "实际完成日期",
            "工期(天)",
            "工时",
            "完成率",
            "备注",
        ]
    )
    day = datetime(2026, 1, 5)
    sheet.append(["1", "商务", "张伟/李娜", day, datetime(2026, 1, 9), None, 5, 3.5, 0.5, "无"])
    sheet.append(["1.1", "报价", "张伟", day, datetime(2026, 1, 6, 17, 30), datetime(2026, 1, 6), 2, None, 1, None])
    sheet.append(["1.2.1", "报价", "待定", "待定", "月底", None, "两天", "若干", 0, None])
    sheet.append(["2", None, None, day, None, None, None, None, None, "忘了标题"])
    sheet.append(["合计", None, None, None, None, None, 9, 3.5, None, None])
    path = tmp_path / "plan.xlsx"
    book.save(path)
    board, facts = read_file(path, zone=ZONE)
    assert board.name == "任务分解"
    fields = {one.field for one in facts.columns}
    assert fields == {"wbs", "title", "owner", "start", "due", "done_at", "duration", "work", "progress", "description"}
    assert [(card.id, card.parent) for card in board.cards] == [
        ("name:商务", ""),
        ("name:报价", "name:商务"),
        ("name:报价#2", "name:商务"),
    ]
    first, second, third = board.cards
    assert (first.members, first.start, first.duration) == (("张伟", "李娜"), date(2026, 1, 5), Span(Decimal(5), "d"))
    assert (second.due, second.progress, second.done) == (datetime(2026, 1, 6, 9, 30, tzinfo=UTC), 100, True)
    assert (third.members, third.start, third.due, third.duration) == ((), None, None, Span(Decimal(2), "d"))
    assert [(fault.row, fault.column) for fault in board.faults] == [(5, "计划完成日期"), (5, "工时")]
    assert noted(board) == {
        "units_assumed": 1,
        "no_key": 3,
        "totals": 1,
        "rows_nameless": 1,
        "cells_unread": 2,
        "other_tables": 1,
    }


def test_outlines_by_level_and_by_numbers_such_as_1_2(make: Make) -> None:
    board = read(make("任务名称,层级", "A,1", "B,3", "C,2", "D,", "E,1"))
    assert [card.parent for card in board.cards] == ["", "name:a", "name:a", "", ""]
    assert noted(board) == {"levels_skipped": 1, "no_key": 5}
    board = read(make("编号,任务名称,前置任务", "1,A,", "1.1,B,", "1.2,C,1.1", "2,D,1.2FS+1d"))
    assert [card.parent for card in board.cards] == ["", "1", "1", ""]
    assert [link.card for card in board.cards for link in card.links] == ["1.1", "1.2"]


KEYS = Facts((Column("K", "key"), Column("T", "title"), Column("D", "due")))


@pytest.mark.parametrize(
    ("code", "lines", "facts"),
    [
        ("duplicate_id", ["1,A,", "1,B,"], KEYS),
        ("missing_id", ["1,A,", ",B,"], KEYS),
        ("rounded_id", ["1.2E+15,A,"], KEYS),
        ("empty_file", [",,", ",,x"], KEYS),
        ("no_tasks", ["1,A,"], Facts((Column("K", "key"),))),
        ("no_tasks", ["1,A,"], Facts((Column("gone", "title"),))),
        ("bad_mapping", ["1,A,"], Facts((Column("K", "title"), Column("T", "title")))),
        ("bad_mapping", ["1,A,"], Facts((Column("K", "nonsense"),))),
        ("bad_mapping", ["1,A,"], Facts((Column("K", "title"), Column("D", "work", unit="parsec")))),
    ],
)
def test_a_bad_table_or_mapping_is_named(make: Make, code: str, lines: list[str], facts: Facts) -> None:
    (table,) = open_tables(make("K,T,D", *lines))
    with pytest.raises(BoardError) as refused:
        read_table(table, facts, zone=ZONE)
    assert refused.value.code == code
    assert "{" not in str(refused.value)


def test_rows_and_cells_that_cannot_be_read_stop_nobody(make: Make) -> None:
    lines = ["1,A,1969/1/1,2,", '2,"B"x,,,', "3,C,2026-13-01,C,3;4;X", "4,C,2026-1-5,Z,3FS+?", "5,D,2026-1-6,C,C",
             "6,D\0,,,", "7,E,2026-1-7,,,x", "8,F,2026-1-8,,1",
             "9,G,,,,,\0"]  # fmt: skip
    path = make("编号,任务,截止时间,父任务,前置任务", *lines)
    board = read(path)
    assert [(fault.row, fault.code) for fault in board.faults] == [
        (2, "date_out_of_range"),
        (3, "bad_quotes"),
        (4, "bad_date"),
        (7, "nul_byte"),
        (8, "too_many_cells"),
        (10, "nul_byte"),
    ]
    assert noted(board) == {
        "parents_by_name": 2,
        "parents_several": 2,
        "parents_missing": 2,
        "links_several": 1,
        "links_missing": 2,
        "links_self": 1,
        "rows_left": 4,
        "cells_unread": 2,
    }
    for bad in ("not_mapping", 3):
        with pytest.raises(BoardError):
            facts_of({"columns": bad})
    with pytest.raises(BoardError):
        facts_of({"columns": [{"head": "x"}]})
    with pytest.raises(BoardError) as refused:
        read_file(path, zone=ZONE, limit=10)
    assert refused.value.code == "too_large"
