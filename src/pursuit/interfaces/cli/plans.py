"""Plans of projects on the command line: `pursuit import FILE --project CODE`, `pursuit export plan CODE FILE`."""

import argparse
import json
import time
from collections.abc import Mapping
from pathlib import Path

from django.utils.translation import gettext as _

from pursuit.domain.plans.queries.plans import plan_of
from pursuit.domain.plans.queries.stored import stored
from pursuit.domain.plans.queries.why import Comparison
from pursuit.domain.projects.models import Project
from pursuit.domain.projects.queries.projects import projects
from pursuit.engine.calendar.week import moment
from pursuit.integrations.boards import bringing as boards
from pursuit.integrations.msproject import bringing as msproject
from pursuit.integrations.msproject.exporting import exported
from pursuit.integrations.msproject.writer import save_plan
from pursuit.integrations.plansheet.writer import write_sheet
from pursuit.interfaces.cli.say import complain, say
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Refused

GOOD, UNUSABLE, SOME_REFUSED = 0, 2, 3
HEAD = 4096
TOLD = 40  # differences told to people; JSON has all
EXPORT_WORDS = 2


def bring(args: argparse.Namespace, actor: Actor) -> int:
    """One file into the plan of a project. Raises Refused."""
    project = _project(actor, args.project)
    if len(args.files) != 1 or args.mapping or args.dry_run:
        raise Refused("one_file", _("Into a project goes one file, without a mapping and not as a dry run."))
    path, began = Path(args.files[0]), time.monotonic()
    if not path.is_file():
        raise Refused("no_file", _("There is no file %s.") % path)
    report = _plan_file(actor, project, path) if _is_xml(path) else _board(actor, project, path)
    report["seconds"] = round(time.monotonic() - began, 2)
    if args.json:
        print(json.dumps(report, ensure_ascii=False, default=str))
    else:
        _say(report)
    return SOME_REFUSED if report["rejected_rows"] else GOOD


def export(args: argparse.Namespace, actor: Actor) -> int:
    """The plan of a project as Microsoft Project XML, or as a workbook where the file ends in xlsx."""
    if len(args.rest) != EXPORT_WORDS:
        complain(_("Say which project, and the file to write: export plan CODE out.xml"))
        return UNUSABLE
    try:
        rows = _export(actor, args.rest[0], Path(args.rest[1]))
    except Refused as no:
        complain(no.message)
        return UNUSABLE
    say(_("%d rows.") % rows)
    return GOOD


def _export(actor: Actor, code: str, path: Path) -> int:
    project = _project(actor, code)
    plan = plan_of(actor, project.pk)
    if plan is None:
        raise Refused("no_plan", _("%s has no plan.") % code)
    if path.exists():
        raise Refused("exists", _("%s exists already.") % path)
    if path.suffix.lower() == ".xlsx":
        with path.open("xb") as out:
            return write_sheet(stored(actor, plan), out)
    file = exported(stored(actor, plan), project.title)
    save_plan(file, path)
    return sum(task.is_row for task in file.tasks)


def _project(actor: Actor, code: str) -> Project:
    found = projects(actor).filter(code=code).first()
    if found is None:
        raise Refused("no_project", _("There is no project %s, or it cannot be seen.") % code)
    return found


def _is_xml(path: Path) -> bool:
    with path.open("rb") as stream:
        head = stream.read(HEAD).replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return head.startswith(b"<") or path.suffix.lower() in {".xml", ".mpp"}


def _plan_file(actor: Actor, project: Project, path: Path) -> dict[str, object]:
    found = msproject.bring_file(actor, project.pk, path)
    subjects = {"tasks" if name == "rows" else name: dict(counts) for name, counts in found.counts.items()}
    return {
        "batch": found.batch,
        "project": project.code,
        "subjects": subjects,
        "sums": {},
        "rejected_rows": [],
        "recomputed": _compared(found.comparison),
        "people": found.people,
        "notes": msproject.notes(found.remarks),
        "unknown": found.unknown,
    }


def _compared(found: Comparison) -> Mapping[str, object]:
    return {
        "equal": found.equal,
        "different": len(found.differences),
        "not_compared": found.apart,
        "differences": [
            {
                "task": one.row,
                "title": one.title,
                "file": [_shown(one.was_start), _shown(one.was_finish)],
                "ours": [_shown(one.start), _shown(one.finish)],
                "reason": one.why,
            }
            for one in found.differences
        ],
    }


def _shown(at: int | None) -> str | None:
    return None if at is None else moment(at).isoformat(timespec="minutes")


def _board(actor: Actor, project: Project, path: Path) -> dict[str, object]:
    found = boards.bring_file(actor, project.pk, path)
    plain = found.plain()
    return {
        "batch": found.batch,
        "project": project.code,
        "subjects": plain["counts"],
        "sums": {},
        "rejected_rows": plain["faults"],
        "people": dict.fromkeys(found.people),
        "notes": found.notes,
        "unknown": found.unknown,
    }


def _say(report: Mapping[str, object]) -> None:
    say(_("Import %s:") % report["batch"] if report["batch"] else _("Nothing has changed."))
    for name, counts in _items(report["subjects"]):
        told = ", ".join(f"{kind} {number}" for kind, number in _items(counts) if number)
        say(f"  {name}: {told or 0}")
    compared = dict(_items(report.get("recomputed")))
    if compared:
        say(_("  Dates: %(equal)s as in the file, %(different)s differ, %(not_compared)s given.") % compared)
        differences = compared["differences"]
        for one in differences[:TOLD] if isinstance(differences, list) else ():
            was, ours = (" – ".join(map(str, one[name])) for name in ("file", "ours"))
            say(f"    {one['title']}: {was} → {ours} {one['reason']}")
    notes, faults = report["notes"], report["rejected_rows"]
    for note in notes if isinstance(notes, list) else ():
        complain(note)
    for fault in faults if isinstance(faults, list) else ():
        complain(_("Row %(row)s, %(column)s: %(message)s") % fault)


def _items(value: object) -> list[tuple[str, object]]:
    return list(value.items()) if isinstance(value, Mapping) else []
