"""Runs measurements: each module of this folder with a function `measure() -> dict` is one."""

import importlib
import json
import platform
import sys
from datetime import UTC, datetime
from pathlib import Path

HERE = Path(__file__).parent
OUT = HERE.parent / "artefacts/bench"


def names() -> list[str]:
    return sorted(path.stem for path in HERE.glob("[a-z]*.py"))


def run(name: str) -> dict[str, object]:
    figures = importlib.import_module(f"bench.{name}").measure()
    stamp = datetime.now(UTC).isoformat(timespec="seconds")
    return {"name": name, "at": stamp, "python": platform.python_version(), "machine": platform.machine(), **figures}


def main(wanted: list[str]) -> int:
    if unknown := set(wanted) - set(names()):
        sys.stderr.write(f"unknown: {', '.join(sorted(unknown))}; there are {', '.join(names())}\n")
        return 2
    OUT.mkdir(parents=True, exist_ok=True)
    for name in wanted or names():
        text = json.dumps(run(name), ensure_ascii=False, indent=1)
        (OUT / f"{name}.json").write_text(text + "\n", encoding="utf-8")
        print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
