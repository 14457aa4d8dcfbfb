"""Which plans are shared with whom, and the share behind an address."""

from collections.abc import Collection

from django.db.models import QuerySet

from pursuit.domain.plans.models import Plan
from pursuit.domain.sharing.models import SharedPlan
from pursuit.kernel import access, clock, tokens
from pursuit.kernel.actor import Actor
from pursuit.kernel.models import Subject

SHARE = "plans.share"
INTERFACE = "share"
LOOKING = frozenset({"read", SHARE})


def may_share(actor: Actor, subject: Subject) -> bool:
    return bool(access.decide(actor, SHARE, subject))


def live(actor: Actor) -> QuerySet[SharedPlan]:
    """Shares that work, of the plans the actor sees and may share, the newest first."""
    rows = SharedPlan.objects.visible_to(actor).filter(revoked_at=None, expires_at__gt=clock.now())
    reached = Subject.objects.filter(access.reached_q(actor, SHARE))
    return rows.filter(plan__subject__in=reached).select_related("plan__subject", "created_by").order_by("-pk")


def of_plan(actor: Actor, plan: Plan) -> list[SharedPlan]:
    return list(live(actor).filter(plan=plan)) if may_share(actor, plan.subject) else []


def among(actor: Actor, ids: Collection[int]) -> Collection[int]:
    return set(live(actor).filter(pk__in=ids).values_list("pk", flat=True))


def opened(secret: str) -> tuple[SharedPlan, Actor] | None:
    """The share behind an address, and whoever made it as somebody who only looks; None when it is unknown, over or
    revoked, or its maker was deactivated, no longer sees the plan, or may no longer share it."""
    rows = SharedPlan.objects.select_related("plan__subject", "created_by").defer("plan__extra")
    row = rows.filter(hash=tokens.digest(secret), revoked_at=None, expires_at__gt=clock.now()).first()
    if row is None or not row.created_by.is_active or row.created_by.is_system:
        return None
    actor = Actor.of(row.created_by, INTERFACE, LOOKING)
    seen = Plan.objects.visible_to(actor).filter(pk=row.plan_id).exists()
    return (row, actor) if seen and may_share(actor, row.plan.subject) else None
