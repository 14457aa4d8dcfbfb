"""Files as no program writes them: workbooks from raw parts, zips with lies in them."""

import struct
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"

HEADER = ["业务编码", "商机名称", "客户名称", "金额", "结束时间", "负责人"]
GOOD = [
    ["SJ-0001", "智慧园区一期", "华东机电股份有限公司", "1200000", "2024-03-31", "张三"],
    ["SJ-0002", "数据中心扩容", "远山能源集团", "860000.50", "2024-06-30", "李四"],
]
TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def csv_text(*rows: Iterable[str], header: Iterable[str] = HEADER) -> str:
    """Plain lines; nobody quotes anything here."""
    return "".join(",".join(row) + "\r\n" for row in (header, *rows))


def text_file(folder: Path, name: str, data: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def inline(value: str) -> str:
    return f'<c t="inlineStr"><is><t xml:space="preserve">{value}</t></is></c>'


def number(value: str, style: int = 0) -> str:
    return f'<c s="{style}"><v>{value}</v></c>'


def row_xml(cells: Iterable[str]) -> str:
    return "<row>" + "".join(cell if cell.startswith("<c") else inline(cell) for cell in cells) + "</row>"


def sheet_xml(rows: Iterable[Iterable[str]], *, before: str = "", after: str = "") -> str:
    """A sheet; a cell that is XML already stays as it is."""
    body = "".join(row_xml(row) for row in rows)
    return f'<worksheet xmlns="{MAIN}">{before}<sheetData>{body}</sheetData>{after}</worksheet>'


def relations(*entries: tuple[str, str]) -> str:
    links = "".join(
        f'<Relationship Id="rId{i}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for i, (kind, target) in enumerate(entries, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}">{links}</Relationships>'


def parts(sheet: str, **more: str) -> dict[str, str]:
    """The parts of a workbook with one sheet. more: strings, styles, workbook instead of the usual one."""
    usual = f'<workbook xmlns="{MAIN}" xmlns:r="{_OFFICE}"><sheets><sheet name="商机" r:id="rId1"/></sheets></workbook>'
    found = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": relations(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": more.get("workbook", usual),
        "xl/_rels/workbook.xml.rels": relations(("worksheet", "worksheets/sheet1.xml")),
        "xl/worksheets/sheet1.xml": sheet,
    }
    if "strings" in more:
        found["xl/sharedStrings.xml"] = more["strings"]
    if "styles" in more:
        found["xl/styles.xml"] = more["styles"]
    return found


def zipped(path: Path, files: Mapping[str, str | bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


def book(folder: Path, name: str, rows: Iterable[Iterable[str]], **more: str) -> Path:
    """A workbook of these rows."""
    sheet = sheet_xml(rows, before=more.pop("before", ""), after=more.pop("after", ""))
    return zipped(folder / name, parts(sheet, **more))


def flood(path: Path, head: str, piece: str, times: int, tail: str = "", *, part: str = "xl/worksheets/sheet1.xml",
          sheet: str = "<worksheet/>") -> Path:  # fmt: skip
    """A workbook with one part that repeats a piece of XML again and again, packed to next to nothing."""
    block = piece * 10_000
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, data in parts(sheet).items():
            if name != part:
                archive.writestr(name, data)
        with archive.open(part, "w", force_zip64=True) as stream:
            stream.write(head.encode())
            for _ in range(times // 10_000):
                stream.write(block.encode())
            stream.write(tail.encode())
    return path


def declare(path: Path, part: str, size: int) -> Path:
    """Change the unpacked size of one file in a zip, in both places where it stands."""
    data = bytearray(path.read_bytes())
    name = part.encode()
    for magic, at_size, at_name in ((b"PK\x03\x04", 22, 30), (b"PK\x01\x02", 24, 46)):
        place = data.find(magic)
        while place >= 0 and data[place + at_name : place + at_name + len(name)] != name:
            place = data.find(magic, place + 1)
        struct.pack_into("<L", data, place + at_size, size)
    path.write_bytes(data)
    return path


def flagged(path: Path) -> Path:
    """Say of every file in a zip that it has a password."""
    data = bytearray(path.read_bytes())
    for magic, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(magic)
        while place >= 0:
            data[place + at] |= 1
            place = data.find(magic, place + 1)
    path.write_bytes(data)
    return path
