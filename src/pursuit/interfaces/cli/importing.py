"""`pursuit import`: files of another system into this one, with a receipt; `import undo BATCH` takes it back."""

import argparse
import json
import os
import sys
import time
from collections.abc import Mapping, Sequence
from itertools import count
from pathlib import Path

from django.utils.translation import gettext as _

from pursuit.integrations.csv_xlsx.table import Table
from pursuit.integrations.intake import customs, dialects, preparing, returned
from pursuit.integrations.intake import plan as mappings
from pursuit.integrations.intake.batches import Import
from pursuit.integrations.intake.plan import Plan
from pursuit.integrations.intake.receipt import Receipt, major
from pursuit.integrations.intake.undoing import undo
from pursuit.interfaces.cli import plans
from pursuit.interfaces.cli.say import complain
from pursuit.kernel import access, filetypes, intake, operators
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Refused
from pursuit.kernel.intake import Refusal, refusal
from pursuit.kernel.models import ImportBatch
from pursuit.kernel.money import exponent

SOURCES = ("auto", "zoho", "hubspot", "salesforce", "cordys", "fxiaoke", "ledger", "generic")
GOOD, UNUSABLE, SOME_REFUSED = 0, 2, 3
Rejected = Sequence[tuple[str, Refusal]]
UNDO = 2  # words: undo BATCH
NICE = 5  # whoever waits for a page goes first


def describe() -> str:
    return _("bring files of another system in")


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", metavar="FILE", help=_("csv, xlsx or zip; or: undo BATCH"))
    parser.add_argument("--source", choices=SOURCES, default="auto", help=_("the system the files come from"))
    parser.add_argument("--mapping", type=Path, help=_("how columns are read (TOML)"))
    parser.add_argument("--dry-run", action="store_true", help=_("say what would happen, write nothing"))
    parser.add_argument("--bad-rows", type=Path, metavar="FOLDER", help=_("write the rows that stay out there, as csv"))
    parser.add_argument("--project", metavar="CODE", help=_("a plan, board or table of tasks into this project"))
    parser.add_argument("--json", action="store_true", help=_("print the receipt as JSON"))
    parser.add_argument("--as", dest="username", help=_("as this person, who owns what nobody else does"))


def run(args: argparse.Namespace) -> int:
    try:
        actor = _actor(args.username)
        if args.files[0] == "undo" and len(args.files) > 1:
            return _undo(args, actor)
        began = time.monotonic()
        if args.project:
            return plans.bring(args, actor)
        os.nice(NICE)
        done = _import(args, actor)
        batch = done.run()
        seconds = round(time.monotonic() - began, 2)
    except Refused as no:
        if args.json:
            print(json.dumps({"error": {"code": no.code, "message": str(no.message)}}, ensure_ascii=False))
        else:
            complain(no.message)
        return UNUSABLE
    rejected = done.refused if batch is None else [(one.table, refusal(one)) for one in intake.refused_rows(batch)]
    if args.bad_rows and rejected:
        _send_out(args.bad_rows, rejected, {table.name: table.header for table in done.tables})
    if args.json:
        print(json.dumps(_report(batch, done.receipt, rejected, seconds), ensure_ascii=False))
    else:
        _say(batch, done.receipt, rejected)
    return SOME_REFUSED if done.receipt.rejected else GOOD


def _actor(username: str | None) -> Actor:
    """The named person, else the first administrator."""
    user = operators.find(username) if username else operators.first_administrator()
    actor = Actor.of(user, "cli")
    access.require(actor, intake.RIGHT)
    return actor


def _import(args: argparse.Namespace, actor: Actor) -> Import:
    files = [Path(name) for name in args.files]
    tables = [table for path in files for table in returned.opened(path)]
    plan, notes = _plan(args, tables)
    shown = sys.stderr.isatty()

    def report(done: int, total: int) -> None:
        if shown:
            print(f"\r{done} / {total}", end="", file=sys.stderr, flush=True)

    return Import(actor, plan, tables, files, report, args.dry_run, notes=notes)


def _plan(args: argparse.Namespace, tables: Sequence[Table]) -> tuple[Plan, list[str]]:
    """The mapping that was given, or what is known of files like these."""
    if args.mapping:
        plan = mappings.read(args.mapping)
        # Rows that were sent out are in files of other names: they are known by their columns.
        sent = [table for table in tables if returned.NOTE in table.notes]
        strange = {table.name: table.header for table in sent if plan.sheet(table.name) is None}
        more = preparing.rebound(plan, strange).sheets if strange else ()
        return plan.model_copy(update={"sheets": (*plan.sheets, *more)}), []
    found = dialects.propose(tables, args.source)
    return customs.known(found.plan, tables), [str(note) for note in found.notes]


def _send_out(folder: Path, rejected: Rejected, headers: Mapping[str, Sequence[str]]) -> None:
    """A file for each table, to be corrected and brought again."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for table in dict.fromkeys(table for table, _one in rejected):
            name = filetypes.clean_name(f"{returned.name_of(table)}.csv")
            lines = returned.written((pair for pair in rejected if pair[0] == table), headers)
            with _free(folder / name).open("x", encoding="utf-8-sig", newline="") as file:
                file.writelines(lines)
    except OSError:
        complain(_("The rows cannot be written to %s.") % folder)


def _free(path: Path) -> Path:
    """The path, with a number where there is such a file: people may be working on the rows of the last import."""
    ways = (path.with_stem(f"{path.stem}-{number}") for number in count(2))
    return path if not path.exists() else next(way for way in ways if not way.exists())


def _undo(args: argparse.Namespace, actor: Actor) -> int:
    if len(args.files) != UNDO or not args.files[1].isdigit():
        raise Refused("no_batch", _("Say which import: undo BATCH, the number on its receipt."))
    done = undo(actor, int(args.files[1]))
    kept = [{"type": kind, "title": title, "why": why} for kind, title, why in done.kept]
    if args.json:
        print(json.dumps({"removed": done.removed, "restored": done.restored, "kept": kept}, ensure_ascii=False))
    else:
        print(
            _("%(removed)d records removed, %(restored)d put back.")
            % {"removed": done.removed, "restored": done.restored}
        )
        for one in kept:
            complain(_("“%(title)s” stays: %(why)s") % one)
    return SOME_REFUSED if kept else GOOD


def _report(batch: ImportBatch | None, receipt: Receipt, rejected: Rejected, seconds: float) -> Mapping[str, object]:
    """The contract of the command: see docs/guide."""
    plain = receipt.plain()
    return {
        "batch": batch.pk if batch else None,
        "state": batch.state if batch else "dry_run",
        "subjects": plain["subjects"],
        "sums": {
            code: {
                "file": major(sums.file, exponent(code)),
                "stored": major(sums.stored, exponent(code)),
                "won": {"file": major(sums.won_file, exponent(code)), "stored": major(sums.won_stored, exponent(code))},
            }
            for code, sums in receipt.sums.items()
        },
        "ledgers": {
            name: {"file": major(sums.file, exponent(name[-3:])), "stored": major(sums.stored, exponent(name[-3:]))}
            for name, sums in receipt.ledgers.items()
        },
        "rejected_rows": [
            {"file": table, "row": one.row, "field": one.field, "code": one.code, "message": one.message}
            for table, one in rejected
        ],
        "questions": plain["questions"],
        "dropped": plain["dropped"],
        "notes": plain["notes"],
        "kept": receipt.kept,
        "seconds": seconds,
    }


def _say(batch: ImportBatch | None, receipt: Receipt, rejected: Rejected) -> None:
    print(_("Import %d:") % batch.pk if batch else _("Dry run, nothing was written:"))
    for kind, counts in receipt.subjects.items():
        line = _("  %(kind)s: %(rows)d rows; created %(created)d, updated %(updated)d, unchanged %(unchanged)d, "
                 "rejected %(rejected)d")  # fmt: skip
        print(line % {"kind": kind, **{name: getattr(counts, name) for name in counts.__slots__}})
    for code, sums in receipt.sums.items():
        named = {"code": code, "file": major(sums.file, exponent(code)), "stored": major(sums.stored, exponent(code))}
        print(_("  %(code)s: %(file)s in the file, %(stored)s stored") % named)
    for name, sums in receipt.ledgers.items():
        code = name[-3:]
        named = {"code": name, "file": major(sums.file, exponent(code)), "stored": major(sums.stored, exponent(code))}
        print(_("  %(code)s: %(file)s in the file, %(stored)s stored") % named)
    for asked in receipt.questions:
        near = " / ".join(asked.suggestions) or "-"
        named_ = {"column": asked.column, "value": asked.value, "count": asked.count, "near": near}
        print(_("  %(column)s: what is “%(value)s” (%(count)d rows)? Perhaps: %(near)s") % named_)
    for table, one in rejected:
        named_ = {"table": table, "row": one.row, "field": one.field, "message": one.message}
        complain(_("%(table)s, row %(row)d, %(field)s: %(message)s") % named_)
