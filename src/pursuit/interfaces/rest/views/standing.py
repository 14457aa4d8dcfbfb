"""How things stand, computed: decision points of a project, what cash is expected when."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from pursuit.domain.finance.queries import figures
from pursuit.domain.gates.models import Sheet
from pursuit.domain.gates.queries import records
from pursuit.domain.gates.queries.lines import Line
from pursuit.domain.gates.queries.points import Point
from pursuit.domain.gates.queries.points import points as points_of
from pursuit.domain.projects.models import Project
from pursuit.domain.projects.queries.projects import project
from pursuit.interfaces.rest.answers import answer
from pursuit.interfaces.rest.auth import actor_of
from pursuit.interfaces.rest.parameters import allow, number
from pursuit.interfaces.rest.represent import require_look
from pursuit.interfaces.rest.shapes import Json
from pursuit.kernel.errors import Refused
from pursuit.kernel.money import Money

MONTHS = 60


def points(request: HttpRequest, pk: int) -> HttpResponse:
    """Every decision point with what it asks for, what proves it, and what still stops it."""
    allow(request)
    actor = actor_of(request)
    require_look(actor, "gates.view")
    row = project(actor, pk)
    return answer({"points": [_point(one) for one in points_of(row)], "scorecards": _scorecards(row)})


def cash(request: HttpRequest) -> HttpResponse:
    """Cash expected month by month: of everything the caller sees, or of one project."""
    allow(request, "project", "months")
    actor = actor_of(request)
    require_look(actor, "finance.view")
    about, months = number(request, "project"), number(request, "months")
    if months is not None and not 1 <= months <= MONTHS:
        raise Refused("out_of_range", _("Choose 1 to %d months.") % MONTHS, "months")
    if about is not None:
        project(actor, about)
    found = figures.forecast(actor, project=about, months=months or 12)
    return answer(
        {
            "at": found.at,
            "currency": found.currency,
            "months": _months(found.months),
            "by_currency": {currency: _months(rows) for currency, rows in found.by_currency.items()},
            "overdue": [_money(one) for one in found.overdue],
            "undated": [_money(one) for one in found.undated],
            "without_rate": found.missing,
        }
    )


def _scorecards(row: Project) -> Json:
    """Both sheets with what was answered so far."""
    given = records.answers_of(row)
    return {
        sheet.value: [
            {
                "id": one.pk,
                "criterion": one.label,
                "weight": one.weight,
                "decisive": one.decisive,
                "value": given[one.pk].value if one.pk in given else None,
            }
            for one in records.criteria(sheet)
        ]
        for sheet in Sheet
    }


def _months(rows: Iterable[figures.Month]) -> list[Json]:
    return [
        {"month": one.first.isoformat()[:7]}
        | {name: _money(Money(getattr(one, name), one.currency)) for name in figures.KINDS}
        for one in rows
    ]


def _money(amount: Money) -> Json:
    return {"minor": amount.minor, "currency": amount.currency}


def _point(one: Point) -> Json:
    return {
        "code": one.code,
        "name": one.name,
        "stage": {"id": one.stage.pk, "title": one.stage.label},
        "state": one.state,
        "ready": one.ready,
        "score": one.score,
        "holds_until": one.holds_until,
        "lines": [_line(line) for line in one.lines],
        "demands": [{"what": demand.what, "text": str(demand.text), "stops": demand.stops} for demand in one.demands],
        "bid": {"percent": one.bid.percent, "call": one.bid.call} if one.bid else None,
        "review": one.review.pk if one.review else None,
        "open_review": one.open_review.pk if one.open_review else None,
        "passage": one.passage.pk if one.passage else None,
    }


def _line(one: Line) -> Json:
    return {
        "item": one.item.pk,
        "code": one.item.code,
        "claim": one.item.label,
        "kind": one.item.kind,
        "required": one.item.required,
        "state": one.verdict.state,
        "why": str(one.verdict.why),
        "told": str(one.told),
        "waived": one.waiver is not None,
        "stops": one.stops,
    }
