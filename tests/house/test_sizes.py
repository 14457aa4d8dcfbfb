"""Small files, small functions, rooms that fit into a head; above the aim a warning, above the limit a failure."""

import ast
import warnings
from pathlib import Path

import pytest

from tests.house.checks import sizes
from tests.house.checks.exceptions import table
from tests.house.checks.sizes import Limit, Size
from tests.house.checks.source import Finding, render

MEASURES = {
    "files": sizes.of_files,
    "functions": sizes.of_functions,
    "rooms": sizes.of_rooms,
    "template lines": sizes.of_template_lines,
}


def excused(size: Size, listed: dict[str, dict[str, int]]) -> bool:
    return size.path in listed and size.lines <= listed[size.path]["lines"]


@pytest.mark.parametrize("kind", MEASURES)
def test_sizes(kind: str) -> None:
    listed = table("sizes")
    measured = list(MEASURES[kind]())
    above = [s.finding() for s in measured if s.lines > s.limit.hard and not excused(s, listed)]
    long = [s.finding() for s in measured if s.limit.aim < s.lines <= s.limit.hard]
    if long:
        warnings.warn(f"{len(long)} above the aim:{render(long)}", stacklevel=1)
    assert not above, render(above)


def test_exceptions_only_shrink() -> None:
    measured = {s.path: s for measure in MEASURES.values() for s in measure()}
    wrong = []
    for path, given in table("sizes").items():
        size = measured.get(path)
        if size is None or size.lines <= size.limit.hard:
            wrong.append(Finding(path, 0, "needs no exception any more: take it out"))
        elif size.lines < given["lines"]:
            wrong.append(Finding(path, 0, f"has shrunk to {size.lines}: write that into exceptions.toml"))
    assert not wrong, render(wrong)


@pytest.mark.parametrize(("file", "lines"), [("long.py", 301), ("long.html", 201), ("long.js", 301), ("long.css", 301)])
def test_a_long_file_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str, lines: int) -> None:
    """A deliberate break: one line above the hard limit."""
    long, fine = tmp_path / file, tmp_path / f"fine{Path(file).suffix}"
    long.write_text("\n" * lines)
    fine.write_text("\n" * (lines - 1))
    here = {"src/pursuit": [long, fine]}
    monkeypatch.setattr(
        sizes, "files", lambda *kinds, under: [path for path in here.get(under, []) if path.suffix in kinds]
    )
    monkeypatch.setattr(sizes, "name", lambda path: path.name)
    with pytest.raises(AssertionError, match=file) as failed:
        test_sizes("files")
    assert "fine" not in str(failed.value)


def test_a_long_line_of_a_template_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = "{% blocktranslate %}" + "x" * 900 + "{% endblocktranslate %}"
    for file, text in (("fine.html", f"<p>{said}</p>"), ("long.html", f"<p>a</p>\n<p>{'x' * 480}</p>")):
        (tmp_path / file).write_text(text)
    monkeypatch.setattr(sizes, "files", lambda *kinds, under: sorted(tmp_path.glob("*.html")))
    monkeypatch.setattr(sizes, "name", lambda path: path.name)
    with pytest.raises(AssertionError, match=r"long\.html::line:2: longest line: 487") as failed:
        test_sizes("template lines")
    assert "fine" not in str(failed.value)


def test_a_long_function_is_found() -> None:
    module = ast.parse("def f():\n" + "    x = 1\n" * 60)
    (size,) = sizes.functions("sample.py", module)
    assert size.lines == 61
    assert size.lines > size.limit.hard


@pytest.mark.parametrize(("lines", "good"), [(310, True), (311, False)])
def test_an_exception_covers_no_growth(lines: int, good: bool) -> None:
    size = Size("a.py", 0, "file", lines, Limit(150, 300))
    assert excused(size, {"a.py": {"lines": 310}}) is good
    assert not excused(size, {})


def test_models_are_counted() -> None:
    source = "class A(models.Model): pass\nclass B(Record['B']): pass\nclass C(Enum): pass\n"
    source += "class D(models.Model):\n    class Meta:\n        abstract = True\n"
    assert sizes.models_in(ast.parse(source)) == 2
