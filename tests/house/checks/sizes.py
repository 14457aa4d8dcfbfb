"""How long things may be: above the aim a warning, above the hard limit a failure."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tests.house.checks.source import SRC, Finding, files, name, tree


class Limit(NamedTuple):
    aim: int
    hard: int


CODE, TEST, FUNCTION = Limit(150, 300), Limit(150, 400), Limit(25, 60)
TEMPLATE, ASSET = Limit(100, 200), Limit(150, 300)
TEMPLATE_LINE = Limit(200, 480)  # in characters, texts for translators aside: they cannot be broken
_TEXT = re.compile(r"\{% (blocktranslate|comment)\b.*?\{% end\1 %\}", re.S)
ROOM_LINES, ROOM_MODELS = Limit(2000, 3500), Limit(10, 16)


class Size(NamedTuple):
    """One measured thing; `path` is the key an exception is listed under."""

    path: str
    line: int
    what: str
    lines: int
    limit: Limit

    def finding(self) -> Finding:
        limit = self.limit.hard if self.lines > self.limit.hard else self.limit.aim
        return Finding(self.path, self.line, f"{self.what}: {self.lines}, limit {limit}")


def functions(path: str, module: ast.AST) -> Iterator[Size]:
    """Every function and method, counted from def to its last line."""
    for node in ast.walk(module):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            yield Size(f"{path}::{node.name}", node.lineno, f"function {node.name}", lines, FUNCTION)


def length(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def of_files() -> Iterator[Size]:
    kinds = [(CODE, "src/pursuit", (".py",)), (CODE, "tools", (".py",)), (CODE, "bench", (".py",))]
    kinds += [(TEST, "tests", (".py",)), (TEMPLATE, "src/pursuit", (".html",)), (ASSET, "src/pursuit", (".js", ".css"))]
    for limit, under, suffixes in kinds:
        for path in files(*suffixes, under=under):
            yield Size(name(path), 0, "file", length(path), limit)


def of_template_lines() -> Iterator[Size]:
    """The longest line of each template: markup is laid out on lines, as code is."""
    for path in files(".html", under="src/pursuit"):
        lines = _TEXT.sub("", path.read_text(encoding="utf-8")).splitlines()
        longest, at = max(((len(line), at) for at, line in enumerate(lines, 1)), default=(0, 0))
        yield Size(f"{name(path)}::line", at, "longest line", longest, TEMPLATE_LINE)


def of_functions() -> Iterator[Size]:
    for under in ("src/pursuit", "tools", "bench"):
        for path in files(".py", under=under):
            yield from functions(name(path), tree(path))


def models_in(module: ast.AST) -> int:
    """Classes that look like models: their bases end in Model or Record, and they are not abstract."""
    count = 0
    for node in ast.walk(module):
        if isinstance(node, ast.ClassDef):
            bases = {ast.unparse(base).split("[")[0].rsplit(".", 1)[-1] for base in node.bases}
            count += any(base.endswith(("Model", "Record")) for base in bases) and "abstract = True" not in ast.unparse(
                node
            )
    return count


def of_rooms() -> Iterator[Size]:
    for room in sorted(p for p in (SRC / "domain").iterdir() if p.is_dir() and p.name != "__pycache__"):
        own = list(files(".py", under=f"src/pursuit/domain/{room.name}"))
        yield Size(name(room), 0, "room lines", sum(map(length, own)), ROOM_LINES)
        found = [path for path in own if "models" in path.relative_to(room).parts[0]]
        yield Size(name(room) + "::models", 0, "room models", sum(models_in(tree(p)) for p in found), ROOM_MODELS)
