"""`pursuit restore`: verify an archive completely, then put it in the place of what is there."""

import argparse
import os
import shutil
import tempfile
from pathlib import Path

from django.conf import settings
from django.db import connections
from django.utils.translation import gettext as _

from pursuit.interfaces.cli import migrate
from pursuit.interfaces.cli.archive import engine, manifest
from pursuit.interfaces.cli.archive.manifest import Manifest
from pursuit.interfaces.cli.archive.read import unpack
from pursuit.interfaces.cli.archive.swap import swap, take_back, unfinished
from pursuit.interfaces.cli.say import complain, say


def describe() -> str:
    return _("replace everything by what an archive holds")


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path)
    parser.add_argument("--force", action="store_true", help=_("although there are data here"))
    parser.add_argument("--migrate", action="store_true", help=_("accept an older version and bring it up to date"))


def run(args: argparse.Namespace) -> int:
    database = engine.module()
    database.release()
    for aside in unfinished():
        take_back(aside)
        say(_("An earlier restore was cut off; the state before it is back."))
    had_data = database.has_data()
    if had_data and not args.force:
        complain(_("There are data here already: use --force to replace them (they are kept aside)."))
        return 1
    with tempfile.TemporaryDirectory(dir=settings.HOME, prefix=".restore-") as folder:
        made = unpack(args.file, Path(folder), migrate=args.migrate)
        aside = swap(Path(folder))
    connections.close_all()
    if database.counts() != made.tables:
        complain(_("The restored rows are not those the archive counts; the state before is in %s.") % aside)
        return 1
    if args.migrate:
        migrate.run(args)
    if not had_data:
        shutil.rmtree(aside)  # a key made a moment ago, at most
    _report(made, aside)
    return 0


def _report(made: Manifest, aside: Path) -> None:
    say(
        _("Restored: %(rows)d rows and %(files)d files of %(when)s (UTC).")
        % {
            "rows": sum(made.tables.values()),
            "files": sum(name.startswith("files/") for name in made.members),
            "when": made.made_at[:16].replace("T", " "),
        }
    )
    if aside.exists():
        say(_("What was here before is kept in %s; delete it when you no longer need it.") % aside)
    if manifest.SECRET not in made.members or os.environ.get("PURSUIT_SECRET_KEY"):
        complain(_("The secret key comes from PURSUIT_SECRET_KEY: make sure it is the one of the archive."))
