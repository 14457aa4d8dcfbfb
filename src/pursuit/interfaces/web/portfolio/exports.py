"""The portfolio as a workbook: the same projects, filters and order."""

import io
from datetime import date

from django.http import FileResponse, QueryDict
from django.utils.translation import gettext as _

from pursuit.domain.plans.rules.instants import day_of, last_day
from pursuit.domain.portfolio.queries.bars import Bar, every
from pursuit.interfaces.web.lists.exports import TYPES
from pursuit.interfaces.web.portfolio.views import read
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.kernel import clock
from pursuit.kernel.listing import Cell, Column, Row
from pursuit.kernel.listing.exports import RIGHT, export_rows
from pursuit.kernel.money import Money

MOST = 20_000


@page(RIGHT, methods=("POST",))
def export(request: Request) -> FileResponse:
    """A POST, because an export is written into the audit trail."""
    asked, _query, _problem = read(request.actor, QueryDict(request.POST.get("query", "")))
    columns = _columns()
    rows = [_row(columns, one) for one in every(request.actor, asked, MOST)]
    out = io.BytesIO()
    filters = {one.key: list(one.values) for one in asked.query.filters}
    export_rows(
        request.actor, "portfolio", columns, rows, out, [(_("Period"), f"{asked.first} – {asked.last}")],
        filters=filters, search=asked.query.search, period=[asked.first, asked.last],
    )  # fmt: skip
    out.seek(0)
    name = f"{_('Portfolio')}-{clock.today():%Y%m%d}.xlsx"
    return FileResponse(out, as_attachment=True, filename=name, content_type=TYPES["xlsx"])


def _columns() -> tuple[Column, ...]:
    return (
        Column("title", _("Project name")),
        Column("code", _("Code")),
        Column("account", _("Account")),
        Column("owner", _("Owner")),
        Column("stage", _("Stage")),
        Column("amount", _("Amount"), "money", total=True),
        Column("probability", _("Probability"), "percent"),
        Column("start", _("Start"), "date"),
        Column("finish", _("Finish"), "date"),
        Column("percent", _("Percent complete"), "percent"),
        Column("overdue", _("Overdue rows"), "number"),
        Column("misses", _("Dates that cannot be kept"), "number"),
        Column("next", _("Next milestone")),
        Column("next_on", _("Next milestone on"), "date"),
    )


def _row(columns: tuple[Column, ...], one: Bar) -> Row:
    row = one.project
    mark = next((mark for mark in one.marks if not mark.done), None)
    amount = Money(row.amount, row.amount_currency) if row.amount is not None else None
    values: tuple[str | int | date | Money | None, ...] = (
        row.title,
        row.code,
        row.account.title if row.account else "",
        str(row.subject.owner or ""),
        row.stage.label,
        amount,
        row.probability,
        day_of(one.start),
        last_day(one.finish),
        one.percent,
        one.overdue,
        one.misses,
        mark.title if mark else "",
        day_of(mark.at) if mark else None,
    )
    cells = tuple(Cell(column, value) for column, value in zip(columns, values, strict=True))
    return Row(row.pk, row.subject.version, row.title, cells)
