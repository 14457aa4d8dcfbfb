"""Reading what a meeting kept of its projects, as it lies in the database."""

from collections.abc import Mapping
from datetime import date

from pursuit.domain.insight.rules.changes import Change
from pursuit.domain.insight.rules.weekly import Amount


def text_of(kept: Mapping[str, object], name: str) -> str:
    return str(kept.get(name) or "")


def amount_of(value: object) -> Amount:
    return (int(value[0]), str(value[1])) if isinstance(value, list) and len(value) == 2 else None


def read_changes(value: object) -> list[Change]:
    """Days are days again."""
    if not isinstance(value, list):
        return []
    return [
        Change(str(code), int(weight), _day(code, before), _day(code, after)) for code, weight, before, after in value
    ]


def _day(code: str, value: object) -> object:
    return date.fromisoformat(value) if code.startswith("date_") and isinstance(value, str) else value
