"""The plan of an import: which table is what, which column is which field, and the answers to what was asked.

It is a file people keep (TOML), so every name in it is one they can read.
"""

import re
import tomllib
from collections.abc import Mapping
from decimal import Decimal
from fnmatch import fnmatch
from pathlib import Path
from typing import Literal

from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from pursuit.kernel import messages
from pursuit.kernel.errors import Refused

Unknown = Literal["ask", "empty", "refuse", "create"]
CUSTOM = r"custom(:(text|number|date|choice|flag)|\.[a-z][a-z0-9_]{0,39})"


class Part(BaseModel):
    """Nothing in a plan is ignored silently."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Column(Part):
    """One column. field: "" drops it knowingly, "custom:number" makes an own field of it under the column's name,
    "custom.code" is one that is there. answers: what a value in the file means here; split: what stands between several
    values of a cell; also: further fields the same column becomes."""

    field: str
    answers: dict[str, str] = Field(default_factory=dict)
    unknown: Unknown = "ask"
    unit: Decimal = Decimal(1)  # 10000 for a column in 万元
    currency: str = ""
    order: Literal["", "ymd", "mdy", "dmy"] = ""
    split: str = Field(default="", max_length=3)
    also: tuple["Column", ...] = ()

    @field_validator("field")
    @classmethod
    def _custom(cls, value: str) -> str:
        if value.startswith("custom") and not re.fullmatch(CUSTOM, value):
            raise ValueError(
                str(_("An own field is written custom:text, :number, :date, :choice, :flag or custom.CODE."))
            )
        return value

    @property
    def every(self) -> tuple["Column", ...]:
        """This and what else the column becomes."""
        return (self, *self.also)


class Sheet(Part):
    """One table of a file. match: its name, with * and ?; id: the columns that name a row in the source system; rest:
    what becomes of columns nobody names: dropped, or an own field of the kind their values have."""

    match: str
    kind: str
    id: tuple[str, ...] = ()
    columns: dict[str, Column] = Field(default_factory=dict)
    constants: dict[str, str] = Field(default_factory=dict)
    rest: Literal["drop", "custom"] = "drop"

    @field_validator("columns", mode="before")
    @classmethod
    def _short(cls, value: object) -> object:
        """`"Amount" = "amount"` is short for a column that says no more."""
        if not isinstance(value, Mapping):
            return value
        return {key: {"field": one} if isinstance(one, str) else one for key, one in value.items()}


class Plan(Part):
    """How some files are read. persons: username here by the name or id in the file."""

    source: str = Field(default="generic", pattern=r"^[a-z][a-z0-9_-]{0,19}$")
    currency: str = ""
    persons: dict[str, str] = Field(default_factory=dict)
    sheets: tuple[Sheet, ...] = Field(default=(), alias="table")

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    def sheet(self, name: str) -> Sheet | None:
        """The entry for a table, by its name."""
        return next((one for one in self.sheets if fnmatch(name.lower(), one.match.lower())), None)


def read(path: Path) -> Plan:
    """A plan from its file. Raises Refused naming what is wrong in it."""
    try:
        return parse(tomllib.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise Refused("no_mapping", _("The mapping %s cannot be read.") % path.name) from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise Refused("bad_mapping", _("The mapping is no valid TOML file: %s") % error) from error


def parse(data: Mapping[str, object]) -> Plan:
    """A plan from plain data."""
    try:
        return Plan.model_validate(data)
    except ValidationError as error:
        faults = messages.faults(error)
        told = "; ".join(f"{name}: {message}" for name, (_code, message) in faults.items())
        raise Refused("bad_mapping", _("The mapping has faults: %s") % told) from error
