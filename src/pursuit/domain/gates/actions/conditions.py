"""What a point was passed on: later conditions, and those no longer demanded."""

from django.utils.translation import gettext_lazy as _

from pursuit.domain.gates.actions.reviews import CONCLUDE, add
from pursuit.domain.gates.fields import (
    ConditionDue,
    ConditionId,
    ConditionOwner,
    ConditionSpec,
    ConditionText,
    ReviewId,
    Why,
)
from pursuit.domain.gates.models import Conclusion, Condition, Review
from pursuit.domain.gates.queries.ground import done
from pursuit.domain.projects.models import Project
from pursuit.kernel import clock, events, records
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.context import moment
from pursuit.kernel.errors import Conflict, Missing, Refused


@action("gates.add_condition", right=CONCLUDE, public="gate-conditions.create")
def add_condition(
    *, actor: Actor, review: ReviewId, text: ConditionText, owner: ConditionOwner, due: ConditionDue
) -> Condition:
    """One more, on a review that passed on conditions."""
    row = Review.objects.visible_to(actor).filter(pk=review).first()
    if row is None:
        raise Missing("not_found", records.GONE)
    row.project = records.load(Project, actor, row.project_id, CONCLUDE)
    if row.conclusion != Conclusion.CONDITIONAL:
        raise Conflict("no_conditions", _("Conditions belong to “passed on conditions” only."))
    if due < clock.today():
        raise Refused("past", _("A condition cannot be due in the past: “%s”.") % text, "due")
    made = add(actor, row, ConditionSpec(text=text, owner=owner, due=due))
    records.touch(row.project)
    events.record(
        actor, "gate.condition_added", row.project.subject, condition=made.pk, review=row.pk, point=row.point,
        title=text, tell={"owner": [owner]},
    )  # fmt: skip
    return made


@action("gates.drop_condition", right=CONCLUDE, public="gate-conditions.drop")
def drop_condition(*, actor: Actor, condition: ConditionId, reason: Why) -> Condition:
    """It is no longer demanded; who said so, and why, stays."""
    row = Condition.objects.visible_to(actor).select_related("review", "task").filter(pk=condition).first()
    if row is None:
        raise Missing("not_found", records.GONE)
    project = records.load(Project, actor, row.project_id, CONCLUDE)
    if done(row):
        raise Conflict("closed", _("This condition is met or dropped already."))
    row.dropped, row.dropped_at = reason, moment()
    row.save(update_fields=["dropped", "dropped_at"])
    records.touch(project)
    events.record(
        actor, "gate.condition_dropped", project.subject, condition=row.pk, point=row.review.point, text=row.text,
        reason=reason,
    )  # fmt: skip
    return row
