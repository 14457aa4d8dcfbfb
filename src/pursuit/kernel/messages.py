"""Pydantic's findings in people's words: what is wrong and what to write instead."""

from collections.abc import Callable, Mapping

from django.utils.translation import gettext as _
from pydantic import ValidationError

Context = Mapping[str, object]

_WORDS: dict[str, Callable[[Context], str]] = {
    "missing": lambda c: _("This is required."),
    "extra_forbidden": lambda c: _("There is no such field here."),
    "string_too_short": lambda c: _("This is required."),
    "string_too_long": lambda c: _("At most %d characters.") % c.get("max_length", 0),
    "string_type": lambda c: _("This must be text."),
    "string_pattern_mismatch": lambda c: _("This is not in the expected form."),
    "int_parsing": lambda c: _("This must be a whole number."),
    "int_type": lambda c: _("This must be a whole number."),
    "int_from_float": lambda c: _("This must be a whole number."),
    "bool_parsing": lambda c: _("This must be yes or no."),
    "bool_type": lambda c: _("This must be yes or no."),
    "greater_than_equal": lambda c: _("At least %s.") % c.get("ge"),
    "less_than_equal": lambda c: _("At most %s.") % c.get("le"),
    "literal_error": lambda c: _("Choose one of the listed values."),
    "date_type": lambda c: _("This must be a date, like 2026-11-22."),
    "date_from_datetime_parsing": lambda c: _("This must be a date, like 2026-11-22."),
    "datetime_type": lambda c: _("This must be a time, like 2026-11-22 14:30."),
    "list_type": lambda c: _("This must be a list."),
    "too_long": lambda c: _("At most %d entries.") % c.get("max_length", 0),
    "too_short": lambda c: _("At least %d entries.") % c.get("min_length", 0),
    "dataclass_type": lambda c: _("This must be an amount."),
}


def faults(error: ValidationError) -> dict[str, tuple[str, str]]:
    """{keyword: (code, message)}, the first finding of each keyword."""
    found: dict[str, tuple[str, str]] = {}
    for entry in error.errors(include_url=False, include_input=False):
        name = ".".join(str(part) for part in entry["loc"] if not str(part).startswith("function-"))
        field = name.split(".", 1)[0]
        found.setdefault(field, (_code(entry["type"]), words(entry["type"], entry.get("ctx", {}), entry["msg"])))
    return found


def words(kind: str, context: Context, fallback: str) -> str:
    """One finding as a sentence."""
    spoken = _WORDS.get(kind)
    return spoken(context) if spoken else fallback


def _code(kind: str) -> str:
    return "required" if kind in {"missing", "string_too_short"} else kind
