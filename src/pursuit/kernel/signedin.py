"""Whose session it is: asked on every request."""

from django.contrib.sessions.models import Session

from pursuit.kernel import clock
from pursuit.kernel.models.user import User
from pursuit.kernel.prepared import Prepared

_LIVE = Prepared(lambda key, now: Session.objects.filter(session_key=key, expire_date__gt=now))
_BY_KEY = Prepared(lambda key: User.objects.filter(pk=key))


def session(key: str | None) -> Session | None:
    """The session of a cookie, unless it is over."""
    return _LIVE.first(key=key, now=clock.now()) if key else None


def user(key: int) -> User | None:
    """The user named in a session, active or not."""
    return _BY_KEY.first(key=key)
