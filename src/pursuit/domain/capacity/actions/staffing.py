"""Putting people on rows as they were suggested, or as somebody chose otherwise."""

from collections.abc import Sequence
from typing import Annotated

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from pursuit.domain.capacity.queries.staffing import blind
from pursuit.domain.execution.fields import About
from pursuit.domain.plans.actions import assigning, planning
from pursuit.domain.plans.actions.dating import wake
from pursuit.domain.plans.models import Assignment
from pursuit.domain.plans.queries.plans import EDIT, locked
from pursuit.domain.projects.actions.team import Role, add_member
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.inputs import Label, UserId, Version
from pursuit.kernel.models import Event

People = Annotated[
    dict[int, UserId], Field(min_length=1, max_length=500), Label(_("Who does which row"), widget="hidden")
]


def _undo(actor: Actor, happened: Sequence[Event]) -> object:
    made = [int(one.payload.data["assignment"]) for one in happened if one.verb == "task.assigned"]
    return unstaff_rows(actor=actor, assignments=made)


@action("capacity.staff_rows", right=EDIT, public="plans.staff", inverse=_undo, ready=wake)
def staff_rows(
    *, actor: Actor, about: About, people: People, role: Role | None = None, version: Version | None = None
) -> list[Assignment]:
    """Each of these rows gets a person, all of them or none. people: the user by row; role: with which those who cannot
    see the project yet join its team (they stay in it after an undo); version: of the plan it was worked out for."""
    plan, _fresh = locked(actor, about)
    planning.refuse_stale(plan, version)
    if role and plan.subject.type == "project":
        for user in sorted(blind(plan.subject, people.values())):
            add_member(actor=actor, project=about, user=user, role=role)
    return [assigning.assign(actor=actor, row=row, user=user) for row, user in people.items()]


@action("capacity.unstaff_rows", right=EDIT, ready=wake)
def unstaff_rows(*, actor: Actor, assignments: list[int]) -> None:
    """As it was before `staff_rows`."""
    for one in reversed(assignments):
        assigning.unassign(actor=actor, assignment=one)
