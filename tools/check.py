"""`make check`: every check runs, also after one failed; the last lines say which.

python -m tools.check [name …]   (without names: all)
"""

import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
STEPS = {
    "format": [str(BIN / "ruff"), "format", "--check", "."],
    "lint": [str(BIN / "ruff"), "check", "."],
    "types": [str(BIN / "mypy")],
    "imports": [str(BIN / "lint-imports"), "--no-cache"],
    "house": [sys.executable, "-m", "pytest", "tests/house"],
    "migrations": [sys.executable, "manage.py", "makemigrations", "--check", "--dry-run", "--settings=tests.settings"],
    "translations": [sys.executable, "-m", "tools.translations", "check"],
}


def main(names: Sequence[str]) -> int:
    if unknown := [name for name in names if name not in STEPS]:
        sys.stderr.write(f"unknown check {unknown[0]}; there are {', '.join(STEPS)}\n")
        return 2
    lines, good = [], True
    for name in names or STEPS:
        print(f"\n=== {name} ===", flush=True)
        start = time.monotonic()
        status = subprocess.run(STEPS[name], cwd=ROOT, check=False).returncode
        lines.append(f"  {name:<13} {'good' if status == 0 else 'FAILED':<7} {time.monotonic() - start:5.0f} s")
        good = good and status == 0
    print("\n=== summary ===", *lines, sep="\n")
    return 0 if good else 1


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
