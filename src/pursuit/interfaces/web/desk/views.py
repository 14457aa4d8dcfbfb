"""我的工作台."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pursuit.domain.collaboration.queries import notifications
from pursuit.domain.pipeline.queries import desk as queries
from pursuit.domain.pipeline.queries.sight import sight as sight_of
from pursuit.domain.projects.queries.projects import projects
from pursuit.interfaces.web.desk.lines import lines
from pursuit.interfaces.web.settings.checklist import checklist
from pursuit.interfaces.web.shell import formats
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.kernel import clock
from pursuit.kernel.errors import Text
from pursuit.kernel.money import company_currency

FIGURES: dict[str, Text] = {
    "open": _("Open deals"),
    "quarter": _("To be signed this quarter"),
    "late": _("Sign date has passed"),
    "idle": _("Next step overdue"),
    "won": _("Won this year"),
}
SHOWN = 11  # lines that fit a screen of 1400 × 900 without scrolling
STRIP = 7


@page()
def desk(request: Request) -> HttpResponse:
    """What needs me today, and my projects beside it."""
    actor = request.actor
    everything = request.GET.get("all") == "1"
    most = queries.MOST if everything else SHOWN
    mine = queries.my_desk(actor, STRIP + 1, most) if actor.may("projects.view") else queries.Desk([], 0, [])
    # Of many only the gravest can be among those shown.
    found = lines(actor, mine.items)
    count = len(found) + mine.count - len(mine.items)
    context = {
        "nav": "home",
        "lines": found if everything else found[:SHOWN],
        "count": count,
        "more": 0 if everything else max(count - SHOWN, 0),
        "strip": mine.strip[:STRIP],
        "strip_more": len(mine.strip) > STRIP,
        "mine_url": f"{reverse('projects:list')}?f.owner.in=me&f.status.in=active",
        "notices": notifications.inbox(actor, only_unread=True, limit=4).groups,
        "notices_url": reverse("collaboration:notifications"),
        "checklist": checklist(actor),
        "empty": not found and not mine.strip and not projects(actor).filter(subject__type="project").exists(),
        "today": formats.day(clock.today()),
        "currency": company_currency(),
        "may_create": actor.may("projects.edit"),
        "sees_projects": actor.may("projects.view"),
    }
    return render(request, "desk/desk.html", context)


@page("projects.view")
def sight(request: Request) -> HttpResponse:
    """A fragment: the deals the reader sees in a few figures, each leading to its list."""
    url = reverse("projects:list")
    figures = [(FIGURES[one.code], one, f"{url}?{one.query}") for one in sight_of(request.actor)]
    shown = any(one.count for _label, one, _url in figures)
    return render(request, "desk/sight.html", {"figures": figures if shown else [], "currency": company_currency()})
