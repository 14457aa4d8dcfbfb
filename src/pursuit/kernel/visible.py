"""Every foreign key in a payload must be visible to the caller; an unknown and a forbidden id get the same answer."""

from collections.abc import Callable, Collection, Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from pursuit.kernel import access, collecting, terms
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Invalid
from pursuit.kernel.inputs import ANY
from pursuit.kernel.models.subject import Subject

if TYPE_CHECKING:
    from pursuit.kernel.schema import Field

Finder = Callable[[Actor, Collection[int]], Collection[int]]
_rows: dict[str, Finder] = {}


def row_type(code: str, finder: Finder) -> None:
    """Declare how ids of rows that are no subjects are found: finder(actor, ids) gives those that may be used."""
    _rows[code] = finder


def check(actor: Actor, fields: Mapping[str, "Field"], values: Mapping[str, object]) -> None:
    """Refuse keywords that name what the actor cannot see or what does not exist. One query per kind. fields: at least
    those that can name something."""
    wanted: dict[tuple[str, str], set[int]] = {}
    named: dict[str, tuple[tuple[str, str], list[int]]] = {}
    faults = {}
    for name, value in values.items():
        if (field := fields.get(name)) is None:
            continue
        if (field.ref or field.row) and (ids := _ids(value)):
            kind = ("ref", field.ref) if field.ref else ("row", field.row)
            named[name] = kind, ids
            wanted.setdefault(kind, set()).update(ids)
        elif field.term and field.required and not field.optional and not value:
            faults[name] = ("missing", _("This is required."))
        elif field.term and any(not terms.known(field.term, code) for code in _codes(value)):
            faults[name] = ("unknown_term", _("Choose one of the listed values."))
    found = {kind: _find(actor, kind, ids) for kind, ids in wanted.items()}
    for name, (kind, ids) in named.items():
        if any(pk not in found[kind] for pk in ids):
            faults[name] = ("not_found", _("There is no such record, or you cannot see it."))
    if faults:
        raise Invalid(faults)


def _ids(value: object) -> list[int]:
    """The ids in a keyword's value. Anything else would escape the check, so it fails."""
    match value:
        case None:
            return []
        case int():
            return [value]
        case list() | tuple() | set() | frozenset():
            return [pk for one in value for pk in _ids(one)]
    raise TypeError(f"an id is a whole number, not {value!r}")


def _codes(value: object) -> list[str]:
    if not value:
        return []
    return [str(one) for one in value] if isinstance(value, list | tuple) else [str(value)]


def _find(actor: Actor, kind: tuple[str, str], ids: set[int]) -> Collection[int]:
    heap = collecting.heap()
    if heap is None:
        return _look(actor, kind, ids)
    seen = heap.memory.seen.setdefault((actor.user_id, *kind), set())
    if not ids <= seen:
        seen.update(_look(actor, kind, ids - seen))
    return seen


def _look(actor: Actor, kind: tuple[str, str], ids: set[int]) -> Collection[int]:
    what, code = kind
    if what == "row":
        return _rows[code](actor, ids)
    if code != ANY:
        return access.seen_among(actor, dict.fromkeys(ids, code))
    return set(Subject.objects.visible_to(actor, ids).values_list("pk", flat=True))
