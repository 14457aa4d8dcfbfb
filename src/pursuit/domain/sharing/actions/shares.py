"""Showing a plan to people outside, and ending that."""

import secrets
from collections.abc import Sequence
from datetime import timedelta
from typing import NamedTuple, Unpack

from django.contrib.auth.hashers import make_password
from django.db import DatabaseError
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from pursuit.domain.execution.fields.tasks import About
from pursuit.domain.plans.queries.plans import plan_of
from pursuit.domain.sharing.fields import Reader, ShareDetails, ShareId
from pursuit.domain.sharing.models import SharedPlan
from pursuit.domain.sharing.queries import shares
from pursuit.domain.sharing.queries.shares import SHARE
from pursuit.kernel import access, clock, events, tokens
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Missing, Refused
from pursuit.kernel.models import Event
from pursuit.kernel.records import GONE

DAYS = 30
MOST = 50  # live ones of a plan
SHORTEST = 6  # letters of a password


class Shared(NamedTuple):
    """A share and its secret, which is shown once and never again."""

    share: SharedPlan
    secret: str


def _undo_share(actor: Actor, happened: Sequence[Event]) -> object:
    return revoke_share(actor=actor, share=int(happened[-1].payload.data["share"]))


@action("sharing.share_plan", right=SHARE, inverse=_undo_share)
def share_plan(*, actor: Actor, about: About, name: Reader, **fields: Unpack[ShareDetails]) -> Shared:
    """An address under which the plan of a record can be read."""
    plan = plan_of(actor, about)
    if plan is None:
        raise Missing("not_found", GONE)
    access.require(actor, SHARE, plan.subject)
    password = fields["password"].get_secret_value() if "password" in fields else ""
    if password and len(password) < SHORTEST:
        raise Refused("too_short", _("A password has at least six letters."), "password")
    if shares.live(actor).filter(plan=plan).count() >= MOST:
        raise Refused("too_many", _("This plan is shared often enough: revoke a share first."), "name")
    held = set(plan.rows.filter(pk__in=fields.get("held_back", ())).values_list("pk", flat=True))
    secret, now = secrets.token_urlsafe(32), clock.now()
    row = SharedPlan.objects.create(
        plan=plan,
        hash=tokens.digest(secret),
        hint=secret[-4:],
        name=name,
        heading=fields.get("heading") or plan.subject.title,
        message=fields.get("message", ""),
        rows=fields.get("rows", "linked"),
        owners=fields.get("owners", False),
        held=sorted(held),
        language=fields.get("language", "zh-hans"),
        password=make_password(password) if password else "",
        created_at=now,
        created_by=actor.user,
        expires_at=now + timedelta(days=fields.get("days", DAYS)),
    )
    events.record(
        actor, "sharing.plan.shared", plan.subject, None, share=row.pk, name=name, rows=row.rows, owners=row.owners,
        held=len(held), protected=bool(password), expires_at=row.expires_at,
    )  # fmt: skip
    return Shared(row, secret)


@action("sharing.revoke_share", right=SHARE)
def revoke_share(*, actor: Actor, share: ShareId) -> SharedPlan:
    """The address stops at once."""
    row = shares.live(actor).filter(pk=share).first()
    if row is None:
        raise Missing("not_found", GONE)
    row.revoked_at, row.revoked_by = clock.now(), actor.user
    row.save(update_fields=["revoked_at", "revoked_by"])
    events.record(actor, "sharing.plan.unshared", row.plan.subject, None, share=row.pk, name=row.name)
    return row


def note_viewed(row: SharedPlan) -> None:
    """Count a look from outside; never worth failing the page."""
    try:
        SharedPlan.objects.filter(pk=row.pk).update(views=F("views") + 1, last_viewed_at=clock.now())
    except DatabaseError:
        return
