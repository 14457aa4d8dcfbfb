"""python -m bench.web --projects N --json [--database sqlite|postgresql] [--as director|member] [--only CASE…]

Without --as both are measured, one after the other; their cases are then called director.list, member.list and so on.
"""

import argparse
import json
import sys
import timeit
from pathlib import Path

from bench.web import words
from bench.web.cases import cases
from bench.web.client import Person, alone, together
from bench.web.database import ROOT, filled
from bench.web.server import cpu_seconds, memory_mib, quiet, serving
from bench.web.weight import first_visit

PAGES = {"desk": "/", "list": "/projects/", "board": "/projects/board"}


def read(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.web")
    parser.add_argument("--projects", type=int, default=10_000)
    parser.add_argument("--json", action="store_true", help="one JSON object instead of a table")
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--as", dest="person", choices=("director", "member"))
    parser.add_argument("--only", nargs="*", default=[], help="these cases only")
    parser.add_argument("--seconds", type=float, default=4, help="at most so long per case and number of clients")
    parser.add_argument("--data", type=Path, default=ROOT / ".build/bench", help="where filled databases are kept")
    return parser.parse_args(arguments)


def measure(args: argparse.Namespace) -> dict[str, object]:
    """Everything that was asked for, by name."""
    found: dict[str, object] = {}
    with filled(args.database, args.data, args.projects) as environment, serving(environment) as (port, pid):
        for who in [args.person] if args.person else [words.DIRECTOR, words.MEMBER]:
            person = Person(port)
            person.sign_in(who, words.PASSWORD)
            quiet(pid)
            prefix = "" if args.person else f"{who}."
            for name, case in cases(person).items():
                if not args.only or name in args.only:
                    c1 = alone(person, case, args.seconds, lambda: cpu_seconds(pid))
                    found[prefix + name] = {"c1": c1, "c8": together(person, case, args.seconds), "machine_us": loop()}
                    print(prefix + name, found[prefix + name], file=sys.stderr, flush=True)
        weights = {name: first_visit(person, page) for name, page in PAGES.items()}
        found["memory_mib"] = memory_mib(pid)
    found["machine_us"] = loop()
    found["first_visit_gzip_bytes"] = max(first for first, _later in weights.values())
    found["later_page_gzip_bytes"] = {name: later for name, (_first, later) in weights.items()}
    return {**found, "projects": args.projects, "database": args.database}


def loop() -> float:
    """How long this machine takes for a thousand additions just now: 10 to 12 µs where nothing else runs. The figures
    above move with it."""
    return round(min(timeit.repeat("sum(range(1000))", number=2000, repeat=5)) / 2000 * 1e6, 1)


def main(arguments: list[str]) -> int:
    args = read(arguments)
    figures = measure(args)
    if args.json:
        print(json.dumps(figures, ensure_ascii=False, indent=1))
        return 0
    for name, value in figures.items():
        print(f"{name:28}", *(value.values() if isinstance(value, dict) else [value]))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
