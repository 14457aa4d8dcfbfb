"""Decision points of all projects, as the director looks at them."""

from django.http import HttpResponse
from django.shortcuts import render

from pursuit.domain.gates.queries.house_rules import house_rules
from pursuit.domain.gates.queries.overview import overview as look
from pursuit.interfaces.web.projects import faces
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.kernel import clock


@page("gates.view")
def overview(request: Request) -> HttpResponse:
    """What waits, what ends, what is at risk."""
    tabs = faces.tabs(request, "points")
    context = {
        "nav": "projects",
        "tabs": tabs,
        "found": look(request.actor),
        "today": clock.today(),
        "rules": house_rules(),
    }
    return render(request, "gates/overview.html", context)
