"""Tokens of programs: shown once, kept as a hash, never above their owner's rights."""

import hashlib
import secrets
from datetime import timedelta
from typing import Annotated, Literal

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from pydantic import Field

from pursuit.kernel import clock, events
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Missing
from pursuit.kernel.inputs import Choices, Label
from pursuit.kernel.models.door import ApiToken

PREFIX = "pst_"
TokenName = Annotated[
    str,
    Field(min_length=1, max_length=80),
    Label(_("Name"), help=_("What uses it, so that you know what stops when you revoke it.")),
]
TokenScope = Annotated[
    Literal["read", "write"],
    Choices((("read", _("Read only")), ("write", _("Read and write")))),
    Label(_("Scope")),
]
Lifetime = Annotated[int, Field(ge=1, le=730), Label(_("Valid for days"))]


@action("kernel.create_token", right="tokens.own")
def create_token(
    *, actor: Actor, name: TokenName, scope: TokenScope = "read", days: Lifetime = 90
) -> tuple[ApiToken, str]:
    """A token of one's own; the secret is returned once and never again."""
    secret = PREFIX + secrets.token_urlsafe(32)
    row = ApiToken.objects.create(
        user=actor.user,
        name=name,
        hash=digest(secret),
        hint=secret[-4:],
        scopes=[scope],
        created_at=clock.now(),
        expires_at=clock.now() + timedelta(days=days),
    )
    events.record(actor, "kernel.token.created", None, token=row.pk, name=name, scope=scope)
    return row, secret


@action("kernel.revoke_token", right="tokens.own")
def revoke_token(*, actor: Actor, token: int) -> ApiToken:
    """End one of one's own tokens at once."""
    row = mine(actor).filter(pk=token).first()
    if row is None:
        raise Missing("not_found", _("There is no such token, or it is not yours."))
    row.revoked_at = clock.now()
    row.save()
    events.record(actor, "kernel.token.revoked", None, token=row.pk, name=row.name)
    return row


def mine(actor: Actor) -> QuerySet[ApiToken]:
    """The actor's live tokens."""
    return ApiToken.objects.filter(user_id=actor.user_id, revoked_at=None).order_by("-pk")


def actor_of(secret: str, interface: str) -> Actor | None:
    """The actor behind a presented token; None when it is unknown, expired, revoked, or its owner was deactivated."""
    now = clock.now()
    row = (
        ApiToken.objects.select_related("user")
        .filter(
            Q(expires_at=None) | Q(expires_at__gt=now),
            hash=digest(secret),
            revoked_at=None,
            user__is_active=True,
        )
        .first()
    )
    if row is None:
        return None
    if row.last_used_at is None or now - row.last_used_at > timedelta(minutes=5):
        ApiToken.objects.filter(pk=row.pk).update(last_used_at=now)
    return Actor.of(row.user, interface, frozenset(row.scopes))


def digest(secret: str) -> str:
    """Tokens carry 256 random bits, so a plain hash is enough; equality is the database's indexed look-up."""
    return hashlib.sha256(secret.encode()).hexdigest()
