"""`pursuit serve`: the web server and one worker, together."""

import argparse
import os
import sys

from django.conf import settings
from django.utils.translation import gettext as _

from pursuit.interfaces.cli import address
from pursuit.interfaces.cli.archive.swap import unfinished
from pursuit.interfaces.cli.checks.setup import home_private, settings_sane
from pursuit.interfaces.cli.migrate import pending
from pursuit.interfaces.cli.say import complain, say
from pursuit.interfaces.cli.staticfiles import collect_if_needed


def describe() -> str:
    return _("run the web server and the worker")


def add(parser: argparse.ArgumentParser) -> None:
    address.add(parser)
    parser.add_argument("--workers", type=int, default=2, help=_("web processes"))
    parser.add_argument("--threads", type=int, default=4, help=_("threads per web process"))


def run(args: argparse.Namespace) -> int:  # noqa: RET503  execv does not return
    """Check and prepare with Django, then become the small supervising process (same process id)."""
    for problem in (*settings_sane(), *home_private()):
        complain(f"[{problem.code}] {problem.message}")
    if unfinished():
        return 1
    if names := pending():
        complain(_("The database is not up to date (%d steps): run “pursuit migrate” first.") % len(names))
        return 1
    if collect_if_needed():
        say(_("Static files collected."))
    ready = _("Pursuit is running on %s (stop it with Ctrl-C)") % settings.BASE_URL
    bind = address.bind(args.host, args.port)
    sys.stdout.flush()
    os.execv(  # noqa: S606  our own interpreter, arguments as a list
        sys.executable,
        [
            *(sys.executable, "-m", "pursuit.interfaces.cli.supervisor"),
            *(f"--bind={bind}", f"--workers={args.workers}", f"--threads={args.threads}", f"--ready={ready}"),
        ],
    )
