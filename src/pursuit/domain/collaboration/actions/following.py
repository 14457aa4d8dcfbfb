"""Following records, or not. No events: this is a person's own matter and changes nothing about the record."""

from collections.abc import Iterable

from pursuit.domain.collaboration.fields import AnySubject
from pursuit.domain.collaboration.models import Follow
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.context import moment
from pursuit.kernel.models import Subject

RIGHT = "collaboration.follow"


@action("collaboration.follow", right=RIGHT, public="subjects.follow")
def follow(*, actor: Actor, subject: AnySubject) -> Follow:
    """Hear of every change of a record."""
    return _set(actor, subject, active=True)


@action("collaboration.unfollow", right=RIGHT, public="subjects.unfollow")
def unfollow(*, actor: Actor, subject: AnySubject) -> Follow:
    """Hear of it no more, as its owner too; mentions and approvals still arrive."""
    return _set(actor, subject, active=False)


def follow_quietly(subject: Subject, users: Iterable[int]) -> None:
    """People who take part follow from now on; those who silenced the record stay silent."""
    now = moment()
    rows = [Follow(subject=subject, user_id=user, at=now) for user in dict.fromkeys(users)]
    Follow.objects.bulk_create(rows, ignore_conflicts=True)


def _set(actor: Actor, subject: int, *, active: bool) -> Follow:
    row, _made = Follow.objects.update_or_create(
        subject_id=subject, user_id=actor.user_id, defaults={"active": active, "at": moment()}
    )
    return row
