"""The map of the year: projects as bars in the month they should be signed in, largest first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _

from pursuit.domain.pipeline.queries import year as queries
from pursuit.domain.pipeline.queries.tally import Total
from pursuit.domain.pipeline.queries.year import Month
from pursuit.domain.projects.models import Project, Status
from pursuit.domain.projects.queries.projects import PROJECTS
from pursuit.interfaces.web.forms.field import FormField
from pursuit.interfaces.web.lists.grouping import drilled
from pursuit.interfaces.web.projects import faces
from pursuit.interfaces.web.projects.bars import Bar
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.kernel import clock
from pursuit.kernel import listing as lists
from pursuit.kernel.errors import Refused
from pursuit.kernel.listing import Filter, ListQuery
from pursuit.kernel.money import company_currency

SHOWN = (Status.ACTIVE,)  # unless the filters say otherwise
FIRST_YEAR, LAST_YEAR = 1990, 2100
TALL = 100  # height of the tallest month's column and length of the longest bar


@dataclass(frozen=True, slots=True)
class Cell:
    """One month: columns of the overview by height, its bars, the rows behind it."""

    month: Month
    bars: list[Bar]
    url: str
    height: int
    weighted: int
    current: bool


@dataclass(frozen=True, slots=True)
class Quarter:
    """Three months and what they add up to."""

    name: str
    cells: Sequence[Cell]
    total: Total
    url: str


@page("projects.view")
def year(request: Request) -> HttpResponse:
    """Twelve months with their sums and their largest projects."""
    actor, number = request.actor, _asked(request.GET)
    try:
        query = lists.read_query(PROJECTS, actor, faces.list_params(request.GET))
        months, problem = queries.year(actor, faces.with_status(query, SHOWN), number), ""
    except Refused as no:
        query, problem = lists.read_query(PROJECTS, actor, {}), str(no.message)
        months = queries.year(actor, faces.with_status(query, SHOWN), number)
    quarters = _quarters(request.GET, query, months)
    whole = _add(month.total for month in months)
    fields = [*faces.filters(actor, request.GET, quarter=False), _status(request.GET)]
    context = {
        "nav": "projects",
        "year": number,
        "quarters": quarters,
        "cells": [cell for one in quarters for cell in one.cells],
        "whole": whole,
        "url": behind(request.GET, query, str(number)),
        "undated_url": faces.rows_url(request.GET, {"f.expected_sign_on.empty": "1", **_statuses(request.GET)}),
        "bar": faces.bar(request, query, fields, {"year": str(number)}),
        "back_url": _at(request, number - 1) if number > FIRST_YEAR else "",
        "forward_url": _at(request, number + 1) if number < LAST_YEAR else "",
        "problem": problem,
        "currency": company_currency(),
        "tabs": faces.tabs(request, "year"),
        "may_create": actor.may("projects.edit"),
    }
    return render(request, "projects/year.html", context)


def _asked(params: QueryDict) -> int:
    asked = params.get("year", "")
    number = int(asked) if asked.isdecimal() and len(asked) == 4 else 0
    return number if FIRST_YEAR <= number <= LAST_YEAR else clock.today().year


def _at(request: Request, number: int) -> str:
    params = request.GET.copy()
    params["year"] = str(number)
    return f"{request.path}?{params.urlencode()}"


def _status(params: QueryDict) -> FormField:
    name = "f.status.in"
    choices = [("won,closed", _("Won")), ("active,suspended,won,closed", _("Under way and won"))]
    return faces.select(name, _("Under way"), params.get(name, ""), choices)


def _statuses(params: QueryDict) -> dict[str, str]:
    """The statuses a figure counts, where the address names none."""
    named = any(name.startswith("f.status") and any(params.getlist(name)) for name in params)
    return {} if named else {"f.status.in": ",".join(SHOWN)}


def behind(params: QueryDict, query: ListQuery, period: str) -> str:
    """The list with the projects of a year (2026), quarter (2026Q3) or month (2026-07)."""
    column = next(one for one in PROJECTS.columns if one.code == queries.DAY)
    narrowed = QueryDict(drilled(faces.list_params(params), query, Filter(column, "in", (period,))))
    return faces.rows_url(narrowed, _statuses(params))


def _quarters(params: QueryDict, query: ListQuery, months: list[Month]) -> list[Quarter]:
    tallest = max((month.total.base for month in months), default=0)
    longest = max((row.amount_base or 0 for month in months for row in month.largest), default=0)
    cells = [_cell(params, query, month, tallest, longest) for month in months]
    made = []
    for at in range(0, 12, 3):
        name = f"{months[0].first.year}Q{at // 3 + 1}"
        total = _add(cell.month.total for cell in cells[at : at + 3])
        made.append(Quarter(f"Q{at // 3 + 1}", cells[at : at + 3], total, behind(params, query, name)))
    return made


def _cell(params: QueryDict, query: ListQuery, month: Month, tallest: int, longest: int) -> Cell:
    today = clock.today()
    bars = [Bar(row, _part(row.amount_base or 0, longest), _is_late(row)) for row in month.largest]
    return Cell(
        month=month,
        bars=bars,
        url=behind(params, query, f"{month.first:%Y-%m}"),
        height=_part(month.total.base, tallest),
        weighted=_part(month.total.weighted, tallest),
        current=(month.first.year, month.first.month) == (today.year, today.month),
    )


def _is_late(row: Project) -> bool:
    return row.status == Status.ACTIVE and row.expected_sign_on is not None and row.expected_sign_on < clock.today()


def _part(value: int, whole: int) -> int:
    """Of a hundred; what is there at all is seen."""
    return max(value * TALL // whole, 1) if whole > 0 and value > 0 else 0


def _add(totals: Iterable[Total]) -> Total:
    whole = Total()
    for one in totals:
        whole.add(one.count, one.base, one.weighted)
    return whole
