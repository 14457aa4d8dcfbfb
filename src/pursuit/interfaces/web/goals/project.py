"""The goals of a project: the single sales objective, each goal with its letters, how far, what is next."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from pursuit.domain.goals.models.node import EDIT, VIEW
from pursuit.domain.goals.queries import goals as queries
from pursuit.domain.goals.queries import progress
from pursuit.domain.goals.queries.figures import Units
from pursuit.domain.goals.rules.smart import missing
from pursuit.interfaces.web.goals import words
from pursuit.interfaces.web.projects.frame import frame
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request


@page(VIEW)
def of_project(request: Request, pk: int) -> HttpResponse:
    """A tab of the project's page."""
    head = frame(request, pk, "goals", ("objective",))
    actor, units = request.actor, Units()
    found = []
    for row in queries.of_project(actor, pk):
        letters = progress.letters(actor, row, units)
        tone = words.STATE_TONES[row.state]
        found.append((row, progress.standing(actor, row, units), letters, missing(letters), tone))
    may_set = bool(head.context["may_edit"]) and actor.may(EDIT)
    new_url = f"{reverse('goals:new')}?project={pk}&kind=other"
    context = {
        **head.context, "found": found, "may_set": may_set, "objective": head.fact["objective"], "new_url": new_url
    }  # fmt: skip
    return render(request, "goals/project.html", context)
