"""Reads a PSPLIB single-mode file (.sm; Kolisch & Sprecher, "PSPLIB", EJOR 1997) into a problem.

Jobs are numbered from 1 in the file and from 0 here, dummies included. A file that is not as it should be raises
`BadFile`, which names the line; facts that make no problem raise the engine's `BadProblem`.
"""

import re
from dataclasses import dataclass

from pursuit.engine.leveling.problem import Problem, make

LARGEST = 8_000_000  # characters


class BadFile(ValueError):
    """The text is no single-mode PSPLIB file."""


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    text: str

    def numbers(self, at_least: int) -> list[int]:
        words = self.text.split()
        if not all(re.fullmatch(r"-?[0-9]{1,15}", word) for word in words):
            raise BadFile(f"line {self.number}: whole numbers expected, found {self.text.strip()[:60]!r}")
        if len(words) < at_least:
            raise BadFile(f"line {self.number}: {at_least} numbers expected, found {len(words)}")
        return [int(word) for word in words]


def read(text: str) -> Problem:
    if len(text) > LARGEST:
        raise BadFile(f"the file has more than {LARGEST} characters")
    lines = [_Line(number, line) for number, line in enumerate(text.splitlines(), 1)]
    jobs, resources = _stated(lines, "jobs"), _stated(lines, "- renewable")
    for kind in ("nonrenewable", "doubly constrained"):
        if _stated(lines, f"- {kind}", default=0):
            raise BadFile(f"{kind} resources are not for a single-mode problem")
    links: list[tuple[int, int]] = []
    for line in _rows(lines, "PRECEDENCE RELATIONS", jobs):
        job, modes, count, *after = line.numbers(3)
        if modes != 1:
            raise BadFile(f"line {line.number}: job {job} has {modes} modes; single-mode files have one")
        if count != len(after):
            raise BadFile(f"line {line.number}: job {job} announces {count} successors and lists {len(after)}")
        if not all(1 <= job_number <= jobs for job_number in after):
            raise BadFile(f"line {line.number}: job {job} has a successor outside 1 to {jobs}")
        links += [(job - 1, number - 1) for number in after]
    durations: list[int] = []
    demands: list[list[int]] = []
    for line in _rows(lines, "REQUESTS/DURATIONS", jobs):
        found = line.numbers(3 + resources)
        if len(found) != 3 + resources:
            raise BadFile(f"line {line.number}: {resources} demands expected, found {len(found) - 3}")
        durations.append(found[2])
        demands.append(found[3:])
    (limits,) = _after(lines, "RESOURCEAVAILABILITIES", 1)
    capacities = limits.numbers(resources)
    if len(capacities) != resources:
        raise BadFile(f"line {limits.number}: {resources} capacities expected, found {len(capacities)}")
    return make(durations, links, demands, capacities)


def _stated(lines: list[_Line], label: str, default: int | None = None) -> int:
    """The number behind the colon of the first line that begins like this."""
    for line in lines:
        before, _, behind = line.text.partition(":")
        if " ".join(before.split()).startswith(label) and (found := re.match(r"\s*([0-9]{1,9})", behind)):
            return int(found[1])
    if default is None:
        raise BadFile(f"no line '{label} : number': this is no PSPLIB file")
    return default


def _after(lines: list[_Line], heading: str, count: int) -> list[_Line]:
    """The rows below a heading; its line of column names and rulers are passed over."""
    for index, line in enumerate(lines):
        if line.text.strip().startswith(heading):
            rest = (row for row in lines[index + 2 :] if row.text.strip() and not row.text.strip().startswith("-"))
            rows = [row for _, row in zip(range(count), rest, strict=False)]
            if len(rows) < count or any(row.text.lstrip().startswith("*") for row in rows):
                raise BadFile(f"line {line.number}: {count} rows expected below {heading}")
            return rows
    raise BadFile(f"no section {heading}: this is no PSPLIB file")


def _rows(lines: list[_Line], heading: str, jobs: int) -> list[_Line]:
    rows = _after(lines, heading, jobs)
    for number, row in enumerate(rows, 1):
        if row.numbers(1)[0] != number:
            raise BadFile(f"line {row.number}: job {number} expected, found {row.text.split()[0]}")
    return rows
