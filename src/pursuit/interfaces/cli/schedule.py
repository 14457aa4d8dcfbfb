"""`pursuit schedule FILE`: date a plan of Microsoft Project or a PSPLIB problem; no database is asked."""

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from pursuit.interfaces.cli.say import complain, say
from pursuit.kernel.errors import Refused

if TYPE_CHECKING:
    from pursuit.interfaces.cli.scheduled import Report

GOOD, UNUSABLE = 0, 2
MOST = 1_000_000  # trials
SHOWN = 40  # differences told to people; JSON has all


def describe() -> str:
    return _("date a plan file and compare with the dates in it")


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help=_("Microsoft Project XML, or PSPLIB .sm"))
    parser.add_argument("--level", type=float, metavar="SECONDS", help=_("level resources as well, for so long"))
    parser.add_argument(
        "--simulate", type=_trials, default=0, metavar="N", help=_("how sure the dates are, by so many trials")
    )
    parser.add_argument("--seed", type=int, default=0, help=_("the same seed gives the same answer"))
    parser.add_argument("--json", action="store_true", help=_("print the result as JSON"))


def _trials(text: str) -> int:
    trials = int(text)
    if not 1 <= trials <= MOST:
        raise ValueError(text)
    return trials


def run(args: argparse.Namespace) -> int:
    # The engine's libraries take a second to load: only when a plan is dated.
    from pursuit.interfaces.cli.scheduled import Wish, report  # noqa: PLC0415

    try:
        found = report(args.file, Wish(args.level, args.simulate, args.seed))
    except OSError as error:
        no = Refused("unreadable", _("%(file)s cannot be read: %(why)s") % {"file": args.file, "why": error.strerror})
        return _refuse(args, no)
    except Refused as no:
        return _refuse(args, no)
    if args.json:
        print(json.dumps(found, ensure_ascii=False))
    else:
        _say(found)
    return GOOD


def _refuse(args: argparse.Namespace, no: Refused) -> int:
    if args.json:
        print(json.dumps({"error": {"code": no.code, "message": str(no.message)}}, ensure_ascii=False))
    else:
        complain(no.message)
    return UNUSABLE


def _say(found: "Report") -> None:
    project, rows, compared = found["project"], found["tasks"], found["recomputed"]
    critical = sum(row["critical"] for row in rows)
    say(
        _("%(start)s to %(finish)s, %(rows)s tasks, %(critical)s of them critical")
        % {**project, "rows": len(rows), "critical": critical}
    )
    if "leveling" in found:
        say(_("Levelled: %(makespan)s; no plan is shorter than %(lower_bound)s") % found["leveling"])
        return
    say(_("Dates as in the file: %(equal)s equal, %(different)s different, %(skipped)s without dates") % compared)
    for one in compared["differences"][:SHOWN]:
        say(_("%(uid)s %(field)s: file %(file)s, here %(ours)s (%(reason)s)") % one)
    if "simulation" in found:
        told = found["simulation"]
        say(
            _("Finished by %(p50)s in half of %(trials)s trials, by %(p80)s in four of five, by %(p90)s in nine of ten")
            % told
        )
