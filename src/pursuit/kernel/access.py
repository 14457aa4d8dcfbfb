"""The one decision: may this actor do this, and what may they see. Lists, search, export, history all come here."""

from collections.abc import Collection
from typing import NamedTuple

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from pursuit.kernel import extensions, rights
from pursuit.kernel.actor import Actor, Reach
from pursuit.kernel.errors import Forbidden, Text
from pursuit.kernel.models.subject import Level, Share, Subject


class Answer(NamedTuple):
    """Yes or no, and the reason people read."""

    allowed: bool
    reason: Text = ""

    def __bool__(self) -> bool:
        return self.allowed


NO_RIGHT = _("You do not have this right. Ask an administrator to grant it.")
NOT_YOURS = _("Your right does not reach this record: it belongs to another person or team.")


def decide(actor: Actor, right: str, subject: Subject | None = None) -> Answer:
    """May the actor do this, at all (no subject) or to this subject? The only place where that is decided."""
    if not actor.scope_allows(right):
        return Answer(False, _("This token's scope does not allow it."))
    reach = actor.reach(right)
    if subject is None or not rights.get(right).scoped:
        return Answer(True) if reach else Answer(False, NO_RIGHT)
    if _covers(actor, reach, subject):
        return Answer(True)
    lends = rights.get(right).shared
    if lends and _has_share(actor, subject, lends):
        return Answer(True)
    kind = extensions.subject_type(subject.type)
    if right == kind.view_right and Subject.objects.filter(_through_q(actor, kind), pk=subject.pk).exists():
        return Answer(True)
    return Answer(False, NOT_YOURS if reach else NO_RIGHT)


def require(actor: Actor, right: str, subject: Subject | None = None) -> None:
    """Refuse with the reason unless the actor may."""
    answer = decide(actor, right, subject)
    if not answer:
        raise Forbidden("forbidden", answer.reason)


def type_q(actor: Actor, subject_type: str, prefix: str = "") -> Q:
    """Which live records of one type the actor sees. `prefix` leads to the subject ("" on Subject itself)."""
    return Q(**{f"{prefix}deleted_at__isnull": True}) & _seen_q(actor, extensions.subject_type(subject_type), prefix)


def any_type_q(actor: Actor, types: Collection[str] | None = None) -> Q:
    """Which live subjects of any (or these) types the actor sees: types with the same reach are asked together."""
    groups: dict[tuple[Reach, bool, str], list[extensions.SubjectType]] = {}
    for kind in extensions.subject_types():
        if types is not None and kind.code not in types:
            continue
        lends = bool(rights.get(kind.view_right).shared) and actor.scope_allows(kind.view_right)
        alone = kind.code if kind.through else ""
        groups.setdefault((actor.reach(kind.view_right), lends, alone), []).append(kind)
    seen = Q(pk__in=[])
    for kinds in groups.values():
        seen |= Q(type__in=[kind.code for kind in kinds]) & _seen_q(actor, kinds[0], "")
    return Q(deleted_at__isnull=True) & seen


def _seen_q(actor: Actor, kind: extensions.SubjectType, prefix: str) -> Q:
    right = kind.view_right
    reach = actor.reach(right)
    if reach.all:
        return Q()
    seen = _through_q(actor, kind)
    if rights.get(right).shared and actor.scope_allows(right):
        seen |= Q(pk__in=Share.objects.filter(user_id=actor.user_id).values("subject_id"))
    if reach.own:
        seen |= Q(**{f"{prefix}owner_id": actor.user_id})
    if reach.units:
        seen |= Q(**{f"{prefix}unit_id__in": reach.units})
    return seen


def seen_q(actor: Actor, subject_type: str) -> Q:
    """Which subjects of one type the actor sees or saw: deleted ones too (on Subject itself)."""
    return _seen_q(actor, extensions.subject_type(subject_type), "")


def reached_q(actor: Actor, right: str) -> Q:
    """Which subjects a right that changes records reaches: what `decide` says of each, as a condition on Subject."""
    reach = actor.reach(right)
    if not actor.scope_allows(right) or not (reach or rights.get(right).shared):
        return Q(pk__in=[])
    if reach.all or (reach and not rights.get(right).scoped):
        return Q()
    found = Q(unit_id__in=reach.units)
    if reach.own:
        found |= Q(owner_id=actor.user_id)
    if lends := rights.get(right).shared:
        found |= Q(pk__in=_shares(actor, lends).values("subject_id"))
    return found


def _through_q(actor: Actor, kind: extensions.SubjectType) -> Q:
    """What is seen because something else is seen, for those who hold the right at all."""
    if kind.through is None or not actor.reach(kind.view_right):
        return Q(pk__in=[])
    return Q(pk__in=kind.through(actor))


def _covers(actor: Actor, reach: Reach, subject: Subject) -> bool:
    if reach.all:
        return True
    if reach.own and subject.owner_id == actor.user_id:
        return True
    return subject.unit_id is not None and subject.unit_id in reach.units


def _has_share(actor: Actor, subject: Subject, lends: str) -> bool:
    return _shares(actor, lends).filter(subject=subject).exists()


def _shares(actor: Actor, lends: str) -> QuerySet[Share]:
    levels = [Level.EDIT] if lends == Level.EDIT else [Level.EDIT, Level.VIEW]
    return Share.objects.filter(user_id=actor.user_id, level__in=levels)
