"""What `pursuit schedule` finds, as one JSON object. Dates are local; of a PSPLIB problem they are periods from 0."""

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import NotRequired, TypedDict

from django.utils.translation import gettext as _

from pursuit.engine.calendar.week import BadCalendar, NoWork, moment
from pursuit.engine.leveling.packed import pack
from pursuit.engine.leveling.priority import heads, tails
from pursuit.engine.leveling.problem import BadProblem, Problem
from pursuit.engine.leveling.solve import solve
from pursuit.engine.schedule.errors import BadNetwork, Cycle, TooLong
from pursuit.engine.simulation.answer import TooMuch
from pursuit.engine.simulation.ask import finish
from pursuit.engine.simulation.facts import BadFacts
from pursuit.integrations.msproject.network import Facts, facts
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


class Kept(TypedDict):
    """The chance that a deadline of the plan is kept, with its standard error."""

    uid: int | None
    deadline: str
    chance: float
    error: float


class Simulated(TypedDict):
    """By when the plan is finished in so many of a hundred trials."""

    trials: int
    seed: int
    p10: str
    p50: str
    p80: str
    p90: str
    deadlines: list[Kept]


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked besides dates: seconds of levelling, trials of a simulation and its seed."""

    level: float | None = None
    trials: int = 0
    seed: int = 0


class Report(TypedDict):
    """The whole answer."""

    project: dict[str, str | int]
    tasks: list[Row]
    recomputed: Compared
    simulation: NotRequired[Simulated]
    leveling: NotRequired[Levelled]


WORKERS = 2


def report(path: Path, wish: Wish) -> Report:
    """Raises Refused and OSError."""
    return _psplib(path, wish) if path.suffix.lower() == ".sm" else _msproject(path, wish)


def _msproject(path: Path, wish: Wish) -> Report:
    if wish.level is not None:
        raise Refused("no_levelling", _("Only PSPLIB problems (.sm) can be levelled here so far."))
    try:
        plan = read_plan(path)
        given = facts(plan)
        found = recompute(given)
    except Cycle as error:
        raise Refused("cycle", _("These tasks wait for each other: %s") % error) from error
    except NoWork as error:
        raise Refused("no_working_time", _("A calendar of the file has no working time at all.")) from error
    except BadCalendar as error:
        raise Refused("bad_calendar", _("A calendar of the file has hours that cannot be worked.")) from error
    except BadNetwork as error:
        raise Refused("bad_plan", _("The file has a duration or a lag that is out of all measure.")) from error
    except TooLong as error:
        raise Refused("too_long", _("The plan does not end within two hundred years.")) from error
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
    answer: Report = {"project": ends, "tasks": rows, "recomputed": counts}
    return {**answer, "simulation": _simulated(given, wish)} if wish.trials else answer


def _simulated(given: Facts, wish: Wish) -> Simulated:
    """Each task as far off its estimate as measured ones were."""
    end = given.end if given.from_end else None
    try:
        found = finish(
            given.plan,
            given.calendars,
            given.begin,
            end=end,
            from_end=given.from_end,
            trials=wish.trials,
            seed=wish.seed,
        )
    except (BadFacts, TooMuch) as error:
        raise Refused("not_simulated", _("The plan cannot be simulated: %s") % error) from error
    names = ("p10", "p50", "p80", "p90")
    p10, p50, p80, p90 = (moment(found.at(int(name[1:]) / 100)).isoformat() for name in names)
    kept = [
        Kept(
            uid=None if one.task is None else given.rows[one.task].uid,
            deadline=moment(one.deadline).isoformat(),
            chance=round(one.chance, 4),
            error=round(one.error, 4),
        )
        for one in found.deadlines
    ]
    return Simulated(trials=found.trials, seed=wish.seed, p10=p10, p50=p50, p80=p80, p90=p90, deadlines=kept)


def _psplib(path: Path, wish: Wish) -> Report:
    if wish.trials:
        raise Refused("no_simulation", _("Only plans with calendars can be simulated."))
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
    return found if wish.level is None else {**found, "leveling": _levelled(problem, wish.level)}


def _levelled(problem: Problem, seconds: float) -> Levelled:
    found = solve(problem, seconds, workers=WORKERS)
    return {
        "makespan": found.makespan,
        "lower_bound": found.lower_bound,
        "proved": found.proved,
        "starts": found.starts.tolist(),
    }
