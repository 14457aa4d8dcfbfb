"""The heat map as a workbook: the same people and weeks, hours of load beside hours there are."""

import io
from collections.abc import Sequence

from django.http import FileResponse, QueryDict
from django.utils.translation import gettext as _

from pursuit.domain.capacity.queries.workload import Load, Planned
from pursuit.interfaces.web.lists.exports import TYPES
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.interfaces.web.workload.asked import Asked, looked_at
from pursuit.kernel import clock
from pursuit.kernel.listing import Cell, Column, Row
from pursuit.kernel.listing.exports import RIGHT, export_rows


@page(RIGHT, methods=("POST",))
def export(request: Request) -> FileResponse:
    """A POST, because an export is written into the audit trail; query: the page's."""
    asked = Asked.read(QueryDict(request.POST.get("query", "")))
    everybody, load, places = looked_at(request.actor, asked)
    people = [everybody[place] for place in places]
    columns = _columns(load)
    rows = [_row(columns, one, load, place) for one, place in zip(people, places, strict=True)]
    out = io.BytesIO()
    said = [(_("Period"), f"{load.weeks[0]} – {load.weeks[-1]}")]
    export_rows(request.actor, "workload", columns, rows, out, said, period=[asked.first, asked.weeks])
    out.seek(0)
    name = f"{_('Workload')}-{clock.today():%Y%m%d}.xlsx"
    return FileResponse(out, as_attachment=True, filename=name, content_type=TYPES["xlsx"])


def _columns(load: Load) -> tuple[Column, ...]:
    weeks = [
        column
        for week in load.weeks
        for column in (
            Column(f"load-{week}", _("%s load (h)") % week, "number"),
            Column(f"has-{week}", _("%s there is (h)") % week, "number"),
        )
    ]
    return (Column("person", _("Person")), Column("unit", _("Unit")), *weeks)


def _row(columns: Sequence[Column], one: Planned, load: Load, place: int) -> Row:
    pairs = zip((load.load[place] / 60).round(1).tolist(), (load.available[place] / 60).round(1).tolist(), strict=True)
    values: list[object] = [one.name, one.home_name, *(value for pair in pairs for value in pair)]
    return Row(one.pk, 0, one.name, tuple(Cell(column, value) for column, value in zip(columns, values, strict=True)))
