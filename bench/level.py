"""Levels published instances: makespan, bound, proof and time of each, and how far above the best known.

    python -m bench.level FILES... --seconds S --workers 2 --json [--every 10] [--best best_known.csv]

FILES are .sm or .rcp files, folders or .tar.gz archives of them. With --done a run that was cut off goes on where it
was.
"""

import argparse
import csv
import json
import sys
import tarfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from pursuit.engine.leveling.solve import solve, warm
from pursuit.integrations.psplib import patterson, reader

Row = dict[str, object]


def instances(paths: list[Path], endings: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Name and text of every file with such an ending, unsorted."""
    for path in paths:
        if path.is_dir():
            found = (file for file in path.rglob("*") if file.name.endswith(endings))
            yield from ((file.stem, file.read_text("latin-1")) for file in found)
        elif path.name.endswith((".tar.gz", ".tgz")):
            with tarfile.open(path) as archive:
                for member in archive:
                    if member.isfile() and member.name.endswith(endings) and (file := archive.extractfile(member)):
                        yield Path(member.name).stem, file.read().decode("latin-1")
        else:
            yield path.stem, path.read_text("latin-1")


def level(name: str, text: str, seconds: float, workers: int, seed: int) -> Row:
    problem = patterson.read(text) if text.lstrip()[:1].isdecimal() else reader.read(text)
    began = time.perf_counter()
    found = solve(problem, seconds, workers=workers, seed=seed)
    took = round(time.perf_counter() - began, 3)
    row: Row = {"file": name, "makespan": found.makespan, "bound": found.lower_bound, "proved": found.proved}
    return {**row, "seconds": took, "limit": seconds, "workers": workers}


def summary(rows: list[Row], best: Path) -> list[Row]:
    """Per set: mean percent above the best known, and bounds that are above it (there must be none)."""
    with best.open(encoding="utf-8") as file:
        known = {row["instance"]: row for row in csv.DictReader(file)}
    sets: dict[str, list[tuple[int, Row]]] = {}
    for row in rows:
        if given := known.get(str(row["file"])):
            value = given.get("best_known") or given["cpo_600s_4w_ub"]  # what CP Optimizer found in ten minutes
            sets.setdefault(given.get("set") or str(row["file"]).split("_")[0], []).append((int(value), row))
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


def parser(module: str, about: str) -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(prog=f"python -m bench.{module}", description=about.splitlines()[0])
    made.add_argument("files", nargs="+", type=Path)
    made.add_argument("--seconds", type=float, default=0.1)
    made.add_argument("--workers", type=int, default=2)
    made.add_argument("--seed", type=int, default=0)
    made.add_argument("--every", type=int, default=1, help="every so manieth by sorted name")
    made.add_argument("--done", type=Path, help="rows done so far; the run goes on behind them")
    made.add_argument("--json", action="store_true")
    return made


def earlier(asked: argparse.Namespace) -> dict[str, Row]:
    if not asked.done or not asked.done.exists():
        return {}
    rows = map(json.loads, asked.done.read_text(encoding="utf-8").splitlines())
    return {r["file"]: r for r in rows if (r["limit"], r["workers"]) == (asked.seconds, asked.workers)}


def measured(
    asked: argparse.Namespace, endings: tuple[str, ...], measure: Callable[[str, str, float, int, int], Row]
) -> list[Row]:
    """The rows of all files asked for, those done earlier taken over."""
    done, rows = earlier(asked), []
    for name, text in sorted(instances(asked.files, endings))[:: asked.every]:
        row = done.get(name) or measure(name, text, asked.seconds, asked.workers, asked.seed)
        rows.append(row)
        if asked.done and name not in done:
            with asked.done.open("a", encoding="utf-8") as file:
                file.write(json.dumps(row) + "\n")
        if not asked.json:
            print(*(f"{key}={value}" for key, value in row.items()), flush=True)
    return rows


def show(asked: argparse.Namespace, rows: list[Row], sets: list[Row] | None) -> None:
    """All as one JSON document where asked for, otherwise only the sets: the rows have been printed one by one."""
    if asked.json:
        print(json.dumps(rows if sets is None else {"files": rows, "sets": sets}))
    else:
        for line in sets or []:
            print(json.dumps(line))


def main(given: list[str]) -> int:
    accepted = parser("level", str(__doc__))
    accepted.add_argument(
        "--best", type=Path, help="best_known.csv or reference.csv: prints the mean percent above it per set"
    )
    asked = accepted.parse_args(given)
    warm()
    rows = measured(asked, (".sm", ".rcp"), level)
    show(asked, rows, summary(rows, asked.best) if asked.best else None)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
