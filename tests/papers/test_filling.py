"""Every name a paper knows is filled, wherever Word puts it; what people typed is never filled in turn."""

import io
from pathlib import Path

import pytest
from docx import Document as open_document
from docx.oxml.parser import parse_xml

from pursuit.kernel import paperfill, paperforms, papernames
from pursuit.kernel.paperforms import PaperForm
from tests.papers.making import W, cut, everywhere, inside, of, saved, words

CODES = ("gates.brief", "gates.charter", "gates.minutes", "insight.minutes", "insight.weekly")
GUIDES = Path(__file__).resolve().parents[2] / "docs/guide"


def known(form: PaperForm) -> tuple[dict[str, str], dict[str, list[dict[str, str]]]]:
    """A value for everything: of lists two entries."""
    values = {name: f"值.{name}" for name in form.fields}
    tables = {
        table: [{column: f"{at}.{table}.{column}" for column in columns} for at in ("甲", "乙")]
        for table, columns in form.tables.items()
    }
    return values, tables


def test_the_papers_are_these() -> None:
    assert [form.code for form in paperforms.forms()] == list(CODES)


@pytest.mark.parametrize("pieces", [False, True], ids=["whole", "cut"])
@pytest.mark.parametrize("code", CODES)
def test_every_name_is_filled_everywhere(code: str, pieces: bool) -> None:
    form = paperforms.form(code)
    document = everywhere(form.fields, form.tables)
    if pieces:
        cut(document)
    content = saved(document)
    papernames.check(paperfill.opened(content), form.fields, form.tables)
    values, tables = known(form)
    said = words(paperfill.fill(content, values, tables)).splitlines()
    for value in values.values():
        assert said.count(f"正文<{value}>") == 1 and said.count(f"表格<{value}>") == 1
        assert said.count(f"边<{value}>") == 6, "header and footer of the first, odd and even pages"
    for entries in tables.values():
        for value in (value for entry in entries for value in entry.values()):
            assert said.count(f"列<{value}>") == 1
    assert not any("{{" in one for one in said)


@pytest.mark.parametrize("code", CODES)
def test_the_shipped_paper_passes_its_own_test(code: str, db: None) -> None:
    form = paperforms.form(code)
    document = paperfill.opened(paperforms.template(code))
    papernames.check(document, form.fields, form.tables)
    values, tables = known(form)
    made = open_document(io.BytesIO(paperforms.render(code, values, tables)))
    assert "{{" not in made.core_properties.title
    empty = words(paperforms.render(code, {}, {}))
    assert "{{" not in empty and "—" in empty


def test_what_people_typed_is_not_filled_in_turn() -> None:
    document = everywhere(["name"], {"seat": ["opinion"]})
    seats = [{"opinion": "见 {{secret}} 和 {{name}}"}]
    said = words(paperfill.fill(saved(document), {"name": "{{secret}}", "secret": "机密"}, {"seat": seats}))
    assert "机密" not in said
    assert "列<见 {{secret}} 和 {{name}}>" in said and "正文<{{secret}}>" in said


def test_a_row_of_a_list_may_name_the_project_too() -> None:
    document = open_document()
    cells = document.add_table(rows=1, cols=3).rows[0].cells
    cells[0].text, cells[1].text, cells[2].text = "{{project}}", "{{cost.kind}}", "{{cost.note}}"
    entries = [{"kind": "差旅", "note": "两次"}, {"kind": "样机"}]
    made = paperfill.fill(saved(document), {"project": "信号改造"}, {"cost": entries})
    rows = [[cell.text for cell in row.cells] for row in open_document(io.BytesIO(made)).tables[0].rows]
    assert rows == [["信号改造", "差旅", "两次"], ["信号改造", "样机", "—"]]
    none = paperfill.fill(saved(document), {"project": "信号改造"}, {"cost": []})
    assert words(none).split() == ["信号改造", "—", "—"]


def test_a_list_within_a_form_repeats_its_own_row_only() -> None:
    document = open_document()
    outer = document.add_table(rows=1, cols=2)
    outer.rows[0].cells[0].text = "团队 {{project}}"
    inner = outer.rows[0].cells[1].add_table(rows=1, cols=1)
    inner.rows[0].cells[0].text = "{{team.name}}"
    entries = [{"name": "安然"}, {"name": "索宁"}]
    made = open_document(io.BytesIO(paperfill.fill(saved(document), {"project": "改造"}, {"team": entries})))
    assert len(made.tables[0].rows) == 1
    assert [row.cells[0].text for row in made.tables[0].rows[0].cells[1].tables[0].rows] == ["安然", "索宁"]


def test_lines_become_paragraphs_and_odd_letters_are_left_out() -> None:
    said = "一\n\n二\x00\x0b\ufffe\uffff\ud83d\n三"
    assert words(paperfill.fill(of("{{gaps}}"), {"gaps": said}, {})).splitlines() == ["一", "二", "三"]
    assert "合计：一" in words(paperfill.fill(of("合计：{{gaps}}。"), {"gaps": said}, {}))


def test_text_boxes_links_and_controls_are_filled() -> None:
    box = f"<w:pict><w:txbxContent><w:p {W}><w:r><w:t>盒{{{{a}}}}</w:t></w:r></w:p></w:txbxContent></w:pict>"
    markup = (
        f"<w:r><w:t>外{{{{a}}}}</w:t></w:r><w:r>{box}</w:r>"
        "<w:hyperlink w:anchor='x'><w:r><w:t>{{</w:t></w:r></w:hyperlink><w:r><w:t>a}}</w:t></w:r>"
        "<w:sdt><w:sdtContent><w:r><w:t>控{{a}}</w:t></w:r></w:sdtContent></w:sdt>"
    )
    said = words(paperfill.fill(inside(markup), {"a": "值"}, {}))
    assert "外值" in said and "盒值" in said and "控值" in said and "{{" not in said


def test_a_section_ends_once_though_its_last_line_is_several() -> None:
    document = open_document()
    last = parse_xml(f"<w:p {W}><w:pPr><w:sectPr/></w:pPr><w:r><w:t>{{{{a}}}}</w:t></w:r></w:p>")
    document.element.body.insert(0, last)
    made = open_document(io.BytesIO(paperfill.fill(saved(document), {"a": "一\n二\n三"}, {})))
    assert len(made.sections) == 2


@pytest.mark.parametrize("guide", ["zh/20-gates.md", "en/gates.md"])
@pytest.mark.parametrize("code", ["gates.charter", "gates.brief", "gates.minutes"])
def test_the_guide_names_what_the_paper_knows(guide: str, code: str) -> None:
    """A line of the guide for each paper: its code, then every name."""
    line = next(one for one in (GUIDES / guide).read_text().splitlines() if one.startswith(f"| `{code}`"))
    named = set(line.split("`")[3::2])
    form = paperforms.form(code)
    assert named == {*form.fields, *(f"{table}.{one}" for table, columns in form.tables.items() for one in columns)}
