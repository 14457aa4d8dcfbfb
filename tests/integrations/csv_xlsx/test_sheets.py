"""Workbooks: typed cells, dates since 1900 and 1904, formulas, merged headers, hidden sheets, odd programs' files."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.test import override_settings
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.worksheet import Worksheet

from pursuit.integrations.csv_xlsx import formats, spool, strings
from pursuit.integrations.csv_xlsx.tables import Table, open_tables
from pursuit.kernel.errors import Refused
from tests.integrations.csv_xlsx.forge import GOOD, HEADER, MAIN, book, parts, sheet_xml, zipped


@pytest.fixture
def workbook() -> Workbook:
    return Workbook()


def sheet_of(workbook: Workbook) -> Worksheet:
    sheet = workbook.active
    assert isinstance(sheet, Worksheet)
    return sheet


def read(workbook: Workbook, folder: Path) -> Table:
    workbook.save(folder / "a.xlsx")
    return open_tables(folder / "a.xlsx")[0]


def notes(table: Table) -> str:
    return " ".join(str(note) for note in table.notes)


def test_values_keep_their_types(workbook: Workbook, tmp_path: Path) -> None:
    sheet = sheet_of(workbook)
    row = [
        "甲",
        12,
        0.1 + 0.2,
        True,
        datetime(2024, 1, 5),
        datetime(2024, 1, 5, 10, 30),
        0.35,
        timedelta(hours=26),
        1e15,
    ]
    sheet.append([f"列{n}" for n in range(9)])
    sheet.append(row)
    sheet["G2"].number_format = "0.0%"
    table = read(workbook, tmp_path)
    (found,) = table.rows()
    assert found.cells == (
        "甲",
        12,
        Decimal("0.3"),
        True,
        date(2024, 1, 5),
        datetime(2024, 1, 5, 10, 30),
        "35.00%",
        "26:00",
        10**15,
    )
    assert (table.encoding, table.delimiter, table.count, table.part) == ("xlsx", "", 1, "Sheet")
    assert table.name == "a.xlsx: Sheet"


def test_days_in_chinese_formats_and_since_1904(workbook: Workbook, tmp_path: Path) -> None:
    workbook.epoch = CALENDAR_MAC_1904
    sheet = sheet_of(workbook)
    sheet.append(["名称", "结束时间"])
    sheet.append(["甲", datetime(2024, 1, 5)])
    sheet["B2"].number_format = 'yyyy"年"m"月"d"日";@'
    (found,) = read(workbook, tmp_path).rows()
    assert found.cells == ("甲", date(2024, 1, 5))


def test_numbers_are_those_of_the_sheet(workbook: Workbook, tmp_path: Path) -> None:
    sheet = sheet_of(workbook)
    sheet.append(["名称", "金额"])
    sheet["A5"], sheet["B5"], sheet["A9"] = "甲", 1, "乙"
    assert [(row.number, row.cells) for row in read(workbook, tmp_path).rows()] == [(5, ("甲", 1)), (9, ("乙", None))]


def test_titles_and_merged_headers(workbook: Workbook, tmp_path: Path) -> None:
    sheet = sheet_of(workbook)
    sheet.append(["销售报表"])
    sheet.append(["客户名称", "联系方式", None, "金额"])
    sheet.append([None, "电话", "邮箱"])
    sheet.append(["甲", "138", "a@b", 5])
    sheet.append(["乙", "139", "c@d", 6])
    for block in ("A1:D1", "A2:A3", "B2:C2", "D2:D3", "A4:A5"):
        sheet.merge_cells(block)
    table = read(workbook, tmp_path)
    assert table.header == ("客户名称", "联系方式 / 电话", "联系方式 / 邮箱", "金额")
    assert [row.number for row in table.rows()] == [4, 5]
    assert all(part in notes(table) for part in ("1 title rows", "Merged header cells", "1 merged cells below"))


def test_one_merged_name_over_two_columns(workbook: Workbook, tmp_path: Path) -> None:
    sheet = sheet_of(workbook)
    for row in (["客户名称", "负责人", None, "金额"], ["甲", "张三", "李四", 5], ["乙", "王五", "", 6]):
        sheet.append(row)
    sheet.merge_cells("B1:C1")
    assert read(workbook, tmp_path).header == ("客户名称", "负责人", "负责人 (2)", "金额")


def test_columns_without_a_name_that_are_full_get_one(workbook: Workbook, tmp_path: Path) -> None:
    sheet = sheet_of(workbook)
    for row in (["客户名称", "金额"], ["甲", 1, "x"], ["乙", 2, "y"], ["丙", 3]):
        sheet.append(row)
    table = read(workbook, tmp_path)
    assert table.header == ("客户名称", "金额", "列 C")
    assert [row.fault for row in table.rows()] == [None] * 3


def test_hidden_and_empty_sheets(workbook: Workbook, tmp_path: Path) -> None:
    sheet_of(workbook).append(["名称", "金额"])
    workbook.create_sheet("空")
    hidden = workbook.create_sheet("底稿")
    hidden.append(["x"])
    hidden.sheet_state = "veryHidden"
    workbook.create_sheet("客户").append(["客户名称"])
    workbook.save(tmp_path / "a.xlsx")
    tables = open_tables(tmp_path / "a.xlsx", name="导出.xlsx")
    assert [table.name for table in tables] == ["导出.xlsx: Sheet", "导出.xlsx: 客户"]
    assert "底稿" in notes(tables[0])


def test_formulas_give_their_stored_value(tmp_path: Path) -> None:
    cells = ["<c><f>1+1</f><v>2</v></c>", '<c t="str"><f>A1&amp;""</f><v></v></c>', '<c t="str"><f>A1</f><v>文</v></c>']
    (table,) = open_tables(book(tmp_path, "a.xlsx", [["甲", "乙", "丙"], cells, ["<c><f>1+1</f></c>", "x", "y"]]))
    first, second = table.rows()
    assert (first.cells, first.fault) == ((2, None, "文"), None)
    assert second.fault is not None
    assert (second.fault.code, second.fault.column, second.cells) == ("formula_without_value", 0, (None, "x", "y"))
    assert "1 rows hold a formula" in notes(table)


def test_rich_texts_readings_escapes_and_prefixes(tmp_path: Path) -> None:
    shared = ('<x:sst xmlns:x="m"><x:si><x:r><x:t>智慧</x:t></x:r><x:r><x:t>园区</x:t></x:r>'
              "<x:rPh><x:t>ignored</x:t></x:rPh></x:si>"
              "<x:si><x:t>a_x000D_b_x0041_</x:t></x:si></x:sst>")  # fmt: skip
    rows = ('<x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t>名称</x:t></x:is></x:c>'
            '<x:c r="B1" t="str"><x:v>备注</x:v></x:c></x:row>'
            '<x:row r="2"><x:c r="A2" t="s"><x:v>0</x:v></x:c>'
            '<x:c r="B2" t="s"><x:v>1</x:v></x:c></x:row>')  # fmt: skip
    sheet = f'<x:worksheet xmlns:x="{MAIN}"><x:dimension ref="A1"/><x:sheetData>{rows}</x:sheetData></x:worksheet>'
    (table,) = open_tables(zipped(tmp_path / "a.xlsx", parts(sheet, strings=shared)))
    assert table.header == ("名称", "备注")
    assert [row.cells for row in table.rows()] == [("智慧园区", "a\rbA")]


def test_the_declared_dimension_is_not_believed(tmp_path: Path) -> None:
    for ref in ("A1", "A1:XFD1048576"):
        path = book(tmp_path, "a.xlsx", [HEADER, *GOOD], before=f'<dimension ref="{ref}"/>')
        (table,) = open_tables(path)
        assert (table.header, table.count) == (tuple(HEADER), 2)


def test_macros_and_other_books_are_noted(tmp_path: Path) -> None:
    files = {
        **parts(sheet_xml([HEADER, *GOOD])),
        "xl/vbaProject.bin": "x",
        "xl/externalLinks/externalLink1.xml": "<x/>",
    }
    (table,) = open_tables(zipped(tmp_path / "a.xlsm", files))
    assert "macros" in notes(table)
    assert "other files" in notes(table)


def test_a_workbook_called_csv(tmp_path: Path) -> None:
    (table,) = open_tables(book(tmp_path, "a.csv", [HEADER, *GOOD]))
    assert table.count == 2
    assert "whatever its name says" in notes(table)


def test_strings_beyond_memory_lie_in_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(strings, "IN_MEMORY", 300)
    names = [f"客户{n}有限公司" for n in range(40)]
    shared = f'<sst xmlns="{MAIN}">' + "".join(f"<si><t>{name}</t></si>" for name in ["名称", *names]) + "</sst>"
    rows = [[f'<c t="s"><v>{n}</v></c>'] for n in range(41)]
    (table,) = open_tables(zipped(tmp_path / "a.xlsx", parts(sheet_xml(rows), strings=shared)))
    assert [row.cells[0] for row in table.rows()] == names
    assert [row.cells[0] for row in table.rows()] == names


@override_settings(IMPORT_XLSX_MAX_BYTES=100_000)
def test_the_cap_is_on_what_comes_out(tmp_path: Path) -> None:
    path = book(tmp_path, "a.xlsx", [HEADER, *GOOD] + [["x" * 1000] * 6] * 30)
    with pytest.raises(Refused, match="expands_too_far"):
        open_tables(path)


@pytest.mark.parametrize(
    ("code", "meaning"),
    [
        ("General", "number"), ("0.00", "number"), ('#,##0.00"元"', "number"), ("0.00E+00", "number"),
        ("[Red]0", "number"),
        ('"¥"#,##0;[Red]-"¥"#,##0', "number"), ("_ * #,##0.00_ ", "number"), ("0.0%", "percent"),
        ("yyyy-mm-dd", "date"),
        ("[$-804]yyyy年m月d日;@", "date"), ("m/d", "date"), ("mmm-yy", "date"), ("h:mm:ss AM/PM", "time"),
        ("mm:ss", "time"),
        ("yyyy/m/d h:mm", "datetime"), ("[h]:mm", "elapsed"), ('[$-804]上午/下午h"时"mm"分"', "time"), ("@", "number"),
    ],
)  # fmt: skip
def test_formats(code: str, meaning: str) -> None:
    assert formats.meaning(code) == meaning


def test_serial_numbers() -> None:
    assert formats.moment_of(45296, from_1904=False) == date(2024, 1, 5)
    assert formats.moment_of(45296.4375, from_1904=False) == datetime(2024, 1, 5, 10, 30)
    assert formats.moment_of(1, from_1904=False) == date(1900, 1, 1)
    assert formats.moment_of(61, from_1904=False) == date(1900, 3, 1)
    assert formats.moment_of(60, from_1904=False) is None
    assert formats.moment_of(43834, from_1904=True) == date(2024, 1, 5)


@pytest.mark.parametrize("limit", [spool.LIMIT, 0])
def test_rows_come_again_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: int) -> None:
    """From the temporary file, and from the sheet where they do not fit into it."""
    monkeypatch.setattr(spool, "LIMIT", limit)
    monkeypatch.setattr(spool, "BATCH", 10)
    cells = ["甲", '<c t="e"><v>#N/A</v></c>', "<c><v>0.5</v></c>"]
    (table,) = open_tables(book(tmp_path, "a.xlsx", [["名称", "状态", "金额"], *[cells] * 30]))
    first, again = table.rows(), table.rows()
    rows = list(first)
    assert [next(again).number, *(row.number for row in again)] == [row.number for row in rows] == list(range(2, 32))
    assert {row.cells for row in rows} == {("甲", "#N/A", Decimal("0.5"))}
    faults = [row.fault for row in rows if row.fault]
    assert len(faults) == 30
    assert "#N/A" in str(faults[0].message)
