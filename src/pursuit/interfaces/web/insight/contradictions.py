"""The page of what papers and pipeline say differently, and the same as a workbook."""

import io
from dataclasses import dataclass

from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from pursuit.domain.insight.queries.contradictions import SORTS, Line, Sort, contradictions
from pursuit.interfaces.web.finance.sections import sections
from pursuit.interfaces.web.lists.exports import TYPES
from pursuit.interfaces.web.records.views import subject_url
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.kernel import access, clock
from pursuit.kernel.listing import Cell, Column, Row
from pursuit.kernel.listing.exports import RIGHT, export_rows

VIEW = "finance.view"
MOST = 5000  # of each kind in a sheet


@dataclass(frozen=True, slots=True)
class Shown:
    """A line with the pages of what it names."""

    line: Line
    url: str
    project_url: str


@dataclass(frozen=True, slots=True)
class Group:
    """The lines of one kind."""

    sort: Sort
    lines: list[Shown]


@page(VIEW)
def listed(request: Request) -> HttpResponse:
    """By kind, with both values and what is to be done."""
    batch = _batch(request.GET.get("batch", ""))
    found = contradictions(request.actor, batch=batch)
    groups = [
        Group(sort, [_shown(one) for one in found.lines if one.sort.code == sort.code]) for sort in SORTS.values()
    ]
    context = {
        "nav": "finance",
        "tabs": sections(request.actor, "insight:contradictions"),
        "groups": [one for one in groups if one.lines],
        "count": len(found.lines),
        "more": found.more,
        "batch": batch,
        "may_export": request.actor.may(RIGHT),
    }
    return render(request, "insight/contradictions.html", context)


@page(RIGHT, methods=("POST",))
def export(request: Request) -> FileResponse:
    """A POST, because an export is written into the audit trail."""
    access.require(request.actor, VIEW)
    batch = _batch(request.POST.get("batch", ""))
    found = contradictions(request.actor, batch=batch, most=MOST)
    columns = (
        Column("sort", _("Contradiction")), Column("paper", _("Paper")), Column("project", _("Project")),
        Column("says", _("The paper says")), Column("pipeline", _("The pipeline says")),
        Column("advice", _("What to do")), Column("batch", _("Import"), "number"),
    )  # fmt: skip
    rows = [_row(columns, one) for one in found.lines]
    out = io.BytesIO()
    filters = {"batch": [str(batch)]} if batch else {}
    export_rows(request.actor, "contradictions", columns, rows, out, filters=filters, period=[])
    out.seek(0)
    name = f"{_('Rows that contradict the pipeline')}-{clock.today():%Y%m%d}.xlsx"
    return FileResponse(out, as_attachment=True, filename=name, content_type=TYPES["xlsx"])


def _batch(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None


def _shown(one: Line) -> Shown:
    return Shown(one, subject_url(one.about), subject_url(one.project) if one.project else "")


def _row(columns: tuple[Column, ...], one: Line) -> Row:
    values = (
        str(one.sort.label), one.about.title, one.project.title if one.project else "", one.paper, one.pipeline,
        str(one.sort.advice), one.batch,
    )  # fmt: skip
    cells = tuple(Cell(column, value) for column, value in zip(columns, values, strict=True))
    return Row(one.about.pk, one.about.version, one.about.title, cells)
