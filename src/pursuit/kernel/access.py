"""The one decision: may this actor do this, and what may they see. Lists, search, export, history all come here."""

from collections.abc import Callable, Collection, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from pursuit.kernel import extensions, rights, seen
from pursuit.kernel.actor import Actor, Reach
from pursuit.kernel.errors import Forbidden, Text
from pursuit.kernel.models.subject import Level, Share, Subject
from pursuit.kernel.prepared import Given, Prepared
from pursuit.kernel.seen import Part, Seen


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
    if right == kind.view_right and any(
        Subject.objects.filter(Seen(part), pk=subject.pk).exists() for part in _through(actor, kind)
    ):
        return Answer(True)
    return Answer(False, NOT_YOURS if reach else NO_RIGHT)


def require(actor: Actor, right: str, subject: Subject | None = None) -> None:
    """Refuse with the reason unless the actor may."""
    answer = decide(actor, right, subject)
    if not answer:
        raise Forbidden("forbidden", answer.reason)


def type_q(actor: Actor, subject_type: str, prefix: str = "") -> Q:
    """Which live records of one type the actor sees. `prefix` leads to the subject ("" on Subject itself)."""
    live = Q(**{f"{prefix}deleted_at__isnull": True})
    part = _part(actor, extensions.subject_type(subject_type))
    return live if part is None else live & Q(Seen(part, prefix))


def any_type_q(actor: Actor, types: Collection[str] | None = None, prefix: str = "") -> Q:
    """Which live subjects of any (or these) types the actor sees: types with the same reach are asked together."""
    key = ("any", None if types is None else frozenset(types))
    part = _kept(actor, key, lambda: _any_part(actor, types))
    return Q(Seen(part, prefix), **{f"{prefix}deleted_at__isnull": True})


def _any_part(actor: Actor, types: Collection[str] | None, *, plainly: bool = False) -> Part:
    groups: dict[Part | None, list[str]] = {}
    for kind in extensions.subject_types():
        if types is None or kind.code in types:
            groups.setdefault(_part(actor, kind, plainly=plainly), []).append(kind.code)
    return seen.either(seen.of_types(codes, part) for part, codes in groups.items() if part is None or part.text)


def seen_ids(actor: Actor, subject_type: str) -> QuerySet[Subject, int] | None:
    """Ids of the live records of one type that the actor sees; None: of all of them.

    As `type_q`, but each way of seeing is followed by its own index and the list is worked out once: for sums over many
    rows that hang on few of the records.
    """
    kind = extensions.subject_type(subject_type)
    if actor.reach(kind.view_right).all:
        return None
    live = Subject.objects.filter(type=kind.code, deleted_at__isnull=True)
    ways = [live.filter(Seen(part.listed or part)).values_list("pk", flat=True) for part in _ways(actor, kind)]
    return ways[0].union(*ways[1:]) if ways else live.none().values_list("pk", flat=True)


def _part(actor: Actor, kind: extensions.SubjectType, *, plainly: bool = False) -> Part | None:
    """What the actor sees of a type, deleted or not; None: everything."""
    if actor.reach(kind.view_right).all:
        return None
    ways = _plain_ways if plainly else _ways
    return _kept(actor, (ways.__name__, kind.code), lambda: seen.either(ways(actor, kind)))


def _kept(actor: Actor, key: object, make: Callable[[], Part]) -> Part:
    """Worked out once for as long as the actor's rights are the same."""
    part = actor.memo.get(key)
    if not isinstance(part, Part):
        part = actor.memo[key] = make()
    return part


def _ways(actor: Actor, kind: extensions.SubjectType) -> Iterator[Part]:
    """The cheapest to ask first: databases stop at the first that holds."""
    yield from _plain_ways(actor, kind)
    yield from _through(actor, kind)


def _plain_ways(actor: Actor, kind: extensions.SubjectType) -> Iterator[Part]:
    """Those that ask for nothing but the subject itself and who shares it."""
    right = kind.view_right
    reach = actor.reach(right)
    if reach.everywhere:
        yield seen.in_any_unit()
    elif reach.units:
        yield seen.in_units(reach.units)
    if reach.own:
        yield seen.owned_by(actor.user_id)
    if rights.get(right).shared and actor.scope_allows(right):
        yield seen.shared_with(actor.user_id)


def _through(actor: Actor, kind: extensions.SubjectType) -> Iterator[Part]:
    """What is seen because something else is seen, for those who hold the right at all."""
    if kind.through is not None and actor.reach(kind.view_right):
        part = seen.among(kind.through(actor), kind.code)
        if part is not None:
            yield part


def _may_be_through(actor: Actor, code: str) -> bool:
    kind = extensions.subject_type(code)
    return kind.through is not None and not actor.reach(kind.view_right).all


@lru_cache(maxsize=300)
def _seen_of(types: frozenset[str] | None, *, plainly: bool = False) -> Prepared[int]:
    """Ids of subjects of these types (None: of all) that are seen; plainly: without looking at other tables for it."""

    def rows(actor: Actor, pks: Given) -> QuerySet[Subject, int]:
        which = Q(Seen(_any_part(actor, types, plainly=True)), deleted_at=None) if plainly else any_type_q(actor, types)
        return Subject.objects.filter(which, pk__in=pks.each).values_list("pk", flat=True)

    return Prepared(rows)


def seen_among(actor: Actor, about: Mapping[int, str]) -> set[int]:
    """Which of these subjects (their ids, and of what type they are) the actor sees.

    Only the rules of these types are asked, those that ask for other records last: to plan all rules takes a database
    longer than all else it does for a page.
    """
    if not about:
        return set()
    found = set(_seen_of(frozenset(about.values()), plainly=True)(actor, pks=about))
    others = {pk: code for pk, code in about.items() if pk not in found and _may_be_through(actor, code)}
    if others:
        found.update(_seen_of(frozenset(others.values()))(actor, pks=others))
    return found


def sees(actor: Actor, pk: int, subject_type: str | None = None) -> bool:
    """Does the actor see this subject? subject_type: if it is known."""
    if subject_type is None:
        return bool(_seen_of(None)(actor, pks=[pk]))
    return bool(seen_among(actor, {pk: subject_type}))


def own_q(actor: Actor, subject_type: str, prefix: str = "") -> Q:
    """Which live records of one type the actor owns and sees; whose right reaches their own need not be asked more."""
    reach = actor.reach(extensions.subject_type(subject_type).view_right)
    mine = Q(**{f"{prefix}owner_id": actor.user_id})
    if reach.all or reach.own:
        return mine & Q(**{f"{prefix}deleted_at__isnull": True})
    return mine & type_q(actor, subject_type, prefix)


def besides_units_q(actor: Actor, subject_type: str, prefix: str = "") -> Q:
    """Which live records of one type the actor sees only as an owner or by a share: not those of the units reached.

    Figures kept by unit and these together are what is seen; for types that are not seen through others.
    """
    right = extensions.subject_type(subject_type).view_right
    reach = actor.reach(right)
    ways = [seen.shared_with(actor.user_id)] if rights.get(right).shared and actor.scope_allows(right) else []
    if reach.own:
        ways.append(seen.owned_by(actor.user_id))
    part = Part("") if reach.all else seen.outside(reach.units, seen.either(ways), everywhere=reach.everywhere)
    return Q(Seen(part, prefix), **{f"{prefix}deleted_at__isnull": True})


def seen_q(actor: Actor, subject_type: str) -> Q:
    """Which subjects of one type the actor sees or saw: deleted ones too (on Subject itself)."""
    part = _part(actor, extensions.subject_type(subject_type))
    return Q() if part is None else Q(Seen(part))


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
