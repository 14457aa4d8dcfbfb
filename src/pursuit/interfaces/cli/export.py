"""`pursuit export`: a whole list as csv, xlsx or json, exactly as a person would see it on screen."""

import argparse
import sys
from pathlib import Path

from django.http import QueryDict
from django.utils.translation import gettext as _

from pursuit.interfaces.cli import plans
from pursuit.interfaces.cli.say import complain
from pursuit.kernel import access, listing, operators
from pursuit.kernel.actor import Actor, system_actor
from pursuit.kernel.listing import export, summary

PLAN = "plan"
FORMS = ("csv", "xlsx", "json")


def describe() -> str:
    return _("write a list to a file")


def add(parser: argparse.ArgumentParser) -> None:
    codes = [*(one.code for one in listing.every()), PLAN]
    parser.add_argument("name", choices=codes, metavar="NAME", help=_("one of: %s") % ", ".join(codes))
    parser.add_argument("rest", nargs="*", metavar="CODE FILE", help=_("of a plan: the project, and the file to write"))
    parser.add_argument("--format", choices=FORMS, default="csv")
    parser.add_argument("--out", type=Path, help=_("file to write; without it, standard output"))
    parser.add_argument("--as", dest="username", help=_("as this person sees it; without it, everything"))
    parser.add_argument("--query", default="", help=_("as in the address of the list, for example f.tier=a&sort=title"))
    parser.add_argument("--all-columns", action="store_true", help=_("every column, not only the usual ones"))


def run(args: argparse.Namespace) -> int:
    actor = _actor(args.username)
    if args.name == PLAN:
        return plans.export(args, actor)
    if args.rest:
        complain(_("Too much: %s") % " ".join(args.rest))
        return 2
    found = listing.get(args.name)
    parameters = QueryDict(args.query, mutable=True)
    if args.all_columns:
        parameters["cols"] = ",".join(found.columns_for(actor))
    query = listing.read_query(found, actor, parameters, strict=True)
    if args.out is not None and args.out.exists():
        complain(_("%s exists already.") % args.out)
        return 1
    columns, rows = summary.table(found, actor, query)
    said = summary.described(found, actor, query, [args.query] if args.query else [])
    if args.out is None:
        count = export.write(args.format, sys.stdout.buffer, columns, rows, said)
    else:
        with args.out.open("xb") as out:
            count = export.write(args.format, out, columns, rows, said)
    operators.note_export(
        actor=system_actor("system:console"),
        listing=args.name,
        rows=count,
        seen_by=args.username or "",
        query=args.query,
    )
    print(_("%d rows.") % count, file=sys.stderr)
    return 0


def _actor(username: str | None) -> Actor:
    """The named person with their own rights, or the system actor with all."""
    if not username:
        return system_actor("system:console")
    actor = Actor.of(operators.find(username), "cli")
    access.require(actor, "export.lists")
    return actor
