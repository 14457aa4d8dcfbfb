"""Ending everything by which a person gets in: sessions, tokens of programs, invitations."""

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session

from pursuit.domain.people.models import Invitation
from pursuit.kernel import clock
from pursuit.kernel.models import ApiToken, User


def end_passes(user: User) -> dict[str, int]:
    """End all of it now; returns how many of each, for the event."""
    now = clock.now()
    tokens = ApiToken.objects.filter(user=user, revoked_at=None).update(revoked_at=now)
    return {"sessions": end_sessions(user), "tokens": tokens, "invitations": revoke_invitations(user)}


def end_sessions(user: User) -> int:
    """Sign a person out everywhere."""
    rows = UserSession.objects.filter(user=user)
    keys = list(rows.values_list("session_key", flat=True))
    ended: int = Session.objects.filter(session_key__in=keys).delete()[0]
    rows.delete()
    return ended


def revoke_invitations(user: User) -> int:
    """Make open invitations worthless."""
    return Invitation.objects.filter(user=user, used_at=None, revoked_at=None).update(revoked_at=clock.now())
