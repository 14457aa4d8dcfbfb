"""Write-behind for an import: what is only appended (events, rows nobody reads before the end) or derived (search
text) is collected and written in bulk.

It holds for one block in one transaction: either everything, events included, is there afterwards, or nothing; an
action that is refused ends the block. What was found visible inside it is not asked for again. Everything else is
read and written as always.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from pursuit.kernel import searchindex
from pursuit.kernel.errors import Forbidden
from pursuit.kernel.inputs import ANY
from pursuit.kernel.models.event import Event, EventPayload
from pursuit.kernel.models.record import Record
from pursuit.kernel.models.search import SearchText
from pursuit.kernel.models.subject import Subject

if TYPE_CHECKING:
    from pursuit.kernel.actor import Actor

T = TypeVar("T")
CHUNK = 500
# How a row's text is read: (text, initials, tokens). Given by kernel.search, which knows.
Reader = Callable[[Record], tuple[str, str, set[str]]]


@dataclass(slots=True)
class Heap:
    """What is waiting to be written, and what has been seen."""

    events: list[tuple[Event, object]] = field(default_factory=list)
    texts: list[tuple[Record, Reader]] = field(default_factory=list)
    rows: list[models.Model] = field(default_factory=list)
    seen: dict[tuple[int, str, str], set[int]] = field(default_factory=dict)
    kept: dict[Hashable, Any] = field(default_factory=dict)


_heap: ContextVar[Heap | None] = ContextVar("collected", default=None)


def heap() -> Heap | None:
    """The heap of the block that is open, if one is."""
    return _heap.get()


@contextmanager
def collected(actor: "Actor") -> Iterator[None]:
    """Collect until the end of the outermost block. Needs the right `import.history`."""
    if not actor.may("import.history"):
        raise Forbidden("forbidden", _("Only an import writes in bulk."))
    if _heap.get() is not None:
        yield
        return
    waiting = Heap()
    with transaction.atomic():
        token = _heap.set(waiting)
        try:
            yield
        finally:
            _heap.reset(token)
        # In the order of time: stories that were told one after the other happened side by side.
        write(waiting.rows)
        _write_events(sorted(waiting.events, key=lambda pair: pair[0].at))
        _write_texts(waiting.texts)


def made(actor: int, subject: Subject) -> None:
    """What an import has just made it may point at."""
    if (waiting := _heap.get()) is not None:
        for kind in (subject.type, ANY):
            waiting.seen.setdefault((actor, "ref", kind), set()).add(subject.pk)


def later(rows: Iterable[models.Model]) -> None:
    """Rows that hang on others and that nothing reads before the block ends; outside of one they are written now."""
    waiting = _heap.get()
    if waiting is None:
        write(rows)
    else:
        waiting.rows += rows


def once(key: Hashable, load: Callable[[], T]) -> T:
    """What an import does not change itself (methods, grants) is read once in the block; outside of one, each time."""
    waiting = _heap.get()
    if waiting is None:
        return load()
    if key not in waiting.kept:
        waiting.kept[key] = load()
    found: T = waiting.kept[key]
    return found


def write(rows: Iterable[models.Model]) -> None:
    """New rows of any tables, a statement for each table."""
    by_model: dict[type[models.Model], list[models.Model]] = {}
    for row in rows:
        by_model.setdefault(type(row), []).append(row)
    for model, some in by_model.items():
        model._default_manager.bulk_create(some, batch_size=CHUNK)


def _write_events(pairs: list[tuple[Event, object]]) -> None:
    for start in range(0, len(pairs), CHUNK):
        chunk = pairs[start : start + CHUNK]
        Event.objects.bulk_create([event for event, _data in chunk])
        EventPayload.objects.bulk_create([EventPayload(event=event, data=data) for event, data in chunk])


def _write_texts(pairs: list[tuple[Record, Reader]]) -> None:
    """The last word on each record; its records above are fetched together, because texts name them."""
    latest = {row.pk: (row, read) for row, read in pairs}
    by_model: dict[type[Record], list[Record]] = {}
    for row, _read in latest.values():
        by_model.setdefault(type(row), []).append(row)
    for model, rows in by_model.items():
        models.prefetch_related_objects(rows, *_above(model))
        for start in range(0, len(rows), CHUNK):
            _write_chunk([(row, latest[row.pk][1]) for row in rows[start : start + CHUNK]])


def _above(model: type[Record]) -> list[str]:
    found = []
    for one in model._meta.concrete_fields:
        target = one.related_model
        if isinstance(one, models.ForeignKey) and isinstance(target, type) and issubclass(target, Record):
            found.append(f"{one.name}__subject")
    return found


def _write_chunk(pairs: list[tuple[Record, Reader]]) -> None:
    rows, tokens = [], []
    for row, read in pairs:
        text, initials, found = read(row)
        rows.append(SearchText(subject_id=row.pk, text=text, initials=initials))
        tokens.append((row.pk, found))
    SearchText.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["subject"], update_fields=["text", "initials"]
    )
    searchindex.put_many(tokens)
