"""What is no plain template is refused, with its cause, and the template in use stays."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook

from pursuit.kernel import paperforms
from pursuit.kernel.errors import Refused
from pursuit.kernel.models import Event, PaperTemplate
from tests.cast import Cast
from tests.papers.making import TYPES, W, doctored, inside, of, part, related, typed

CHARTER = "gates.charter"
PLAIN = of("{{project}}")
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def put(cast: Cast, content: bytes, name: str = "立项.docx") -> PaperTemplate:
    return paperforms.put_template(actor=cast.actor("admin"), code=CHARTER, file=SimpleUploadedFile(name, content))


def refused(cast: Cast, content: bytes, name: str = "立项.docx") -> tuple[str, str]:
    """Code and words of the no; the template in use before it is still in use, and nothing is written."""
    kept = put(cast, PLAIN, "原来.docx")
    before = (PaperTemplate.objects.count(), Event.objects.count())
    with pytest.raises(Refused) as no:
        put(cast, content, name)
    assert (PaperTemplate.objects.count(), Event.objects.count()) == before
    assert paperforms.own(CHARTER) == kept and no.value.field == "file"
    return no.value.code, str(no.value.message)


@pytest.mark.parametrize(
    ("said", "code", "words"),
    [
        ("{{ projekt }}", "unknown_names", "projekt"),
        ("{{ project.owner.__class__ }}", "unknown_names", "project.owner.__class__"),
        ("{{evidence.__class__}}", "unknown_names", "evidence.__class__"),
        ("{{ project|upper }}", "template_code", "project|upper"),
        ("{{ project() }}", "template_code", "project()"),
        ("{{ 项目 名称 }}", "template_code", "项目"),
        ("{% if amount %}有{% endif %}", "template_code", "if amount"),
        ("{# 备注 #}", "template_code", "备注"),
        ("甲 {{project", "template_code", "{{project"),
        ("｛｛project｝｝", "template_code", "｛｛project"),
        ("{{{project}}}", "", ""),
        ("{{team.name}}", "no_row", "team.name"),
    ],
)
def test_names(cast: Cast, said: str, code: str, words: str) -> None:
    if not code:  # a brace too many is only a brace
        assert put(cast, of(said)).pk
        return
    assert refused(cast, of(said))[0] == code
    assert words in refused(cast, of(said))[1]


def test_a_row_lists_one_thing(cast: Cast) -> None:
    body = "".join(f"<w:tc><w:p><w:r><w:t>{{{{{one}}}}}</w:t></w:r></w:p></w:tc>" for one in ("team.name", "cost.kind"))
    main = part(PLAIN, "word/document.xml")
    table = f"<w:tbl {W}><w:tblPr/><w:tblGrid/><w:tr>{body}</w:tr></w:tbl><w:sectPr"
    code, told = refused(cast, doctored(PLAIN, {"word/document.xml": main.replace("<w:sectPr", table, 1)}))
    assert code == "two_tables" and "cost、team" in told


@pytest.mark.parametrize(
    "instruction",
    [
        "DDEAUTO c:\\\\x.exe",
        "INCLUDETEXT http://a/b",
        "MERGEFIELD x",
        "MACROBUTTON y z",
        "HYPERLINK http://a",
        "QUOTE 1",
    ],
)
def test_fields_of_word(cast: Cast, instruction: str) -> None:
    simple = f'<w:fldSimple w:instr="{instruction}"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    half = len(instruction) // 2
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    pieces = "".join(f"<w:r><w:instrText>{one}</w:instrText></w:r>" for one in (instruction[:half], instruction[half:]))
    nested = f"{begin}<w:r><w:instrText>PAGE </w:instrText></w:r>{begin}{pieces}{end}{end}"
    for markup in (simple, begin + pieces + end, nested):
        code, told = refused(cast, inside(markup))
        assert code == "field_code" and instruction.split(maxsplit=1)[0] in told


def test_page_numbers_may_stand(cast: Cast) -> None:
    simple = '<w:fldSimple w:instr=" PAGE \\* MERGEFORMAT "/><w:fldSimple w:instr="HYPERLINK \\l &quot;a&quot;"/>'
    assert put(cast, inside(simple)).name == "立项.docx"


def notes(text: str) -> bytes:
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    more = f'<Override PartName="/word/footnotes.xml" ContentType="{kind}"/></Types>'
    body = f'<w:footnotes {W}><w:footnote w:id="2"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:footnote></w:footnotes>'
    made = doctored(PLAIN, {TYPES: part(PLAIN, TYPES).replace("</Types>", more), "word/footnotes.xml": body})
    return related(made, "footnotes", "footnotes.xml", "")


def test_notes_are_not_filled(cast: Cast) -> None:
    assert put(cast, notes("脚注")).pk
    assert refused(cast, notes("{{project}}"))[0] == "not_filled"
    assert refused(cast, notes("坏<"))[0] == "unreadable"


def workbook() -> bytes:
    out = io.BytesIO()
    Workbook().save(out)
    return out.getvalue()


def bomb(name: str, size: int) -> bytes:
    return doctored(PLAIN, {name: b"\0" * size})


def twice() -> bytes:
    out = io.BytesIO(PLAIN)
    with zipfile.ZipFile(out, "a") as parts, pytest.warns(UserWarning):
        parts.writestr("word/document.xml", "<x/>")
    return out.getvalue()


def laughing() -> bytes:
    body = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><Relationships>&b;</Relationships>'
    return doctored(PLAIN, {"word/_rels/document.xml.rels": body})


FILES = {
    "programs": (lambda: doctored(PLAIN, {"word/vbaProject.bin": b"x"}), "active", "宏"),
    "docm by its contents": (lambda: typed(PLAIN, MAIN, "application/vnd.ms-word.document.macroEnabled.main+xml"),
                             "active", "宏"),
    "embedded": (lambda: doctored(PLAIN, {"word/embeddings/a.docx": b"x"}), "active", "嵌入"),
    "another format within": (lambda: related(PLAIN, "aFChunk", "a.htm", ""), "active", "嵌入"),
    "linked picture": (lambda: related(PLAIN, "image", "http://a.example/x.png", 'TargetMode="External"'),
                       "external", "a.example"),
    "linked template": (lambda: related(PLAIN, "attachedTemplate", "file:///x", "TargetMode='External'"),
                        "external", "file:///x"),
    "linked in disguise": (lambda: related(PLAIN, "image", "http://a.example", 'TargetMode="Extern&#97;l"'),
                           "external", "外部"),
    "workbook": (workbook, "other_kind", "Excel"),
    "template of Word": (lambda: typed(PLAIN, ".document.main", ".template.main"), "other_kind", "dotx"),
    "old Word": (lambda: b"\xd0\xcf\x11\xe0" + b"\0" * 600, "old_word", "密码"),
    "no zip": (lambda: b"hello", "unreadable", "docx"),
    "half a zip": (lambda: PLAIN[: len(PLAIN) // 2], "unreadable", "docx"),
    "broken within": (lambda: doctored(PLAIN, {"word/document.xml": "<w:document"}), "unreadable", "docx"),
    "no main part": (lambda: doctored(PLAIN, {}, without=["word/document.xml"]), "unreadable", "docx"),
    "no list of contents": (lambda: doctored(PLAIN, {}, without=[TYPES]), "unreadable", "docx"),
    "zip of something": (lambda: doctored(PLAIN, {TYPES: "<Types/>"}), "unreadable", "docx"),
    "one part twice": (twice, "unreadable", "docx"),
    "entities": (laughing, "unreadable", "docx"),
    "bomb": (lambda: bomb("word/media/a.png", 31 * 1024 * 1024), "too_large", "解压"),
    "bomb of markup": (lambda: bomb("word/a.xml", 9 * 1024 * 1024), "too_large", "解压"),
    "many parts": (lambda: doctored(PLAIN, {f"word/{at}.xml": "<x/>" for at in range(501)}), "too_large", "解压"),
    "too large": (lambda: PLAIN + b"\0" * (2 * 1024 * 1024), "too_large", "2 MB"),
    "empty": (lambda: b"", "no_file", "空"),
}  # fmt: skip


@pytest.mark.parametrize("kind", FILES)
def test_files(cast: Cast, kind: str) -> None:
    make, code, words = FILES[kind]
    found, told = refused(cast, make())
    assert found == code and words in told


def test_a_name_that_says_macros(cast: Cast) -> None:
    assert refused(cast, PLAIN, "立项.DOCM")[0] == "active"


def test_the_page_says_why_and_keeps_the_template(client: Client, cast: Cast) -> None:
    kept = put(cast, PLAIN, "原来.docx")
    client.force_login(cast.admin)
    url = f"/settings/papers/{CHARTER}/file"
    for content, words in ((of("{{projekt}}"), "projekt"), (workbook(), "Excel"), (b"", ""), (b"PK\x03\x04x", "docx")):
        answer = client.post(url, {"file": SimpleUploadedFile("新.docx", content)})
        page = answer.content.decode()
        assert answer.status_code == 422 and words in page and "原来.docx" in page
    assert client.post(url).status_code == 422
    client.force_login(cast.ar)
    assert client.post(url, {"file": SimpleUploadedFile("新.docx", PLAIN)}).status_code == 403
    assert paperforms.own(CHARTER) == kept


def test_a_good_one_is_used_and_taken_back(client: Client, cast: Cast) -> None:
    client.force_login(cast.admin)
    url = f"/settings/papers/{CHARTER}"
    assert client.post(f"{url}/file", {"file": SimpleUploadedFile("新.docx", PLAIN)}).status_code == 303
    assert "新.docx" in client.get("/settings/papers").content.decode()
    assert b"".join(client.get(f"{url}/template.docx").streaming_content) == PLAIN
    assert client.post(f"{url}/reset").status_code == 303
    assert paperforms.own(CHARTER) is None
    assert client.post(f"{url}/reset").status_code == 422
