"""`pursuit check`: is everything as it should be? Named findings, exit code 1 when there are any."""

import argparse
import json
from collections.abc import Callable, Iterator

from django.db import DatabaseError
from django.utils.translation import gettext as _

from pursuit.interfaces.cli import migrate
from pursuit.interfaces.cli.checks import database, records, setup
from pursuit.interfaces.cli.checks.finding import Finding
from pursuit.interfaces.cli.say import complain, say
from pursuit.kernel import rebuild

Check = Callable[[], Iterator[Finding]]
FIRST: tuple[Check, ...] = (setup.settings_sane, setup.home_private, database.connection_sane, database.undamaged)
# These read tables, which must be of this version.
THEN: tuple[Check, ...] = (records.trail_unbroken, records.files_there)


def describe() -> str:
    return _("look for damage and unsafe settings")


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--rebuild", action="store_true", help=_("write anew what follows from the records"))
    parser.add_argument("--json", action="store_true", help=_("for programs"))


def run(args: argparse.Namespace) -> int:
    findings = list(_findings(args.rebuild))
    if args.json:
        listed = [{"code": one.code, "message": one.message} for one in findings]
        print(json.dumps({"ok": not findings, **_facts(), "findings": listed}, ensure_ascii=False))
    else:
        for one in findings:
            complain(f"[{one.code}] {one.message}")
        say(_("%d findings.") % len(findings) if findings else _("Everything is as it should be."))
    return 1 if findings else 0


def _findings(again: bool) -> Iterator[Finding]:
    try:
        for check in FIRST:
            yield from check()
        if names := migrate.pending():
            text = _("%(count)d steps of this version are not applied (%(first)s…): run “pursuit migrate”.")
            yield Finding("migrations", text % {"count": len(names), "first": names[0]})
            return
        if again:
            rebuild.everything()
        for check in THEN:
            yield from check()
    except DatabaseError as error:
        yield Finding("database", str(error))


def _facts() -> dict[str, str]:
    try:
        return database.facts()
    except DatabaseError:
        return {}
