"""What approved hours on a project cost, for those who may see what hours cost."""

from dataclasses import dataclass, field
from datetime import date

from pursuit.domain.budgets.queries.budgets import COST
from pursuit.domain.budgets.rules.figures import labour_kind
from pursuit.domain.hours.models import SheetState, TimeEntry
from pursuit.domain.hours.queries.rating import RIGHT, rating
from pursuit.domain.projects.models import Project
from pursuit.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class Labour:
    """days: (kind of labour, day, minor units); minutes: approved; guessed: of them costed at the average."""

    days: tuple[tuple[str, date, int], ...] = field(default=())
    minutes: int = 0
    guessed: int = 0
    unrated: bool = False


def may_see(actor: Actor) -> bool:
    """Both rights: that to see cost in budgets, and that to see what people's hours cost."""
    return actor.may(COST) and actor.may(RIGHT)


def labour(actor: Actor, project: Project) -> Labour | None:
    """None where the actor may not see it; `unrated` where nobody has a rate."""
    if not may_see(actor):
        return None
    rows = TimeEntry.objects.visible_to(actor).filter(record=project.pk, sheet__state=SheetState.APPROVED)
    told = list(rows.order_by("day", "pk").values_list("user_id", "day", "minutes"))
    if not told:
        return Labour()
    rated = rating(actor, {user for user, _day, _minutes in told}, told[0][1], told[-1][1])
    whole = sum(minutes for _user, _day, minutes in told)
    if rated is None:
        return Labour(minutes=whole, unrated=True)
    won_on = project.decided_on if project.status in ("won", "closed") else None
    days = tuple((labour_kind(day, won_on), day, round(rated.cost(user, day, minutes))) for user, day, minutes in told)
    return Labour(days, whole, rated.guessed)
