"""Pure rules of the room."""

from datetime import date

WEIGHTS = {"urgent": 30, "high": 20, "": 10, "normal": 10, "low": 0}


def weight(due_on: date | None, priority: str, today: date) -> int:
    """How far up a task belongs: overdue first, then today, then by priority; on the scale of project problems."""
    if due_on is None:
        return WEIGHTS.get(priority, 10)
    days = (due_on - today).days
    urgency = 55 if days < 0 else 35 if days == 0 else 15 if days <= 3 else 0
    return urgency + min(max(-days, 0), 10) + WEIGHTS.get(priority, 10)
