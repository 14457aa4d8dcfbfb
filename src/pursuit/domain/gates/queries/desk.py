"""What of my projects' evidence needs me: proofs that end soon, points that hold no longer."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from pursuit.domain.gates.models import Evidence, Passage
from pursuit.domain.gates.queries.ground import asked_of
from pursuit.domain.gates.rules.evidence import SOON, Proof, expiry
from pursuit.domain.projects.models import MOVING, Project
from pursuit.kernel import clock
from pursuit.kernel.actor import Actor
from pursuit.kernel.prepared import Prepared

VIEW = "gates.view"


@dataclass(frozen=True, slots=True)
class Ending:
    """A proof that ends, or, without a claim, a point that holds no longer. passed: its end opens that point again."""

    project: Project
    point: str
    day: date
    claim: str = ""
    item: str = ""
    passed: bool = False


def ending_of(proof: Evidence) -> date | None:
    """Until when it holds, by what was said of it and by its kind; `item` is loaded with it."""
    return expiry(Proof(proof.confidence, proof.observed_on, proof.expires_on), proof.item.valid_days)


def ending(actor: Actor) -> list[Ending]:
    """Of projects I am responsible for. Two queries."""
    if not actor.may(VIEW):
        return []
    today = clock.today()
    last = today + timedelta(days=SOON)
    found = [Ending(one.project, one.point, one.lapsed_on or today) for one in _LAPSED(actor, me=actor.user_id)]
    for one in _PROOFS(actor, me=actor.user_id, first=today, last=last):
        day = ending_of(one)
        if day and today <= day <= last and asked_of(one.project, one.item):
            passed = bool(getattr(one, "passed", False)) and one.item.required
            found.append(Ending(one.project, one.item.point, day, one.item.label, one.item.code, passed))
    return found


def _lapsed(actor: Actor, me: object) -> QuerySet[Passage]:
    rows = Passage.objects.visible_to(actor).filter(project__subject__owner=me)  # type: ignore[misc]  # given later
    rows = rows.filter(ended_at=None, project__status__in=_MOVING)
    return rows.exclude(lapsed_on=None).select_related("project__subject").order_by("lapsed_on", "pk")[:50]


def _proofs(actor: Actor, me: object, first: object, last: object) -> QuerySet[Evidence]:
    ends = Q(expires_on__gte=first, expires_on__lte=last) | Q(item__valid_days__isnull=False)
    rows = Evidence.objects.visible_to(actor).filter(ends, project__status__in=_MOVING, item__active=True)
    rows = rows.filter(project__subject__owner=me)  # type: ignore[misc]  # given later
    passed = Passage.objects.filter(project=OuterRef("project"), point=OuterRef("item__point"), ended_at=None)
    rows = rows.annotate(passed=Exists(passed)).select_related("project__subject", "project__version", "item")
    return rows.order_by("pk")[:500]


_MOVING = [str(one) for one in MOVING]
_LAPSED, _PROOFS = Prepared(_lapsed), Prepared(_proofs)
