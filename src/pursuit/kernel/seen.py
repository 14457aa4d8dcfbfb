"""What an actor sees, as one SQL condition on a subject's columns.

Every look contains it, often several times over, so it is written once per actor and type and then only put in place:
built anew from the ORM's parts each time it took longer than all that the database did for a page. What it says is
decided in kernel.access.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import F
from django.db.models.expressions import BaseExpression, Combinable, Expression
from django.db.models.lookups import Exact
from django.db.models.sql.compiler import SQLCompiler

from pursuit.kernel.models.subject import Share

Sql = tuple[str, tuple[str | int, ...]]
COLUMNS = ("id", "owner_id", "unit_id", "type")
PK, OWNER, UNIT, TYPE = "{0}", "{1}", "{2}", "{3}"  # where the columns go


@dataclass(frozen=True, slots=True)
class Part:
    """A condition with places for the columns. listed: the same said of a list worked out once, where that differs."""

    text: str
    params: tuple[str | int, ...] = field(default=())
    listed: "Part | None" = None


def either(parts: Iterable[Part]) -> Part:
    """Any of them; without any nothing is seen."""
    some = list(parts)
    params = tuple(value for part in some for value in part.params)
    return Part(" OR ".join(f"({part.text})" for part in some), params)


def of_types(codes: Sequence[str], part: Part | None) -> Part:
    """Only subjects of these types, and of them what the part says (None: all)."""
    text = f"{TYPE} IN ({_places(len(codes))})"
    if part is None:
        return Part(text, tuple(codes))
    return Part(f"{text} AND ({part.text})", (*codes, *part.params))


def owned_by(user: int) -> Part:
    return Part(f"{OWNER} = %s", (user,))


def in_units(units: Iterable[int]) -> Part:
    ids = tuple(sorted(units))
    return Part(f"{UNIT} IN ({_places(len(ids))})", ids)


def in_any_unit() -> Part:
    return Part(f"{UNIT} IS NOT NULL")


def outside(units: Iterable[int], part: Part, *, everywhere: bool) -> Part:
    """What the part says, of subjects that belong to none of these units."""
    ids = tuple(sorted(units))
    if not part.text or not (ids or everywhere):
        return part
    beyond = "" if everywhere else f" OR {UNIT} NOT IN ({_places(len(ids))})"
    return Part(f"({part.text}) AND ({UNIT} IS NULL{beyond})", part.params + (() if everywhere else ids))


def shared_with(user: int) -> Part:
    text, params = _compiled(Share.objects.filter(user_id=user).values("subject_id").query)
    return Part(f"{PK} IN ({text})", params)


def among(ids: models.QuerySet[models.Model, object], name: str) -> Part | None:
    """The subject's id is among these (a query of one column). Asked row by row, however many ids there are.

    name: stands for what is asked, so that one such query may contain another.
    """
    query = ids.query.chain()
    # Names of its own: the place of the outer row's id must not come to mean something of the inner query. The same
    # names every time, too: SQL is kept by its text, and actors with rights of the same shape share it.
    stem = f"seen_{name.replace('.', '_')}"
    query.change_aliases({alias: f"{stem}_{place}" for place, alias in enumerate(query.alias_map)})
    (column,) = query.select
    query.clear_ordering(force=True)
    try:
        text, params = _compiled(query)
    except EmptyResultSet:
        return None
    listed = Part(f"{PK} IN ({text})", params)
    query.where.add(Exact(column, _Outer(output_field=models.BigIntegerField())), "AND")
    text, params = _compiled(query)
    return Part(f"EXISTS ({text})", params, listed)


class Seen(BaseExpression):
    """A part put on the columns of a subject; `prefix` leads to it ("" on Subject itself)."""

    conditional = True

    def __init__(self, part: Part, prefix: str = "") -> None:
        super().__init__(output_field=models.BooleanField())
        self.part = part
        # One column says which table it is; the others, the id too, are taken from there. (The ORM would take the id
        # from the record's table, and then no database sees that all of this is about one table and its indexes.)
        self.subject: Expression = F(f"{prefix}owner_id")  # type: ignore[assignment]

    def get_source_expressions(self) -> list[Expression]:
        return [self.subject]

    def set_source_expressions(self, exprs: Sequence[Combinable | Expression]) -> None:
        (self.subject,) = exprs  # type: ignore[assignment]

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> Sql:
        if not self.part.text:
            raise EmptyResultSet
        owner, _none = compiler.compile(self.subject)
        table = owner.removesuffix(connection.ops.quote_name("owner_id"))
        text = self.part.text
        for place, name in enumerate(COLUMNS):
            text = text.replace(f"{{{place}}}", f"{table}{connection.ops.quote_name(name)}")
        return f"({text})", self.part.params


class _Outer(Expression):
    """Where the id of the outer row goes."""

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> Sql:  # noqa: ARG002  Django's signature
        return PK, ()


def _compiled(query: models.sql.Query) -> Sql:
    text, params = query.get_compiler(DEFAULT_DB_ALIAS).as_sql()
    return text, tuple(params)


def _places(number: int) -> str:
    return ", ".join(["%s"] * number)
