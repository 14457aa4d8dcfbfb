"""Imports go down the house. The big directions are contracts of import-linter; rooms inside are checked here."""

import ast
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.checks.exceptions import judged
from tests.house.checks.rooms import inward
from tests.house.checks.source import ROOT, files, name, render, tree

LINT = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"]


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {"PYTHONPATH": str(folder / "src"), "PATH": "/usr/bin:/bin", "COLUMNS": "200"}
    return subprocess.run(LINT, cwd=folder, env=environment, check=False, capture_output=True, text=True)


def test_the_contracts_hold() -> None:
    result = lint(ROOT)
    assert result.returncode == 0, result.stdout.partition("Broken contracts")[2]


@pytest.fixture
def small_house(tmp_path: Path) -> Path:
    """An empty copy of the house's outline, under the same contracts."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    modules = ["config/settings", "interfaces/web/__init__", "interfaces/rest/__init__", "integrations/__init__"]
    modules += ["kernel/__init__", "engine/__init__", "domain/people/__init__", "domain/market/__init__"]
    for module in modules:
        target = tmp_path / "src/pursuit" / f"{module}.py"
        target.parent.mkdir(parents=True, exist_ok=True)
        for package in target.relative_to(tmp_path / "src").parents[:-1]:
            (tmp_path / "src" / package / "__init__.py").touch()
        target.touch()
    return tmp_path


def test_the_small_house_is_clean(small_house: Path) -> None:
    assert lint(small_house).returncode == 0


@pytest.mark.parametrize(
    ("path", "line", "broken"),
    [
        ("kernel/__init__.py", "def f():\n    from pursuit import engine", "Every import goes down"),
        ("integrations/__init__.py", "import pursuit.config.settings", "Every import goes down"),
        ("domain/people/__init__.py", "import pursuit.domain.market", "Every import goes down"),
        ("interfaces/rest/__init__.py", "import pursuit.interfaces.web", "Interfaces do not see"),
        ("engine/__init__.py", "import django", "The engine is pure"),
    ],
)
def test_a_breach_is_found(small_house: Path, path: str, line: str, broken: str) -> None:
    """A deliberate break."""
    (small_house / "src/pursuit" / path).write_text(line + "\n")
    result = lint(small_house)
    assert result.returncode == 1
    assert any(broken in row and "BROKEN" in row for row in result.stdout.splitlines()), result.stdout


def test_rooms_inside() -> None:
    findings = []
    for path in files(".py", under="src/pursuit/domain"):
        dotted = ".".join(path.relative_to(ROOT / "src").with_suffix("").parts).removesuffix(".__init__")
        findings += inward(dotted, name(path), tree(path))
    assert not (left := judged("rooms", findings)), render(left)


@pytest.mark.parametrize(
    ("module", "source", "says"),
    [
        ("market.queries", "from pursuit.domain.market.actions import x", "queries must not use actions"),
        ("market.models.lead", "from pursuit.domain.market import queries", "models must not use queries"),
        ("market.rules", "from .models import Lead", "rules must not use models"),
        ("market.rules", "from django.db import models", "rules touch no ORM"),
        ("market.actions", "from pursuit.domain.people.extensions import x", "of another room only"),
        ("market.actions", "from pursuit.domain.market.models import Lead", None),
        ("market.extensions", "from pursuit.domain.market.actions import x", None),
        ("market.actions", "from pursuit.domain.people.actions import x", None),
    ],
)
def test_a_breach_inside_is_found(module: str, source: str, says: str | None) -> None:
    found = [finding.text for finding in inward(f"pursuit.domain.{module}", "sample.py", ast.parse(source))]
    assert bool(found) == (says is not None)
    assert says is None or says in found[0]
