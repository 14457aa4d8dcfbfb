"""The person behind a request: their actor, language, theme and preferences."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth import SESSION_KEY, logout
from django.db import DatabaseError
from django.http import HttpRequest

from pursuit.kernel import clock
from pursuit.kernel.actor import Actor
from pursuit.kernel.models import User

SEEN_EVERY = timedelta(minutes=5)
THEMES = ("system", "light", "dark")
THEME_COOKIE = "pursuit_theme"


def person_of(request: HttpRequest) -> User | None:
    """The signed-in, active person. A session whose person was deactivated meanwhile ends here."""
    user = getattr(request, "user", None)
    if isinstance(user, User) and user.is_active and not user.is_system:
        return user
    if SESSION_KEY in request.session:
        logout(request)
    return None


def actor_of(request: HttpRequest) -> Actor | None:
    """The actor, read once per request; None for nobody."""
    if not hasattr(request, "_actor"):
        person = person_of(request)
        request._actor = Actor.of(person, interface="web") if person else None  # type: ignore[attr-defined]
    actor: Actor | None = request._actor  # type: ignore[attr-defined]
    return actor


def language_of(person: User | None) -> str:
    """The language a person chose, "" where the browser decides."""
    chosen = person.language if person else ""
    return chosen if chosen in dict(settings.LANGUAGES) else ""


def theme_of(request: HttpRequest, person: User | None) -> str:
    """system, light or dark."""
    chosen = (person.theme if person else "") or request.COOKIES.get(THEME_COOKIE, "")
    return chosen if chosen in THEMES else "system"


def note_seen(person: User) -> None:
    """Remember when the person was last here, at most every five minutes; never worth failing a page."""
    now = clock.now()
    if person.last_seen and now - person.last_seen < SEEN_EVERY:
        return
    try:
        User.objects.filter(pk=person.pk).update(last_seen=now)
    except DatabaseError:
        return


def remember(person: User, **changes: object) -> None:
    """Keep language, theme or preferences of one's own."""
    User.objects.filter(pk=person.pk).update(**changes)
