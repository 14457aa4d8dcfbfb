"""Reading, comparing and renewing a reviewed table."""

import json
import os
from pathlib import Path

Table = dict[str, dict[str, str]]
HERE = Path(__file__).parent


def compare(name: str, found: Table) -> list[str]:
    """Differences between what was reviewed and what is; with UPDATE_MATRIX=1 the file is renewed instead."""
    path = HERE / f"{name}.json"
    if os.environ.get("UPDATE_MATRIX") == "1":
        path.write_text(json.dumps(found, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")
        return []
    reviewed: Table = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    lines = [f"no reviewed row for {row}" for row in found if row not in reviewed]
    lines += [f"row without a counterpart: {row}" for row in reviewed if row not in found]
    for row in found.keys() & reviewed.keys():
        lines += [
            f"{row} as {part}: reviewed {reviewed[row].get(part)}, now {outcome}"
            for part, outcome in found[row].items()
            if reviewed[row].get(part) != outcome
        ]
    return sorted(lines)
