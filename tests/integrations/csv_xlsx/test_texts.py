"""Delimited texts: encodings, delimiters, quotes, titles above the header, numbers of records, zips of csv files."""

import zipfile
from pathlib import Path

import pytest
from django.test import override_settings
from hypothesis import given, settings
from hypothesis import strategies as st

from pursuit.integrations.csv_xlsx import delimited
from pursuit.integrations.csv_xlsx.tables import Row, Table, open_tables
from pursuit.kernel.errors import Refused
from tests.integrations.csv_xlsx.forge import GOOD, HEADER, csv_text, text_file, zipped

TEXT = csv_text(*GOOD)
ROWS = [(2, tuple(GOOD[0])), (3, tuple(GOOD[1]))]


def read(folder: Path, data: str | bytes, name: str = "商机.csv") -> Table:
    (table,) = open_tables(text_file(folder, name, data))
    return table


def plain(table: Table) -> list[tuple[int, tuple[object, ...]]]:
    return [(row.number, row.cells) for row in table.rows()]


def notes(table: Table) -> str:
    return " ".join(str(note) for note in table.notes)


@pytest.mark.parametrize(
    ("encoding", "found"),
    [("utf-8", "utf-8"), ("utf-8-sig", "utf-8-sig"), ("utf-16", "utf-16"), ("gb18030", "gb18030"), ("gbk", "gb18030"),
     ("gb2312", "gb18030")],
)  # fmt: skip
def test_encodings(tmp_path: Path, encoding: str, found: str) -> None:
    table = read(tmp_path, TEXT.encode(encoding))
    assert (table.encoding, table.header, table.count) == (found, tuple(HEADER), 2)
    assert plain(table) == ROWS
    assert plain(table) == ROWS, "rows can be asked for again"
    assert ("GB18030" in notes(table)) == (found == "gb18030")


def test_big_endian_and_rare_characters(tmp_path: Path) -> None:
    assert plain(read(tmp_path, b"\xfe\xff" + TEXT.encode("utf-16-be"))) == ROWS
    rare = "名称,负责人\n𠮷野家（中国）投资有限公司,张㐂\n山西㙍村煤业有限责任公司,李四\n"
    table = read(tmp_path, rare.encode("gb18030"))
    assert plain(table)[0][1] == ("𠮷野家（中国）投资有限公司", "张㐂")


def test_traditional_characters_in_gbk_are_not_taken_for_big5(tmp_path: Path) -> None:
    text = "客戶名稱,負責人\n華碩電腦股份有限公司,張先生\n鴻海精密工業,李小姐\n臺灣積體電路製造,陳經理\n"
    assert read(tmp_path, text.encode("gbk")).header == ("客戶名稱", "負責人")
    with pytest.raises(Refused, match="unknown_encoding"):
        read(tmp_path, text.encode("big5"))


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiters_and_line_ends(tmp_path: Path, delimiter: str, end: str) -> None:
    table = read(tmp_path, TEXT.replace(",", delimiter).replace("\r\n", end))
    assert (table.delimiter, plain(table)) == (delimiter, ROWS)


def test_sep_line_names_the_delimiter_and_is_no_row(tmp_path: Path) -> None:
    table = read(tmp_path, "sep=;\r\n名称;金额\r\n甲;1,5\r\n")
    assert (table.delimiter, table.header, plain(table)) == (";", ("名称", "金额"), [(2, ("甲", "1,5"))])


def test_one_column(tmp_path: Path) -> None:
    table = read(tmp_path, "客户名称\n华东机电\n远山能源\n")
    assert (table.header, table.count) == (("客户名称",), 2)


def test_numbers_are_those_of_records(tmp_path: Path) -> None:
    table = read(tmp_path, '名称,备注\n甲,"第一行\n第二行"\n\n,\n乙,x\n')
    assert plain(table) == [(2, ("甲", "第一行\n第二行")), (5, ("乙", "x"))]
    assert table.count == 2


def test_short_rows_are_padded_and_blank_surplus_is_dropped(tmp_path: Path) -> None:
    table = read(tmp_path, "名称,金额,备注\n甲\n乙,1,x,,\n丙,1,x,,多\n")
    rows = list(table.rows())
    assert [row.cells for row in rows] == [("甲", "", ""), ("乙", "1", "x"), ("丙", "1", "x")]
    assert [row.fault.code if row.fault else "" for row in rows] == ["", "", "too_many_cells"]


def test_what_spreadsheets_put_around_a_text_is_taken_off(tmp_path: Path) -> None:
    table = read(tmp_path, '编号,电话,备注\n"=""001""",13800138000\t,\'=1+1\n')
    assert plain(table) == [(2, ("001", "13800138000", "=1+1"))]


def test_titles_above_the_header_are_left_out(tmp_path: Path) -> None:
    titles = "2024年销售报表,,,,,\r\n导出时间：2024-01-05 10:00,导出人：张三,,,,\r\n\r\n"
    table = read(tmp_path, titles + TEXT + "合计,,,2060000.5,,\r\n")
    assert table.header == tuple(HEADER)
    assert [number for number, _cells in plain(table)] == [5, 6, 7]
    assert "2 title rows" in notes(table)
    assert "Row 7 looks like a line of totals" in notes(table)


def test_group_over_field(tmp_path: Path) -> None:
    table = read(tmp_path, "客户名称,联系方式,,金额\n,电话,邮箱,\n甲,138,a@b,5\n乙,139,c@d,6\n")
    assert table.header == ("客户名称", "联系方式 / 电话", "联系方式 / 邮箱", "金额")
    assert [number for number, _cells in plain(table)] == [3, 4]


def test_a_first_row_with_gaps_is_data(tmp_path: Path) -> None:
    table = read(tmp_path, "客户名称,电话,邮箱,金额\n甲,,a@b,\n乙,139,c@d,6\n丙,,,\n")
    assert (table.header, table.count) == (("客户名称", "电话", "邮箱", "金额"), 3)


def test_names_are_unique_and_never_empty(tmp_path: Path) -> None:
    table = read(tmp_path, "名称,,负责人,负责人,金额\n甲,x,张三,李四,5\n")
    assert table.header == ("名称", "列 B", "负责人", "负责人 (2)", "金额")


def test_a_file_without_header_is_noticed(tmp_path: Path) -> None:
    table = read(tmp_path, "1,2024-01-05,300\n2,2024-01-06,400\n")
    assert "does not look like column names" in notes(table)


def test_months_as_names_are_a_header(tmp_path: Path) -> None:
    table = read(tmp_path, "客户,2024-01,2024-02\n甲,暂无,暂无\n乙,1,2\n")
    assert (table.header, table.count) == (("客户", "2024-01", "2024-02"), 2)


@pytest.mark.parametrize(
    ("data", "line"), [(TEXT.encode() + b"\n\nx,\xff\xfe\n", 6), (TEXT.encode("gbk") + b"a,\xff\xff\n", 4)]
)
def test_the_line_of_a_bad_byte_is_named(tmp_path: Path, data: bytes, line: int) -> None:
    with pytest.raises(Refused) as refused:
        read(tmp_path, data)
    assert f"Line {line} " in str(refused.value.message)


def test_the_line_of_an_open_quote_is_named(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        read(tmp_path, TEXT + 'x,"y\n' + TEXT)
    assert refused.value.code == "unclosed_quote"
    assert "line 4 " in str(refused.value.message)


def test_names_do_not_decide(tmp_path: Path) -> None:
    table = read(tmp_path, TEXT, "商机.xlsx")
    assert plain(table) == ROWS
    assert "whatever its name says" in notes(table)


@override_settings(IMPORT_MAX_BYTES=10)
def test_the_cap_is_a_setting(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="file_too_large"):
        read(tmp_path, TEXT)


def test_zip_of_csv_files(tmp_path: Path) -> None:
    files = {"Data/Deals_001.csv": TEXT, "Data/Accounts_001.csv": "Record Id,Account Name\n1,x\n", "Empty.csv": "",
             "Attachments/a.pdf": "x", "__MACOSX/._Deals_001.csv": "x", "Data/.DS_Store": "x"}  # fmt: skip
    tables = open_tables(zipped(tmp_path / "backup.zip", files), name="备份.zip")
    assert [(t.name, t.file, t.part) for t in tables] == [
        ("备份.zip: Accounts_001.csv", "备份.zip", "Accounts_001.csv"),
        ("备份.zip: Deals_001.csv", "备份.zip", "Deals_001.csv"),
    ]
    assert plain(tables[1]) == ROWS
    assert "1 files in the zip are no tables" in notes(tables[0])


def test_names_in_zips_packed_on_chinese_windows(tmp_path: Path) -> None:
    info = zipfile.ZipInfo("商机.csv".encode("gbk").decode("cp437"))
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr(info, TEXT)
    data = (tmp_path / "a.zip").read_bytes().replace(info.filename.encode(), "商机.csv".encode("gbk"))
    assert b"PK" in data
    (table,) = open_tables(tmp_path / "a.zip")
    assert table.count == 2


CELLS = st.text(
    st.characters(exclude_characters="\0\r\n\"'=", exclude_categories=("Cs", "Cc", "Zs", "Cf")), max_size=12
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=8), st.sampled_from(["utf-8", "utf-16"]))
def test_what_was_written_is_read(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]], encoding: str
) -> None:
    data = "".join(",".join(f'"{cell}"' for cell in ["编号", *row]) + "\n" for row in [["甲列", "乙列", "丙列"], *rows])
    path = text_file(tmp_path_factory.mktemp("csv"), "a.csv", data.encode(encoding))
    source = delimited.Source(lambda: path.open("rb"), encoding, ",")
    assert list(delimited.records(source))[1:] == [Row(n, ("编号", *row)) for n, row in enumerate(rows, 2)]
