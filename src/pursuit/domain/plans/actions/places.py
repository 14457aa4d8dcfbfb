"""Where rows stand in the outline of a plan."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from pursuit.domain.plans.actions import planning
from pursuit.domain.plans.models import Plan, PlanRow
from pursuit.domain.plans.rules.order import GAP, outlined
from pursuit.kernel import inserting
from pursuit.kernel.errors import Refused


def room(plan: Plan, parent: int | None, after: int | None) -> tuple[PlanRow | None, int]:
    """The row above and the place of a new row: after another one and all below it, or as the last below its parent."""
    known = PlanRow.objects.filter(plan=plan)
    upper = known.filter(pk=parent).first() if parent else None
    before = known.filter(pk=after).first() if after else None
    if (parent and upper is None) or (after and before is None):
        raise Refused("other_plan", _("That row stands in another plan."), "parent" if parent else "after")
    if before is not None and parent is None:
        upper = before.parent
    anchor = before or upper
    among = known.filter(pk__in=planning.below(plan, [anchor.pk])) if anchor else known
    last = among.order_by("-place").values_list("place", flat=True).first() or 0
    following = known.filter(place__gt=last).order_by("place").values_list("place", flat=True).first()
    if following is None:
        return upper, last + GAP
    if following - last < 2:
        spread(plan)
        return room(plan, parent, after)
    return upper, (last + following) // 2


def spread(plan: Plan, order: Sequence[int] | None = None) -> None:
    """Give all rows places with gaps, in the order given or the present one, each after the row above it."""
    rows = PlanRow.objects.filter(plan=plan).order_by("place", "pk").values_list("pk", "parent_id", "place")
    above = {pk: parent for pk, parent, _place in rows}
    before = {pk: place for pk, _parent, place in rows}
    found = outlined(list(above) if order is None else order, above)
    moved = [(place * GAP, pk) for place, pk in enumerate(found, 1) if before[pk] != place * GAP]
    inserting.change(PlanRow._meta.db_table, "task_id", ["place"], moved)
