"""A plan as xlsx, in the columns `tasktables` reads again (own.COLUMNS); links as Microsoft Project writes them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import IO

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from pursuit.domain.execution.models import TaskStatus
from pursuit.domain.plans.models import BaselineRow, PlanLink, PlanRow, Side
from pursuit.domain.plans.queries.stored import Stored
from pursuit.domain.plans.rules.lengths import Measure, shown
from pursuit.engine.calendar.week import moment
from pursuit.engine.schedule.network import Kind, LagUnit
from pursuit.integrations.tasktables.own import COLUMNS, HEADERS
from pursuit.kernel import terms
from pursuit.kernel.listing.export import guard

WIDTHS = {"title": 44, "before": 18, "description": 40, "owner": 18}
WIDE = 12
DATED = "yyyy-mm-dd hh:mm"
DEEPEST = 14  # levels Excel indents
IMPORTED = -1
Value = str | int | datetime | None


@dataclass(frozen=True, slots=True)
class _Facts:
    """What the cells of all rows need."""

    stored: Stored
    measure: Measure
    number: Mapping[int, int]
    before: Mapping[int, Sequence[PlanLink]]
    people: Mapping[int, Sequence[tuple[str, int]]]
    baseline: Mapping[int, BaselineRow]
    summaries: frozenset[int]


def write_sheet(stored: Stored, out: IO[bytes]) -> int:
    """All rows in the order of the outline; returns how many."""
    # Imported when somebody asks for a sheet: 15 MB that most processes never need.
    from openpyxl import Workbook  # noqa: PLC0415
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Plan"))
    sheet.freeze_panes = "E2"
    headers = HEADERS["en" if (get_language() or "").startswith("en") else "zh"]
    for at, (field, _chinese, _english) in enumerate(COLUMNS, start=1):
        sheet.column_dimensions[get_column_letter(at)].width = WIDTHS.get(field, WIDE)
    cells = [WriteOnlyCell(sheet, header) for header in headers]
    for cell in cells:
        cell.font = Font(bold=True)
    sheet.append(cells)
    facts = _facts(stored)
    for row, number in zip(stored.rows, stored.numbers, strict=True):
        line = []
        for (field, _chinese, _english), value in zip(COLUMNS, _values(facts, row, number), strict=True):
            cell = WriteOnlyCell(sheet, guard(value) if isinstance(value, str) else value)
            if isinstance(value, datetime):
                cell.number_format = DATED
            if field == "title":
                cell.alignment = Alignment(indent=min(number.count("."), DEEPEST))
                cell.font = Font(bold=row.pk in facts.summaries)
            line.append(cell)
        sheet.append(line)
    book.save(out)
    return len(stored.rows)


def _facts(stored: Stored) -> _Facts:
    names = {one.pk: one.name for one in stored.resources}
    before: dict[int, list[PlanLink]] = {}
    people: dict[int, list[tuple[str, int]]] = {}
    for link in stored.links:
        before.setdefault(link.after_id, []).append(link)
    for use in stored.uses:
        people.setdefault(use.row_id, []).append((names[use.resource_id], use.units))
    taken = [number for number in stored.baselines if number != IMPORTED] or [IMPORTED]
    plan = stored.plan
    return _Facts(
        stored,
        Measure(plan.day, plan.week, plan.month),
        {row.pk: place for place, row in enumerate(stored.rows, start=1)},
        before,
        people,
        stored.baselines.get(max(taken), {}),
        frozenset(row.parent_id for row in stored.rows if row.parent_id),
    )


def _values(facts: _Facts, row: PlanRow, wbs: str) -> tuple[Value, ...]:
    """In the order of COLUMNS."""
    task, measure = row.task, facts.measure
    summary, was = row.pk in facts.summaries, facts.baseline.get(row.pk)
    slack = None if summary else row.total_float
    uses = facts.people.get(row.pk, ())
    names = dict.fromkeys([*([task.subject.owner.name] if task.subject.owner else []), *(name for name, _u in uses)])
    return (
        facts.number[row.pk],
        wbs.count(".") + 1,
        wbs,
        task.title,
        "" if summary else shown(row.duration, measure, elapsed=row.elapsed),
        _at(row.start),
        _at(row.finish),
        None if row.milestone else _at(row.deadline),
        ",".join(_link(facts, link) for link in facts.before.get(row.pk, ())),
        "、".join(names),
        "、".join(name if units == 1000 else f"{name} {units / 10:g}%" for name, units in uses),
        None if summary else row.percent,
        "" if summary else str(TaskStatus(task.status).label),
        _("Yes") if row.milestone else "",
        _at(row.begun),
        _at(row.ended),
        terms.label("priority", task.priority) if task.priority else "",
        _("The customer’s") if row.side == Side.CUSTOMER else _("Ours"),
        _("Yes") if slack is not None and slack <= 0 and row.percent < 100 else "",
        "" if slack is None else shown(slack, measure),
        _at(was.start if was else None),
        _at(was.finish if was else None),
        task.note,
    )


def _link(facts: _Facts, link: PlanLink) -> str:
    """3, 3SS, 3FS+2d, 3FF-50%."""
    number, kind = facts.number[link.before_id], Kind(link.kind).name
    if not link.lag:
        return f"{number}" if link.kind == Kind.FS else f"{number}{kind}"
    sign, lag = ("+" if link.lag > 0 else "-"), abs(link.lag)
    if link.unit in (LagUnit.PERCENT, LagUnit.PERCENT_ELAPSED):
        told = f"{lag / 100:g}{'e' if link.unit == LagUnit.PERCENT_ELAPSED else ''}%"
    else:
        told = shown(lag, facts.measure, elapsed=link.unit == LagUnit.ELAPSED)
    return f"{number}{kind}{sign}{told}"


def _at(at: int | None) -> datetime | None:
    return None if at is None else moment(at)
