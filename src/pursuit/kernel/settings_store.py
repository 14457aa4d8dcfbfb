"""Facts about the company that people set: name, currency, fiscal year. Cached per process."""

from typing import TypeVar

from pursuit.kernel import revision
from pursuit.kernel.models.data import Setting

T = TypeVar("T", str, int)
_cache = revision.Cached("settings", lambda: dict(Setting.objects.values_list("code", "value")))


def get(code: str, default: T) -> T:
    """One setting."""
    value: T = _cache().get(code, default)
    return value


def put(code: str, value: object) -> None:
    """Write one setting; only inside an action."""
    Setting.objects.update_or_create(code=code, defaults={"value": value})
    revision.bump("settings")
