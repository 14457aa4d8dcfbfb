"""Bad files by name, made when a test asks for them: what each is, how an import of it must end, and with which code.

exit 2: nothing of the file can be used; exit 3: the rows at fault are rejected, the others are taken. `seen` says who
finds the fault: the reader of tables, the values of cells, or the importer that knows what the columns mean.
"""

from typing import Literal

from tests.integrations.csv_xlsx.bad import Bad, Seen
from tests.integrations.csv_xlsx.forge import GOOD, HEADER, book, csv_text, text_file
from tests.integrations.csv_xlsx.hostile import HOSTILE


def text(name: str, data: str | bytes, exit_: Literal[2, 3], code: str, seen: Seen = "reader") -> Bad:
    """A text file."""
    return Bad(name, lambda folder: text_file(folder, name, data), exit_, code, seen)


def rows(name: str, bad: list[str], code: str, seen: Seen = "values") -> Bad:
    """Two good deals and a bad one, as csv or xlsx by the name's ending."""
    if name.endswith(".xlsx"):
        return Bad(name, lambda folder: book(folder, name, [*_BOOK, bad]), 3, code, seen)
    return text(name, csv_text(*GOOD, bad), 3, code, seen)


def sheet(name: str, cell: str, code: str) -> Bad:
    """A workbook of good deals and one whose amount is this XML."""
    bad = ["SJ-0009", "坏单元格", "华东机电股份有限公司", cell, "2024-03-31", "张三"]
    return Bad(name, lambda folder: book(folder, name, [*_BOOK, bad], styles=STYLES), 3, code)


_BOOK = [HEADER, *GOOD]
# Style 1 shows a number as a date.
STYLES = '<styleSheet><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>'


def deal(*, id_: str = "SJ-0009", amount: str = "1000", end: str = "2024-03-31") -> list[str]:
    return [id_, "坏的一行", "华东机电股份有限公司", amount, end, "张三"]


GOOD_TEXT = csv_text(*GOOD)
LONG = "长" * 100_001
BIG5 = "商機名稱,客戶名稱,負責人\r\n智慧園區,華碩電腦股份有限公司,張先生\r\n"
JIS = "案件名,顧客\r\nスマート工業団地プロジェクト,東京電機株式会社\r\n"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

ROWS: list[Bad] = [
    rows("too_many_cells.csv", [*deal(), "多出来的"], "too_many_cells", "reader"),
    rows("too_many_cells.xlsx", [*deal(), "多出来的"], "too_many_cells", "reader"),
    rows("amount_with_bare_commas.csv", deal(amount="1,200,000"), "too_many_cells", "reader"),
    rows("nul_in_cell.csv", ["SJ-0009", "坏\0的", *deal()[2:]], "nul_byte", "reader"),
    rows("nul_beyond_the_header.csv", ["SJ-0009", *deal()[1:], *[""] * 4, "坏\0的"], "nul_byte", "reader"),
    rows("nul_in_cell.xlsx", ["SJ-0009", "坏_x0000_的", *deal()[2:]], "nul_byte", "reader"),
    rows("cell_of_100001.csv", ["SJ-0009", LONG, *deal()[2:]], "cell_too_long", "reader"),
    rows("cell_of_100001.xlsx", ["SJ-0009", LONG, *deal()[2:]], "cell_too_long", "reader"),
    rows("cell_of_200000.csv", ["SJ-0009", LONG * 2, *deal()[2:]], "cell_too_long", "reader"),
    rows("quote_in_the_middle.csv", ["SJ-0009", '"园区"二期', *deal()[2:]], "bad_quotes", "reader"),
    sheet("formula_without_value.xlsx", "<c><f>SUM(D2:D3)</f><v></v></c>", "formula_without_value"),
    sheet("formula_never_computed.xlsx", "<c><f>1+1</f></c>", "formula_without_value"),
    sheet("error_ref.xlsx", '<c t="e"><f>#REF!+1</f><v>#REF!</v></c>', "error_cell"),
    sheet("error_na.xlsx", '<c t="e"><v>#N/A</v></c>', "error_cell"),
    sheet("number_that_is_none.xlsx", "<c><v>12abc</v></c>", "damaged_cell"),
    sheet("number_nan.xlsx", "<c><v>NaN</v></c>", "damaged_cell"),
    sheet("number_1e999.xlsx", "<c><v>1e999</v></c>", "damaged_cell"),
    sheet("date_before_1900.xlsx", '<c s="1"><v>-5</v></c>', "bad_date"),
    sheet("date_29_february_1900.xlsx", '<c s="1"><v>60</v></c>', "bad_date"),
    sheet("date_beyond_9999.xlsx", '<c s="1"><v>99999999</v></c>', "bad_date"),
    rows("id_twice.csv", deal(id_="SJ-0001"), "duplicate_id", "importer"),
    rows("id_twice.xlsx", deal(id_="SJ-0001"), "duplicate_id", "importer"),
    rows("id_twice_with_spaces.csv", deal(id_=" SJ-0001\t"), "duplicate_id", "importer"),
    rows("id_rounded.csv", deal(id_="1.23457E+17"), "rounded_id"),
    rows("id_rounded.xlsx", ["<c><v>123456789012345680</v></c>", *deal()[1:]], "rounded_id"),
    rows("amount_1,2,3.4.csv", deal(amount='"1,2,3.4"'), "bad_amount"),
    rows("amount_1,2,3.4.xlsx", deal(amount="1,2,3.4"), "bad_amount"),
    rows("amount_in_words.csv", deal(amount="面议"), "bad_amount"),
    rows("amount_range.csv", deal(amount="10-20万"), "bad_amount"),
    rows("amount_nan.csv", deal(amount="NaN"), "bad_amount"),
    rows("amount_infinite.csv", deal(amount="-inf"), "bad_amount"),
    rows("amount_1e999.csv", deal(amount="1e999"), "bad_amount"),
    rows("amount_1e99.csv", deal(amount="1e99"), "amount_too_large"),
    rows("amount_of_18_digits.csv", deal(amount="123456789012345678"), "amount_too_large"),
    rows("amount_decimal_comma.csv", deal(amount='"1,5"'), "ambiguous_number"),
    rows("amount_indian_groups.csv", deal(amount='"12,34,567"'), "bad_amount"),
    rows("amount_two_points.csv", deal(amount="12.34.56"), "bad_amount"),
    rows("amount_two_minus.csv", deal(amount="--5"), "bad_amount"),
    rows("amount_is_a_date.xlsx", deal(amount="2024年1月5日"), "bad_amount"),
    rows("date_30_february.csv", deal(end="2024-02-30"), "bad_date"),
    rows("date_30_february.xlsx", deal(end="2024/2/30"), "bad_date"),
    rows("date_month_13.csv", deal(end="2024-13-01"), "bad_date"),
    rows("date_year_0.csv", deal(end="0000-01-01"), "bad_date"),
    rows("date_year_9999.csv", deal(end="9999-12-31"), "bad_date"),
    rows("date_year_20244.csv", deal(end="20244-01-05"), "bad_date"),
    rows("date_in_words.csv", deal(end="下周五"), "bad_date"),
    rows("date_hour_25.csv", deal(end="2024-01-05 25:00"), "bad_date"),
    rows("date_bare_number.csv", deal(end="45296"), "bad_date"),
    rows("date_two_ways.csv", deal(end="1/5/2024"), "ambiguous_date"),
]

TEXTS: list[Bad] = [
    text("empty.csv", b"", 2, "empty_file"),
    text("empty.xlsx", b"", 2, "empty_file"),
    text("blank_lines.csv", "\r\n\r\n  \r\n", 2, "empty_file"),
    text("mark_only.csv", b"\xef\xbb\xbf", 2, "empty_file"),
    text("delimiters_only.csv", ",,,,\r\n,,,,\r\n", 2, "empty_file"),
    text("utf8_with_a_broken_byte.csv", GOOD_TEXT.encode() + b"SJ-9,\xe5\x8d,x,1,2024-01-01,x\r\n", 2, "bad_encoding"),
    text("utf8_mark_and_gbk.csv", b"\xef\xbb\xbf" + GOOD_TEXT.encode("gb18030"), 2, "bad_encoding"),
    text("utf16_cut.csv", GOOD_TEXT.encode("utf-16")[:-1], 2, "bad_encoding"),
    text("utf16_without_mark.csv", ("id,name,amount\r\n" * 20).encode("utf-16-le"), 2, "binary_file"),
    text("utf32.csv", GOOD_TEXT.encode("utf-32"), 2, "unknown_encoding"),
    text("big5.csv", BIG5.encode("big5"), 2, "unknown_encoding"),
    text("latin1.csv", "Name,City\r\nCafé Müller,Köln\r\nJosé,Bogotá\r\n".encode("latin-1"), 2, "unknown_encoding"),
    text("shift_jis.csv", JIS.encode("shift_jis"), 2, "unknown_encoding"),
    text("gb18030_cut.csv", GOOD_TEXT.encode("gb18030") + "客".encode("gb18030")[:1], 2, "unknown_encoding"),
    text("nul_bytes.csv", GOOD_TEXT.encode() + b"\0" * 5000, 2, "binary_file"),
    text("any_bytes.csv", bytes(range(1, 256)) * 40, 2, "unknown_encoding"),
    text("10000_columns.csv", ",".join(f"列{n}" for n in range(10_000)) + "\r\n1,2\r\n", 2, "too_many_columns"),
    text("quote_never_closed.csv", GOOD_TEXT + 'SJ-0009,"坏,x\r\n' + GOOD_TEXT, 2, "unclosed_quote"),
    text("quote_never_closed_long.csv", GOOD_TEXT + 'SJ-0009,"坏,x\r\n' + GOOD_TEXT * 1500, 2, "unclosed_quote"),
    text("no_line_ends.csv", "商机" * 3_000_000, 2, "line_too_long"),
    text("header_with_nul.csv", GOOD_TEXT.replace("商机名称", "商机\0名称"), 2, "nul_byte"),
    text("web_page.xls", "<html><body><table><tr><td>商机名称</td></tr></table></body></html>", 2, "html_table"),
    text("web_archive.xls", "MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n", 2, "html_table"),
    text("spreadsheet_2003.xls", '<?xml version="1.0"?><Workbook><Worksheet/></Workbook>', 2, "not_a_table"),
    text("json.csv", '[{"name": "智慧园区", "amount": 1}]', 2, "not_a_table"),
    text("old.xls", OLE + b"\0" * 2000, 2, "old_xls"),
    text("password.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), 2, "encrypted"),
    text("really_a_pdf.csv", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", 2, "pdf"),
    text("really_a_picture.xlsx", b"\x89PNG\r\n\x1a\n" + b"\0" * 100, 2, "picture"),
    text("packed.csv.gz", b"\x1f\x8b\x08\0" + b"\0" * 50, 2, "packed_file"),
    text("packed.rar", b"Rar!\x1a\x07\x01\0" + b"\0" * 50, 2, "packed_file"),
]  # fmt: skip


CORPUS: list[Bad] = [*ROWS, *TEXTS, *HOSTILE]
