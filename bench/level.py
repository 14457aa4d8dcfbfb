"""Levels published instances: makespan, bound, proof and time of each, and how far above the best known.

    python -m bench.level FILES... --seconds S --workers 2 --json [--every 10] [--best best_known.csv]

FILES are .sm files, folders or .tar.gz archives of them. With --done a run that was cut off goes on where it was.
"""

import argparse
import csv
import json
import sys
import tarfile
import time
from collections.abc import Iterator
from pathlib import Path

from pursuit.engine.leveling.solve import solve, warm
from pursuit.integrations.psplib.reader import read


def instances(paths: list[Path]) -> Iterator[tuple[str, str]]:
    """Name and text of every .sm file, unsorted."""
    for path in paths:
        if path.is_dir():
            yield from ((file.stem, file.read_text("latin-1")) for file in path.rglob("*.sm"))
        elif path.name.endswith((".tar.gz", ".tgz")):
            with tarfile.open(path) as archive:
                for member in archive:
                    if member.isfile() and member.name.endswith(".sm") and (file := archive.extractfile(member)):
                        yield Path(member.name).stem, file.read().decode("latin-1")
        else:
            yield path.stem, path.read_text("latin-1")


def level(name: str, text: str, seconds: float, workers: int, seed: int) -> dict[str, object]:
    problem = read(text)
    began = time.perf_counter()
    found = solve(problem, seconds, workers=workers, seed=seed)
    took = round(time.perf_counter() - began, 3)
    row = {"file": name, "makespan": found.makespan, "bound": found.lower_bound, "proved": found.proved}
    return {**row, "seconds": took, "limit": seconds, "workers": workers}


def summary(rows: list[dict[str, object]], best: Path) -> list[dict[str, object]]:
    """Per set: mean percent above the best known, and bounds that are above it (there must be none)."""
    with best.open(encoding="utf-8") as file:
        known = {row["instance"]: row for row in csv.DictReader(file)}
    sets: dict[str, list[tuple[int, dict[str, object]]]] = {}
    for row in rows:
        if given := known.get(str(row["file"])):
            sets.setdefault(given["set"], []).append((int(given["best_known"]), row))
    return [
        {
            "set": name,
            "instances": len(pairs),
            "mean_percent_above": round(sum(100 * (int(str(r["makespan"])) / b - 1) for b, r in pairs) / len(pairs), 3),
            "equal_or_better": sum(int(str(r["makespan"])) <= b for b, r in pairs),
            "proved": sum(bool(r["proved"]) for _, r in pairs),
            "wrong_bounds": sum(int(str(r["bound"])) > b for b, r in pairs),
            "longest_seconds": max(float(str(r["seconds"])) for _, r in pairs),
        }
        for name, pairs in sets.items()
    ]


def arguments(given: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.level", description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--seconds", type=float, default=0.1)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--every", type=int, default=1, help="every so manieth by sorted name")
    parser.add_argument("--best", type=Path, help="best_known.csv: prints the mean percent above it per set")
    parser.add_argument("--done", type=Path, help="rows done so far; the run goes on behind them")
    parser.add_argument("--json", action="store_true")
    return parser.parse_args(given)


def earlier(asked: argparse.Namespace) -> dict[str, dict[str, object]]:
    if not asked.done or not asked.done.exists():
        return {}
    rows = map(json.loads, asked.done.read_text(encoding="utf-8").splitlines())
    return {r["file"]: r for r in rows if (r["limit"], r["workers"]) == (asked.seconds, asked.workers)}


def main(given: list[str]) -> int:
    asked = arguments(given)
    chosen = sorted(instances(asked.files))[:: asked.every]
    done, rows = earlier(asked), []
    warm()
    for name, text in chosen:
        row = done.get(name) or level(name, text, asked.seconds, asked.workers, asked.seed)
        rows.append(row)
        if asked.done and name not in done:
            with asked.done.open("a", encoding="utf-8") as file:
                file.write(json.dumps(row) + "\n")
        if not asked.json:
            print(*(f"{key}={value}" for key, value in row.items()), flush=True)
    sets = summary(rows, asked.best) if asked.best else []
    if asked.json:
        print(json.dumps({"files": rows, "sets": sets} if asked.best else rows))
    else:
        for line in sets:
            print(json.dumps(line))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
