"""A business "no" as a page, or as a toast where htmx asked."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from pursuit.interfaces.web.shell.person import actor_of
from pursuit.interfaces.web.shell.toasts import Toast, with_toast
from pursuit.kernel.errors import Refused, Text

STATUS = {"invalid": 422, "forbidden": 403, "missing": 404, "conflict": 409, "stale": 409}
HEADINGS: dict[str, Text] = {
    "invalid": _("That does not work like this"),
    "forbidden": _("You may not do this"),
    "missing": _("There is nothing here for you"),
    "conflict": _("Something else happened first"),
    "stale": _("Somebody saved a newer version"),
}
ADVICE: dict[str, Text] = {
    "invalid": _("Go back, correct it and send it again. What you typed is kept."),
    "forbidden": _("Ask the person responsible, or an administrator, for the right."),
    "missing": _("It may have been deleted, or it belongs to others. Check the address, or search for it."),
    "conflict": _("Open the record again to see where it stands now."),
    "stale": _("Open the record again, look at what changed, and enter your change once more. What you typed is kept."),
}


def refusal(request: HttpRequest, refused: Refused) -> HttpResponse:
    """The answer to an action's no."""
    status = STATUS[refused.kind]
    if getattr(request, "htmx", False):
        response = HttpResponse(status=status, headers={"HX-Reswap": "none"})
        return with_toast(response, Toast(str(refused.message), tone="act"))
    context = {
        "heading": HEADINGS[refused.kind],
        "message": refused.message,
        "advice": ADVICE[refused.kind],
        "layout": "base.html" if actor_of(request) else "quiet.html",
        "status": status,
    }
    return render(request, "errors/refused.html", context, status=status)
