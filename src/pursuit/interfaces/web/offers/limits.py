"""What each role may give away without asking."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from pursuit.domain.offers.actions.approval import LIMITS, drop_limit, set_limit
from pursuit.domain.offers.queries import limits as queries
from pursuit.interfaces.web.forms.form import ActionForm
from pursuit.interfaces.web.forms.views import form_page
from pursuit.interfaces.web.offers.words import decimals, sections
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.interfaces.web.shell.toasts import Toast, see_other


@page("offers.view")
def limits(request: Request) -> HttpResponse:
    """The table; everybody who sees quotes may know the rules."""
    mine = queries.limit_of(request.actor)
    context = {
        "nav": "offers",
        "table": queries.table(),
        "mine": mine,
        "may_set": request.actor.may(LIMITS),
        "tabs": sections(request.actor, ""),
    }
    return render(request, "offers/limits.html", context)


@page(LIMITS, methods=("GET", "POST"))
def limit(request: Request, pk: int) -> HttpResponse:
    """The limit of one role."""
    role, row = queries.of_role(pk)
    stored = {"discount": decimals(row.discount_bp, 2), "margin": decimals(row.margin_bp, 2)} if row else {}
    form = ActionForm(set_limit, request.actor, names=("discount", "margin"), fixed={"role": pk}, stored=stored)
    url = reverse("offers:limits")
    return form_page(
        request,
        form,
        title=_("Limit of %s") % role,
        button=_("Save"),
        done=lambda _row: url,
        said=_("Saved."),
        cancel=url,
        draft=f"limit-{pk}",
        context={"nav": "offers"},
    )


@page(LIMITS, methods=("POST",))
def limit_removal(request: Request, pk: int) -> HttpResponse:
    """This role may give nothing away by itself."""
    drop_limit.run(request.actor, {"role": pk})
    return see_other(request, reverse("offers:limits"), Toast(_("This role now gives nothing away without asking.")))
