"""Inside a room: actions → queries → fields → models → rules; between rooms only those, and rules touch no ORM."""

import ast
from collections.abc import Iterator

from tests.house.checks.source import Finding

ORDER = ("actions", "queries", "fields", "models", "rules")
DOMAIN = "pursuit.domain."


def imported(module: ast.AST, package: list[str]) -> Iterator[tuple[str, int]]:
    """Absolute dotted names a module imports, `from x import y` as x.y; `package` resolves relative imports."""
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            yield from ((found.name, node.lineno) for found in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            stem = ".".join([*base, *([node.module] if node.module else [])])
            yield from ((f"{stem}.{found.name}", node.lineno) for found in node.names)


def inward(dotted: str, path: str, module: ast.AST) -> Iterator[Finding]:
    """Breaches in the module `dotted` (pursuit.domain.<room>.<part>…)."""
    room, _, rest = dotted.removeprefix(DOMAIN).partition(".")
    part = rest.split(".")[0]
    package = dotted.split(".") if path.endswith("__init__.py") else dotted.split(".")[:-1]
    for target, line in imported(module, package):
        if part == "rules" and target.startswith(("django.db", "pursuit.kernel.models")):
            yield Finding(path, line, f"rules touch no ORM: imports {target}")
        if not target.startswith(DOMAIN):
            continue
        their_room, _, their_rest = target.removeprefix(DOMAIN).partition(".")
        their_part = their_rest.split(".")[0]
        if their_room != room and their_part not in ORDER:
            yield Finding(path, line, f"uses {target}: of another room only {', '.join(ORDER)}")
        same = their_room == room and part in ORDER and their_part in ORDER
        if same and ORDER.index(their_part) < ORDER.index(part):
            yield Finding(path, line, f"{part} must not use {their_part}")
