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
    """Seven contracts of three customers, one of them new; the first subtotal is wrong by one (in 万元)."""
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
        (5, "HT-2025-005", "管网监测合同", "同上", "管网监测", 98, "2025-7-9", "执行中", None),
        (None,),
        (6, "HT-2025-006", "厂区安防合同", "西岭化工厂", "厂区安防", "0.02亿元", "2025.8.30", "执行中", None),
        (7, "HT-2025-007", "没有金额的合同", "西岭化工厂", None, None, "2025.8.30", "执行中", None),
        (8, "HT-2025-008", "意向合同", "西岭化工厂", None, 10, None, "未签", None),
        ("合计", None, None, None, None, 2194.5, None, None, None),
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


def bonds(folder: Path) -> Path:
    """Eight bonds: four are out, three are back, one was kept by the beneficiary."""
    lines: Lines = (
        ("保证金及保函台账（截至本月）",),
        ("序号", "保证金类型", "缴纳方式", "收款单位", "项目名称", "保函编号", "金额", None, "缴纳日期", "应退日期",
            "退还日期",
         "是否退还", "备注"),
        (None, None, None, None, None, None, "保证金金额（元）", "手续费（元）", None, None, None, None, None),
        (1, "投标保证金", "电汇", "东海招标代理有限公司", "智慧码头二期", None, "200,000.00", None, "2025-1-6",
            "2025-2-28",
         "2025.2.27", "已退", None),
        (2, "履约保函", "银行保函", "东海港口集团有限公司", "智慧码头二期", "BH-2025-11", "48万", 2400, "2025.3.10",
         "2026年3月10日", None, "未退", "工行"),
        (3, "投标", "转账", "江宁招标中心", "泵站改造", None, "５００００", None, "2025年5月8日", "2025-6-30",
            "2025-7-2", "是", None),
        ("小计", None, None, None, None, None, 730000, 2400, None, None, None, None, None),
        (4, "投标保证金", "〃", "同上", "管网监测", None, 30000, None, 45809, "2025.7.15", None, "否", None),
        (5, "农民工工资保证金", "现金", "西岭人社局", None, None, 80000, None, "2025-9-1", None, None, None, None),
        (6, "投标保证金", "保险", "西岭采购中心", None, None, 20000, None, "2025-9-2", "2025-10-1", None, "没收",
            "弃标"),
        (7, "质保金", "现金", "东海港口集团有限公司", "码头维保", None, 18250, None, "2025-5-6", "2031-5-6", None,
            "未到期", None),
        (8, "投标保证金", "现金", "东海招标代理有限公司", None, None, 5000, None, "三月初", None, None, "未退", None),
        (9, "投标保证金", "电汇", "东海招标代理有限公司", "码头维保", None, "1万", None, "2025-3-20", "2025-4-30",
         "2025.4.20", "已退", None),
        ("总计", None, None, None, None, None, 893250, 2400, None, None, None, None, None),
        ("说明：第6项因弃标被没收。",),
    )  # fmt: skip
    blocks = ("A1:M1", "G2:H2", *(f"{letter}2:{letter}3" for letter in "ABCDEFIJKLM"))
    return book(folder / "保证金台账.xlsx", "保证金", lines, *blocks)


def bids(folder: Path) -> Path:
    """Five bids: two won, one lost, one open long ago without a result, one for a project nobody has here."""
    lines: Lines = (
        ("投标登记台账",),
        ("招标编号", "项目名称", "招标人", "标段", "开标日期", "投标报价（万元）", "最高限价（万元）", "投标结果",
            "公示日期",
         "中标单位", "中标金额（万元）", "备注"),
        ("DH-2025-01", "智慧码头二期", "东海港口集团有限公司", "一标段", "2025-1-20", "480", 500, "中标", "2025.1.28",
         "远航科技", 480, None),
        ("JN-2025-07", "泵站改造", "江宁水务有限公司", None, "2025.5.20", "1,250", "1300", "中标", "2025年5月27日",
            "远航科技",
         1250, None),
        ("JN-2025-08", "管网监测", "江宁水务有限公司", None, "2025年6月20日", 98, 100, "未中标", "2025-6-27",
            "某某水务", 95, "价高"),
        (None, "码头维保", "东海港", None, 45748, "３６", None, "待开标", None, None, None, None),
        ("XL-2025-01", "厂区安防", "西岭化工厂", None, "2025-8-1", 190, 200, "中标", None, None, None, None),
        ("合计", None, None, None, None, 2054, None, None, None, None, None, None),
        ("备注：不含询价项目",),
    )  # fmt: skip
    return book(folder / "投标台账.xlsx", "Sheet1", lines, "A1:L1")


def credentials(folder: Path) -> Path:
    """Six papers: one has run out, two will within weeks, one lasts,
    one never runs out; one ends before it begins."""
    lines: Lines = (
        ("公司资质及人员证书一览表", None, None, None, None, None, "更新日期：2026-03-01"),
        ("类别", "证书名称", "等级", "证书编号", "发证机关", "持证人", "发证日期", "有效期至", "备注"),
        ("企业资质", "电子与智能化工程专业承包", "二级", "D231000001", "住建部", None, "2019-5-6", "2024.5.6",
            "待延续"),
        (None, "安全生产许可证", None, "（沪）JZ安许证字", "住建委", None, "2023.8.1", soon(20), None),
        (None, "ISO9001 质量管理体系认证", None, "Q-9001-77", "CQC", None, 45292, "2031年1月1日", None),
        ("人员证书", "一级建造师", "一级", "沪131000002", "住建部", "安然", "2022年3月1日", soon(45), "机电"),
        (None, "高级项目经理", None, "PM-0009", "工信部", "马骏", "2020.6.6", "长期", None),
        ("其他", "软件著作权", None, "2020SR0001", "版权局", None, "2020-1-1", None, None),
        ("其他", "倒着的证书", None, "X-1", "某局", None, "2025-1-1", "2024-1-1", None),
        ("共计", None, None, None, None, None, None, None, None),
        ("填表人：赵六",),
    )  # fmt: skip
    return book(folder / "资质证书台账.xlsx", "资质", lines, "A1:F1", "A3:A5", "A6:A7")
