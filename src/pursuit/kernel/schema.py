"""An action's keywords as a schema: derived from the signature, checked by pydantic, spoken in people's words."""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from types import UnionType
from typing import (
    Annotated,
    Any,
    Literal,
    NotRequired,
    Required,
    Union,
    get_args,
    get_origin,
    get_type_hints,
    is_typeddict,
)

from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel, ConfigDict, ValidationError, create_model

from pursuit.kernel import messages, visible
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Forbidden, Invalid, Text
from pursuit.kernel.inputs import Choices, Label, Ref, RowOf, TermOf, Widget
from pursuit.kernel.money import Money


@dataclass(frozen=True, slots=True)
class Field:
    """One keyword: its type and what it says about itself."""

    name: str
    type: object
    required: bool
    optional: bool  # None is allowed
    label: Text
    widget: Widget
    help: Text = ""
    right: str = ""
    ref: str = ""
    row: str = ""
    term: str = ""
    many: bool = False
    choices: tuple[tuple[str, Text], ...] = ()
    default: object = None


@dataclass(frozen=True)
class Schema:
    """All keywords of an action but the actor."""

    fields: Mapping[str, Field]
    model: type[BaseModel]

    @cached_property
    def _guarded(self) -> Mapping[str, str]:
        return {name: field.right for name, field in self.fields.items() if field.right}

    @cached_property
    def _optional(self) -> frozenset[str]:
        return frozenset(name for name, field in self.fields.items() if field.optional)

    @cached_property
    def _naming(self) -> Mapping[str, Field]:
        """Keywords that name something: records, rows, entries of lists."""
        return {name: one for name, one in self.fields.items() if one.ref or one.row or one.term}

    @classmethod
    def of(cls, function: Callable[..., object], code: str) -> "Schema":
        """Derive it from a signature of typed keywords (and one `**changes: Unpack[TypedDict]`)."""
        fields = {field.name: field for field in _fields_of(function)}
        entries: dict[str, Any] = {
            name: (field.type, ... if field.required else field.default) for name, field in fields.items()
        }
        name = "".join(part.title() for part in code.replace(".", "_").split("_"))
        config = ConfigDict(extra="forbid", str_strip_whitespace=True, arbitrary_types_allowed=True)
        return cls(fields, create_model(name, __config__=config, **entries))

    def read(self, actor: Actor, data: Mapping[str, object]) -> dict[str, object]:
        """The validated keywords that were given. Raises Invalid, Forbidden or Missing; touches nothing."""
        values = self.parse(actor, data)
        visible.check(actor, self._naming, values)
        return values

    def parse(self, actor: Actor, data: Mapping[str, object]) -> dict[str, object]:
        """The keywords as values of their types; what they name has not been looked up."""
        for name, right in self._guarded.items():
            if name in data and not actor.may(right):
                raise Forbidden("forbidden_field", _("You may not set this field."), name)
        # An empty string from a form means "none" wherever none is allowed.
        blank = [name for name in self._optional if data.get(name) == ""]
        try:
            model = self.model.model_validate({**data, **dict.fromkeys(blank)} if blank else dict(data))
        except ValidationError as error:
            raise Invalid(messages.faults(error)) from error
        given, values = model.model_fields_set, model.__dict__
        return {name: values[name] for name in self.fields if name in given}


@cache
def fields_of(typed: type) -> dict[str, Field]:
    """The fields of a TypedDict of changes, for history labels and forms."""
    hints = get_type_hints(typed, include_extras=True)
    return {name: _field(name, _bare(hint), required=False, default=None) for name, hint in hints.items()}


def _fields_of(function: Callable[..., object]) -> list[Field]:
    hints = get_type_hints(function, include_extras=True)
    fields = []
    for name, parameter in inspect.signature(function).parameters.items():
        if name == "actor":
            continue
        if parameter.kind is parameter.VAR_KEYWORD:
            (typed,) = get_args(hints[name])
            if not is_typeddict(typed):
                raise TypeError(f"{function.__qualname__}: declare **keywords as Unpack[TypedDict]")
            required: frozenset[str] = getattr(typed, "__required_keys__", frozenset())
            for key, hint in get_type_hints(typed, include_extras=True).items():
                fields.append(_field(key, _bare(hint), required=key in required, default=None))
        else:
            required_here = parameter.default is parameter.empty
            fields.append(
                _field(
                    name,
                    hints[name],
                    required=required_here,
                    default=None if required_here else parameter.default,
                )
            )
    return sorted(fields, key=lambda field: not field.required)


def _bare(hint: object) -> object:
    """A TypedDict entry's type without Required[...] or NotRequired[...]."""
    return get_args(hint)[0] if get_origin(hint) in (Required, NotRequired) else hint


def _field(name: str, hint: object, *, required: bool, default: object) -> Field:
    marks, core, optional, many = _unwrap(hint)
    label = next(
        (mark for mark in reversed(marks) if isinstance(mark, Label)),
        Label(name.replace("_", " ").capitalize()),
    )
    ref = next((mark.type for mark in marks if isinstance(mark, Ref)), "")
    row = next((mark.type for mark in marks if isinstance(mark, RowOf)), "")
    term = next((mark.list for mark in marks if isinstance(mark, TermOf)), "")
    choices = next((mark.labels for mark in marks if isinstance(mark, Choices)), ())
    if not choices and get_origin(core) is Literal:
        choices = tuple((value, value) for value in get_args(core))
    widget = label.widget or _widget(core, marks, ref or row, bool(term or choices))
    return Field(
        name,
        hint,
        required,
        optional,
        label.text,
        widget,
        label.help,
        label.right,
        ref,
        row,
        term,
        many,
        choices,
        default,
    )


def _unwrap(hint: object) -> tuple[list[object], object, bool, bool]:
    """Peel Annotated, Optional and list off a type: (marks, innermost type, None allowed, a list)."""
    marks: list[object] = []
    optional = many = False
    while True:
        origin = get_origin(hint)
        if origin is Annotated:
            hint, *more = get_args(hint)
            marks = more + marks
        elif origin in (Union, UnionType):
            arms = [arm for arm in get_args(hint) if arm is not type(None)]
            optional = optional or len(arms) < len(get_args(hint))
            if len(arms) != 1:
                return marks, hint, optional, many
            hint = arms[0]
        elif origin in (list, tuple, frozenset, set):
            many = True
            hint = get_args(hint)[0]
        else:
            return marks, hint, optional, many


def _widget(core: object, marks: list[object], points: str, chosen: bool) -> Widget:
    if points:
        return "ref"
    if chosen:
        return "choice"
    if any((getattr(mark, "max_length", 0) or 0) > 500 for mark in _constraints(marks)):
        return "long"
    simple: dict[str, Widget] = {"bool": "flag", "int": "number", "date": "date", "datetime": "datetime"}
    if core is Money:
        return "money"
    return simple.get(getattr(core, "__name__", ""), "line")


def _constraints(marks: list[object]) -> list[object]:
    """Pydantic's Field(...) keeps its constraints in a list of their own."""
    return [part for mark in marks for part in (getattr(mark, "metadata", None) or [mark])]
