"""Runs measurements, each a module of this folder as a command of its own: python -m bench [NAME …]"""

import json
import platform
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT.parent / "shared/data"
OUT = ROOT / "artefacts/bench"
SETS = [str(DATA / f"rcpsp-psplib/{name}.tar.gz") for name in ("j30", "j60", "j90", "j120")]
# What each is given; those that read published sets take every tenth instance.
RUNS: dict[str, list[str]] = {
    "chart": ["--json"],
    "cpm": ["--json"],
    "finance": [],
    "goals": [],
    "imports": ["--json"],
    "level": [*SETS, "--every", "10", "--json"],
    "planning": ["--json"],
    "plans": [],
    "simulate": ["--json"],
    "staff": [str(DATA / "msrcpsp-imopse/imopse.tar.gz"), "--every", "10", "--json"],
    "start": [],
    "web": ["--projects", "100000", "--json"],
}


def run(name: str) -> dict[str, object]:
    command = [sys.executable, "-m", f"bench.{name}", *RUNS[name]]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    stamp = datetime.now(UTC).isoformat(timespec="seconds")
    figures = {"name": name, "at": stamp, "python": platform.python_version(), "machine": platform.machine()}
    return figures | {"figures": json.loads(done.stdout)}


def main(wanted: list[str]) -> int:
    if unknown := set(wanted) - RUNS.keys():
        sys.stderr.write(f"unknown: {', '.join(sorted(unknown))}; there are {', '.join(RUNS)}\n")
        return 2
    OUT.mkdir(parents=True, exist_ok=True)
    broken = []
    for name in wanted or RUNS:
        try:
            text = json.dumps(run(name), ensure_ascii=False, indent=1)
        except (subprocess.CalledProcessError, ValueError) as error:
            broken.append(name)
            sys.stderr.write(f"{name}: {error}\n")
            continue
        (OUT / f"{name}.json").write_text(text + "\n", encoding="utf-8")
        print(text)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
