"""Pages of the shell itself: start, language and theme, health."""

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.utils.http import url_has_allowed_host_and_scheme

from pursuit.interfaces.web.shell.access import page, public
from pursuit.interfaces.web.shell.person import THEME_COOKIE, THEMES, person_of, remember
from pursuit.interfaces.web.shell.request import Request

YEAR = 365 * 24 * 3600
# Preferences a person may set from the page, and what each may be.
PREFERENCES = {
    "money_unit": ("wan", "full"),
    "density": ("compact", "cosy"),
    "shortcuts": ("on", "off"),
    "checklist": ("on", "off"),
}


@page()
def preferences(request: Request) -> HttpResponse:
    """One's own language, look and figures."""
    return render(request, "shell/preferences.html", {"nav": "", "chosen": request.user.preferences})


@public(methods=("POST",))
def language(request: HttpRequest) -> HttpResponse:
    """Switch the language: kept in a cookie and, when signed in, with the person."""
    chosen = request.POST.get("language", "")
    if chosen not in dict(settings.LANGUAGES):
        return HttpResponse(status=422)
    if person := person_of(request):
        remember(person, language=chosen)
    response = _back(request)
    _keep(response, settings.LANGUAGE_COOKIE_NAME, chosen)
    return response


@public(methods=("POST",))
def theme(request: HttpRequest) -> HttpResponse:
    """Switch between light, dark and what the system says."""
    chosen = request.POST.get("theme", "")
    if chosen not in THEMES:
        return HttpResponse(status=422)
    if person := person_of(request):
        remember(person, theme=chosen)
    response = _back(request)
    _keep(response, THEME_COOKIE, chosen)
    return response


@page(methods=("POST",))
def preference(request: Request) -> HttpResponse:
    """Keep one small choice of a person (unit of money, density of lists)."""
    name, value = request.POST.get("name", ""), request.POST.get("value", "")
    if value not in PREFERENCES.get(name, ()):
        return HttpResponse(status=422)
    remember(request.user, preferences={**request.user.preferences, name: value})
    return _back(request)


@public()
def healthz(_request: HttpRequest) -> JsonResponse:
    """For load balancers and the start script: does the process answer, does the database?"""
    try:
        connection.ensure_connection()
        well = connection.is_usable()
    except DatabaseError:
        well = False
    return JsonResponse({"database": "ok" if well else "down"}, status=200 if well else 503)


@public()
def robots(_request: HttpRequest) -> HttpResponse:
    """Nothing here is for search engines."""
    return HttpResponse("User-agent: *\nDisallow: /\n", content_type="text/plain")


@public()
def favicon(_request: HttpRequest) -> HttpResponse:
    """Browsers ask for this address unasked; the picture itself is a static file."""
    return HttpResponse(status=308, headers={"Location": static("img/pursuit.svg")})


def _back(request: HttpRequest) -> HttpResponse:
    """To the page the form was on; htmx reloads it."""
    if getattr(request, "htmx", False):
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    there = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(there, allowed_hosts={request.get_host()}):
        there = "/"
    return HttpResponse(status=303, headers={"Location": there})


def _keep(response: HttpResponse, name: str, value: str) -> None:
    response.set_cookie(name, value, max_age=YEAR, samesite="Lax", httponly=True, secure=settings.SESSION_COOKIE_SECURE)
