"""The dry run: what would come in, what is asked, what is wrong; answers and corrections in place."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import Count, Min
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from pursuit.integrations.intake import editing, preparing
from pursuit.integrations.intake.plan import Sheet, parse
from pursuit.integrations.intake.receipt import Receipt
from pursuit.interfaces.web.imports import mapform, questions
from pursuit.interfaces.web.imports.mapping import checked
from pursuit.interfaces.web.imports.steps import RIGHT, address, busy, frame, percent, where
from pursuit.interfaces.web.imports.words import fault_words, kind_lines, ledger_lines, sum_lines
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.interfaces.web.shell.toasts import Toast, see_other
from pursuit.kernel import importdrafts as drafts
from pursuit.kernel import intake
from pursuit.kernel.errors import Conflict
from pursuit.kernel.models import BatchState, ImportBatch, RefusedRow

SHOWN = 40  # faults of one page
OTHERS = 6  # cells of a row to be mended where no column is named


@dataclass(slots=True)
class BadRow:
    """A row that stays out: what it is called, its faults, and the cells one may correct here."""

    table: str
    row: int
    title: str = ""
    faults: list[RefusedRow] = field(default_factory=list)
    cells: list[tuple[str, str, str]] = field(default_factory=list)  # name of the input, column, text


@page(RIGHT, methods=("GET", "POST"))
def check(request: Request, pk: int) -> HttpResponse:
    """What the dry run found; POST runs it again."""
    batch = intake.batch(request.actor, pk)
    if request.method == "POST":
        return checked(request, drafts.in_preparation(request.actor, pk))
    if batch.state != BatchState.DRAFT:
        return see_other(request, where(batch))
    job = drafts.job_of(batch)
    running = busy(job)
    if request.htmx and not running:  # the waiting fragment: now there is something to see
        return see_other(request, address(batch, "check"))
    context = frame(batch, "check") | {
        "job": job, "running": running, "percent": percent(job), "here": address(batch, "check"),
        "checked": bool(batch.preparation.get("checked")), "mine": job is not None and job.actor_id == request.user.pk,
    }  # fmt: skip
    if context["checked"] and not running:
        context |= _found(request, batch)
    template = "imports/progress.html" if request.htmx else "imports/check.html"
    return render(request, template, context)


def _found(request: Request, batch: ImportBatch) -> dict[str, object]:
    receipt = Receipt.of(batch.receipt)
    refused = intake.refused_rows(batch)
    groups = refused.order_by().values("code").annotate(count=Count("pk"), first=Min("pk")).order_by("-count", "code")
    code, after = request.GET.get("code", ""), request.GET.get("after", "")
    rows = refused.filter(code=code) if code else refused
    if after.isdecimal():
        rows = rows.filter(pk__gt=int(after[:18]))
    shown = list(rows[: SHOWN + 1])
    return {
        "receipt": receipt,
        "notes": list(dict.fromkeys(receipt.notes)),
        "kinds": kind_lines(receipt),
        "good": any(one.rows > one.rejected for one in receipt.subjects.values()),
        "sums": sum_lines(receipt),
        "ledgers": ledger_lines(receipt),
        "groups": [(one["code"], fault_words(one["code"]), one["count"]) for one in groups],
        "code": code,
        "bad": _bad_rows(batch, shown[:SHOWN]),
        "next_cursor": str(shown[SHOWN - 1].pk) if len(shown) > SHOWN else "",
        "is_first": not after,
        "tables": sorted({one.table for one in shown}),
        "questions": questions.shown(request.actor, parse(batch.plan), receipt.questions),
        "asked": len(receipt.questions),
        "stamp": batch.preparation["checked"],
        "dropped": [(table, columns) for table, columns in receipt.dropped.items() if columns],
    }


def _bad_rows(batch: ImportBatch, refused: Sequence[RefusedRow]) -> list[BadRow]:
    """Faults by row, with the inputs for the cells at fault."""
    seen = {one["name"]: (place, one["header"]) for place, one in enumerate(mapform.tables(batch))}
    plan = parse(batch.plan)
    found: dict[tuple[str, int], BadRow] = {}
    for one in refused:
        row = found.setdefault((one.table, one.row), BadRow(one.table, one.row))
        row.faults.append(one)
    for row in found.values():
        place, header = seen.get(row.table, (0, []))
        named = [one.field for one in row.faults if one.field in header]
        sheet = plan.sheet(row.table)
        read = [name for name in header if sheet and name in sheet.columns and sheet.columns[name].field]
        mapped = sorted(read, key=lambda name: not _names(sheet, name))[:OTHERS]
        cells = row.faults[0].cells
        row.title = " ".join(cells.get(name, "") for name in header if _names(sheet, name)).strip()[:80]
        for column in dict.fromkeys(named or mapped):
            row.cells.append((f"cell.{place}.{row.row}.{header.index(column)}", column, cells.get(column, "")))
    return list(found.values())


def _names(sheet: Sheet | None, header: str) -> bool:
    """Does this column say what the row is called?"""
    column = sheet.columns.get(header) if sheet else None
    return column is not None and column.field in ("title", "name", "last_name", "first_name")


@page(RIGHT, methods=("POST",))
def repairs(request: Request, pk: int) -> HttpResponse:
    """Cells corrected in place; then it is checked again."""
    batch = drafts.in_preparation(request.actor, pk)
    known = mapform.tables(batch)
    given: dict[str, dict[str, dict[str, str]]] = {
        table: {row: dict(cells) for row, cells in rows.items()}
        for table, rows in batch.preparation.get("repairs", {}).items()
    }
    count = 0
    for name, text in request.POST.items():
        place = _cell(name, known)
        if place is not None and str(text) != request.POST.get(f"was.{name}", ""):
            table, row, column = place
            given.setdefault(table, {}).setdefault(row, {})[column] = str(text)[:2000]
            count += 1
    if not count:
        return see_other(request, address(batch, "check"), Toast(_("Nothing was changed."), tone="watch"))
    drafts.change(request.actor, pk, preparation={"repairs": given})
    return checked(request, batch)


def _cell(name: str, known: Sequence[mapform.Seen]) -> tuple[str, str, str] | None:
    """Table, row and column an input stands for."""
    head, _dot, rest = str(name).partition(".")
    parts = rest.split(".")
    if head != "cell" or len(parts) != 3 or not all(one.isdecimal() and len(one) < 10 for one in parts):
        return None
    table, column = int(parts[0]), int(parts[2])
    if table >= len(known) or column >= len(known[table]["header"]):
        return None
    return known[table]["name"], str(int(parts[1])), known[table]["header"][column]


@page(RIGHT, methods=("POST",))
def answers(request: Request, pk: int) -> HttpResponse:
    """What unknown words mean goes into the plan; then it is checked again."""
    batch = drafts.in_preparation(request.actor, pk)
    if request.POST.get("stamp") != batch.preparation.get("checked"):
        raise Conflict("stale_check", _("It was checked again meanwhile: answer what is asked now."))
    asked = Receipt.of(batch.receipt).questions
    plan = editing.ruled(parse(batch.plan), questions.rules(request.POST, asked))
    plan = editing.answered(plan, questions.replies(request.POST, asked))
    drafts.change(request.actor, pk, preparing.plain(plan))
    return checked(request, batch)
