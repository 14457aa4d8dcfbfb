"""After a work calendar was changed: the plans that follow it are dated anew, one by one, in the background."""

from collections.abc import Mapping

from django.db.models import Q

from pursuit.domain.execution.fields import About
from pursuit.domain.execution.models import WorkCalendar
from pursuit.domain.plans.actions.dating import reckon, wake
from pursuit.domain.plans.models import Plan
from pursuit.domain.plans.queries.plans import EDIT, locked
from pursuit.kernel import jobs
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor, system_actor
from pursuit.kernel.errors import Refused
from pursuit.kernel.jobs import Progress
from pursuit.kernel.models import Event

JOB = "plans.date"
VERBS = tuple(
    f"execution.calendar.{what}" for what in ("updated", "chosen", "days_set", "day_cleared", "official_days_taken")
)


@action("plans.date_plan", right=EDIT, public="plans.date", ready=wake)
def date_plan(*, actor: Actor, about: About) -> Plan:
    """Find the dates of a plan anew; they are found with every change anyway, and when a calendar changes."""
    plan, _fresh = locked(actor, about)
    reckon(plan)
    return plan


def on_calendar(_actor: Actor, _event: Event, data: Mapping[str, object]) -> None:
    """Whoever changes a calendar need not be allowed to change the plans."""
    jobs.enqueue(system_actor(), JOB, {"calendar": data["calendar"]})


def run(actor: Actor, progress: Progress, params: Mapping[str, object]) -> dict[str, int]:
    """Plans that cannot be dated by the new hours keep their dates and are counted."""
    about = list(_following(int(str(params["calendar"]))))
    refused = 0
    for number, subject in enumerate(about):
        progress(number, len(about))
        try:
            date_plan(actor=actor, about=subject)
        except Refused:
            refused += 1
    return {"dated": len(about) - refused, "refused": refused}


def _following(calendar: int) -> list[int]:
    """Records whose plans follow a calendar: as a whole, by a row, or by somebody who works on one."""
    following = Q(calendar=calendar) | Q(rows__calendar=calendar) | Q(resources__calendar=calendar)
    if WorkCalendar.objects.filter(pk=calendar, is_default=True).exists():
        following |= Q(calendar=None)
    live = Plan.objects.filter(following, subject__deleted_at=None)
    return list(live.order_by("subject").values_list("subject", flat=True).distinct())
