"""What `pursuit schedule` finds, as one JSON object. Dates are local; of a PSPLIB problem they are periods from 0."""

from dataclasses import asdict
from pathlib import Path
from typing import NotRequired, TypedDict

from django.utils.translation import gettext as _

from pursuit.engine.calendar.week import BadCalendar, NoWork, moment
from pursuit.engine.leveling.packed import pack
from pursuit.engine.leveling.priority import heads, tails
from pursuit.engine.leveling.problem import BadProblem, Problem
from pursuit.engine.leveling.solve import solve
from pursuit.engine.schedule.errors import BadNetwork, Cycle, TooLong
from pursuit.integrations.msproject.network import facts
from pursuit.integrations.msproject.reader import read_plan
from pursuit.integrations.msproject.recomputed import compare, recompute
from pursuit.integrations.psplib.reader import BadFile, read
from pursuit.kernel.errors import Refused


class Row(TypedDict):
    """A task; dates are ISO texts, or periods."""

    uid: int | None
    name: str
    start: str | int
    finish: str | int
    total_float_minutes: int
    critical: bool


class Compared(TypedDict):
    """Our dates beside the file's (integrations.msproject.recomputed)."""

    equal: int
    different: int
    skipped: int
    apart: dict[str, int]
    differences: list[dict[str, object]]


class Levelled(TypedDict):
    """Periods."""

    makespan: int
    lower_bound: int
    proved: bool
    starts: list[int]


class Report(TypedDict):
    """The whole answer."""

    project: dict[str, str | int]
    tasks: list[Row]
    recomputed: Compared
    leveling: NotRequired[Levelled]


WORKERS = 2


def report(path: Path, level: float | None) -> Report:
    """Raises Refused and OSError."""
    return _psplib(path, level) if path.suffix.lower() == ".sm" else _msproject(path, level)


def _msproject(path: Path, level: float | None) -> Report:
    if level is not None:
        raise Refused("no_levelling", _("Only PSPLIB problems (.sm) can be levelled here so far."))
    try:
        plan = read_plan(path)
        given = facts(plan)
        found = recompute(given)
    except Cycle as error:
        raise Refused("cycle", _("These tasks wait for each other: %s") % error) from error
    except NoWork as error:
        raise Refused("no_working_time", _("A calendar of the file has no working time at all.")) from error
    except (BadCalendar, BadNetwork, TooLong) as error:
        raise Refused("bad_plan", _("The plan cannot be dated: %s") % error) from error
    critical = found.critical()
    rows: list[Row] = [
        {
            "uid": task.uid,
            "name": task.name,
            "start": moment(int(found.start[row])).isoformat(),
            "finish": moment(int(found.finish[row])).isoformat(),
            "total_float_minutes": int(found.total_float[row]),
            "critical": bool(critical[row]),
        }
        for row, task in enumerate(given.rows)
    ]
    compared = compare(plan, given, found)
    differences = [
        {**asdict(one), "file": one.file.isoformat(), "ours": one.ours.isoformat()} for one in compared.differences
    ]
    counts = Compared(
        equal=compared.equal,
        different=compared.different,
        skipped=compared.skipped,
        apart=compared.apart,
        differences=differences,
    )
    ends: dict[str, str | int] = {
        "start": moment(found.start_at).isoformat(),
        "finish": moment(found.finish_at).isoformat(),
    }
    return {"project": ends, "tasks": rows, "recomputed": counts}


def _psplib(path: Path, level: float | None) -> Report:
    try:
        problem = read(path.read_text("latin-1"))
    except (BadFile, BadProblem) as error:
        raise Refused("bad_problem", _("The file is no problem that can be solved: %s") % error) from error
    packed = pack(problem)
    early, after = heads(packed), tails(packed)
    span = int((early + problem.durations).max(initial=0))
    slack = span - after - problem.durations - early
    rows: list[Row] = [
        {
            "uid": job + 1,
            "name": f"{job + 1}",
            "start": int(early[job]),
            "finish": int(early[job] + problem.durations[job]),
            "total_float_minutes": int(slack[job]),
            "critical": bool(slack[job] <= 0),
        }
        for job in range(problem.tasks)
    ]
    none: Compared = {"equal": 0, "different": 0, "skipped": 0, "apart": {}, "differences": []}
    found: Report = {"project": {"start": 0, "finish": span}, "tasks": rows, "recomputed": none}
    return found if level is None else {**found, "leveling": _levelled(problem, level)}


def _levelled(problem: Problem, seconds: float) -> Levelled:
    found = solve(problem, seconds, workers=WORKERS)
    return {
        "makespan": found.makespan,
        "lower_bound": found.lower_bound,
        "proved": found.proved,
        "starts": found.starts.tolist(),
    }
