"""A new second step ends the person's other sessions: whoever may have come in before it was there is out."""

from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from allauth.usersessions.internal.flows.sessions import end_other_sessions
from django.http import HttpRequest

from pursuit.kernel.models import User


def watch() -> None:
    """Listen to allauth, which has no other place to hook in. Called once at start."""
    authenticator_added.connect(_end_others, sender=Authenticator, dispatch_uid="pursuit.end_other_sessions")


def _end_others(request: HttpRequest, user: User, **_more: object) -> None:
    end_other_sessions(request, user)
