"""python -m bench.imports [--deals N] --json: an export of N deals with accounts and contacts comes in by the command,
while somebody else goes on looking and entering.

Gives rows a second, by itself and with others at work, the most memory the import holds (its processes together,
proportional), and how long pages of others take before and meanwhile: p95 in ms, and the ratio.
"""

import argparse
import contextlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping
from pathlib import Path

from bench.web.client import Asked, Person
from bench.web.server import memory_mib, quiet, serving
from tests.integrations.intake import made

PASSWORD = "Demo-Pursuit-88"
COMMAND = [sys.executable, "-m", "pursuit.interfaces.cli.main"]
PAGES = {"desk": "/", "list": "/projects/", "board": "/projects/board", "customers": "/customers/"}
CREATE = json.dumps({"title": "导入期间新建的项目", "grade": "b"}, ensure_ascii=False)
ROUNDS = 30


def measure(deals: int = 20_000) -> dict[str, object]:
    """The whole of it, in a folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        home, files = Path(folder) / "home", Path(folder) / "files"
        home.mkdir()
        files.mkdir()
        environment = {**os.environ, "PURSUIT_HOME": str(home)}
        for command in (["migrate"], ["demo"]):
            subprocess.run([*COMMAND, *command], env=environment, check=True, stdout=subprocess.DEVNULL)
        paths = made.deals(files, deals)
        alone = _alone(environment, paths, Path(folder) / "quiet")
        with serving(environment) as (port, pid):
            person = Person(port)
            person.sign_in("director", PASSWORD)
            quiet(pid)
            before = _looked(person, ROUNDS)
            figures = _import(environment, paths, person)
        meanwhile = figures.pop("pages")
        assert isinstance(meanwhile, dict)
        pages = {
            name: {"before": before[name], "meanwhile": spent, "ratio": round(spent / before[name], 2)}
            for name, spent in meanwhile.items()
        }
        return {"rows_per_second_alone": alone, **figures, "deals": deals, "p95_ms": pages}


def _alone(environment: Mapping[str, str], paths: list[Path], home: Path) -> int:
    """The same import into a copy of the company where nobody else is."""
    shutil.copytree(environment["PURSUIT_HOME"], home, ignore=shutil.ignore_patterns("engine.*"))
    given = {**environment, "PURSUIT_HOME": str(home)}
    command = [*COMMAND, "import", *map(str, paths), "--as", "admin", "--json"]
    report = json.loads(subprocess.run(command, env=given, check=True, capture_output=True, text=True).stdout)
    shutil.rmtree(home)
    return round(sum(one["rows"] for one in report["subjects"].values()) / report["seconds"])


def _import(environment: Mapping[str, str], paths: list[Path], person: Person) -> dict[str, object]:
    with tempfile.TemporaryFile("w+") as out:
        process = subprocess.Popen(
            [*COMMAND, "import", *map(str, paths), "--as", "admin", "--json"], env=dict(environment), stdout=out
        )
        most: list[float] = []
        watcher = threading.Thread(target=_watch, args=(process, most))
        watcher.start()
        time.sleep(5)  # until it writes
        pages: dict[str, list[float]] = {}
        while process.poll() is None:
            for name, spent in _times(person).items():
                pages.setdefault(name, []).append(spent)
        watcher.join()
        out.seek(0)
        report = json.load(out)
    rows = sum(one["rows"] for one in report["subjects"].values())
    created = sum(one["created"] for one in report["subjects"].values())
    return {
        "rows": rows,
        "created": created,
        "seconds": report["seconds"],
        "rows_per_second": round(rows / report["seconds"]),
        "memory_mib": max(most),
        "pages": {name: _p95(taken) for name, taken in pages.items()},
    }


def _watch(process: "subprocess.Popen[bytes]", most: list[float]) -> None:
    while process.poll() is None:
        with contextlib.suppress(OSError):
            most.append(memory_mib(process.pid))
        time.sleep(0.5)


def _looked(person: Person, rounds: int) -> dict[str, float]:
    found: dict[str, list[float]] = {}
    for number in range(rounds + 5):
        for name, spent in _times(person).items():
            if number >= 5:
                found.setdefault(name, []).append(spent)
    return {name: _p95(taken) for name, taken in found.items()}


def _times(person: Person) -> dict[str, float]:
    """One look at each page and one new project, in ms; then a breath, as people take."""
    asked = {name: Asked(path) for name, path in PAGES.items()} | {"create": Asked("/api/v1/projects", CREATE)}
    found = {}
    for name, one in asked.items():
        start = time.perf_counter()
        status, body = person.ask(one)
        found[name] = (time.perf_counter() - start) * 1000
        assert status in (200, 201), (one.path, status, body[:200])
    time.sleep(0.2)
    return found


def _p95(taken: list[float]) -> float:
    return round(sorted(taken)[max(int(len(taken) * 0.95) - 1, 0)], 1)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m bench.imports")
    parser.add_argument("--deals", type=int, default=100_000)
    parser.add_argument("--json", action="store_true", help="kept for symmetry: the figures are always JSON")
    print(json.dumps(measure(parser.parse_args().deals), ensure_ascii=False, indent=1))
