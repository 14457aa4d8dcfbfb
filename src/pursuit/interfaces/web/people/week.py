"""How much of a week people have, and what an hour of theirs costs: the lists and the sheets."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pursuit.domain.people.actions.planning import remove_capacity, remove_cost_rate, set_capacity, set_cost_rate
from pursuit.domain.people.queries import people, planning, units
from pursuit.interfaces.web.forms.form import ActionForm
from pursuit.interfaces.web.forms.views import form_page
from pursuit.interfaces.web.lists.views import Create, list_page
from pursuit.interfaces.web.people.tabs import tabs
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.interfaces.web.shell.toasts import Toast, see_other
from pursuit.kernel import clock

CAPACITY, RATES = "people.capacity.edit", "people.rates.edit"
NEW_CAPACITY = Create(gettext_lazy("Set a capacity"), "people:capacity-new", CAPACITY)
NEW_RATE = Create(gettext_lazy("Set a cost rate"), "people:cost-rate-new", RATES)


@page("people.capacity.view")
def capacity_list(request: Request) -> HttpResponse:
    """Who works how much of a week from when on."""
    empty = {
        "icon": "clock-hour-4", "title": _("Everybody works full time"),
        "text": _("Where somebody works less from a day on, enter it here: plans then count on less."),
    }  # fmt: skip
    shown = tabs(request.actor, "people:capacities")
    return list_page(request, planning.CAPACITIES, create=NEW_CAPACITY, tabs=shown, empty=empty)


@page(CAPACITY, methods=("GET", "POST"))
def new_capacity(request: Request) -> HttpResponse:
    """From a day on; of the person the address names, or of one chosen here."""
    whom, back = _whom(request, "people:capacities")
    names = ("percent", "since", "reason") if whom else ("user", "percent", "since", "reason")
    form = ActionForm(set_capacity, request.actor, names=names, fixed=whom, stored={"since": clock.today()})
    title = _("Capacity of %s") % people.person(request.actor, whom["user"]) if whom else _("Capacity")
    return form_page(
        request, form, title=title, button=_("Save"), done=lambda _row: back, said=_("The capacity was set."),
        cancel=back, draft=f"capacity-{whom.get('user', '')}",
    )  # fmt: skip


@page(CAPACITY, methods=("POST",))
def capacity_removal(request: Request, pk: int) -> HttpResponse:
    """What was before it holds on."""
    _user, back = _whom(request, "people:capacities")
    remove_capacity.run(request.actor, {"capacity": pk})
    return see_other(request, back, Toast(_("The capacity was removed.")))


@page("people.rates.view")
def cost_rate_list(request: Request) -> HttpResponse:
    """What hours cost, of people and of units."""
    empty = {
        "icon": "coins", "title": _("No cost rate was entered yet"),
        "text": _("A rate of a unit holds for all in it without one of their own. Only who holds the right sees them."),
    }  # fmt: skip
    shown = tabs(request.actor, "people:cost-rates")
    # An hour costs some hundred: nobody reads that in 万.
    context = {"money_unit": "full"}
    return list_page(request, planning.COST_RATES, create=NEW_RATE, tabs=shown, empty=empty, context=context)


@page(RATES, methods=("GET", "POST"))
def new_cost_rate(request: Request) -> HttpResponse:
    """From a day on; of the person or unit the address names, or of one chosen here."""
    whom, back = _whom(request, "people:cost-rates")
    names = ("amount", "since") if whom else ("user", "unit", "amount", "since")
    form = ActionForm(set_cost_rate, request.actor, names=names, fixed=whom, stored={"since": clock.today()})
    title = _("Cost rate")
    if "user" in whom:
        title = _("Cost rate of %s") % people.person(request.actor, whom["user"])
    elif "unit" in whom:
        title = _("Cost rate of %s") % units.unit(request.actor, whom["unit"])
    for field in form.fields:
        if field.name == "unit":
            field.help = _("For whoever in it has no rate of their own; then leave the person empty.")
    return form_page(
        request, form, title=title, button=_("Save"), done=lambda _row: back, said=_("The cost rate was set."),
        cancel=back, draft=f"cost-rate-{back}",
    )  # fmt: skip


@page(RATES, methods=("POST",))
def cost_rate_removal(request: Request, pk: int) -> HttpResponse:
    """Take a rate back: the one before it holds on."""
    _one, back = _whom(request, "people:cost-rates")
    remove_cost_rate.run(request.actor, {"cost_rate": pk})
    return see_other(request, back, Toast(_("The cost rate was taken back.")))


def _whom(request: Request, elsewhere: str) -> tuple[dict[str, int], str]:
    """The person or unit a sheet is about, as a keyword, and the page to go back to."""
    for name, url in (("user", "people:person"), ("unit", "people:unit")):
        asked = request.GET.get(name, "")
        if asked.isdecimal():
            return {name: int(asked)}, reverse(url, args=[int(asked)])
    return {}, reverse(elsewhere)
