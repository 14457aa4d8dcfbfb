"""Showing a plan to somebody outside: what they would see, the shares there are, ending one."""

from collections.abc import Mapping

from django.conf import settings
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from pursuit.domain.plans.models import Plan
from pursuit.domain.sharing.actions.shares import DAYS, Shared, revoke_share, share_plan
from pursuit.domain.sharing.models import RowsShown
from pursuit.domain.sharing.queries import shares as queries
from pursuit.domain.sharing.queries.outside import Chosen, steps
from pursuit.interfaces.web.forms.form import ActionForm
from pursuit.interfaces.web.plans.rows import visible_plan
from pursuit.interfaces.web.projects.frame import frame
from pursuit.interfaces.web.sharing.sheet import sheet
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.interfaces.web.shell.toasts import Toast, see_other
from pursuit.kernel import access, clock

NAMES = ("name", "heading", "message", "rows", "language", "days", "owners")
MOST_LISTED = 500


@page(queries.SHARE, methods=("GET", "POST"))
def of_plan(request: Request, pk: int) -> HttpResponse:
    """Who reads this plan, and one more; the address of a new one is in the answer and never again."""
    head = frame(request, pk, "plan")
    access.require(request.actor, queries.SHARE, head.row.subject)
    plan = visible_plan(request.actor, pk)
    held = [int(one) for one in request.POST.getlist("held_back") if one.isdecimal() and len(one) < 19]
    fixed: dict[str, object] = {"about": pk, "held_back": held, "password": request.POST.get("password", "")}
    start = {
        "rows": RowsShown.LINKED.value,
        "language": settings.LANGUAGE_CODE,
        "days": DAYS,
        "heading": head.row.title,
    }
    form = ActionForm(share_plan, request.actor, names=NAMES, fixed=fixed, stored=start)
    made: Shared | None = form.submit(request) if request.method == "POST" else None
    if made:
        form = ActionForm(share_plan, request.actor, names=NAMES, fixed=fixed, stored=start)
    context: dict[str, object] = {
        **head.context,
        "form": form,
        "made": made,
        "link": settings.BASE_URL + reverse("sharing:outside", args=[made.secret]) if made else "",
        "shares": queries.of_plan(request.actor, plan),
        **_preview(request, plan, QueryDict() if made else request.POST),
    }
    status = 422 if request.method == "POST" and made is None else 200
    response = render(request, "sharing/plan.html", context, status=status)
    response["Cache-Control"] = "no-store"
    return response


@page(queries.SHARE)
def preview(request: Request, pk: int) -> HttpResponse:
    """What somebody outside would see, as the form stands."""
    plan = visible_plan(request.actor, pk)
    access.require(request.actor, queries.SHARE, plan.subject)
    return render(request, "sharing/preview.html", _preview(request, plan, request.GET))


def _preview(request: Request, plan: Plan, asked: QueryDict) -> Mapping[str, object]:
    """held: rows that are left out stay in the preview, crossed out, so that they can be put back."""
    rows = asked.get("rows", "")
    chosen = Chosen(rows if rows in RowsShown.values else RowsShown.LINKED, asked.get("owners") in {"true", "on", "1"})
    held = {int(one) for one in asked.getlist("held_back") if one.isdecimal()}
    shown = steps(request.actor, plan, chosen)
    return {"sheet": sheet(shown, clock.today()), "held": held}


@page(queries.SHARE)
def every(request: Request) -> HttpResponse:
    """All live shares of plans one may share."""
    rows = list(queries.live(request.actor)[: MOST_LISTED + 1])
    context = {"shares": rows[:MOST_LISTED], "more": len(rows) > MOST_LISTED, "nav": "execution", "all": True}
    return render(request, "sharing/list.html", context)


@page(queries.SHARE, methods=("POST",))
def revocation(request: Request, pk: int) -> HttpResponse:
    """End one."""
    row = revoke_share.run(request.actor, {"share": pk})
    back = reverse("sharing:plan", args=[row.plan.subject_id])
    return see_other(request, back, Toast(_("“%s” was revoked.") % row.name))
