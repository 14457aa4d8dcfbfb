"""Shipped KPIs, written after migrate where they are missing."""

from pursuit.domain.goals.models import Kpi
from pursuit.domain.goals.shipped import KPIS


def seed() -> None:
    """By code; one that people changed stays as it is."""
    have = set(Kpi.objects.values_list("code", flat=True))
    for place, one in enumerate(KPIS, 1):
        if one["code"] not in have:
            Kpi.objects.create(place=place, **one)
