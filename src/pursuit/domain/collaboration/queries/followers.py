"""Who follows a record: owner and creator by nature, others by their own word; a silenced person does not."""

from django.db.models import Q, QuerySet

from pursuit.domain.collaboration.models import Follow
from pursuit.kernel.actor import Actor
from pursuit.kernel.models import Subject
from pursuit.kernel.prepared import Prepared


def by_nature(subject: Subject) -> set[int]:
    """Owner and creator."""
    return {user for user in (subject.owner_id, subject.created_by_id) if user is not None}


_CHOSEN = Prepared(lambda subject: Follow.objects.filter(subject=subject).values_list("user_id", "active"))


def followers(subject: Subject) -> set[int]:
    """Everybody who hears of changes. One query."""
    found = by_nature(subject)
    for user, active in _CHOSEN(subject=subject):
        if active:
            found.add(user)
        else:
            found.discard(user)
    return found


def silenced(subject: Subject) -> set[int]:
    """Those who asked to hear of it no more."""
    return {user for user, active in _CHOSEN(subject=subject) if not active}


def follows(actor: Actor, subject: Subject) -> bool:
    """Does the actor hear of this record?"""
    own = Follow.objects.filter(subject=subject, user_id=actor.user_id).values_list("active", flat=True).first()
    return actor.user_id in by_nature(subject) if own is None else own


def followed(actor: Actor) -> QuerySet[Subject]:
    """Visible records the actor follows, last change first."""
    own = Follow.objects.filter(user_id=actor.user_id)
    nature = Q(owner_id=actor.user_id) | Q(created_by_id=actor.user_id)
    chosen = Q(pk__in=own.filter(active=True).values("subject_id"))
    rows = Subject.objects.visible_to(actor).filter(nature | chosen)
    return rows.exclude(pk__in=own.filter(active=False).values("subject_id")).order_by("-updated_at", "-pk")
