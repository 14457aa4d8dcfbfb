"""python -m bench.goals [--people 200] [--edits 200] [--inputs 100000]: a decomposition of three levels, and formulas.

A goal over 12 months for units and people, all figures filled. edit_ms: one figure set by the action (rights, lock,
event) and the sums of everything above it read again; request_ms: the same by the web page; grid_ms: the figures of a
part and all directly below it; page_ms: their page; exact: every sum and gap equals what is added up row by row.
formulas: so many inputs, of which every one is read or refused.
An empty database of its own, in a folder that is removed. One JSON object.
"""

import argparse
import json
import os
import sys
import tempfile
import time
from importlib import import_module

from django import setup
from django.core.management import call_command

from tests.goals.fuzz import fuzz


def measure(people: int = 200, edits: int = 200, inputs: int = 100_000) -> dict[str, object]:
    """Both."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        os.environ["PURSUIT_HOME"] = home
        os.environ["DJANGO_SETTINGS_MODULE"] = "pursuit.config.settings"
        setup()
        call_command("migrate", verbosity=0)
        import_module("pursuit.kernel.platform").sync()
        found = import_module("bench.inside.decomposition").decomposition(people, edits)
    return {"decomposition": found, "formulas": formulas(inputs)}


def formulas(inputs: int) -> dict[str, object]:
    """As tests/goals/fuzz.py makes them."""
    begun = time.perf_counter()
    found = fuzz(inputs)
    return {
        "inputs": inputs, "read": found.read, "refused": found.refused, "crashed": len(found.crashed),
        "longest_ms": round(found.longest_ms, 2), "most_steps": found.deepest,
        "seconds": round(time.perf_counter() - begun, 2),
    }  # fmt: skip


def main() -> int:
    accepted = argparse.ArgumentParser(description=str(__doc__).splitlines()[0])
    for name, usual in (("people", 200), ("edits", 200), ("inputs", 100_000)):
        accepted.add_argument(f"--{name}", type=int, default=usual)
    given = accepted.parse_args()
    print(json.dumps(measure(given.people, given.edits, given.inputs)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
