"""Five ledgers as companies keep them: titles, merged and two-line headers, subtotals, two forms of dates,
remarks."""

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from openpyxl import Workbook

from pursuit.kernel import clock

Lines = Sequence[Sequence[object]]


def book(path: Path, sheet: str, lines: Lines, *merged: str) -> Path:
    """A workbook of one sheet."""
    made = Workbook()
    page = made.active
    assert page is not None
    page.title = sheet
    for line in lines:
        page.append(list(line))
    for block in merged:
        page.merge_cells(block)
    made.save(path)
    return path


def contracts(folder: Path) -> Path:
    """Six contracts of three customers, one of them new; the first subtotal is wrong by one (in 万元)."""
    lines: Lines = (
        ("远航科技二〇二五年度合同台账",),
        ("单位：万元", None, None, None, None, None, None, "制表日期：2026.3.1"),
        ("序号", "合同信息", None, "客户名称", "项目名称", "合同金额\n(含税)", "签订日期", "合同状态", "备注"),
        (None, "合同编号", "合同名称", None, None, None, None, None, None),
        (
            1,
            "HT-2025-001",
            "智慧码头二期合同",
            "东海港口集团有限公司",
            "智慧码头二期",
            "480",
            "2025-3-5",
            "执行中",
            None,
        ),
        (2, "ＨＴ－２０２５－００２", "堆场照明合同", None, None, "１２０", "2025.3.18", "执行中", "口头约定"),
        (3, "HT-2025-003", "码头维保合同", None, "码头维保", "36.5万", 45762, "已完成", None),
        ("小计", None, None, None, None, 637.5, None, None, None),
        (4, "HT-2025-004", "泵站改造合同", "江宁水务有限公司", "泵站改造", "1,250.00", "2025年6月1日", "履行中", None),
        (5, "HT-2025-005", "管网监测合同", "同上", "管网监测", 98, "2025-7-9", "未签", None),
        (None,),
        (6, "HT-2025-006", "厂区安防合同", "西岭化工厂", "厂区安防", "0.02亿元", "2025.8.30", "执行中", None),
        (7, "HT-2025-007", "没有金额的合同", "西岭化工厂", None, None, "2025.8.30", "执行中", None),
        ("合计", None, None, None, None, 2184.5, None, None, None),
        ("备注：本表不含采购合同。",),
        ("制表人：张三", None, "审核人：李四"),
    )
    blocks = ("A1:I1", "A2:C2", "A3:A4", "B3:C3", "D3:D4", "E3:E4", "F3:F4", "G3:G4", "H3:H4", "I3:I4", "D5:D7")
    return book(folder / "2025合同台账.xlsx", "合同台账", lines, *blocks)


def receivables(folder: Path) -> Path:
    """Nine lines of five contracts; what is due in 2031 is not due yet."""
    lines: Lines = (
        ("应收及回款台账",),
        (
            "合同编号",
            "客户",
            "合同名称",
            "款项名称",
            "应收日期",
            "应收金额（万元）",
            "已收金额（元）",
            "回款日期",
            "未收金额",
            "备注",
        ),
        (
            "HT-2025-001",
            "东海港口集团有限公司",
            "智慧码头二期合同",
            "预付款",
            "2025-3-20",
            144,
            "1,440,000.00",
            "2025.3.28",
            0,
            None,
        ),
        (None, None, None, "到货款", "2025.9.1", 144, "500,000", "2025年9月9日", 94, "分两次付"),
        (None, None, None, "终验款", "2031-6-30", 168, None, None, 168, None),
        (None, None, None, "质保金", "2031年12月31日", 24, None, None, 24, None),
        ("小计", None, None, None, None, 480, "1,940,000", None, 286, None),
        ("HT-2025-002", "东海港", "堆场照明合同", "全款", 45809, 120, None, None, 120, None),
        (
            "HT-2025-003",
            "东海港口集团有限公司",
            "码头维保合同",
            "全款",
            "2025.5.1",
            36.5,
            400000,
            "2025-05-06",
            0,
            "多付",
        ),
        ("HT-2025-004", "江宁水务有限公司", "泵站改造合同", "首付款", "2025-6-15", "３７５", None, None, 375, None),
        ("同上", "〃", "〃", "到货款", "2025.10.15", 500, None, None, 500, None),
        ("HT-2025-099", "江宁水务有限公司", "没有这个合同", "首付款", "2025-6-15", 10, None, None, 10, None),
        ("合计", None, None, None, None, 1521.5, 2340000, None, None, None),
        ("注：质保金到期后退还。",),
        ("制表：王五", "日期：2026-03-01"),
    )
    blocks = ("A1:J1", "A3:A6", "B3:B6", "C3:C6")
    return book(folder / "应收回款台账.xlsx", "应收", lines, *blocks)


def soon(days: int) -> str:
    """A day so many days from today, as people write it."""
    day = clock.today() + timedelta(days=days)
    return f"{day.year}.{day.month}.{day.day}"
