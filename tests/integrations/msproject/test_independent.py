"""What we write, read by a reader that is not ours (PyPI `mpxj`, needs Java): the same as the file it came from."""

import importlib
import importlib.util
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from pursuit.integrations.msproject.reader import read_plan
from pursuit.integrations.msproject.writer import save_plan

SAMPLES = Path(__file__).parents[4] / "shared/samples/mspdi"
# The richest of the samples, for the time it takes.
FILES = [
    "commercial-construction.converted",
    "mpxj-assignment-fields",
    "mpxj-baselines",
    "mpxj-calendar-recurring-2016",
    "mpxj-sample1",
    "new-product",
]
READER = shutil.which("java") and all(importlib.util.find_spec(name) for name in ("mpxj", "jpype"))
pytestmark = [
    pytest.mark.skipif(not SAMPLES.is_dir(), reason="../shared/samples/mspdi is not here: NOT TESTED"),
    pytest.mark.skipif(not READER, reason="mpxj or Java is not here: NOT TESTED"),
]
_OF_A_TASK = """UniqueID ID Name OutlineLevel Type Start Finish Duration ActualStart ActualFinish ActualDuration
RemainingDuration PercentageComplete Milestone Summary Critical TotalSlack FreeSlack ConstraintType ConstraintDate
Deadline Priority Work ActualWork Cost FixedCost Notes Null Active TaskMode"""
OF_A_TASK = _OF_A_TASK.split()
_OF_AN_ASSIGNMENT = "TaskUniqueID ResourceUniqueID Units Work ActualWork RemainingWork Start Finish Cost WorkContour"
OF_AN_ASSIGNMENT = _OF_AN_ASSIGNMENT.split()


@pytest.fixture(scope="module")
def tell() -> Callable[[Path], list[list[tuple[str, ...]]]]:
    jpype = importlib.import_module("jpype")
    importlib.import_module("mpxj")
    if not jpype.isJVMStarted():
        jpype.startJVM()
    reader = jpype.JClass("org.mpxj.reader.UniversalProjectReader")
    weekdays = jpype.JClass("java.time.DayOfWeek").values()

    def asked(thing: object, names: list[str]) -> tuple[str, ...]:
        return tuple(str(getattr(thing, f"get{name}")()) or "None" for name in names)  # "" says nothing

    def told(path: Path) -> list[list[tuple[str, ...]]]:
        plan = reader().read(str(path))
        tasks = plan.getTasks()
        links = [
            (str(task), str(link.getPredecessorTask().getUniqueID()), str(link.getType()), str(link.getLag()))
            for task in tasks
            for link in task.getPredecessors()
        ]
        baselines = [
            (str(task.getBaselineStart(n)), str(task.getBaselineFinish(n)), str(task.getBaselineCost(n)))
            for task in tasks
            for n in range(1, 11)
        ]
        calendars = [
            (*(str(calendar.getHours(day)) for day in weekdays), *map(str, calendar.getCalendarExceptions()))
            for calendar in plan.getCalendars()
        ]
        people = [asked(one, ["UniqueID", "Name", "Type", "MaxUnits", "Group"]) for one in plan.getResources()]
        work = [asked(one, OF_AN_ASSIGNMENT) for one in plan.getResourceAssignments()]
        return [[asked(task, OF_A_TASK) for task in tasks], links, baselines, calendars, people, work]

    return told


@pytest.mark.parametrize("name", FILES)
def test_another_reader_sees_the_same_plan(
    name: str, tmp_path: Path, tell: Callable[[Path], list[list[tuple[str, ...]]]]
) -> None:
    save_plan(read_plan(SAMPLES / f"{name}.xml"), tmp_path / "plan.xml")
    assert tell(tmp_path / "plan.xml") == tell(SAMPLES / f"{name}.xml")
