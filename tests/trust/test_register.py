"""The register of cases is complete, and the tests it names exist."""

import ast
from functools import cache
from pathlib import Path

import pytest

from tests.trust.cases import CASES

ROOT = Path(__file__).resolve().parents[2]
REQUIRED = [*range(1, 43), *range(55, 64), *range(67, 70)]


@cache
def names_in(path: str) -> set[str]:
    file = ROOT / path
    if not file.exists():
        return set()
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")}


def test_every_case_stands_in_it() -> None:
    assert list(CASES) == [f"T{number:02}" for number in range(1, 73)]


@pytest.mark.parametrize("number", REQUIRED)
def test_a_required_case_has_tests_or_says_what_it_waits_for(number: int) -> None:
    case = CASES[f"T{number:02}"]
    assert case.tests or case.waits
    assert case.title


def test_the_named_tests_exist() -> None:
    named = {test for case in CASES.values() for test in case.tests}
    gone = [test for test in sorted(named) if test.split("::")[1] not in names_in(test.split("::")[0])]
    assert not gone
