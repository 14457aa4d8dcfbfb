"""`pursuit user`: help people in when nobody else can (first administrator, lost password, somebody who left)."""

import argparse
import secrets
import sys

from django.utils.translation import gettext as _

from pursuit.interfaces.cli.say import say
from pursuit.kernel import operators
from pursuit.kernel.actor import system_actor

ALPHABET = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # nothing that is read wrongly


def describe() -> str:
    return _("create, list and deactivate people, reset passwords")


def add(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(metavar="VERB", required=True)
    create = verbs.add_parser("create", help=_("a person with a role"))
    create.add_argument("username")
    create.add_argument("--name", default="", help=_("full name"))
    create.add_argument("--email", default="")
    create.add_argument("--role", default="seller", help=_("role code, for example admin or seller"))
    create.add_argument("--unit", default="", help=_("code of the unit the person belongs to"))
    create.add_argument("--password-stdin", action="store_true", help=_("read the password from standard input"))
    create.set_defaults(verb=_create)
    verbs.add_parser("list", help=_("everybody who can sign in")).set_defaults(verb=_list)
    reset = verbs.add_parser("reset-password", help=_("a new password; open sessions end"))
    reset.add_argument("username")
    reset.add_argument("--password-stdin", action="store_true", help=_("read the password from standard input"))
    reset.set_defaults(verb=_reset)
    leave = verbs.add_parser("deactivate", help=_("no more access; sessions and tokens end"))
    leave.add_argument("username")
    leave.set_defaults(verb=_deactivate)


def run(args: argparse.Namespace) -> int:
    return int(args.verb(args))


def _create(args: argparse.Namespace) -> int:
    password, generated = _password(args)
    user = operators.create_person(
        actor=system_actor("system:console"),
        username=args.username,
        name=args.name or args.username,
        email=args.email,
        role=args.role,
        unit=args.unit,
        password=password,
    )
    say(_("%(name)s can sign in as %(username)s.") % {"name": user.name, "username": user.username})
    _show(password, generated)
    return 0


def _list(_args: argparse.Namespace) -> int:
    for person in operators.people():
        roles = ",".join(sorted(grant.role.code for grant in person.grants.all()))
        state = "" if person.is_active else _("inactive")
        print("\t".join((person.username, person.name, person.email, roles, state)).rstrip())
    return 0


def _reset(args: argparse.Namespace) -> int:
    password, generated = _password(args)
    operators.reset_password(actor=system_actor("system:console"), username=args.username, password=password)
    say(_("The password of %s is new; open sessions have ended.") % args.username)
    _show(password, generated)
    return 0


def _deactivate(args: argparse.Namespace) -> int:
    operators.deactivate_person(actor=system_actor("system:console"), username=args.username)
    say(_("%s has no access any more.") % args.username)
    return 0


def _password(args: argparse.Namespace) -> tuple[str, bool]:
    if args.password_stdin:
        return sys.stdin.readline().rstrip("\r\n"), False
    return "".join(secrets.choice(ALPHABET) for _index in range(16)), True


def _show(password: str, generated: bool) -> None:
    if generated:
        say(_("Password (shown once): %s") % password)
