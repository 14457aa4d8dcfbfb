"""The one business "no", translated once per interface (page message, RFC 9457 problem, exit code)."""

from collections.abc import Mapping
from typing import Literal

from django.utils.functional import Promise

Text = str | Promise
Kind = Literal["invalid", "forbidden", "missing", "conflict", "stale"]


class Refused(Exception):
    """An action said no, and nothing was written.

    code: stable, for programs; message: for people, says what to do; field: the keyword at fault, if one is.
    """

    kind: Kind = "invalid"

    def __init__(self, code: str, message: Text, field: str | None = None) -> None:
        super().__init__(code, message, field)
        self.code = code
        self.message = message
        self.field = field


class Invalid(Refused):
    """Several fields at fault at once: {field: (code, message)}."""

    def __init__(self, faults: Mapping[str, tuple[str, Text]]) -> None:
        field, (code, message) = next(iter(faults.items()))
        super().__init__(code, message, field)
        self.faults = dict(faults)


class Forbidden(Refused):
    """The actor sees the thing and may not do this to it."""

    kind: Kind = "forbidden"


class Missing(Refused):
    """No such thing, or none the actor may see: the answer is the same for both."""

    kind: Kind = "missing"


class Conflict(Refused):
    """The thing is not in a state that allows this (decided already, has later edits…)."""

    kind: Kind = "conflict"


class Stale(Refused):
    """Somebody saved a newer version meanwhile; both versions go to the person."""

    kind: Kind = "stale"

    def __init__(self, message: Text, *, current: int, yours: int) -> None:
        super().__init__("stale", message)
        self.current = current
        self.yours = yours
