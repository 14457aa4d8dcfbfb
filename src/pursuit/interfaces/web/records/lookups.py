"""What a reference field offers while one types."""

from collections.abc import Callable, Mapping

from django.db.models import Q

from pursuit.kernel import extensions, pickers
from pursuit.kernel.actor import Actor
from pursuit.kernel.inputs import ANY

Result = dict[str, object]


def find(actor: Actor, what: str, typed: str, params: Mapping[str, str]) -> list[Result]:
    """Candidates of a kind: a row type (user, unit, role) or a subject type."""
    typed = typed.strip()[:60]
    found = pickers.rows(what, typed)
    if found is None:
        if what != ANY and what not in {kind.code for kind in extensions.subject_types()}:
            return []
        found = pickers.records(actor, what, typed, narrow(actor, what, params))
    return [{"value": one.id, "label": one.name, "hint": one.hint} for one in found]


# A look-up may depend on another field of the form (a contact of the chosen account); rooms add theirs.
NARROW: dict[str, Callable[[Actor, Mapping[str, str]], Q | None]] = {}


def narrow(actor: Actor, what: str, params: Mapping[str, str]) -> Q | None:
    """The extra condition a room's look-up has, if the form says what it depends on."""
    how = NARROW.get(what)
    return how(actor, params) if how else None
