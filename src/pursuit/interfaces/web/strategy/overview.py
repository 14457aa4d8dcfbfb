"""What is next for a strategy, and how far each part is."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from pursuit.domain.strategy.queries import parts, rivals
from pursuit.domain.strategy.queries.paper import target_words
from pursuit.domain.strategy.queries.standing import standing
from pursuit.domain.strategy.rules.gaps import gaps
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.interfaces.web.strategy import words
from pursuit.interfaces.web.strategy.frame import VIEW, ground
from pursuit.kernel.errors import Text


@dataclass(frozen=True, slots=True)
class Next:
    """A line of what is missing, with the button that leads there."""

    tone: str
    text: str
    button: Text
    url: str


@page(VIEW)
def project(request: Request, pk: int) -> HttpResponse:
    """The first page of the tab."""
    head = ground(request, pk, "overview")
    now = standing(request.actor, head.project)
    compared = rivals.comparison(request.actor, head.project)
    told = parts.lines(request.actor, head.project)
    acted = sum(one.state not in ("open", "reason") for one in told)
    context = {
        **head.context,
        "now": now,
        "gaps": [
            Next(one.tone, words.gap(one), words.GAPS[one.code][1], reverse(f"strategy:{one.part}", args=[pk]))
            for one in gaps(now)
            if one.code != "open_lines"  # stands above
        ],
        "themes": parts.themes(request.actor, head.project),
        "target": target_words(compared),
        "compared": compared,
        "sheets": [(one, sum(line.state == "open" for line in one.lines)) for one in
                   parts.sheets(request.actor, head.project, told)],
        "acted": acted,
    }  # fmt: skip
    return render(request, "strategy/overview.html", context)
