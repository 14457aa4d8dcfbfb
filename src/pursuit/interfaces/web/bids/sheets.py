"""Side sheets over one bid: a form drawn from an action, and the way back to where it was opened."""

from collections.abc import Callable, Mapping, Sequence

from django.http import HttpResponse
from django.utils.translation import gettext as _

from pursuit.domain.bids.models import Bid
from pursuit.interfaces.web.forms.form import ActionForm
from pursuit.interfaces.web.forms.views import form_page
from pursuit.interfaces.web.projects.sheets import where_from
from pursuit.interfaces.web.shell.request import Request
from pursuit.interfaces.web.shell.toasts import Toast, see_other
from pursuit.kernel.action import AnyAction
from pursuit.kernel.errors import Refused, Text


def bid_sheet(
    request: Request,
    row: Bid,
    action: AnyAction,
    *,
    title: Text,
    back: str,
    button: Text = "",
    said: Text = "",
    names: Sequence[str] | None = None,
    fixed: Mapping[str, object] | None = None,
    stored: Mapping[str, object] | None = None,
    intro: Text = "",
    draft: str = "",
    shape: Callable[[ActionForm], None] = lambda _form: None,
) -> HttpResponse:
    """A form about a bid the reader may change (the caller has asked). shape: what a page makes of its fields."""
    form = ActionForm(action, request.actor, names=names, fixed={"bid": row.pk, **(fixed or {})}, stored=stored)
    shape(form)
    there = where_from(request, back)
    return form_page(
        request,
        form,
        title=title,
        button=button or _("Save"),
        done=lambda _row: there,
        said=said or _("Saved."),
        cancel=back,
        draft=f"{action.code}-{row.pk}{draft}",
        context={"nav": "projects", "intro": intro or row.title},
    )


def refused(request: Request, url: str, no: Refused) -> HttpResponse:
    """A button that cannot be pressed now: back to the page, with why."""
    if no.kind in ("missing", "forbidden"):
        raise no
    return see_other(request, url, Toast(str(no.message), tone="watch"))
