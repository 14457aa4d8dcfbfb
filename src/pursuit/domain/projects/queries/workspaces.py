"""What the rooms count of projects for the ring of seven, for a whole page in one query."""

from collections.abc import Callable, Sequence
from functools import cache

from django.db.models import Count, Model, QuerySet, Value

from pursuit.domain.projects.models import Rival
from pursuit.domain.projects.rules.ring import Known
from pursuit.kernel import clock
from pursuit.kernel.prepared import Given, Prepared

# Given ids of projects and today: rows of (project, code, how many, how many of them are as they should be), as many
# rows of a project as suit.
Look = Callable[[Given, Given], QuerySet[Model, tuple[int, str, int, int]]]
# What a code counts in Known: all, and those that are as they should be.
NAMES = {
    "rivals": ("rivals", ""),
    "gates": ("chartered", ""),
    "goals": ("goals", "smart"),
    "strategy": ("sheets", ""),
    "budgets": ("budgets", "approved"),
    "contracts": ("contracts", "planned"),
}


def _rivals(pks: Given, _today: Given) -> QuerySet[Model, tuple[int, str, int, int]]:
    rows = Rival.objects.filter(project__in=pks.each).annotate(part=Value("rivals")).order_by()
    counts = rows.values("project", "part").annotate(whole=Count("pk"), good=Count("pk"))
    return counts.values_list("project", "part", "whole", "good")


_looks: dict[str, Look] = {"rivals": _rivals}


def declare(code: str, look: Look) -> None:
    """At start-up only."""
    if code not in NAMES:
        raise ValueError(f"the ring knows no {code}")
    _looks[code] = look


def known(pks: Sequence[int]) -> dict[int, Known]:
    """By project; what nobody counts is nought. It tells figures only: everybody who sees the project reads them."""
    found: dict[int, dict[str, int]] = {}
    for pk, code, whole, good in _all()(pks=pks, today=clock.today()) if pks else ():
        counts = found.setdefault(pk, {})
        for name, count in zip(NAMES[code], (whole, good), strict=True):
            if name:
                counts[name] = counts.get(name, 0) + count
    return {pk: Known(**counts) for pk, counts in found.items()}


@cache
def _all() -> Prepared[tuple[int, str, int, int]]:
    """When every room has spoken."""

    def make(pks: Given, today: Given) -> QuerySet[Model, tuple[int, str, int, int]]:
        first, *others = (look(pks, today) for look in _looks.values())
        return first.union(*others, all=True)

    return Prepared(make)
