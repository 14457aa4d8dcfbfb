"""What a project was at a moment, from what changed when."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

OPEN = ("active", "suspended")
# What a picture shows and an event may change.
SHOWN = ("stage", "status", "expected_sign_on", "amount", "owner", "unit", "next_step_on")


@dataclass(frozen=True, slots=True)
class Changed:
    """At this moment these values became these."""

    at: datetime
    values: Mapping[str, object]


def after(changes: object) -> dict[str, object]:
    """The new values of what a picture shows, out of an event's {field: [before, after]}."""
    if not isinstance(changes, dict):
        return {}
    return {name: changes[name][1] for name in SHOWN if name in changes}


def pictures(
    history: Sequence[Changed], moments: Sequence[datetime]
) -> Iterator[tuple[datetime, Mapping[str, object], datetime]]:
    """(moment, values then, when the amount was set) for every moment at which the project was open.

    history and moments are in the order of time.
    """
    now: dict[str, object] = {"status": "active"}
    priced = history[0].at if history else None
    place = 0
    for moment in moments:
        while place < len(history) and history[place].at <= moment:
            now |= history[place].values
            if "amount" in history[place].values:
                priced = history[place].at
            place += 1
        if place and priced is not None and now["status"] in OPEN:
            yield moment, dict(now), priced
