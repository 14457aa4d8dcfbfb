"""Staffs published instances: makespan, bound, proof, cost and time of each, and how far above the best known.

    python -m bench.staff FILES... --seconds S --workers 2 --json [--every 5] [--reference reference.csv]

FILES are .def files, folders or .tar.gz archives of them. With --done a run that was cut off goes on where it was.
"""

import csv
import sys
import time
from pathlib import Path

from bench.level import Row, measured, parser, show
from pursuit.engine.staffing.solve import solve, warm
from pursuit.integrations.imopse.reader import read


def staff(name: str, text: str, seconds: float, workers: int, seed: int) -> Row:
    problem = read(text)
    began, cpu = time.perf_counter(), time.process_time()
    found = solve(problem, seconds, workers=workers, seed=seed)
    took, used = round(time.perf_counter() - began, 3), round(time.process_time() - cpu, 3)
    row: Row = {"file": name, "makespan": found.makespan, "bound": found.lower_bound, "proved": found.proved}
    return {**row, "cost": found.cost, "seconds": took, "cpu_seconds": used, "limit": seconds, "workers": workers}


def summary(rows: list[Row], reference: Path) -> list[Row]:
    """Mean percent above the best value of the reference, files above its greedy, and bounds that are above a value
    reached (of the last two there must be none)."""
    with reference.open(encoding="utf-8") as file:
        known = {row["instance"].removesuffix(".def"): row for row in csv.DictReader(file)}
    above, worse, wrong = [], [], []
    for row in rows:
        if not (given := known.get(str(row["file"]))):
            continue
        greedy, makespan = int(given["greedy_makespan"]), int(str(row["makespan"]))
        best = int(given["cpsat_makespan"] or greedy)
        above.append(100 * (makespan / best - 1))
        if makespan > greedy:
            worse.append(row["file"])
        if int(str(row["bound"])) > min(best, makespan):
            wrong.append(row["file"])
    figures: Row = {"files": len(above), "mean_percent_above": round(sum(above) / max(1, len(above)), 3)}
    figures |= {"most_percent_above": round(max(above, default=0.0), 3), "proved": sum(bool(r["proved"]) for r in rows)}
    figures |= {"worse_than_greedy": worse, "wrong_bounds": wrong}
    return [{**figures, "longest_seconds": max((float(str(row["seconds"])) for row in rows), default=0.0)}]


def main(given: list[str]) -> int:
    accepted = parser("staff", str(__doc__))
    accepted.add_argument("--reference", type=Path, help="reference.csv: prints the mean percent above its best values")
    asked = accepted.parse_args(given)
    warm()
    rows = measured(asked, (".def",), staff)
    show(asked, rows, summary(rows, asked.reference) if asked.reference else None)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
