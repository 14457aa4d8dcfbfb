"""With whom to talk about a record one may not see: the heads of its unit, by name."""

from collections.abc import Iterable

from django.db.models import Q

from pursuit.kernel import clock
from pursuit.kernel.models import Membership, OrgUnit


def heads(units: Iterable[int | None]) -> dict[int | None, tuple[str, ...]]:
    """Per unit the names of its heads; a unit without one is answered for by the unit above."""
    wanted = set(units)
    parents = dict(OrgUnit.objects.order_by().values_list("pk", "parent_id")) if wanted else {}
    today = clock.today()
    seats = (
        Membership.objects.filter(Q(until=None) | Q(until__gte=today), is_head=True, user__is_active=True)
        .order_by("user__name")
        .values_list("unit_id", "user__name")
        if wanted
        else []
    )
    by_unit: dict[int, list[str]] = {}
    for unit, name in seats:
        by_unit.setdefault(unit, []).append(name)
    return {unit: _above(unit, parents, by_unit) for unit in wanted}


def _above(unit: int | None, parents: dict[int, int | None], by_unit: dict[int, list[str]]) -> tuple[str, ...]:
    while unit is not None:
        if unit in by_unit:
            return tuple(by_unit[unit])
        unit = parents.get(unit)
    return ()
