"""`Any` only in listed files: everywhere else the types say what is meant."""

import ast
from collections.abc import Iterator

from tests.house.checks.source import Finding


def anys(path: str, module: ast.AST) -> Iterator[Finding]:
    for node in ast.walk(module):
        named = isinstance(node, ast.ImportFrom) and node.module == "typing" and "Any" in {n.name for n in node.names}
        dotted = isinstance(node, ast.Attribute) and node.attr == "Any" and getattr(node.value, "id", "") == "typing"
        if named or dotted:
            yield Finding(path, node.lineno, "uses Any")
