"""Who stands in for whom."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from pursuit.domain.people.actions import rows
from pursuit.domain.people.fields import Colleague, Reason, Since, Until
from pursuit.domain.people.queries import scope
from pursuit.kernel import clock, events
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Conflict, Refused
from pursuit.kernel.models import Deputy

RIGHT = "people.deputy"


@action("people.set_deputy", right=RIGHT, public="deputies.set")
def set_deputy(
    *,
    actor: Actor,
    deputy: Colleague,
    since: Since,
    until: Until,
    user: Colleague | None = None,
    reason: Reason = "",
) -> Deputy:
    """Name who answers approvals for a person (oneself, if nobody is named) between two days."""
    person = rows.person(user or actor.user_id)
    scope.require(actor, RIGHT, person)
    if deputy == person.pk:
        raise Refused("yourself", _("Nobody stands in for themselves: choose another person."), "deputy")
    if until < since:
        raise Refused("order", _("The last day lies before the first."), "until")
    if until < clock.today():
        raise Refused("past", _("The last day is over: choose a later one."), "until")
    if Deputy.objects.filter(user=person, deputy_id=deputy, since__lte=until, until__gte=since).exists():
        raise Conflict("exists", _("This person stands in during these days already."), "since")
    row = Deputy.objects.create(user=person, deputy_id=deputy, since=since, until=until, reason=reason[:200])
    events.record(actor, "people.deputy.set", None, user=person.pk, deputy=deputy, since=since, until=until)
    return row


@action("people.end_deputy", right=RIGHT, public="deputies.end")
def end_deputy(*, actor: Actor, deputy: int) -> None:
    """End an arrangement now; one that has not begun is removed."""
    row = rows.lock(Deputy, deputy)
    scope.require(actor, RIGHT, row.user)
    today = clock.today()
    if row.until < today:
        raise Conflict("over", _("This is over already."))
    if row.since >= today:
        row.delete()
    else:
        row.until = today - timedelta(days=1)
        row.save()
    events.record(actor, "people.deputy.ended", None, user=row.user_id, deputy=row.deputy_id)
