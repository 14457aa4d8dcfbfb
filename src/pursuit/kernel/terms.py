"""Editable lists: declared by rooms with shipped entries, stored as rows, labelled in the reader's language."""

from collections.abc import Sequence
from dataclasses import dataclass

from pursuit.kernel import revision
from pursuit.kernel.errors import Text
from pursuit.kernel.models.data import Term
from pursuit.kernel.models.named import pick_name


@dataclass(frozen=True, slots=True)
class Shipped:
    """An entry a list starts with."""

    code: str
    name: str
    name_en: str
    parent: str = ""


@dataclass(frozen=True, slots=True)
class TermList:
    """A declared list."""

    code: str
    label: Text
    shipped: Sequence[Shipped]


@dataclass(frozen=True, slots=True)
class Entry:
    """A stored entry as read into memory."""

    id: int
    code: str
    name: str
    name_en: str
    edited: bool
    active: bool
    parent: str

    @property
    def label(self) -> str:
        return pick_name(self.name, self.name_en, edited=self.edited)


_lists: dict[str, TermList] = {}


def declare(*lists: TermList) -> None:
    """Register lists; their entries are written by `sync` on migrate."""
    for entry in lists:
        _lists[entry.code] = entry


def declared() -> list[TermList]:
    return sorted(_lists.values(), key=lambda one: one.code)


def _load() -> dict[str, dict[str, Entry]]:
    loaded: dict[str, dict[str, Entry]] = {code: {} for code in _lists}
    for row in Term.objects.select_related("parent").order_by("list", "position", "id"):
        parent = row.parent.code if row.parent else ""
        loaded.setdefault(row.list, {})[row.code] = Entry(
            row.pk, row.code, row.name, row.name_en, row.edited, row.active, parent
        )
    return loaded


_cache = revision.Cached("terms", _load)


def entries(code: str, *, active: bool = True) -> list[Entry]:
    """Entries of a list in order."""
    return [entry for entry in _cache().get(code, {}).values() if entry.active or not active]


def known(code: str, entry: str) -> bool:
    """Is this an active entry of the list?"""
    found = _cache().get(code, {}).get(entry)
    return bool(found and found.active)


def label(code: str, entry: str) -> str:
    """An entry's name in the reader's language; an unknown code shows itself."""
    found = _cache().get(code, {}).get(entry)
    return found.label if found else entry


def sync() -> None:
    """Write shipped entries that are missing; edited rows stay as people left them. Called after migrate."""
    have = set(Term.objects.values_list("list", "code"))
    for declared_list in declared():
        for position, entry in enumerate(declared_list.shipped):
            if (declared_list.code, entry.code) in have:
                continue
            parent = Term.objects.filter(list=declared_list.code, code=entry.parent).first() if entry.parent else None
            Term.objects.create(
                list=declared_list.code,
                code=entry.code,
                name=entry.name,
                name_en=entry.name_en,
                parent=parent,
                position=position,
            )
    revision.bump("terms")
