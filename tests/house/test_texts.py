"""Every text is translated, and the catalogues are complete."""

import ast

import pytest

from tests.house.checks import texts
from tests.house.checks.exceptions import judged
from tests.house.checks.source import files, name, render, tree
from tools import translations


def test_no_bare_text() -> None:
    findings = []
    for path in files(".html"):
        findings += texts.in_template(name(path), path.read_text(encoding="utf-8"))
    for path in files(".js"):
        findings += texts.in_script(name(path), path.read_text(encoding="utf-8"))
    for path in files(".py"):
        findings += texts.in_python(name(path), tree(path))
    for path in files(".py", under="src/pursuit/interfaces"):
        findings += texts.chinese_strings(name(path), tree(path))
    assert not (left := judged("texts", findings)), render(left)


@pytest.mark.parametrize(
    "source",
    [
        "<p>保存</p>",
        "<p>Save</p>",
        '<input placeholder="Search">',
        '<button aria-label="关闭">×</button>',
        '<input type="submit" value="Save">',
        'id="" title="Close"',
        "{% if x %}Nothing here{% endif %}",
        "{% blocktranslate %}Fine{% endblocktranslate %} not fine",
    ],
)
def test_bare_text_is_found(source: str) -> None:
    assert list(texts.in_template("sample.html", source))


@pytest.mark.parametrize(
    "source",
    [
        "{% translate 'Save' %}",
        "<a class='btn btn-primary' href='/x' id='Save'>{{ label }}</a>",
        "<input type='text' value='abc'>",
        "{% blocktranslate with n=x %}{{ n }} rows{% endblocktranslate %}",
        "{# a comment #}{% comment %}words{% endcomment %}<!-- words -->",
        "<svg><title>x</title></svg> Pursuit CSV 12 % · →",
        "<button title=\"{% translate 'Close' %}\">×</button>",
        'id="" required aria-invalid="true"',
        "<kbd>Ctrl</kbd><code>pursuit serve</code>",
    ],
)
def test_good_templates_pass(source: str) -> None:
    assert not list(texts.in_template("sample.html", source))


def test_scripts_and_refusals() -> None:
    assert list(texts.in_script("sample.js", "toast('已保存')"))
    assert not list(texts.in_script("sample.js", "toast(button.dataset.done) // 提示"))
    assert list(texts.in_python("sample.py", ast.parse("raise Refused('a.b', 'No such thing')")))
    assert list(texts.in_python("sample.py", ast.parse("raise errors.Missing('a.b', f'No {x}')")))
    assert not list(texts.in_python("sample.py", ast.parse("raise Refused('a.b', _('No such thing'))")))
    assert not list(texts.in_python("sample.py", ast.parse("raise Refused('a.b', f'{tool}: {answer}')")))
    assert list(texts.chinese_strings("sample.py", ast.parse("label = '客户'")))
    assert not list(texts.chinese_strings("sample.py", ast.parse('"""客户"""\ndef f():\n    """客户"""')))


def test_catalogues_are_complete_and_up_to_date() -> None:
    found = translations.problems()
    if found:
        pytest.fail(
            "\n".join([f"{len(found)} problems; `make translations` lists them all", *found[:15]]), pytrace=False
        )


def test_collecting() -> None:
    code = "_('a'); gettext_lazy('b' 'c'); ngettext('d', 'ds', n); pgettext('x', 'e'); other('f'); _(name)"
    found = list(translations.messages_in_python(code))
    assert found == [("a", "", ""), ("bc", "", ""), ("d", "ds", ""), ("e", "", "x")]
    page = """{% translate "It's 100%" %} {% translate 'b' context "x" %} {{ _("c") }} plain text
    {% blocktranslate count n=n %}{{ n }} row{% plural %}{{ n }} rows{% endblocktranslate %}
    {% blocktranslate trimmed with a=b %}
      Dear {{ a }}
    {% endblocktranslate %}"""
    assert set(translations.messages_in_template(page)) == {
        ("It's 100%%", "", ""),
        ("b", "", "x"),
        ("c", "", ""),
        ("%(n)s row", "%(n)s rows", ""),
        ("Dear %(a)s", "", ""),
    }


def test_a_gap_in_a_catalogue_is_found() -> None:
    found = {translations.Message(t): ["a.py"] for t in ("Save", "Hello %(name)s", "Fine", "%s of %s")}
    texts_of = {("", "Hello %(name)s"): "你好 %(who)s", ("", "Fine"): "好", ("", "%s of %s"): "%s"}
    faults = translations.faults_of(translations.catalogue(found, texts_of))
    assert len(faults) == 3
    assert "not translated: 'Save'" in "\n".join(faults)


def test_traditional_keeps_placeholders() -> None:
    found = {translations.Message("%(软件)s software"): ["a.py"]}
    simplified = translations.catalogue(found, {("", "%(软件)s software"): "软件 %(软件)s"})
    assert translations.traditional(found, simplified)[0].msgstr == "軟體 %(软件)s"
