"""SQL by hand stays in the listed adapter files (search on two databases, seals, checks)."""

import ast
from collections.abc import Iterator

from tests.house.checks.source import Finding, chain

METHODS = {"raw", "extra", "cursor", "chunked_cursor"}
CALLS = {"RawSQL", "RunSQL"}


def handwritten(path: str, module: ast.AST) -> Iterator[Finding]:
    for node in ast.walk(module):
        if not isinstance(node, ast.Call):
            continue
        last = chain(node.func)[-1]
        if (isinstance(node.func, ast.Attribute) and last in METHODS) or last in CALLS:
            yield Finding(path, node.lineno, f"SQL by hand: {last}(…)")
