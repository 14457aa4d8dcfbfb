"""One's own calendar feeds."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pursuit.domain.sharing.actions.feeds import Made, create_feed, renew_feed, revoke_feed
from pursuit.domain.sharing.queries import feeds as queries
from pursuit.interfaces.web.forms.form import ActionForm
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.interfaces.web.shell.toasts import Toast, see_other
from pursuit.kernel.errors import Text

PARTS: dict[str, Text] = {
    "tasks": gettext_lazy("My tasks"),
    "milestones": gettext_lazy("Milestones of my projects"),
    "visits": gettext_lazy("My visits"),
    "absences": gettext_lazy("My absences"),
}


@page(queries.OWN, methods=("GET", "POST"))
def feeds(request: Request) -> HttpResponse:
    """Mine; POST makes one and shows its address this one time."""
    form = ActionForm(create_feed, request.actor)
    made = form.submit(request) if request.method == "POST" else None
    return _shown(request, made, None if made else form)


@page(queries.OWN, methods=("POST",))
def renewal(request: Request, pk: int) -> HttpResponse:
    """A new address."""
    return _shown(request, renew_feed.run(request.actor, {"feed_id": pk}), None)


@page(queries.OWN, methods=("POST",))
def revocation(request: Request, pk: int) -> HttpResponse:
    """End one."""
    row = revoke_feed.run(request.actor, {"feed_id": pk})
    return see_other(request, reverse("feeds:mine"), Toast(_("“%s” was revoked.") % row.name))


def _shown(request: Request, made: Made | None, form: ActionForm | None) -> HttpResponse:
    rows = [(row, ", ".join(str(PARTS[part]) for part in row.parts)) for row in queries.mine(request.actor)]
    context = {
        "form": form or ActionForm(create_feed, request.actor),
        "made": made,
        "link": settings.BASE_URL + reverse("feeds:calendar", args=[made.secret]) if made else "",
        "feeds": rows,
        "nav": "",
    }
    status = 422 if request.method == "POST" and made is None else 200
    response = render(request, "feeds/mine.html", context, status=status)
    response["Cache-Control"] = "no-store"
    return response
