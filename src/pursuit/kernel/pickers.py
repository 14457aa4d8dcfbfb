"""What a person may pick from when a field asks for a record, a person, a unit or a role."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import cache

from django.db.models import Model, Q

from pursuit.kernel import access, pinyin, search
from pursuit.kernel.actor import Actor
from pursuit.kernel.inputs import ANY
from pursuit.kernel.models import OrgUnit, Role, Subject, Term, User
from pursuit.kernel.prepared import Prepared

MOST = 10


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something to pick: its id, its name, a word that tells it from its namesakes."""

    id: int
    name: str
    hint: str = ""


def records(actor: Actor, subject_type: str, typed: str, narrowed: Q | None = None) -> list[Candidate]:
    """Visible records of a type (or ANY) by part of a name or initials, the newest change first."""
    rows = Subject.objects.filter(access.any_type_q(actor, None if subject_type == ANY else [subject_type]))
    if narrowed is not None:
        rows = rows.filter(narrowed)
    if typed:
        matching = search.matching(typed)
        rows = rows.filter(pk__in=matching) if matching is not None else rows.none()
    rows = rows.select_related("owner").order_by("-updated_at", "-pk")[:MOST]
    return [Candidate(row.pk, row.title, str(row.owner or "")) for row in rows]


def people(typed: str = "", *, most: int = MOST) -> list[Candidate]:
    """Active people by part of a name, initials or user name."""
    rows = User.objects.filter(is_active=True, is_system=False)
    if typed:
        rows = rows.filter(Q(name__icontains=typed) | Q(initials__istartswith=typed) | Q(username__istartswith=typed))
    return [Candidate(row.pk, row.name, row.title) for row in rows.order_by("name_key", "pk")[:most]]


def units(typed: str = "", *, most: int = MOST) -> list[Candidate]:
    """Open units by part of a name."""
    rows = OrgUnit.objects.filter(closed_on=None).select_related("parent")
    if typed:
        rows = rows.filter(name__icontains=typed)
    return [Candidate(row.pk, row.name, str(row.parent or "")) for row in rows.order_by("position", "pk")[:most]]


def roles(typed: str = "") -> list[Candidate]:
    """Roles by part of a name or initials."""
    found = [Candidate(row.pk, row.label, row.code) for row in Role.objects.all()]
    return [one for one in found if not typed or typed in one.name or typed in pinyin.initials(one.name)][:MOST]


_ROWS: dict[str, Callable[[str], list[Candidate]]] = {"user": people, "unit": units, "role": roles}
_MODELS: dict[str, type[Model]] = {"user": User, "unit": OrgUnit, "role": Role, "term": Term}


def named_rows(kind: str, model: type[Model]) -> None:
    """Declare a room's rows that are no records and may be told by name (stages, methods)."""
    _MODELS[kind] = model


def rows(kind: str, typed: str) -> list[Candidate] | None:
    """Candidates of rows that are no records; None for a kind that cannot be looked up."""
    find = _ROWS.get(kind)
    return find(typed) if find else None


def titles(ids: Collection[int], actor: Actor | None = None) -> dict[int, str]:
    """Names of records. Without an actor for ids that a record the reader sees holds already: it shows them as its own.

    With one (the ids came from outside) only of what they see.
    """
    if not ids:
        return {}
    found = _TITLES(pks=ids)
    seen = ids if actor is None else access.seen_among(actor, {pk: code for pk, _title, code in found})
    return {pk: title for pk, title, _code in found if pk in seen}


_TITLES = Prepared(lambda pks: Subject.objects.filter(pk__in=pks.each).values_list("pk", "title", "type"))


def names(kind: str, ids: Collection[int]) -> dict[int, str]:
    """Names of rows that are no records."""
    model = _MODELS.get(kind)
    return {row.pk: str(row) for row in _named(model)(pks=ids)} if model and ids else {}


@cache
def _named(model: type[Model]) -> Prepared[Model]:
    return Prepared(lambda pks: model._default_manager.filter(pk__in=pks.each))
