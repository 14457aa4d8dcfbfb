"""Texts people read go through gettext: none stands bare in a template, a script or a refusal."""

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser

from django.template.base import Lexer, TokenType

from tests.house.checks.source import Finding, chain

CJK = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\uff01-\uff5e]")
WORD = re.compile(r"[A-Za-z]{2,}")
READ = {"title", "placeholder", "aria-label", "alt", "label", "data-confirm", "data-label"}
# Names of things that are the same in every language.
NAMES = re.compile(
    r"\b(Pursuit|Excel|Word|PDF|CSV|xlsx|docx|XLSX|JSON|ID|URL|API|REST|HTTP|TOTP|QR|CNY|USD|EUR|HKD|Esc|Enter|Tab|Ctrl|Shift)\b"
)
SILENT = {"script", "style", "code", "kbd", "svg"}
# A fragment may hold nothing but attributes for the tag that includes it.
ATTRIBUTES = re.compile(r"""\s*(?:[\w:-]+(?:="[^"]*")?\s+)*[\w:-]+="[^"]*"\s*(?:\s[\w:-]+(?:="[^"]*"?)?\s*)*""")
REFUSALS = {"Refused", "Invalid", "Forbidden", "Missing", "Conflict"}


def bare(text: str) -> bool:
    """Would a reader of another language stumble over this?"""
    return bool(CJK.search(text) or WORD.search(NAMES.sub("", text)))


def without_tags(source: str) -> str:
    """The template with every tag, variable and translated block blanked out, line breaks kept."""
    out, silent, in_class = [], False, False
    for token in Lexer(source).tokenize():
        kind, words = token.token_type, token.contents.split()
        if kind == TokenType.BLOCK and words[0] in {"blocktranslate", "blocktrans", "comment"}:
            silent = True
        elif kind == TokenType.BLOCK and words[0] in {"endblocktranslate", "endblocktrans", "endcomment"}:
            silent = False
        elif kind == TokenType.BLOCK and words[0] in {"block", "endblock"}:
            # {% block body_class %}with-rail{% endblock %} is for the style sheet, not for readers.
            in_class = words[0] == "block" and "class" in words[-1]
        if kind == TokenType.TEXT and not silent and not in_class:
            out.append(token.contents)
    return "".join(out)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in SILENT:
            self._open.append(tag)
        given = dict(attrs)
        buttons = {"value"} if tag == "input" and given.get("type") in {"submit", "button"} else set()
        readable = READ | buttons
        self.found += [value for key, value in attrs if key in readable and value and bare(value)]

    def handle_endtag(self, tag: str) -> None:
        if self._open and self._open[-1] == tag:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if self._open or not bare(data):
            return
        if ATTRIBUTES.fullmatch(data):
            inner = _Reader()
            inner.feed(f"<i {data}>")
            self.found += inner.found
        else:
            self.found.append(data.strip())


def in_template(path: str, source: str) -> Iterator[Finding]:
    reader = _Reader()
    reader.feed(without_tags(source))
    reader.close()
    for text in reader.found:
        place = source.find(text)
        line = source.count("\n", 0, place) + 1 if place >= 0 else 0
        yield Finding(path, line, f"untranslated text: {text[:60]!r}")


def in_script(path: str, source: str) -> Iterator[Finding]:
    """Scripts get their texts from the page; Chinese in one means a text went around that."""
    for number, line in enumerate(source.splitlines(), 1):
        if CJK.search(re.sub(r"(?<!:)//.*$", "", line)):
            yield Finding(path, number, f"untranslated text: {line.strip()[:60]!r}")


def in_python(path: str, module: ast.AST) -> Iterator[Finding]:
    """A refusal whose message is a plain string."""
    for node in ast.walk(module):
        if not (isinstance(node, ast.Call) and chain(node.func)[-1] in REFUSALS):
            continue
        for message in [*node.args[1:2], *(k.value for k in node.keywords if k.arg == "message")]:
            pieces = message.values if isinstance(message, ast.JoinedStr) else [message]
            if any(isinstance(piece, ast.Constant) and bare(str(piece.value)) for piece in pieces):
                yield Finding(path, node.lineno, f"untranslated refusal: {ast.unparse(message)[:60]}")


def chinese_strings(path: str, module: ast.Module) -> Iterator[Finding]:
    """Chinese in an interface's own strings (docstrings apart)."""
    documentation = {
        id(node.body[0].value)
        for node in ast.walk(module)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(module):
        spoken = isinstance(node, ast.Constant) and isinstance(node.value, str) and CJK.search(node.value)
        if spoken and id(node) not in documentation:
            yield Finding(path, node.lineno, f"untranslated text: {node.value[:60]!r}")
