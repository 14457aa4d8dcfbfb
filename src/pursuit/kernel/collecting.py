"""Write-behind for an import: what is only appended (events, rows nobody reads before the end) or derived (search
text) is collected and written in bulk.

It holds for one block in one transaction: either everything, events included, is there afterwards, or nothing. What
was found visible inside it is not asked for again. Everything else is read and written as always, unless the block
also defers: then new records themselves wait, under numbers taken beforehand, and a refused row takes back only what
it put on the heap itself.
"""

import gc
from collections.abc import Callable, Hashable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from pursuit.kernel import clock, inserting, searchindex, taping
from pursuit.kernel.errors import Forbidden
from pursuit.kernel.inputs import ANY
from pursuit.kernel.models.data import Sequence
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


Above = dict[tuple[type[models.Model], int], models.Model]
MOST_ABOVE = 30_000


@dataclass(slots=True)
class Memory:
    """What an import keeps from one block to the next: what it does not change itself, people and units it may name,
    and records that the search texts of others name."""

    kept: dict[Hashable, Any] = field(default_factory=dict)
    seen: dict[tuple[int, str, str], set[int]] = field(default_factory=dict)
    above: Above = field(default_factory=dict)
    claims: dict[Hashable, None] = field(default_factory=dict)  # what no query finds yet


@dataclass(slots=True)
class Heap:
    """What is waiting to be written, and what has been seen."""

    memory: Memory

    now: datetime = field(default_factory=clock.now)  # when it is all recorded: together
    events: list[tuple[Event, str]] = field(default_factory=list)  # with its payload, as JSON
    texts: list[tuple[Record, Reader]] = field(default_factory=list)
    rows: list[models.Model] = field(default_factory=list)
    ids: list[int] | None = None  # for new subjects, the next one last; given when the block defers
    counters: dict[tuple[str, int], int] = field(default_factory=dict)  # the last number under a prefix and year


_heap: ContextVar[Heap | None] = ContextVar("collected", default=None)


def heap() -> Heap | None:
    """The heap of the block that is open, if one is."""
    return _heap.get()


@contextmanager
def collected(
    actor: "Actor", *, new: int = 0, memory: Memory | None = None, right: str = "import.history"
) -> Iterator[None]:
    """Collect until the end of the outermost block. right: that to write so many at once. new: the block defers, and
    at most so many records are created in it; they are written when it ends, also inside of another block."""
    if not actor.may(right):
        raise Forbidden("forbidden", _("Only an import writes in bulk."))
    outer = _heap.get()
    if outer is None:
        # No savepoint of its own: what fails here fails with all that is around it, and SQLite keeps the old pages of
        # an open savepoint, once more for every row that a trigger follows.
        with transaction.atomic(savepoint=False), _opened(memory) as waiting, _deferring(waiting, new):
            yield
    elif new and outer.ids is None:
        with _deferring(outer, new):
            yield
    else:
        yield


@contextmanager
def _opened(memory: Memory | None) -> Iterator[Heap]:
    waiting = Heap(memory or Memory())
    token = _heap.set(waiting)
    # A hundred thousand small things are made and forgotten together: looking for cycles among them all the while
    # takes a fifth of the time.
    looking = gc.isenabled()
    gc.disable()
    try:
        yield waiting
    finally:
        _heap.reset(token)
        if looking:
            gc.enable()
    # In the order of time: stories that were told one after the other happened side by side.
    write(waiting.rows)
    _write_events(sorted(waiting.events, key=lambda pair: pair[0].at))
    _write_texts(waiting.texts, waiting.memory.above)


@contextmanager
def _deferring(waiting: Heap, new: int) -> Iterator[None]:
    if not new:
        yield
        return
    before, waiting.rows, waiting.ids = waiting.rows, [], inserting.keys(Subject, new)[::-1]
    try:
        yield
        write(waiting.rows)
        for (prefix, year), last in waiting.counters.items():
            Sequence.objects.filter(prefix=prefix, year=year).update(value=last)
    finally:
        waiting.rows, waiting.ids = before, None
        waiting.counters.clear()
        if taping.running() is None:
            waiting.memory.claims.clear()


@contextmanager
def row() -> Iterator[None]:
    """One row of a deferring block: refused, it leaves nothing on the heap."""
    waiting = _heap.get()
    if waiting is None or waiting.ids is None:
        raise RuntimeError("only in a block that defers")
    heaps: list[list[Any]] = [waiting.events, waiting.texts, waiting.rows]
    marks, counters, claims = [len(one) for one in heaps], dict(waiting.counters), len(waiting.memory.claims)
    ids = waiting.ids.copy()
    try:
        yield
    except Exception:
        for one, mark in zip(heaps, marks, strict=True):
            del one[mark:]
        waiting.counters, waiting.ids = counters, ids
        while len(waiting.memory.claims) > claims:
            waiting.memory.claims.popitem()
        # Nothing of the row was written, so the transaction is as good as before.
        transaction.set_rollback(False)
        raise


def defer(record: Record) -> bool:
    """Take a new record with its subject onto the heap, under its number. False: no block that defers is open."""
    waiting = _heap.get()
    if waiting is None or waiting.ids is None:
        return False
    subject = record.subject
    # Past the descriptors, which would forget the subject because its number changes.
    subject.__dict__["id"] = record.__dict__["subject_id"] = waiting.ids.pop()
    waiting.rows += (subject, record)
    return True


def saw(actor: int, kind: str, ids: Iterable[int]) -> None:
    """Records whose sight was asked for just now, all together, are not asked for one by one."""
    if (waiting := _heap.get()) is not None:
        waiting.memory.seen.setdefault((actor, "ref", kind), set()).update(ids)


def counter(prefix: str, year: int, load: Callable[[], int]) -> int | None:
    """The next number in a block that defers, or None. load: reads, and locks, the last one given out before."""
    waiting = _heap.get()
    if waiting is None or waiting.ids is None:
        return None
    if taping.running() is not None:
        raise RuntimeError("numbers come with what is recorded: others take some meanwhile")
    key = (prefix, year)
    waiting.counters[key] = (waiting.counters[key] if key in waiting.counters else load()) + 1
    return waiting.counters[key]


def made(actor: int, subject: Subject) -> None:
    """What an import has just made it may point at."""
    if (waiting := _heap.get()) is not None:
        for kind in (subject.type, ANY):
            waiting.memory.seen.setdefault((actor, "ref", kind), set()).add(subject.pk)


def later(rows: Iterable[models.Model]) -> None:
    """Rows that hang on others and that nothing reads before the block ends; outside of one they are written now."""
    waiting = _heap.get()
    if waiting is None:
        write(rows)
    else:
        waiting.rows += rows


def beside(rows: Iterable[models.Model]) -> None:
    """Rows that come with a new record and that others may look for: they wait only as long as the record does."""
    waiting = _heap.get()
    if waiting is None or waiting.ids is None:
        write(rows)
    else:
        waiting.rows += rows


def once(key: Hashable, load: Callable[[], T]) -> T:
    """What an import does not change itself (methods, grants) is read once in the block; outside of one, each time."""
    waiting = _heap.get()
    if waiting is None:
        return load()
    if key not in waiting.memory.kept:
        waiting.memory.kept[key] = load()
    found: T = waiting.memory.kept[key]
    return found


def claim(key: Hashable) -> bool:
    """Is this the first row of a deferring block that says so? What waits on the heap no query finds."""
    waiting = _heap.get()
    if waiting is None or waiting.ids is None:
        return True
    if key in waiting.memory.claims:
        return False
    waiting.memory.claims[key] = None
    return True


def write(rows: Iterable[models.Model]) -> None:
    """New rows of any tables, a statement for each table."""
    by_model: dict[type[models.Model], list[models.Model]] = {}
    for row in rows:
        by_model.setdefault(type(row), []).append(row)
    for model, some in by_model.items():
        inserting.insert(model, some)


def _write_events(pairs: list[tuple[Event, str]]) -> None:
    keys = inserting.keys(Event, len(pairs))
    for key, (event, _payload) in zip(keys, pairs, strict=True):
        event.id = key
    inserting.insert(Event, [event for event, _payload in pairs])
    payloads = zip(keys, (payload for _event, payload in pairs), strict=True)
    inserting.put(EventPayload._meta.db_table, ("event_id", "data"), payloads)


def _write_texts(pairs: list[tuple[Record, Reader]], above: Above) -> None:
    """The last word on each record; its records above are fetched together, because texts name them."""
    latest = {row.pk: (row, read) for row, read in pairs}
    by_model: dict[type[Record], list[Record]] = {}
    for row, _read in latest.values():
        by_model.setdefault(type(row), []).append(row)
    for model, rows in by_model.items():
        for one in _above(model):
            _fetch(one, rows, above)
        for start in range(0, len(rows), CHUNK):
            _write_chunk([(row, latest[row.pk][1]) for row in rows[start : start + CHUNK]])


def _above(model: type[Record]) -> list["models.ForeignKey[models.Model, models.Model]"]:
    found = []
    for one in model._meta.concrete_fields:
        target = one.related_model
        if isinstance(one, models.ForeignKey) and isinstance(target, type) and issubclass(target, Record):
            found.append(one)
    return found


def _fetch(link: "models.ForeignKey[models.Model, models.Model]", rows: list[Record], above: Above) -> None:
    """Set what a foreign key points at, from what is known or in one statement."""
    model = link.related_model
    if not isinstance(model, type):
        return
    name = link.attname
    wanted = {row.__dict__[name] for row in rows if not link.is_cached(row)} - {None}
    missing = [pk for pk in wanted if (model, pk) not in above]
    fresh = model._default_manager.select_related("subject").in_bulk(missing) if missing else {}
    for row in rows:
        pk = row.__dict__[name]
        if pk is not None and not link.is_cached(row):
            link.set_cached_value(row, above[model, pk] if (model, pk) in above else fresh[pk])
    if len(above) < MOST_ABOVE:
        above.update(((model, pk), one) for pk, one in fresh.items())


def _write_chunk(pairs: list[tuple[Record, Reader]]) -> None:
    rows, tokens = [], []
    for row, read in pairs:
        text, initials, found = read(row)
        rows.append((row.pk, text, initials))
        tokens.append((row.pk, found))
    inserting.put(SearchText._meta.db_table, ("subject_id", "text", "initials"), rows, over="subject_id")
    searchindex.put_many(tokens)
