"""What a list of needs says, row by row, with what cannot be taken."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from pursuit.integrations.csv_xlsx.tables import open_tables

ORDER = ("text", "priority", "kind", "evidence", "answer", "compliance")
HEADS: Mapping[str, tuple[str, ...]] = {
    "text": ("需求", "需求描述", "需求内容", "客户需求", "need", "statement", "requirement"),
    "priority": ("优先级", "重要程度", "重要性", "priority"),
    "kind": ("类型", "显性隐性", "显性/隐性", "kind", "type"),
    "evidence": ("依据", "证据", "来源", "出处", "evidence", "source"),
    "answer": ("应答", "我方应答", "我方答复", "解决方案", "answer", "response"),
    "compliance": ("符合性", "响应情况", "偏离", "compliance"),
}
WORDS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "priority": {
        "must": ("必须", "必备", "高", "a", "★", "must", "high"),
        "should": ("应当", "应该", "重要", "中", "b", "should", "medium"),
        "could": ("可选", "可以", "低", "c", "could", "low"),
    },
    "kind": {"explicit": ("显性", "明确", "explicit"), "implicit": ("隐性", "潜在", "implicit")},
    "compliance": {
        "met": ("满足", "符合", "无偏离", "完全满足", "met", "yes"),
        "partly": ("部分满足", "部分符合", "partly", "partial"),
        "not": ("不满足", "不符合", "负偏离", "not", "no"),
        "over": ("优于", "超出", "正偏离", "over"),
        "unknown": ("未判定", "待定", "unknown"),
    },
}
LONGEST = 2000
MOST = 500


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a row cannot be taken. row: as a spreadsheet counts, from 1."""

    row: int
    text: str


@dataclass(frozen=True, slots=True)
class Needs:
    """rows: keywords of needs; problems: of the rows that cannot be taken."""

    rows: list[dict[str, str]]
    problems: list[Problem]


def cells_of(text: str) -> list[list[str]]:
    """Pasted lines: cells of a spreadsheet are apart by tabs."""
    lines = text.replace("\r\n", "\n").split("\n")
    return [[cell.strip() for cell in row] for row in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)]


def cells_in(path: Path, name: str) -> list[list[str]]:
    """The first table of a file: xlsx, csv, txt in any usual encoding."""
    table = open_tables(path, name=name)[0]
    head = [list(table.header)]
    body = [[_plain(cell) for cell in row.cells] for row in table.rows()]
    return head + body


def pasted(cells: Iterable[Sequence[str]]) -> str:
    """The same as lines, so that people can mend them in place."""
    return "\n".join("\t".join(" ".join(cell.split()) for cell in row).rstrip() for row in cells)


def read(cells: Sequence[Sequence[str]]) -> Needs:
    """Columns by their heads where the first row has any, otherwise in the usual order."""
    places = _heads(cells[0]) if cells else {}
    found, problems = [], []
    for number, row in enumerate(cells, 1):
        if (places and number == 1) or not any(cell.strip() for cell in row):
            continue
        order = places or dict(enumerate(ORDER))
        values = {name: row[at].strip() for at, name in order.items() if at < len(row) and row[at].strip()}
        said = _words(values)
        if said or not values.get("text"):
            problems.append(Problem(number, said or _("The need itself is missing.")))
        elif len(values["text"]) > LONGEST:
            problems.append(Problem(number, _("The need is longer than %d characters.") % LONGEST))
        else:
            found.append(values)
    if len(found) > MOST:
        problems.append(Problem(MOST + 1, _("Bring up to %d needs at once.") % MOST))
    return Needs(found, problems)


def _heads(row: Sequence[str]) -> dict[int, str]:
    """Which column is what, if the row is one of heads."""
    named = {word: name for name, words in HEADS.items() for word in words}
    places = {at: named[cell.strip().lower()] for at, cell in enumerate(row) if cell.strip().lower() in named}
    return places if "text" in places.values() else {}


def _words(values: dict[str, str]) -> str:
    """Turn the words of closed lists into their codes; says which word is none of them."""
    for name, codes in WORDS.items():
        if name not in values:
            continue
        typed = values[name].lower()
        code = next((code for code, words in codes.items() if typed in words or typed == code), None)
        if code is None:
            known = "、".join(words[0] for words in codes.values())
            return _("“%(word)s” is not known here: write %(known)s.") % {"word": values[name], "known": known}
        values[name] = code
    return ""


def _plain(cell: object) -> str:
    return "" if cell is None else str(cell)
