"""What the history says of figures: as people write them, whatever the scale, so that an undo can set them again."""

from collections.abc import Mapping

from pursuit.domain.goals.models import Goal
from pursuit.domain.goals.queries import values
from pursuit.kernel import events

FIGURES = ("baseline", "target")


def told(changes: events.Changes, before: str, after: str) -> events.Changes:
    """before, after: the scales of the two sides."""
    return {
        name: (values.plain(_int(old), before), values.plain(_int(new), after)) if name in FIGURES else (old, new)
        for name, (old, new) in changes.items()
    }


def read(fields: Mapping[str, object], scale: str) -> dict[str, object]:
    """The keywords with figures as they are kept."""
    return {
        name: values.read(_text(value), scale, name) if name in FIGURES else value for name, value in fields.items()
    }


def rescaled(row: Goal, fields: dict[str, object], scale: str) -> dict[str, object]:
    """Where the unit changes, figures that are not given anew say nothing any more."""
    return fields if scale == row.scale else dict.fromkeys(FIGURES) | fields


def _int(value: object) -> int | None:
    return value if isinstance(value, int) else None


def _text(value: object) -> str | None:
    return None if value is None else str(value)
