"""What every page of the shell knows: who, in which language and theme, and where they may go."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from pursuit.interfaces.web.records.registry import restorable
from pursuit.interfaces.web.shell import formats, navigation
from pursuit.interfaces.web.shell.person import actor_of, theme_of
from pursuit.interfaces.web.shell.toasts import waiting


def shell(request: HttpRequest) -> dict[str, object]:
    """Django's context processor. What costs queries is lazy: fragments do not pay for it."""
    actor = actor_of(request)
    person = actor.user if actor else None
    match = request.resolver_match
    preferences = person.preferences if person else {}
    return {
        "person": person,
        "actor": actor,
        "nav": (match.namespace or match.url_name or "") if match else "",
        "theme": theme_of(request, person),
        "language": get_language() or settings.LANGUAGE_CODE,
        "languages": settings.LANGUAGES,
        "money_unit": preferences.get("money_unit") or formats.default_unit(),
        "density": preferences.get("density") or "compact",
        "shortcuts": preferences.get("shortcuts") or "on",
        "toast": SimpleLazyObject(lambda: waiting(request)),
        "navigation": SimpleLazyObject(lambda: navigation.items(actor) if actor else []),
        "counters": SimpleLazyObject(lambda: navigation.counters(actor) if actor else []),
        "quick_adds": SimpleLazyObject(lambda: navigation.quick_adds(actor) if actor else []),
        "may_restore": SimpleLazyObject(lambda: bool(actor and restorable(actor))),
        "search_url": navigation.address(navigation.SEARCH_URL),
    }
