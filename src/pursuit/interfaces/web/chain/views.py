"""Map and table of a decision chain, its past, its export. Every look goes through open_chain, which writes it down."""

import csv
import io
from datetime import datetime, time

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from pursuit.domain.chain.actions.looking import open_chain
from pursuit.domain.chain.queries import chain as queries
from pursuit.domain.chain.queries.chain import ChainView
from pursuit.domain.projects.queries.projects import project
from pursuit.interfaces.web.chain import pictures
from pursuit.interfaces.web.chain.drawing import Person, Tie, draw
from pursuit.interfaces.web.projects.frame import frame
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.kernel import clock, dates, terms
from pursuit.kernel.errors import Refused
from pursuit.kernel.listing.export import guard

SUPPORT = (3, 2, 1, 0, -1)


@page("projects.view")
def chain_map(request: Request, pk: int) -> HttpResponse:
    """The chain as it is now: a map, and the same as a table (which a phone shows instead)."""
    view = _opened(request, pk, "view")
    people, ties = pictures.now(view)
    moments = queries.moments(request.actor, pk)
    context = {
        **frame(request, pk, "chain").context,
        **_drawn(people, ties),
        "view": view,
        "coverage": view.coverage,
        "moments": moments,
        "last": len(moments) - 1,
        "as_table": request.GET.get("view") == "table",
        "may_write": queries.may_write(request.actor, view.project),
        "today": clock.today(),
    }
    return render(request, "chain/chain.html", context)


@page("projects.view")
def past(request: Request, pk: int) -> HttpResponse:
    """The chain as it was: ?stop=N of its changes, or ?day=… at that day's end."""
    moments = queries.moments(request.actor, pk)
    moment = _moment(request, moments)
    view = _opened(request, pk, "replay")
    people, ties = pictures.then(queries.chain_at(request.actor, pk, moment), moment)
    context = {**_drawn(people, ties), "project": view.project, "moment": moment, "past": True}
    if request.htmx:
        return render(request, "chain/drawn.html", context)
    later = {"moments": moments, "last": len(moments) - 1, "stop": request.GET.get("stop", "")}
    return render(request, "chain/past.html", frame(request, pk, "chain").context | context | later)


@page("projects.view", methods=("POST",))
def export(request: Request, pk: int) -> HttpResponse:
    """The table as a file; a POST, because that somebody took it is written down."""
    view = _opened(request, pk, "export")
    answer = HttpResponse(_csv(view), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="chain-{pk}-{clock.today():%Y%m%d}.csv"'
    return answer


def _opened(request: Request, pk: int, what: str) -> ChainView:
    """The look that is written down; a project one cannot see is not there."""
    project(request.actor, pk)
    return open_chain.run(request.actor, {"project": pk, "what": what})


def _drawn(people: list[Person], ties: list[Tie]) -> dict[str, object]:
    names = {one.id: one.name for one in people}
    return {
        "picture": draw(people, ties) if people else None,
        "people": sorted(people, key=lambda one: (-(one.influence or 0), one.id)),
        "ties": [(tie, names.get(tie.source, "?"), names.get(tie.target, "?")) for tie in ties],
        "kinds": pictures.kinds(),
        "supports": SUPPORT,
    }


def _moment(request: Request, moments: list[datetime]) -> datetime:
    """The end of a day, or one of the chain's own changes."""
    day = request.GET.get("day", "")
    if day:
        try:
            return timezone.make_aware(datetime.combine(dates.parse_day(day), time.max))
        except ValueError as error:
            raise Refused("bad_day", str(error), "day") from error
    stop = request.GET.get("stop", "")
    at = int(stop) if stop.isdecimal() and len(stop) < 6 else len(moments) - 1
    return moments[min(at, len(moments) - 1)] if moments else clock.now()


def _csv(view: ChainView) -> bytes:
    out = io.StringIO()
    lines = csv.writer(out)
    lines.writerow(
        [_("Name"), _("Department"), _("Job title"), _("Role in the decision"), _("Support"), _("Influence"),
         _("Last contact")]
    )  # fmt: skip
    for one in view.members:
        row = one.member
        role = terms.label("chain_role", row.role) if row.role else ""
        cells = [one.name, row.department, row.job_title, role, row.support, row.influence, one.met_on]
        lines.writerow([guard("" if cell is None else str(cell)) for cell in cells])
    return b"\xef\xbb\xbf" + out.getvalue().encode()
