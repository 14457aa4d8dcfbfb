"""The plan of an import: which table is what, which column is which field, and the answers to what was asked.

It is a file people keep (TOML), so every name in it is one they can read.
"""

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

Unknown = Literal["ask", "empty", "refuse"]


class Part(BaseModel):
    """Nothing in a plan is ignored silently."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Column(Part):
    """One column. field "" drops it knowingly. answers: what a value in the file means here."""

    field: str
    answers: dict[str, str] = Field(default_factory=dict)
    unknown: Unknown = "ask"
    unit: Decimal = Decimal(1)  # 10000 for a column in 万元
    currency: str = ""
    order: Literal["", "ymd", "mdy", "dmy"] = ""


class Sheet(Part):
    """One table of a file. match: its name, with * and ?; id: the columns that name a row in the source system."""

    match: str
    kind: str
    id: tuple[str, ...] = ()
    columns: dict[str, Column] = Field(default_factory=dict)
    constants: dict[str, str] = Field(default_factory=dict)

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
