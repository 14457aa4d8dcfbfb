"""What a drill found, as one line of JSON: printed, and kept in artefacts/accept/<drill>.json.

`ACCEPT_RESUME=1 make accept` leaves out the drills whose line is newer than everything in src and tests.
"""

import json
import os
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / "artefacts/accept"


def told(drill: str, **figures: object) -> None:
    """Say that a drill went well, with its figures."""
    line = json.dumps({"drill": drill, "ok": True, "at": time.strftime("%Y-%m-%dT%H:%M:%S%z"), **figures})
    KEPT.mkdir(parents=True, exist_ok=True)
    (KEPT / f"{drill}.json").write_text(line + "\n", encoding="utf-8")
    print(f"\n{line}", flush=True)


def done_already(drill: str) -> bool:
    """Only when asked to resume: the drill went well with the code as it is."""
    kept = KEPT / f"{drill}.json"
    if os.environ.get("ACCEPT_RESUME") != "1" or not kept.exists():
        return False
    changed = max(path.stat().st_mtime for part in ("src", "tests") for path in (ROOT / part).rglob("*.py"))
    return kept.stat().st_mtime > changed
