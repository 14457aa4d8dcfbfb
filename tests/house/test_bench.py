"""`make bench` runs every measurement there is."""

from bench.__main__ import RUNS
from tests.house.checks.source import ROOT


def test_every_measurement_is_run() -> None:
    folder = ROOT / "bench"
    there = {path.stem for path in folder.glob("[a-z]*.py")} | {
        path.parent.name for path in folder.glob("*/__main__.py")
    }
    assert there == RUNS.keys()
