"""Ties the fields of a dataclass to elements of the file, once for both directions.

A field says its element and its codec; `ORDER` says the sequence of the schema, which Microsoft Project insists on.
An element of ORDER without a field is kept as read in `extra`, one that is not in ORDER is counted in `unknown`.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import Field, dataclass, field, fields
from html import escape
from typing import TypeVar

from django.utils.text import format_lazy

from pursuit.integrations.msproject.codecs import Codec, TooEarly, Units, Unset
from pursuit.integrations.msproject.errors import REMARKS, PlanError, named
from pursuit.integrations.msproject.order import ORDER
from pursuit.integrations.msproject.stream import Node
from pursuit.kernel.errors import Text

T = TypeVar("T")
Lines = Iterator[str]
_ILLEGAL = dict.fromkeys([*range(9), 11, 12, *range(14, 32), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF])
_ILLEGAL_TABLE: dict[int, str | None] = {**_ILLEGAL, 13: "&#13;"}


@dataclass(frozen=True, slots=True)
class Remark:
    """Something put right or worth a look while reading: code of errors.REMARKS, the thing, element and value."""

    code: str
    thing: str
    element: str = ""
    value: str = ""

    @property
    def message(self) -> Text:
        """For people."""
        return format_lazy(REMARKS[self.code], thing=named(self.thing), element=self.element, value=self.value)


@dataclass(slots=True)
class Notes:
    """What reading a file gathers beside the plan."""

    units: Units = field(default_factory=Units)
    unknown: Counter[str] = field(default_factory=Counter)
    remarks: list[Remark] = field(default_factory=list)


def element(name: str, codec: Codec[T], default: T) -> T:
    """A field with a value in any case."""
    return field(default=default, metadata={"element": name, "codec": codec})


def maybe(name: str, codec: Codec[T]) -> T | None:
    """A field that is None where the file says nothing."""
    return field(default=None, metadata={"element": name, "codec": codec})


def several(name: str, kind: type[T]) -> tuple[T, ...]:
    """Elements that repeat; "Rates/Rate" are those inside one container."""
    return field(default=(), metadata={"element": name, "kind": kind})


@dataclass(frozen=True, slots=True)
class _Table:
    """simple: path to field; many: path to (field, kind); containers: names of elements that only hold others."""

    simple: Mapping[str, Field[object]]
    many: Mapping[str, tuple[str, type[object]]]
    containers: frozenset[str]
    extra: bool
    order: tuple[str, ...]


_tables: dict[str, _Table] = {}


def _table(kind: type[object]) -> _Table:
    if found := _tables.get(kind.__name__):
        return found
    return _tables.setdefault(kind.__name__, _tabled(kind))


def _tabled(kind: type[object]) -> _Table:
    bound = [part for part in fields(kind) if "element" in part.metadata]  # type: ignore[arg-type]
    simple = {part.metadata["element"]: part for part in bound if "codec" in part.metadata}
    many = {part.metadata["element"]: (part.name, part.metadata["kind"]) for part in bound if "kind" in part.metadata}
    tops = {path.partition("/")[0]: path for path in [*simple, *many]}
    extra = any(part.name == "extra" for part in fields(kind))  # type: ignore[arg-type]
    order = ORDER.get(kind.__name__) or tuple(tops)
    assert tops.keys() <= set(order), (kind, tops.keys() - set(order))  # noqa: S101 a mistake in these tables
    return _Table(simple, many, frozenset(top for top, path in tops.items() if "/" in path), extra, order)


class Reading:
    """One record on its way from node to dataclass."""

    def __init__(self, kind: type[object], node: Node, notes: Notes, thing: str = "", place: str = "") -> None:
        self.table = _table(kind)
        self.notes = notes
        self.thing = thing or _thing(node)
        self.place = place or node.name
        self.values: dict[str, object] = {}
        self.lists: dict[str, list[object]] = {}
        self.extra: list[tuple[str, str]] = []
        self.children(node, "")

    def children(self, node: Node, prefix: str) -> None:
        for child in node.children:
            path = prefix + child.name
            if path in self.table.many:
                name, kind = self.table.many[path]
                part = Reading(kind, child, self.notes, self.thing, f"{self.place}/{path}").made(kind)
                self.lists.setdefault(name, []).append(part)
            elif path in self.table.simple and not child.children:
                self.simple(path, child)
            elif not prefix and child.name in self.table.containers:
                self.children(child, f"{child.name}/")
            elif self.table.extra and not prefix and not child.children and child.name in self.table.order:
                if child.text:
                    self.extra.append((child.name, child.text))
            else:
                self.notes.unknown[f"{self.place}/{path}"] += 1

    def simple(self, path: str, child: Node) -> None:
        """Empty elements say nothing; of two the last counts, as Microsoft Project has it."""
        part = self.table.simple[path]
        codec: Codec[object] = part.metadata["codec"]
        if not child.text or (codec.error != "bad_value" and not child.text.strip()):
            return
        shown = child.text.strip()[:60]
        try:
            self.values[part.name] = codec.read(child.text, self.notes.units)
        except Unset:
            self.notes.remarks.append(Remark("unset_date", self.thing, path, shown))
        except (ValueError, OverflowError) as error:
            code = "date_too_early" if isinstance(error, TooEarly) else codec.error
            raise PlanError(code, f"{self.place}/{path}", line=child.line, thing=self.thing, value=shown) from error

    def made(self, kind: Callable[..., T]) -> T:
        extra = {"extra": tuple(self.extra)} if self.extra else {}
        return kind(**self.values, **{name: tuple(parts) for name, parts in self.lists.items()}, **extra)


def read(kind: type[T], node: Node, notes: Notes) -> T:
    """The record a node holds. Raises PlanError, which names the record and the element."""
    return Reading(kind, node, notes).made(kind)


def _thing(node: Node) -> str:
    """“Task 12 “Dig””: what people find in their plan."""
    uid, name = node.find("UID"), node.find("Name")
    words = [node.name, uid.text.strip()[:20] if uid else "", f"“{name.text.strip()[:60]}”" if name else ""]
    return " ".join(word for word in words if word)


def text(content: str) -> str:
    """For the file: no signs XML forbids, carriage returns kept."""
    return escape(content, quote=False).translate(_ILLEGAL_TABLE)


def _line(name: str, content: str, indent: str) -> str:
    return f"{indent}<{name}>{text(content)}</{name}>\n"


def write(name: str, record: object, indent: str = "\t\t") -> Lines:
    """The lines of a record, in the order of the schema."""
    yield f"{indent}<{name}>\n"
    yield from inner(record, f"{indent}\t")
    yield f"{indent}</{name}>\n"


def inner(record: object, indent: str) -> Lines:
    """The lines of what a record holds."""
    table = _table(type(record))
    parts = _parts(table, record)
    extra: tuple[tuple[str, str], ...] = getattr(record, "extra", ())
    for name in table.order:
        for top, lines in parts.get(name, ()):
            if top:
                yield from _contained(top, lines, indent)
            else:
                yield from lines(indent)
        for known, content in extra:
            if known == name:
                yield _line(name, content, indent)


def _contained(top: str, lines: Callable[[str], Lines], indent: str) -> Lines:
    yield f"{indent}<{top}>\n"
    yield from lines(f"{indent}\t")
    yield f"{indent}</{top}>\n"


Writer = Callable[[str], Lines]


def _parts(table: _Table, record: object) -> dict[str, list[tuple[str, Writer]]]:
    """By top element: the container around it (or "") and what writes its lines."""
    held: dict[str, list[Writer]] = {}
    for path, part in table.simple.items():
        value = getattr(record, part.name)
        if value is None or value == "":
            continue
        held.setdefault(path, []).append(_simple(path.rpartition("/")[2], part.metadata["codec"], value))
    for path, (name, _kind) in table.many.items():
        for item in getattr(record, name):
            held.setdefault(path, []).append(_nested(path.rpartition("/")[2], item))
    parts: dict[str, list[tuple[str, Writer]]] = {}
    for path, writers in held.items():
        top, slash, _rest = path.partition("/")
        same = parts.setdefault(top, [])
        if slash and same:
            same[0] = (top, _joined([same[0][1], *writers]))
        else:
            same.append((top if slash else "", _joined(writers)))
    return parts


def _simple(name: str, codec: Codec[object], value: object) -> Writer:
    return lambda indent: iter((_line(name, codec.write(value), indent),))


def _nested(name: str, item: object) -> Writer:
    return lambda indent: write(name, item, indent)


def _joined(writers: list[Writer]) -> Writer:
    def lines(indent: str) -> Lines:
        for one in writers:
            yield from one(indent)

    return lines
