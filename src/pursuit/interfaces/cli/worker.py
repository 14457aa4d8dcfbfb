"""`pursuit worker`: background work, one process."""

import argparse

from django.utils.translation import gettext as _

from pursuit.kernel.worker import Worker


def describe() -> str:
    return _("run background work only (serve starts one by itself)")


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--once", action="store_true", help=_("do what is due now, then end"))


def run(args: argparse.Namespace) -> int:
    worker = Worker()
    if args.once:
        while worker.turn():
            pass
        return 0
    worker.run()
    return 0
