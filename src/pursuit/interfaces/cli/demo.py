"""`pursuit demo`: load the demo company."""

import argparse
from importlib import import_module
from importlib.util import find_spec

from django.utils.translation import gettext as _

from pursuit.interfaces.cli.say import complain, say
from pursuit.kernel import operators

LOADER = "pursuit.integrations.demo"


def describe() -> str:
    return _("load the demo company")


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--if-empty", action="store_true", help=_("only where nobody can sign in yet"))


def run(args: argparse.Namespace) -> int:
    if args.if_empty and operators.people():
        return 0
    if find_spec(LOADER) is None:
        complain(_("This installation does not contain the demo company."))
        return 1
    if not args.if_empty and operators.people():
        complain(_("There are people in this database already: the demo company wants an empty one."))
        return 1
    said = import_module(LOADER).load()
    say(said or _("The demo company is loaded."))
    return 0
