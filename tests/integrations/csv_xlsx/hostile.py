"""Workbooks and zips made to hurt, or broken on their way: bombs, lies about sizes, names that lead outside."""

import io
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.integrations.csv_xlsx import forge
from tests.integrations.csv_xlsx.bad import Bad
from tests.integrations.csv_xlsx.forge import GOOD, HEADER, MAIN, book, csv_text, flood, parts, sheet_xml, zipped

ROWS = [HEADER, *GOOD]
SHEET = sheet_xml(ROWS)
PART = "xl/worksheets/sheet1.xml"
OPEN = f'<worksheet xmlns="{MAIN}"><sheetData>'
COLS = f'<worksheet xmlns="{MAIN}"><cols>'
XFD = '<row><c r="XFD"><v>1</v></c></row>'
ALL = '<row><c r="ALL"><v>1</v></c></row>'
CLOSE = "</sheetData></worksheet>"
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


def packed(name: str, files: Mapping[str, str | bytes], code: str) -> Bad:
    """A zip of these files that cannot be used."""
    return Bad(name, lambda folder: zipped(folder / name, files), 2, code)


def made(name: str, code: str, make: Callable[[Path], Path], *, heavy: bool = False) -> Bad:
    """A file of that name, made in its folder by a function of its path."""
    return Bad(name, lambda folder: make(folder / name), 2, code, heavy=heavy)


def flooded(name: str, code: str, head: str, piece: str, times: int, tail: str = CLOSE, part: str = PART) -> Bad:
    """A workbook of which one part repeats itself for hundreds of megabytes."""
    return made(name, code, lambda path: flood(path, head, piece, times, tail, part=part, sheet=SHEET), heavy=True)


def changed(name: str, code: str, change: Callable[[bytes], bytes]) -> Bad:
    """A good workbook whose bytes were changed afterwards."""

    def make(path: Path) -> Path:
        book(path.parent, path.name, ROWS)
        path.write_bytes(change(path.read_bytes()))
        return path

    return made(name, code, make)


def _other_checksum(data: bytes) -> bytes:
    at = data.find(b"PK\x01\x02") + 16
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]


def _declared(path: Path) -> Path:
    """One gigabyte declared, a few hundred bytes inside."""
    return forge.declare(book(path.parent, path.name, ROWS), PART, 1 << 30)


def _lying(path: Path) -> Path:
    """A thousand bytes declared, fifty megabytes inside."""
    return forge.declare(flood(path, OPEN, "<row/>", 8_000_000, CLOSE), PART, 1000)


def _many(path: Path) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for n in range(12_000):
            archive.writestr(f"{n}.csv", "")
    return path


def _long_directory(path: Path) -> Path:
    """A directory of 60 MB that a reader of zips would turn into gigabytes."""
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("x" * 60_000, "")
        info = archive.infolist()[0]
        archive.filelist.extend([info] * 1000)
    return path


def _nested(path: Path) -> Path:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("Deals.csv", csv_text(*GOOD))
    return zipped(path, {"Deals_001.zip": inner.getvalue()})


def _sparse(path: Path) -> Path:
    with path.open("wb") as file:
        file.write(csv_text(*GOOD).encode())
        file.truncate(201 << 20)
    return path


def _wide(name: str, count: int) -> Bad:
    return Bad(
        name, lambda folder: book(folder, name, [[f"列{n}" for n in range(count)], ["1"]]), 2, "too_many_columns"
    )


def workbook(name: str, code: str, rows_xml: str, **more: str) -> Bad:
    """A workbook with these rows, as XML."""
    return packed(name, parts(OPEN + rows_xml + CLOSE, **more), code)


CELLS = b"a," * 1_000_000 + b"\n"
DEALS = csv_text(*GOOD).encode("gb18030") * 100
HIDDEN = parts(SHEET)["xl/workbook.xml"].replace("<sheet ", '<sheet state="hidden" ')


def _repeat(path: Path, piece: bytes, times: int, tail: bytes = b"") -> Path:
    with path.open("wb") as file:
        for _ in range(times):
            file.write(piece)
        file.write(tail)
    return path


def _blank_lines(path: Path) -> Path:
    return _repeat(path, csv_text(*GOOD).encode() + b"\n" * 100_000, 1900)


def _blank_lines_packed(path: Path) -> Path:
    return zipped(path, {f"{n}.csv": b"a,b\n" + b"\n" * 1_000_000 for n in range(100)})


HOSTILE: list[Bad] = [
    flooded("far_cells_below.xlsx", "too_many_faults", SHEET.removesuffix(CLOSE), XFD, 1_000_000),
    flooded("cells_in_column_1000.xlsx", "too_many_faults", SHEET.removesuffix(CLOSE), ALL, 1_000_000),
    made("nothing_there.csv", "no_file", lambda path: path),
    made("201_megabytes.csv", "file_too_large", _sparse),
    _wide("10000_columns.xlsx", 10_000),
    _wide("1001_columns.xlsx", 1001),
    changed("cut_off.xlsx", "damaged_file", lambda data: data[: len(data) // 2]),
    changed("bad_checksum.xlsx", "damaged_file", _other_checksum),
    changed("zeros_inside.xlsx", "damaged_file", lambda data: data[:900] + b"\0" * 40 + data[940:]),
    made("zip_bomb.xlsx", "expands_too_far", lambda p: flood(p, OPEN, "\0" * 100, 6_000_000), heavy=True),
    made("one_gigabyte_declared.xlsx", "expands_too_far", _declared),
    made("a_thousand_bytes_declared.xlsx", "damaged_file", _lying, heavy=True),
    made("190_mb_of_line_ends.csv", "too_many_rows", _blank_lines, heavy=True),
    made("100_mb_of_line_ends.zip", "too_many_rows", _blank_lines_packed, heavy=True),
    made("190_mb_of_cells.csv", "too_many_columns", lambda p: _repeat(p, CELLS, 95), heavy=True),
    made("gbk_with_an_open_quote.csv", "unclosed_quote", lambda p: _repeat(p, DEALS, 9000, b'"'), heavy=True),
    made("12000_files.zip", "too_many_entries", _many),
    made("directory_of_60_mb.zip", "too_many_entries", _long_directory, heavy=True),
    packed("leads_outside.zip", {"../../Deals.csv": csv_text(*GOOD)}, "unsafe_zip"),
    packed("leads_to_root.zip", {"/etc/Deals.csv": csv_text(*GOOD)}, "unsafe_zip"),
    packed("leads_to_a_drive.zip", {"C:\\Deals.csv": csv_text(*GOOD)}, "unsafe_zip"),
    packed("leads_outside.xlsx", {**parts(SHEET), "xl/..\\..\\x.xml": ""}, "unsafe_zip"),
    made("zip_in_zip.zip", "nested_zip", _nested),
    packed("no_csv_inside.zip", {"readme.md": "x", "a.pdf": "y"}, "no_table"),
    packed("empty_csv_inside.zip", {"Deals.csv": ""}, "empty_file"),
    packed("broken_csv_inside.zip", {"Deals.csv": csv_text(*GOOD) + 'a,"b\r\n'}, "unclosed_quote"),
    made("password.zip", "encrypted", lambda path: forge.flagged(zipped(path, {"Deals.csv": csv_text(*GOOD)}))),
    packed("really_ods.xlsx", {"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}, "not_a_table"),
    packed("really_docx.xlsx", {"[Content_Types].xml": forge.TYPES, "word/document.xml": "<x/>"}, "not_a_table"),
    packed("binary_workbook.xlsb", {"[Content_Types].xml": forge.TYPES, "xl/workbook.bin": "x"}, "not_a_table"),
    packed("no_workbook.xlsx", {"[Content_Types].xml": forge.TYPES, "xl/styles.xml": "<x/>"}, "damaged_file"),
    packed("workbook_not_xml.xlsx", parts(SHEET, workbook="not xml"), "damaged_file"),
    packed("hidden_only.xlsx", parts(SHEET, workbook=HIDDEN), "empty_file"),
    packed("sheet_missing.xlsx", {k: v for k, v in parts(SHEET).items() if k != PART}, "empty_file"),
    packed("sheet_cut.xlsx", parts(SHEET[:-60]), "damaged_file"),
    packed("laughs_in_sheet.xlsx", parts(LAUGHS + SHEET), "unsafe_xml"),
    packed("laughs_in_strings.xlsx", parts(SHEET, strings=LAUGHS + "<sst/>"), "unsafe_xml"),
    packed("outside_in_workbook.xlsx", parts(SHEET, workbook=OUTSIDE + "<workbook/>"), "unsafe_xml"),
    packed("outside_in_styles.xlsx", parts(SHEET, styles=OUTSIDE + "<styleSheet/>"), "unsafe_xml"),
    workbook("empty_sheet.xlsx", "empty_file", ""),
    workbook("blank_cells.xlsx", "empty_file", '<row><c s="1"/><c s="1"/></row>' * 50),
    workbook("error_in_header.xlsx", "error_cell", '<row><c t="e"><v>#REF!</v></c></row>'),
    workbook("string_not_there.xlsx", "damaged_file", '<row><c t="s"><v>7</v></c></row>'),
    workbook("rows_backwards.xlsx", "damaged_file", '<row r="9"/><row r="3"/>'),
    workbook("row_beyond_the_end.xlsx", "unsafe_xml", '<row r="9999999"/>'),
    workbook("cell_in_no_column.xlsx", "damaged_file", '<row><c r="1A"><v>1</v></c></row>'),
    workbook("cells_beyond_xfd.xlsx", "unsafe_xml", '<row><c r="ZZZ1"><v>1</v></c></row>'),
    workbook("cell_in_cell.xlsx", "unsafe_xml", "<row>" + "<c>" * 50 + "</c>" * 50 + "</row>"),
    workbook("nested_1000_deep.xlsx", "unsafe_xml", "<a>" * 1000 + "</a>" * 1000),
    workbook("5000_names.xlsx", "unsafe_xml", "".join(f"<x{n}/>" for n in range(5000))),
    workbook("5000_attributes.xlsx", "unsafe_xml", "".join(f'<row x{n}=""/>' for n in range(5000))),
    workbook("one_tag_of_9_mb.xlsx", "unsafe_xml", f'<row x="{"y" * (9 << 20)}"/>'),
    flooded("million_empty_rows.xlsx", "empty_file", OPEN, "<row/>", 1_000_000),
    flooded("two_million_rows.xlsx", "unsafe_xml", OPEN, "<row/>", 2_000_000),
    flooded("cells_without_end.xlsx", "too_many_cells", OPEN, "<row><c/></row>", 12_000_000),
    flooded("row_of_a_million_cells.xlsx", "unsafe_xml", OPEN + "<row>", "<c/>", 1_000_000, "</row>" + CLOSE),
    flooded("cells_of_two_tags.xlsx", "empty_file", OPEN, "<row>" + "<c/>" * 16 + "</row>", 580_000),
    flooded("far_cells.xlsx", "too_many_columns", OPEN, XFD, 1_000_000),
    flooded("columns_without_end.xlsx", "too_many_cells", COLS, '<col min="1"/>', 20_000_000,
            "</cols><sheetData/></worksheet>"),
    flooded("comment_of_300_mb.xlsx", "unsafe_xml", "<worksheet><!--", "x" * 30, 10_000_000, "--></worksheet>"),
    flooded("text_of_400_mb.xlsx", "cell_too_long", OPEN + '<row><c t="str"><v>', "x" * 40, 10_000_000,
            "</v></c></row>" + CLOSE),
    flooded("strings_without_end.xlsx", "too_much_text", f'<sst xmlns="{MAIN}">', "<si><t>ab</t></si>", 4_000_000,
            "</sst>", part="xl/sharedStrings.xml"),
]  # fmt: skip
