"""The vocabulary of action inputs: what a typed keyword says about itself besides its type.

A keyword is declared once, as an Annotated type; the schema of REST, the fields of a form, the labels of the
history and the field-level rights all come from that declaration.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Literal, TypeAlias

from pydantic import BeforeValidator, Field

from pursuit.kernel import dates
from pursuit.kernel.errors import Text
from pursuit.kernel.money import Money, read_money

Widget = Literal[
    "line",
    "long",
    "number",
    "money",
    "date",
    "datetime",
    "choice",
    "ref",
    "flag",
    "file",
    "email",
    "phone",
    "percent",
    "people",
    "hidden",
]


@dataclass(frozen=True, slots=True)
class Label:
    """How people see a keyword. right: needed to see or set it; widget: how a form asks for it."""

    text: Text
    widget: Widget | None = None
    help: Text = ""
    right: str = ""


ANY = "any"


@dataclass(frozen=True, slots=True)
class Ref:
    """The keyword is the id of a record of this subject type (or ANY); the door checks that the actor sees it."""

    type: str


@dataclass(frozen=True, slots=True)
class TermOf:
    """The keyword is the code of an active term of this list."""

    list: str


@dataclass(frozen=True, slots=True)
class RowOf:
    """The keyword is the id of a row of the platform or a room that is no subject: "user", "unit", "role", "term"…"""

    type: str


@dataclass(frozen=True, slots=True)
class Choices:
    """The labels of a Literal's values, in order."""

    labels: tuple[tuple[str, Text], ...]


Line: TypeAlias = Annotated[str, Field(max_length=200)]
Title: TypeAlias = Annotated[str, Field(min_length=1, max_length=200)]
Prose: TypeAlias = Annotated[str, Field(max_length=20_000)]
Day: TypeAlias = Annotated[date, BeforeValidator(dates.read_day)]
Moment: TypeAlias = Annotated[datetime, BeforeValidator(dates.read_moment)]
Amount: TypeAlias = Annotated[Money, BeforeValidator(read_money)]
Percent: TypeAlias = Annotated[int, Field(ge=0, le=100)]
UserId: TypeAlias = Annotated[int, RowOf("user")]
UnitId: TypeAlias = Annotated[int, RowOf("unit")]
Version: TypeAlias = Annotated[int, Field(ge=1)]
