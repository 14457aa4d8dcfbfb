"""Per-process copies of slowly changing data (terms, custom fields, roles), dropped when their counter moved."""

from collections.abc import Callable
from contextvars import ContextVar
from typing import Generic, TypeVar

from django.db import transaction
from django.db.models import F

from pursuit.kernel.models.data import Revision
from pursuit.kernel.prepared import Prepared

T = TypeVar("T")
_COUNTERS = Prepared(lambda: Revision.objects.values_list("code", "value"))
_known: ContextVar[dict[str, int] | None] = ContextVar("revisions", default=None)
# Kinds changed in the open transaction: a copy made now could be rolled back, so it is not kept.
_changing: ContextVar[frozenset[str]] = ContextVar("changing", default=frozenset())
_forgetters: list[Callable[[], None]] = []


def begin() -> None:
    """Start a unit of work (a request, a job): counters are read again at the first use."""
    _known.set(None)
    _changing.set(frozenset())


def current(code: str) -> int:
    """The counter of one kind of data, read once per unit of work."""
    known = _known.get()
    if known is None:
        known = dict(_COUNTERS())
        _known.set(known)
    return known.get(code, 0)


def bump(code: str) -> None:
    """Say that this kind of data changed. Called inside the action that changes it."""
    Revision.objects.get_or_create(code=code)
    Revision.objects.filter(code=code).update(value=F("value") + 1)
    _known.set(None)
    _changing.set(_changing.get() | {code})
    transaction.on_commit(begin)


def forget_all() -> None:
    """Drop every copy (after a test's rollback, a restore)."""
    begin()
    for forget in _forgetters:
        forget()


class Cached(Generic[T]):
    """A value loaded once per process and again after its counter moved."""

    def __init__(self, code: str, load: Callable[[], T]) -> None:
        self.code = code
        self.load = load
        self.held: tuple[int, T] | None = None
        _forgetters.append(self.forget)

    def forget(self) -> None:
        """Drop the copy."""
        self.held = None

    def __call__(self) -> T:
        revision = current(self.code)
        if self.code in _changing.get():
            return self.load()
        if self.held is None or self.held[0] != revision:
            self.held = (revision, self.load())
        return self.held[1]
