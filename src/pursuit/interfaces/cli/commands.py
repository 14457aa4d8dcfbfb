"""The list of commands: builds the help page, runs one, turns a "no" into an exit code."""

import argparse
import os
from collections.abc import Sequence
from importlib import import_module

from django.db import OperationalError, ProgrammingError
from django.utils import translation
from django.utils.translation import gettext as _

import pursuit
from pursuit.interfaces.cli.say import complain
from pursuit.kernel.errors import Invalid, Refused

FAILED = 1
INTERRUPTED = 130
# In the order of the help page. Each is a module with describe() -> str, add(parser) and run(args) -> int.
COMMANDS = ("serve", "worker", "migrate", "user", "import", "export", "schedule", "backup", "restore", "check", "demo")
MODULES = {"import": "importing"}  # where the word means something else to Python


def run(given: Sequence[str]) -> int:
    """Run one command in the person's language."""
    with translation.override(os.environ.get("PURSUIT_LANGUAGE") or "zh-hans"):
        try:
            args = _parser(given).parse_args(given)
        except SystemExit as end:  # argparse has said why
            return int(end.code or 0)
        try:
            return int(args.run(args))
        except Invalid as no:
            for name, (_code, message) in no.faults.items():
                complain(f"{name}: {message}")
        except Refused as no:
            complain(no.message)
        except (OperationalError, ProgrammingError) as error:
            complain(_("The database cannot be used: %s. Has “pursuit migrate” been run?") % error)
        except KeyboardInterrupt:
            return INTERRUPTED
        return FAILED


def _parser(given: Sequence[str]) -> argparse.ArgumentParser:
    """Only the asked command is imported: the worker lives long and should not carry the others' libraries."""
    parser = argparse.ArgumentParser(
        prog="pursuit",
        description=_(
            "Pursuit: every big deal run as a project. Data lie in PURSUIT_HOME, or where DATABASE_URL says."
        ),
    )
    parser.add_argument("--version", action="version", version=f"pursuit {pursuit.__version__}")
    commands = parser.add_subparsers(title=_("commands"), metavar="COMMAND", required=True)
    for name in given[:1] if given[:1] and given[0] in COMMANDS else COMMANDS:
        module = import_module(f"pursuit.interfaces.cli.{MODULES.get(name, name)}")
        one = commands.add_parser(name, help=module.describe(), description=module.describe())
        module.add(one)
        one.set_defaults(run=module.run)
    return parser
