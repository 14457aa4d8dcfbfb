"""Queries whose SQL is written once and then only run.

Putting a small query together from the ORM's parts takes ten times as long as the database takes to answer it, and
every page asks dozens of them.

    _NAMED = Prepared(lambda name: User.objects.filter(username=name).values_list("pk", flat=True))
    _VISIBLE = Prepared(lambda actor, pks: Account.objects.visible_to(actor).filter(pk__in=pks.each))

    _NAMED(name="wang")             # a list
    _VISIBLE(actor, pks=[1, 2, 3])  # a list of what this actor sees

With an actor the SQL is written for each actor anew, once for as long as their rights stay as they are: it holds what
they may see. Nothing else may flow into a query than its values and what follows from the actor's rights, so no
setting. (A day may where there is an actor: their rights are worked out anew each day.)
"""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, Protocol, TypeVar, cast

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model, QuerySet
from django.db.models.base import ModelState
from django.db.models.expressions import Expression
from django.db.models.sql.compiler import SQLCompiler

T = TypeVar("T")
Thing = TypeVar("Thing")
Key = TypeVar("Key")
Value = TypeVar("Value")
# For a condition "… IN": how many values come is not known when the SQL is written.
EACH = {"sqlite": "(SELECT value FROM json_each(%s))", "postgresql": "(SELECT unnest(%s::bigint[]))"}
LIMIT = 2**63
MOST_WRITTEN = 50  # texts kept of one query: the numbers of units people reach differ


class Rights(Protocol):
    """An actor: `memo` holds what follows from their rights."""

    @property
    def memo(self) -> dict[object, object]: ...


class _Place(str):
    """Where a value goes among the parameters: its name."""


class _Each(_Place):
    """Where any number of ids go."""


class Given(Expression):
    """Stands for a value that comes with each run; `each` for any number of ids."""

    def __init__(self, name: str, several: bool = False) -> None:
        super().__init__()
        self.name, self.several = name, several

    @property
    def each(self) -> "Given":
        return Given(self.name, several=True)

    def get_group_by_cols(self) -> list[Expression]:  # type: ignore[override]  # the stubs name its base
        return []  # as Django's Value

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, tuple[str, ...]]:  # noqa: ARG002  Django's signature
        if self.several:
            return EACH[connection.vendor], (_Each(self.name),)
        return "%s", (_Place(self.name),)


@dataclass(frozen=True, slots=True)
class _Written(Generic[T]):
    """The query as it was put together, and what came of it. No SQL: it can find nothing."""

    rows: QuerySet[Model, T]
    compiler: SQLCompiler
    sql: str
    converters: object
    makers: object


@dataclass(frozen=True, slots=True)
class _Ready(Generic[T]):
    """With the parameters, and places for those to come."""

    written: _Written[T]
    params: tuple[object, ...]


class Prepared(Generic[T]):
    """A query with values to come. make: puts it together, given an expression for each of the values, and before
    them the actor if it wants one."""

    def __init__(self, make: Callable[..., QuerySet[Model, T]]) -> None:
        self.make = make
        names = make.__code__.co_varnames[: make.__code__.co_argcount]
        self.names = [name for name in names if name != "actor"]
        self.memo: dict[object, object] = {}
        self.known: dict[tuple[str, str], _Written[T]] = {}

    def __call__(self, actor: Rights | None = None, **values: object) -> list[T]:
        """Run it. What comes out is a list: there is nothing to filter any more."""
        memo: dict[object, object] = self.memo if actor is None else actor.memo
        key = connection.vendor if actor is None else (self, connection.vendor)
        ready = memo.get(key)
        if not isinstance(ready, _Ready):
            ready = memo[key] = self._write(actor)
        if not ready.written.sql or any(_beyond(value) for value in values.values()):
            return []
        params = [_bound(one, values[one]) if isinstance(one, _Place) else one for one in ready.params]
        return list(_found(ready.written, tuple(params)))

    def first(self, actor: Rights | None = None, **values: object) -> T | None:
        """The first row, or None; the query should say that one is enough."""
        return next(iter(self(actor, **values)), None)

    def _write(self, actor: Rights | None) -> _Ready[T]:
        rows = self.make(*([] if actor is None else [actor]), **{name: Given(name) for name in self.names})
        compiler = rows.query.get_compiler(DEFAULT_DB_ALIAS)
        try:
            sql, params = compiler.as_sql()
        except EmptyResultSet:
            sql, params = "", ()
        # Most actors share their SQL with others, and differ in the parameters only.
        key = (sql, connection.vendor)
        written = self.known.get(key)
        if written is None:
            columns = [column for column, _sql, _alias in compiler.select[: compiler.col_count]] if sql else []
            converters, makers = compiler.get_converters(columns), _made_by(compiler.klass_info)
            written = _Written(rows, compiler, sql, converters, makers)
            drop_oldest(self.known, MOST_WRITTEN)
            self.known[key] = written
        return _Ready(written, tuple(params))


def drop_oldest(kept: dict[Key, Value], most: int) -> None:
    """Make room for one more. (The keys are copied at once: other threads put theirs in.)"""
    for key in list(kept)[: max(len(kept) + 1 - most, 0)]:
        kept.pop(key, None)


def _found(written: _Written[T], params: tuple[object, ...]) -> QuerySet[Model, T]:
    """A query set that knows its SQL."""
    compiler = _twin(
        written.compiler,
        connection=connections[DEFAULT_DB_ALIAS],
        as_sql=lambda *_a, **_k: (written.sql, params),
        get_converters=lambda _columns: written.converters,
        klass_info=written.makers,
    )
    query = _twin(written.rows.query, get_compiler=lambda *_a, **_k: compiler)
    return _twin(written.rows, _query=query)


class _Maker:
    """Stands where the query names a model: makes its rows without the constructor, which takes four times as long.

    Nobody listens to the signals of that, and no model of ours has a constructor of its own. Columns that were deferred
    are not among the names; the model asks for them when somebody does.
    """

    def __init__(self, model: type[Model]) -> None:
        self.model, self._meta = model, model._meta
        self.plain = model.__init__ is Model.__init__

    def from_db(self, db: str, names: list[str], values: Sequence[object]) -> Model:
        if not self.plain:
            return self.model.from_db(db, names, values)
        made = self.model.__new__(self.model)
        made.__dict__.update(zip(names, values, strict=True))
        made._state = ModelState()
        made._state.adding, made._state.db = False, db
        return made


def _made_by(info: object) -> object:
    """The query's account of what its columns become, with makers in place of models, down to all that is related."""
    if isinstance(info, dict):
        return {
            key: _made_by(value) if key in ("model", "related_klass_infos") else value for key, value in info.items()
        }
    if isinstance(info, list):
        return [_made_by(one) for one in info]
    return _Maker(info) if isinstance(info, type) and issubclass(info, Model) else info


def _twin(one: Thing, **changed: object) -> Thing:
    """A shallow copy that is different in this, without the questions that copy.copy asks."""
    other: Thing = object.__new__(type(one))
    other.__dict__.update(one.__dict__)
    other.__dict__.update(changed)
    return other


def _beyond(value: object) -> bool:
    """A number no id can be: databases break on it."""
    return type(value) is int and not -LIMIT <= value < LIMIT


def _bound(place: _Place, value: object) -> object:
    """A value as the database's driver takes it."""
    if isinstance(place, _Each):
        ids = list(cast("Iterable[int]", value))
        return json.dumps(ids) if connection.vendor == "sqlite" else ids
    match value:
        case Model():
            return value.pk
        case datetime():
            return connection.ops.adapt_datetimefield_value(value)
        case date():
            return connection.ops.adapt_datefield_value(value)
    return value
