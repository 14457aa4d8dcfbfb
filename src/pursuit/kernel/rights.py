"""The catalogue of rights: rooms declare theirs with the reach that shipped roles start with."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pursuit.kernel.errors import Text


@dataclass(frozen=True, slots=True)
class Right:
    """Something a person may be allowed to do.

    code: `room.verb` or, for a field, `room.field.name`; scoped: reaches own/team/subtree/all records,
    otherwise held or not held; shared: a share of a record lends it (view, or edit for an edit share);
    defaults: {shipped role code: scope}.
    """

    code: str
    label: Text
    scoped: bool = True
    shared: str = ""
    defaults: Mapping[str, str] = field(default_factory=dict)


_rights: dict[str, Right] = {}


def declare(*rights: Right) -> None:
    """Register rights; a code is declared once."""
    for right in rights:
        if right.code in _rights:
            raise ValueError(f"right {right.code} declared twice")
        _rights[right.code] = right


def get(code: str) -> Right:
    """The declared right; a misspelt code is a programming error."""
    return _rights[code]


def every() -> list[Right]:
    """All rights, by code."""
    return sorted(_rights.values(), key=lambda right: right.code)
