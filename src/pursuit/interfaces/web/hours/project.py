"""Time on a project: who, on what, and how that compares with the plan."""

from django.http import HttpResponse
from django.shortcuts import render

from pursuit.domain.hours.models.sheet import VIEW
from pursuit.domain.hours.queries.of_record import Time, of_record
from pursuit.domain.hours.rules.lengths import shown
from pursuit.interfaces.web.projects.frame import frame
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request

MOST = 300


@page(VIEW)
def of_project(request: Request, pk: int) -> HttpResponse:
    """By person and by task; only what was handed in counts."""
    head = frame(request, pk, "hours")
    found: Time = of_record(request.actor, head.row.subject)
    context = {
        **head.context,
        "found": found,
        "approved": shown(found.approved) or "0",
        "submitted": shown(found.submitted) or "0",
        "planned": None if found.planned is None else shown(found.planned) or "0",
        "share": None if not found.planned else round(100 * found.spent / found.planned),
        "lines": [
            (one, shown(one.approved), shown(one.submitted), "" if one.planned is None else shown(one.planned))
            for one in found.lines[:MOST]
        ],
        "people": [(one, shown(one.approved), shown(one.submitted)) for one in found.people],
    }
    return render(request, "hours/project.html", context)
