"""What every checker reads: the tracked files, their syntax trees, and the form of a finding."""

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
SRC = ROOT / "src/pursuit"


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One breach of a rule of the house."""

    path: str
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.text}"


@cache
def tracked() -> tuple[Path, ...]:
    """Every file that is in the repository or would be added to it."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.split("\0")
    return tuple(sorted(ROOT / name for name in names if name and (ROOT / name).is_file()))


def files(*suffixes: str, under: str = "src/pursuit") -> Iterator[Path]:
    """Tracked files of these kinds below a folder; migrations are Django's writing, not ours."""
    for path in tracked():
        if path.suffix in suffixes and path.is_relative_to(ROOT / under) and "migrations" not in path.parts:
            yield path


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def chain(node: ast.expr) -> list[str]:
    """The names of a chained expression from the left: `A.objects.filter(x).first()` → A objects filter first."""
    match node:
        case ast.Name(id=found):
            return [found]
        case ast.Attribute(value=value, attr=found):
            return [*chain(value), found]
        case ast.Call(func=func):
            return chain(func)
        case ast.Subscript(value=value) | ast.Await(value=value):
            return chain(value)
        case _:
            return ["?"]


def render(findings: list[Finding]) -> str:
    return "\n" + "\n".join(str(finding) for finding in sorted(findings))
