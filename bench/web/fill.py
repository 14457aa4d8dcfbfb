"""Writes the database that is measured, through the product's own actions: `python -m bench.web.fill COUNT`.

Run in a process of its own, with PURSUIT_HOME and DATABASE_URL set to where it should lie.
"""

import gc
import importlib
import random
import sys
import time

import django

CHUNK = 500


def main(count: int) -> None:
    django.setup()
    started = time.monotonic()
    content = importlib.import_module("bench.web.content")
    gc.set_threshold(200_000, 20, 100)
    content.prepare(count)
    dice = random.Random(20_261_122)
    for done in range(0, count, CHUNK):
        if done % 10_000 == 0:
            print(f"{done} projects, {time.monotonic() - started:.0f} s", file=sys.stderr, flush=True)
        content.projects(dice, min(CHUNK, count - done))
    content.finish(count)
    print(f"filled in {time.monotonic() - started:.0f} s", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]))
