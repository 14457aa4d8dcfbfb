"""The money of a project: its plans, what came of them, what to do next."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from pursuit.domain.contracts.queries import contracts
from pursuit.domain.finance.queries import figures, money, standing
from pursuit.domain.finance.queries.shown import shown
from pursuit.interfaces.web.finance.drawing import chart
from pursuit.interfaces.web.projects.frame import frame
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.kernel import clock

VIEW = "finance.view"


@page(VIEW)
def of_project(request: Request, pk: int) -> HttpResponse:
    """The tab."""
    head = frame(request, pk, "finance")
    actor = request.actor
    rows = contracts.of_project(actor, pk) if actor.may(contracts.VIEW) else []
    sales = [row for row in rows if row.kind != contracts.PURCHASE]
    plans = money.plans_of(actor, sales)
    every = [row for one in plans for row in one.rows]
    found = figures.forecast(actor, project=pk) if every else None
    context = {
        **head.context,
        "plans": [shown(actor, one) for one in plans],
        "standing": standing.standing(every, [one.contract for one in plans if one.contract.state != "draft"]),
        "forecast": found,
        "chart": chart(found.months) if found else None,
        "today": clock.today(),
        "bonds": money.bonds_about(actor, [pk, *(row.pk for row in rows)]) if actor.may("finance.bond.view") else [],
        "sees_bonds": actor.may("finance.field.bond"),
        "may_bond": actor.may("finance.bond.edit"),
        "may_create": actor.may("contracts.edit"),
        "new_contract": f"{reverse('contracts:new')}?project={pk}",
        **money.parts_of(actor, [row.pk for row in sales]),
    }
    return render(request, "finance/project.html", context)
