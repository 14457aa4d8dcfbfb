"""`pursuit backup`: one archive with everything, made while the product runs."""

import argparse
from pathlib import Path

from django.utils.translation import gettext as _

from pursuit.interfaces.cli.archive.write import write
from pursuit.interfaces.cli.migrate import pending
from pursuit.interfaces.cli.say import complain, say
from pursuit.kernel import clock


def describe() -> str:
    return _("save database, files and secret key into one archive")


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path, help=_("archive to write, or a folder for a dated one"))


def run(args: argparse.Namespace) -> int:
    target: Path = args.file
    if target.is_dir():
        target /= f"pursuit-{clock.now():%Y%m%d-%H%M%S}.tar.gz"
    if target.exists() or not target.parent.is_dir():
        complain(_("%s exists already, or its folder does not.") % target)
        return 1
    if pending():
        complain(_("The database is not of this version: run “pursuit migrate” first, or use the version it is of."))
        return 1
    made = write(target)
    for name in made.missing:
        complain(_("Missing on disk, not in the archive: %s") % name)
    say(
        _("%(file)s: %(rows)d rows, %(files)d files, %(size).1f MB. It holds the secret key: keep it safe.")
        % {
            "file": target,
            "rows": sum(made.tables.values()),
            "files": sum(name.startswith("files/") for name in made.members),
            "size": target.stat().st_size / 1e6,
        }
    )
    return 0
