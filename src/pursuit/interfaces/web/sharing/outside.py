"""A plan as somebody outside reads it: no sign-in, no cookie, nothing but what was chosen to be shown."""

from django.conf import settings
from django.contrib.auth.hashers import check_password
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt

from pursuit.domain.sharing.actions.shares import note_viewed
from pursuit.domain.sharing.models import SharedPlan
from pursuit.domain.sharing.queries.outside import Chosen, steps
from pursuit.domain.sharing.queries.shares import opened
from pursuit.interfaces.web.sharing.limits import GUESSES, too_many, unlogged
from pursuit.interfaces.web.sharing.sheet import sheet
from pursuit.interfaces.web.shell.access import public
from pursuit.kernel import clock, tokens
from pursuit.kernel.actor import Actor

LANGUAGES = ("zh-hans", "en")
OFFERED = [(code, name) for code, name in settings.LANGUAGES if code in LANGUAGES]


@public(methods=("GET", "POST"))
@csrf_exempt  # a POST only says the password: there is no session that others could misuse
def plan(request: HttpRequest, secret: str) -> HttpResponse:
    """The plan, or the question for its password. Unknown, over, revoked: all the same 404."""
    found = opened(secret)
    if no := too_many(request, f"share:{tokens.digest(secret)}" if found else ""):
        return no
    if found is None:
        return _closed(unlogged(render(request, "sharing/over.html", {"asked": ""}, status=404)))
    row, actor = found
    asked = request.GET.get("language", "")
    with translation.override(asked if asked in LANGUAGES else row.language):
        return _closed(_opened(request, row, actor))


def _opened(request: HttpRequest, row: SharedPlan, actor: Actor) -> HttpResponse:
    if row.password:
        given = request.POST.get("password", "") if request.method == "POST" else ""
        if request.method == "POST" and (no := too_many(request, f"password:{row.pk}", GUESSES)):
            return no
        if not given or not check_password(given[:200], row.password):
            context = {"share": row, "wrong": request.method == "POST"}
            return unlogged(render(request, "sharing/password.html", context, status=401))
    shown = steps(actor, row.plan, Chosen(row.rows, row.owners, row.held))
    context = {"share": row, "sheet": sheet(shown, clock.today()), "languages": () if row.password else OFFERED}
    response = render(request, "sharing/outside.html", context)
    note_viewed(row)
    return response


def _closed(response: HttpResponse) -> HttpResponse:
    """The address is a secret: into no cache, no index, no Referer."""
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "no-referrer"
    return response
