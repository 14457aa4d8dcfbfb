"""The planning engine at length: random plans against the plain scheduler, and published instances.

What was done of a set stays in artefacts/accept, so that a run that was cut off goes on with ACCEPT_RESUME=1.
"""

import csv
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import cast

import pytest

from tests.accept.report import KEPT, ROOT, done_already, told
from tests.engine.test_schedule import compared

pytestmark = pytest.mark.slow
DATA = ROOT.parent / "shared/data"
# Set, seconds each, every so manieth, mean percent above the best known.
LEVELLED = [
    ("j60", 0.1, 1, 2.0),
    ("j120", 0.1, 1, 5.0),
    ("j30", 10, 10, 0.0),
    ("j60", 10, 10, 0.15),
    ("j90", 10, 10, 0.25),
    ("j120", 10, 10, 1.5),
]
needs_data = pytest.mark.skipif(not DATA.is_dir(), reason="../shared/data is not here: NOT TESTED")


def test_ten_thousand_random_plans() -> None:
    assert compared(10_000, 20_261_123) > 40_000
    told("random_plans", plans=10_000)


def bench(module: str, *arguments: str) -> dict[str, object]:
    """The figures of the only set."""
    KEPT.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", f"bench.{module}", *arguments, "--workers", "2", "--json"]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    (figures,) = json.loads(done.stdout)["sets"]
    return dict(figures)


def rows_of(drill: str) -> str:
    """Where the rows of a set are kept while it runs."""
    kept = KEPT / f"{drill}.jsonl"
    if os.environ.get("ACCEPT_RESUME") != "1":
        kept.unlink(missing_ok=True)
    return str(kept)


def number(figures: dict[str, object], name: str) -> float:
    return float(cast("float", figures[name]))


@needs_data
@pytest.mark.parametrize(("name", "seconds", "every", "limit"), LEVELLED)
def test_levelling(name: str, seconds: float, every: int, limit: float) -> None:
    drill = f"level_{name}_{seconds}"
    if done_already(drill):
        pytest.skip("done already")
    best, file = DATA / "rcpsp-psplib/best_known.csv", DATA / f"rcpsp-psplib/{name}.tar.gz"
    figures = bench(
        "level", str(file), "--seconds", str(seconds), "--every", str(every), "--best", str(best),
        "--done", rows_of(drill),
    )  # fmt: skip
    assert figures["wrong_bounds"] == 0
    assert number(figures, "mean_percent_above") <= limit, figures
    told(drill, **figures)


@needs_data
def test_levelling_of_three_hundred_tasks() -> None:
    if done_already("level_rg300"):
        pytest.skip("done already")
    folder = DATA / "rcpsp-rg300"
    figures = bench(
        "level", str(folder / "rg300_sample.tar.gz"), "--seconds", "30", "--best", str(folder / "reference.csv"),
        "--done", rows_of("level_rg300"),
    )  # fmt: skip
    assert number(figures, "mean_percent_above") <= 3.0, figures
    told("level_rg300", **figures)


@needs_data
def test_staffing() -> None:
    if done_already("staff_imopse"):
        pytest.skip("done already")
    folder = DATA / "msrcpsp-imopse"
    figures = bench(
        "staff", str(folder / "imopse.tar.gz"), "--seconds", "10", "--reference", str(folder / "reference.csv"),
        "--done", rows_of("staff_imopse"),
    )  # fmt: skip
    assert figures["worse_than_greedy"] == [] and figures["wrong_bounds"] == []
    assert number(figures, "mean_percent_above") <= 1.0, figures
    assert figures["files"] == _files(folder / "reference.csv")
    told("staff_imopse", **figures)


def _files(reference: Path) -> int:
    with reference.open(encoding="utf-8") as file:
        return len(list(csv.DictReader(file)))
