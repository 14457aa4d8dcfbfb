"""Looking back: one project week by week; the pipeline by week and stage; what changed since last week."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from pursuit.domain.insight.queries import snapshots as queries
from pursuit.domain.insight.queries.snapshots import WeekTotal
from pursuit.domain.projects.queries.projects import project
from pursuit.interfaces.web.insight.drawing import Spark, bars, spark
from pursuit.interfaces.web.insight.words import told
from pursuit.interfaces.web.shell import formats
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.kernel import clock
from pursuit.kernel.money import company_currency, exponent

SPANS = (8, 13, 26, 52)  # weeks back that may be chosen


@page("projects.view")
def weeks(request: Request) -> HttpResponse:
    """The pipeline of what the reader sees, as it was, and what differs from last week."""
    asked = request.GET.get("weeks", "")
    span = int(asked) if asked.isdecimal() and int(asked) in SPANS else SPANS[1]
    this = clock.week_of(clock.today())
    totals = queries.totals(request.actor, this - timedelta(weeks=span - 1))
    drawn = bars(totals)
    currency = company_currency()
    in_ten_thousands = formats.default_unit() == "wan"
    scale = 10 ** exponent(currency) * (formats.WAN if in_ten_thousands else 1000)
    context = {
        "nav": "insight",
        "span": span,
        "spans": SPANS,
        "bars": drawn,
        "tops": [(f"{total / scale:,.0f}", x, y) for total, x, y in drawn.tops] if drawn else [],
        "unit": formats.named(_("×10k") if in_ten_thousands else "×1000", currency),
        "table": _by_week(totals),
        "changed": [(one.project, told(one.changes)) for one in queries.changed_since(request.actor, most=200)[:30]],
        "next_week": this + timedelta(days=7),
        "currency": currency,
    }
    return render(request, "insight/weeks.html", context)


@page("projects.view")
def one_project(request: Request, pk: int) -> HttpResponse:
    """One project week by week."""
    row = project(request.actor, pk)
    pictures = list(queries.history(request.actor, pk))
    sparks: list[tuple[str, Spark]] = []
    for name in ("amount", "probability"):
        drawn = spark([getattr(one, name) for one in pictures])
        if drawn:
            sparks.append((name, drawn))
    context = {
        "nav": "insight",
        "project": row,
        "pictures": pictures[::-1],
        "first": pictures[0].week if pictures else None,
        "sparks": sparks,
        "next_week": clock.week_of(clock.today()) + timedelta(days=7),
    }
    return render(request, "insight/project.html", context)


def _by_week(totals: list[WeekTotal]) -> list[tuple[object, int, int, int, list[WeekTotal]]]:
    """Newest week first: day, count, sum, weighted sum, its stages."""
    found: dict[object, list[WeekTotal]] = {}
    for one in totals:
        found.setdefault(one.week, []).append(one)
    return [
        (
            week,
            sum(one.count for one in rows),
            sum(one.base for one in rows),
            sum(one.weighted for one in rows),
            rows,
        )
        for week, rows in reversed(found.items())
    ]
