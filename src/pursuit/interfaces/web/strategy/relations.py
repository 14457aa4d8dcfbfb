"""Relationship plans, for readers of the decision chain; that somebody looked is written down there."""

from django.http import HttpResponse
from django.shortcuts import render

from pursuit.domain.chain.actions.looking import open_chain
from pursuit.domain.projects.queries.projects import project
from pursuit.domain.strategy.queries import moves as queries
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.interfaces.web.strategy.frame import VIEW, ground, may_write_chain


@page(VIEW)
def relations(request: Request, pk: int) -> HttpResponse:
    """Who is to be won, from where to where, by what, and whether it moved."""
    project(request.actor, pk)  # one that cannot be seen is not there
    open_chain.run(request.actor, {"project": pk})
    head = ground(request, pk, "relations")
    planned = queries.moves(request.actor, head.project) or []
    people = queries.people(request.actor, head.project, planned)
    context = {
        **head.context,
        "people": people,
        "moves": planned,
        "without": [one for one in people if not one.moves],
        "may_plan": head.may_write and may_write_chain(request, head.project),
    }
    return render(request, "strategy/relations.html", context)
