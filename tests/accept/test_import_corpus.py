"""Every bad file of the corpus through `pursuit import`, each in a process of its own: how it ends, how long it takes,
how much memory it needs, and that nothing of it is half written."""

import json
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.accept.instance import ROOT, Instance, cast_code
from tests.accept.report import done_already, told
from tests.integrations.csv_xlsx.bad import Bad
from tests.integrations.csv_xlsx.corpus import CORPUS
from tests.integrations.csv_xlsx.forge import GOOD

pytestmark = pytest.mark.slow
SECONDS, MIB = 60, 400
# Not getrusage of the parent's children: its maximum is inherited from the process that started this one.
MEASURED = """import runpy, sys, atexit
from pathlib import Path
atexit.register(lambda: print("peak", Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0],
                              file=sys.stderr))
sys.argv = ["pursuit", *sys.argv[1:]]
runpy.run_module("pursuit.interfaces.cli.main", run_name="__main__")"""


@pytest.fixture
def instance(tmp_path: Path) -> Instance:
    made = Instance(tmp_path / "home")
    made.home.mkdir()
    made.python("manage.py", "migrate", "-v0")
    made.shell(cast_code())
    return made


def test_every_bad_file(instance: Instance, tmp_path: Path) -> None:
    if done_already("import_corpus"):
        pytest.skip("went well with the code as it is")
    folder = tmp_path / "files"
    folder.mkdir()
    wrong, figures = [], []
    for bad in CORPUS:
        path = bad.make(folder)
        before = _written(instance)
        code, answer, seconds, peak = _import(instance, path)
        path.unlink(missing_ok=True)
        figures.append((bad.name, seconds, peak))
        wrong += [f"{bad}: {one}" for one in _faults(bad, code, answer, before, _written(instance))]
        if seconds > SECONDS or peak > MIB:
            wrong.append(f"{bad}: {seconds} s, {peak} MiB")
    assert wrong == []
    slowest, biggest = max(figures, key=lambda one: one[1]), max(figures, key=lambda one: one[2])
    told("import_corpus", files=len(figures), slowest=slowest, biggest=biggest)


def _import(instance: Instance, path: Path) -> tuple[int, dict[str, object], float, int]:
    """Exit code, what was printed, seconds, MiB."""
    began = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, "import", str(path), "--json"], env=instance.env, cwd=ROOT,
        capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    peak = int(done.stderr.rpartition("peak ")[2].split()[0]) >> 10
    answer = json.loads(done.stdout) if done.stdout.startswith("{") else {"said": done.stdout + done.stderr}
    return done.returncode, answer, round(time.monotonic() - began, 1), peak


def _written(instance: Instance) -> tuple[int, int]:
    """Records and batches that are there."""
    path = next(instance.home.glob("*.sqlite3"))
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as data:
        (records,) = data.execute("SELECT count(*) FROM kernel_subject").fetchone()
        (batches,) = data.execute("SELECT count(*) FROM kernel_importbatch").fetchone()
    return records, batches


def _faults(
    bad: Bad, code: int, answer: dict[str, object], before: tuple[int, int], after: tuple[int, int]
) -> list[str]:
    """What is not as it must be."""
    if code != bad.exit:
        return [f"ended with {code}, not {bad.exit}: {answer}"]
    if code == 2:
        error = answer.get("error")
        found = (
            [] if isinstance(error, dict) and error.get("code") == bad.code and error.get("message") else [f"{answer}"]
        )
        return found + ([f"wrote something: {before} {after}"] if before != after else [])
    rejected = answer["rejected_rows"]
    codes = [one["code"] for one in rejected] if isinstance(rejected, list) else []
    found = [] if codes == [bad.code] else [f"rejected {rejected}"]
    good = before[0] or len(GOOD)  # the good rows of all files are the same
    return found + ([f"{after} records"] if after[0] != good or after[1] != before[1] + 1 else [])
