"""What people wish for on a plan, each as one action: (what was done, in words; the record an undo is asked of)."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import TypeAlias

from django.utils.translation import gettext as _

from pursuit.domain.plans.actions import assigning, baselines, links, moves, rows
from pursuit.domain.plans.queries.plans import EDIT
from pursuit.domain.plans.rules.facts import KINDS, LIMITS
from pursuit.domain.plans.rules.instants import aware
from pursuit.domain.projects.queries.projects import project
from pursuit.interfaces.web.plans.rows import number
from pursuit.kernel import access, clock
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Refused

Said: TypeAlias = Mapping[str, object]
Done: TypeAlias = tuple[str, int]
MOMENTS = frozenset({"start", "finish", "deadline", "limit_at", "begun", "ended"})
LENGTHS = frozenset({"duration", "remaining"})
WAYS = ("indent", "outdent", "up", "down")
OUTLINE = frozenset({"add", "remove", *WAYS})  # after these the order of the rows is another


def _fields(given: object) -> dict[str, object]:
    """Keywords of a row: instants as moments, minutes as lengths; texts are read by the action."""
    if not isinstance(given, dict):
        raise Refused("bad_json", _("The request cannot be read"), "fields")
    found = {str(name): value for name, value in given.items()}
    for name, value in found.items():
        if isinstance(value, bool) or not isinstance(value, int):
            continue
        if name in MOMENTS:
            found[name] = _moment(value)
        elif name in LENGTHS:
            found[name] = f"{value}m"
        elif name == "limit":
            found[name] = _named(LIMITS, value, name)
    return found


def _moment(value: int) -> datetime:
    try:
        return aware(value, clock.zone())
    except (OverflowError, ValueError) as error:
        raise Refused("out_of_range", _("A value is out of range.")) from error


def _named(names: Sequence[str], value: object, field: str) -> str:
    """By its place, or by itself."""
    if isinstance(value, int) and 0 <= value < len(names):
        return names[value]
    if value in names:
        return str(value)
    raise Refused("out_of_range", _("A value is out of range."), field)


def unknown(actor: Actor, about: int, _said: Said) -> Done:
    """Of a page that is no longer what the server is; whoever may change nothing hears that first."""
    access.require(actor, EDIT, project(actor, about).subject)
    raise Refused("bad_op", _("This page is older than the system: load it again."), "op")


def _edit(actor: Actor, _about: int, said: Said) -> Done:
    data = {**_fields(said.get("fields")), "row": said.get("row"), "version": said.get("rowVersion")}
    row = rows.edit_row.run(actor, data)
    return _("Saved: %s") % row.task.title, row.pk


def _add(actor: Actor, about: int, said: Said) -> Done:
    data = _fields({"duration": said.get("duration") or "1d"})
    data |= {"about": about, "parent": said.get("parent"), "after": said.get("after"), "title": said.get("title")}
    row = rows.add_row.run(actor, data)
    return _("Added: %s") % row.task.title, row.pk


def _ids(said: Said) -> list[object]:
    given = said.get("rows")
    return list(given if isinstance(given, list) else str(given or "").split(","))


def _remove(actor: Actor, _about: int, said: Said) -> Done:
    ids = _ids(said)
    rows.remove_rows.run(actor, {"rows": ids})
    return _("Removed."), number(ids[0])


def _move(actor: Actor, about: int, said: Said) -> Done:
    moves.move_rows.run(actor, {"rows": _ids(said), "way": said.get("op")})
    return _("Moved."), about


def _lag(said: Said) -> str:
    """As the action reads it, from the numbers the chart has."""
    amount, unit = said.get("lag", 0), number(said.get("unit"))
    if isinstance(amount, str):
        return amount
    if unit in (2, 3):
        return f"{number(amount, least=-10_000_000) / 100:g}{'e' if unit == 3 else ''}%"
    return f"{number(amount, least=-10_000_000)}{'e' if unit == 1 else ''}m"


def _link(actor: Actor, _about: int, said: Said) -> Done:
    kind = _named(KINDS, said.get("kind", 0), "kind")
    data = {"before": said.get("before"), "after": said.get("after"), "kind": kind, "lag": _lag(said)}
    return _("Linked."), links.link_rows.run(actor, data).after_id


def _relink(actor: Actor, _about: int, said: Said) -> Done:
    data: dict[str, object] = {"link": said.get("link")}
    if "kind" in said:
        data["kind"] = _named(KINDS, said["kind"], "kind")
    if "lag" in said:
        data["lag"] = _lag(said)
    return _("The link was changed."), links.change_link.run(actor, data).after_id


def _unlink(actor: Actor, about: int, said: Said) -> Done:
    after = number(said.get("after"))
    links.unlink_rows.run(actor, {"link": said.get("link")})
    return _("The link was removed."), after or about


def _assign(actor: Actor, _about: int, said: Said) -> Done:
    data = {"row": said.get("row"), "user": said.get("user") or None, "percent": said.get("percent") or 100}
    made = assigning.assign.run(actor, data)
    return _("%s works on it.") % made.resource.name, made.row_id


def _share(actor: Actor, _about: int, said: Said) -> Done:
    data = {"assignment": said.get("assignment"), "percent": said.get("percent")}
    made = assigning.change_assignment.run(actor, data)
    return _("%(name)s works on it with %(percent)s%%.") % {
        "name": made.resource.name, "percent": made.units // 10,
    }, made.row_id  # fmt: skip


def _unassign(actor: Actor, _about: int, said: Said) -> Done:
    assigning.unassign.run(actor, {"assignment": said.get("assignment")})
    return _("Taken off the row."), number(said.get("row"))


def _baseline(actor: Actor, about: int, said: Said) -> Done:
    data = {"about": about, "number": said.get("number") or 0, "name": said.get("name") or ""}
    baselines.take_baseline.run(actor, data)
    return _("The baseline was taken."), about


OPS: Mapping[str, Callable[[Actor, int, Said], Done]] = {
    "edit": _edit,
    "add": _add,
    "remove": _remove,
    **dict.fromkeys(WAYS, _move),
    "link": _link,
    "relink": _relink,
    "unlink": _unlink,
    "assign": _assign,
    "share": _share,
    "unassign": _unassign,
    "baseline": _baseline,
}
