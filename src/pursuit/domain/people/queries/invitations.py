"""Looking at invitations: the secret's holder sees theirs, an administrator sees whether one is open."""

from pursuit.domain.people.models import Invitation
from pursuit.kernel import clock, tokens
from pursuit.kernel.actor import Actor


def open_invitation(secret: str) -> Invitation | None:
    """The invitation of a secret while it works; its page asks for the password."""
    rows = Invitation.objects.select_related("user").filter(hash=tokens.digest(secret), expires_at__gt=clock.now())
    return rows.filter(used_at=None, revoked_at=None, user__is_active=True, user__is_system=False).first()


def pending(actor: Actor, user: int) -> Invitation | None:
    """A person's invitation that still works, for those who may send one."""
    if not actor.may("people.edit"):
        return None
    rows = Invitation.objects.filter(user_id=user, used_at=None, revoked_at=None, expires_at__gt=clock.now())
    return rows.order_by("-pk").first()
