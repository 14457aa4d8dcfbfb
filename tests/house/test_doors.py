"""One door for every change, one door for every look: interfaces do neither by themselves."""

import ast

import pytest

from tests.house.checks.anys import anys
from tests.house.checks.exceptions import judged
from tests.house.checks.orm import unseen_queries, writes
from tests.house.checks.raw_sql import handwritten
from tests.house.checks.source import files, name, render, tree

OUTSIDE = ("src/pursuit/interfaces", "src/pursuit/integrations")


def test_interfaces_neither_write_nor_look_past_the_door() -> None:
    findings = []
    for path in (p for under in OUTSIDE for p in files(".py", under=under)):
        findings += [*writes(name(path), tree(path)), *unseen_queries(name(path), tree(path))]
    assert not (left := judged("orm", findings)), render(left)


@pytest.mark.parametrize(
    "line",
    [
        "account.save()",
        "form.instance.save(update_fields=['name'])",
        "Account.objects.create(name='x')",
        "visible.filter(pk=1).update(name='x')",
        "rows.update(name='x')",
        "account.delete()",
        "Account.objects.get_or_create(code=1)",
        "self.model.objects.bulk_create(rows)",
    ],
)
def test_a_write_is_found(line: str) -> None:
    assert list(writes("sample.py", ast.parse(line)))


@pytest.mark.parametrize(
    "line",
    [
        "request.session.save()",
        "values.update({'a': 1})",
        "digest.update(chunk)",
        "workbook.save(path)",
        "cache.delete('x')",
        "create(actor=actor, name='x')",
        "context.update(page=1)",
    ],
)
def test_other_verbs_are_not_writes(line: str) -> None:
    assert not list(writes("sample.py", ast.parse(line)))


@pytest.mark.parametrize(
    ("line", "good"),
    [
        ("Account.objects.visible_to(actor).filter(a=1)", True),
        ("queries.accounts(actor).get(pk=1)", True),
        ("get_object_or_404(queries.accounts(actor), pk=1)", True),
        ("Account.objects.filter(pk=1)", False),
        ("Account._default_manager.all()", False),
        ("get_object_or_404(Account, pk=1)", False),
        ("manager = Account.objects", False),
        ("a = Account.objects.visible_to(actor); b = Account.objects.first()", False),
    ],
)
def test_a_look_past_the_door_is_found(line: str, good: bool) -> None:
    assert (not list(unseen_queries("sample.py", ast.parse(line)))) is good


def test_sql_by_hand_only_in_adapters() -> None:
    findings = [f for path in files(".py") for f in handwritten(name(path), tree(path))]
    assert not (left := judged("raw_sql", findings)), render(left)


@pytest.mark.parametrize("line", ["A.objects.raw('x')", "q.extra(where=[])", "RawSQL('x', ())", "connection.cursor()"])
def test_sql_by_hand_is_found(line: str) -> None:
    assert list(handwritten("sample.py", ast.parse(line)))


def test_any_only_in_listed_files() -> None:
    findings = [f for path in files(".py") for f in anys(name(path), tree(path))]
    assert not (left := judged("any", findings)), render(left)


@pytest.mark.parametrize("line", ["from typing import Any", "import typing\nx: typing.Any"])
def test_any_is_found(line: str) -> None:
    assert list(anys("sample.py", ast.parse(line)))
