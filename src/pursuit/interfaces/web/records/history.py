"""History entries in people's words."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pursuit.interfaces.web.forms.field import plain_reading, reading
from pursuit.kernel import history, pickers
from pursuit.kernel.errors import Text
from pursuit.kernel.records import SPINE
from pursuit.kernel.schema import Field

# Verbs by their last part; a room's own verbs are added where it has pages.
VERBS: dict[str, Text] = {
    "created": gettext_lazy("created this"),
    "updated": gettext_lazy("changed this"),
    "deleted": gettext_lazy("deleted this"),
    "restored": gettext_lazy("restored this"),
    "handed_over": gettext_lazy("handed this over"),
    "merged": gettext_lazy("merged another record into this"),
    "unmerged": gettext_lazy("took a merge back"),
    "asked": gettext_lazy("asked for approval"),
    "decided": gettext_lazy("answered an approval"),
    "withdrawn": gettext_lazy("withdrew a request"),
    "attached": gettext_lazy("attached a file"),
    "removed": gettext_lazy("removed a file"),
}


# Changes that are no field of the record itself (a promise noted at a visit), by noun and name: "commitment.due_on".
FIELDS: dict[str, Field] = {}
# For entries that change no field: the recorded fact that says most, by verb. Only what everybody who sees the record
# may read belongs here.
DETAILS: dict[str, str] = {}


# Where a change came from, where that is not a person at a page; systems keep their own names.
SOURCES: dict[str, Text] = {"demo": gettext_lazy("demo data"), "import": gettext_lazy("imported")}


@dataclass(frozen=True, slots=True)
class Line:
    """One entry: who, what, when, and the fields that changed as (label, before, after)."""

    id: int
    at: datetime
    who: str
    what: str
    source: str
    changes: list[tuple[str, str, str]]
    can_undo: bool
    detail: str = ""


def lines(entries: Iterable[history.Entry]) -> list[Line]:
    """Entries as a page shows them."""
    entries = list(entries)
    names = _spine_names(entries)
    return [
        Line(
            id=entry.id,
            at=entry.at,
            who=entry.actor if not entry.on_behalf_of else _("%(who)s for %(whom)s") % _names(entry),
            what=verb(entry.verb),
            source=str(SOURCES.get(entry.source, entry.source)),
            changes=[_change(entry.verb, one, names) for one in entry.changes if _named(entry.verb, one)],
            can_undo=entry.can_undo,
            detail=str(entry.facts.get(DETAILS.get(entry.verb, ""), "") or ""),
        )
        for entry in entries
    ]


def _named(verb: str, change: history.Change) -> bool:
    """Codes and keys of rows that no form asks for say nothing to people, nor does what stayed as it was."""
    if change.before == change.after:
        return False
    return change.field is not None or change.name in SPINE or f"{verb.partition('.')[0]}.{change.name}" in FIELDS


def _spine_names(entries: Iterable[history.Entry]) -> dict[tuple[str, object], str]:
    """Who and which units owner and unit were, where the record's own form does not ask for them."""
    ids: dict[str, set[int]] = {"owner": set(), "unit": set()}
    for entry in entries:
        for one in entry.changes:
            if one.name in ids and one.field is None:
                ids[one.name] |= {value for value in (one.before, one.after) if isinstance(value, int)}
    kinds = {"owner": "user", "unit": "unit"}
    return {(name, pk): text for name, found in ids.items() for pk, text in pickers.names(kinds[name], found).items()}


def _change(verb: str, change: history.Change, names: dict[tuple[str, object], str]) -> tuple[str, str, str]:
    """Label, before, after."""
    if change.field is None and change.name in ("owner", "unit"):
        before, after = (names.get((change.name, value), "—") for value in (change.before, change.after))
        return history.label(change), before, after
    known = change.field or FIELDS.get(f"{verb.partition('.')[0]}.{change.name}")
    one = replace(change, field=known)
    return history.label(one), _read(one, one.before), _read(one, one.after)


def verb(code: str) -> str:
    """A verb as people say it."""
    return str(VERBS.get(code) or VERBS.get(code.rpartition(".")[2]) or code)


def _names(entry: history.Entry) -> dict[str, str]:
    return {"who": entry.actor, "whom": entry.on_behalf_of}


def _read(change: history.Change, value: object) -> str:
    """A stored value of the past; what it points at may be gone or hidden, then its id is not shown either."""
    if value is None or value == "":
        return "—"
    if change.field is None:
        return plain_reading(value)
    if isinstance(value, dict | bool) or change.field.widget in {"date", "datetime", "money"}:
        return plain_reading(value)
    return reading(change.field, value)
