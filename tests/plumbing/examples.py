"""How many paths a stateful test walks."""

from django.db import connection


def paths(count: int) -> int:
    """All of them on SQLite; a third on PostgreSQL, where the rules are the same and only the store is another."""
    return count if connection.vendor == "sqlite" else max(3, count // 3)
