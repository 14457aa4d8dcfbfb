"""Facts about the company that people set: name, currency, fiscal year. Cached per process."""

from typing import Any

from pursuit.kernel import revision
from pursuit.kernel.models.data import Setting

_cache = revision.Cached("settings", lambda: dict(Setting.objects.values_list("code", "value")))


def get(code: str, default: Any = None) -> Any:
    """One setting."""
    return _cache().get(code, default)


def put(code: str, value: Any) -> None:
    """Write one setting; only inside an action."""
    Setting.objects.update_or_create(code=code, defaults={"value": value})
    revision.bump("settings")
