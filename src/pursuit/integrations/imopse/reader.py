"""Reads an iMOPSE definition (.def; Myszkowski et al., Soft Computing 2015) into a problem of staffing.

Tasks and people are numbered from 1 in the file and from 0 here; the numbers may have any order. A salary per hour
becomes a rate in hundredths. A file that is not as it should be raises `BadFile`, which names the line; facts that
make no problem raise the engine's `BadProblem`.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from pursuit.engine.staffing.problem import MISSING, Problem, able_by_skill, make

LARGEST = 8_000_000  # characters
MOST = 100_000  # tasks, people or skills
CELLS = 20_000_000  # tasks times people, and people times skills

_SKILL = re.compile(r"\s*(Q[0-9]{1,6})\s*:\s*([0-9]{1,6})")
_PERSON = re.compile(r"\s*([0-9]{1,9})\s+([0-9]{1,9}(?:\.[0-9]{1,2})?)((?:\s+Q[0-9]{1,6}\s*:\s*[0-9]{1,6})*)\s*")
_TASK = re.compile(r"\s*([0-9]{1,9})\s+([0-9]{1,9})\s+(Q[0-9]{1,6})\s*:\s*([0-9]{1,6})((?:\s+[0-9]{1,9})*)\s*")


class BadFile(ValueError):
    """The text is no iMOPSE definition."""


@dataclass(frozen=True, slots=True)
class _Row:
    number: int
    parts: tuple[str, ...]


def read(text: str) -> Problem:
    if len(text) > LARGEST:
        raise BadFile(f"the file has more than {LARGEST} characters")
    lines = text.splitlines()
    people = _rows(lines, "ResourceID", _PERSON, _stated(lines, "Resources"))
    tasks = _rows(lines, "TaskID", _TASK, _stated(lines, "Tasks"))
    held = [_SKILL.findall(row.parts[2]) for row in people]
    skills = {name for row in held for name, _ in row} | {row.parts[2] for row in tasks}
    if max(len(tasks), len(skills)) * len(people) > CELLS:
        raise BadFile(f"{len(tasks)} tasks, {len(people)} people and {len(skills)} skills are too many")
    place = {name: column for column, name in enumerate(sorted(skills))}
    has = np.full((len(people), len(place)), MISSING, np.int64)
    for person, row in enumerate(held):
        for name, level in row:
            has[person, place[name]] = max(has[person, place[name]], int(level))
    able = able_by_skill([place[row.parts[2]] for row in tasks], [int(row.parts[3]) for row in tasks], has)
    rates = [int(Decimal(row.parts[1]) * 100) for row in people]
    return make([int(row.parts[1]) for row in tasks], _links(tasks), able, rates)


def _stated(lines: list[str], label: str) -> int:
    for line in lines:
        if found := re.fullmatch(rf"\s*{label}\s*:\s*([0-9]{{1,9}})\s*", line):
            if int(found[1]) > MOST:
                raise BadFile(f"{found[1]} {label.lower()}: more than {MOST} are not read")
            return int(found[1])
    raise BadFile(f"no line '{label}: number': this is no iMOPSE definition")


def _rows(lines: list[str], heading: str, shape: re.Pattern[str], count: int) -> list[_Row]:
    """The rows between a heading and the next ruler."""
    start = next((index for index, line in enumerate(lines) if line.strip().startswith(heading)), None)
    if start is None:
        raise BadFile(f"no section {heading}: this is no iMOPSE definition")
    rows: list[_Row] = []
    for number, line in enumerate(lines[start + 1 :], start + 2):
        if line.startswith("="):
            break
        if not line.strip():
            continue
        found = shape.fullmatch(line)
        if not found:
            raise BadFile(f"line {number}: no row of the section {heading}: {line.strip()[:60]!r}")
        rows.append(_Row(number, found.groups()))
    if len(rows) != count:
        raise BadFile(f"{count} rows expected in the section {heading}, found {len(rows)}")
    seen: set[int] = set()
    for row in rows:
        if int(row.parts[0]) in seen:
            raise BadFile(f"line {row.number}: {heading} {row.parts[0]} is there twice")
        seen.add(int(row.parts[0]))
    return rows


def _links(tasks: list[_Row]) -> list[tuple[int, int]]:
    place = {int(row.parts[0]): task for task, row in enumerate(tasks)}
    links = []
    for task, row in enumerate(tasks):
        for name in row.parts[4].split():
            if int(name) not in place:
                raise BadFile(f"line {row.number}: task {row.parts[0]} has a predecessor {name} that is not there")
            links.append((place[int(name)], task))
    return links
