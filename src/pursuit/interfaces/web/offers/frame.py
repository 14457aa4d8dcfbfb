"""What the pages of a quote share: what may be done with it, what is next, its lines as the table shows them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.translation import gettext as _

from pursuit.domain.offers.models import OPEN, Quote, QuoteState
from pursuit.domain.offers.queries import limits, quotes
from pursuit.domain.offers.queries.sheet import LineView, SectionView, Sheet, sheet
from pursuit.domain.offers.queries.ties import need_choices
from pursuit.domain.offers.rules import states
from pursuit.interfaces.web.offers.words import decimals, plain_amount
from pursuit.interfaces.web.records.headline import HeadLine
from pursuit.interfaces.web.shell.formats import day
from pursuit.interfaces.web.shell.request import Request
from pursuit.kernel import clock

SIZE = 150  # lines of a page of the table
CELLS = ("quantity", "price", "discount")


@dataclass(frozen=True, slots=True)
class Cell:
    """An input of the table: what it holds, and why it was not taken."""

    name: str
    value: str
    problem: str = ""


@dataclass(frozen=True, slots=True)
class TableLine:
    """A line with its inputs."""

    line: LineView
    cells: Sequence[Cell]


@dataclass(frozen=True, slots=True)
class TableSection:
    """A section with those of its lines that stand on this page."""

    section: SectionView
    lines: Sequence[TableLine]


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed into cells and not taken, with the reasons: by input name."""

    values: Mapping[str, str] = field(default_factory=dict)
    problems: Mapping[str, str] = field(default_factory=dict)


def cell_values(line: LineView, currency: str, *, costs: bool) -> dict[str, str]:
    """The inputs of a line, as they are written into the page."""
    found = {
        "quantity": decimals(line.quantity, 3),
        "price": plain_amount(line.price, currency),
        "discount": decimals(line.discount_bp, 2) if line.listed is not None else "",
    }
    return found | ({"cost": plain_amount(line.cost, currency)} if costs else {})


def table(request: Request, row: Quote, typed: Typed | None = None) -> dict[str, object]:
    """Figures and lines: the part of the page that changes with every input."""
    found = sheet(request.actor, row)
    typed = typed or Typed()
    costs = found.sees_cost and found.sees_margin
    first = _first(request)
    left, skip = SIZE, first
    shown = []
    for section in found.sections:
        lines = list(section.lines)[skip:] if skip else list(section.lines)
        skip = max(skip - len(section.lines), 0)
        if (not lines and section.lines) or left <= 0:
            continue
        on_page = lines[:left]
        left -= len(on_page)
        shown.append(TableSection(section, [_row(one, row, typed, costs=costs) for one in on_page]))
    count = len(found.lines)
    may_edit = quotes.may_edit(request.actor, row)
    is_open = may_edit and row.state in OPEN
    return {
        "quote": row,
        "sheet": found,
        "shown": shown,
        "costs": costs,
        "apart": [_row(one, row, typed, costs=costs) for one in found.apart],
        "open": is_open,
        "needs": need_choices(request.actor, row.project_id) if is_open else [],
        "problem": _("Some values were not taken: look at the marked fields.") if typed.problems else "",
        "first": first,
        "before": max(first - SIZE, 0) if first else None,
        "after": first + SIZE if first + SIZE < count else None,
        "to": min(first + SIZE, count),
    }


def row_of(live: Mapping[str, object], pk: str) -> TableLine | None:
    """A line of the table as `table` made it."""
    shown, apart = live["shown"], live["apart"]
    if not isinstance(shown, list) or not isinstance(apart, list):
        return None
    every = [row for section in shown for row in section.lines] + apart
    return next((row for row in every if str(row.line.pk) == pk), None)


def _row(line: LineView, row: Quote, typed: Typed, *, costs: bool) -> TableLine:
    cells = []
    for name, value in cell_values(line, row.currency, costs=costs).items():
        key = f"{name}.{line.pk}"
        cells.append(Cell(name, typed.values.get(key, value), typed.problems.get(key, "")))
    return TableLine(line, cells)


def _first(request: Request) -> int:
    asked = request.POST.get("from") or request.GET.get("from", "")
    return int(asked) if asked.isdecimal() and len(asked) < 7 else 0


def head_line(request: Request, row: Quote, found: Sheet) -> HeadLine | None:
    """What is wrong or next, and who does it."""
    may_edit = quotes.may_edit(request.actor, row)

    def url(step: str) -> str:
        return reverse(f"offers:{step}", args=[row.pk]) if may_edit else ""

    if row.state == QuoteState.WAITING:
        return HeadLine("watch", "hourglass", _("The prices wait for approval; nothing can be changed meanwhile."))
    if states.over(row.state, row.valid_until, clock.today()) or row.state == QuoteState.EXPIRED:
        text = _("It ran out on %s and cannot be accepted any more.") % day(row.valid_until) if row.valid_until else ""
        return HeadLine("act", "calendar-off", text, _("Extend it"), url("extension"), "sheet")
    if row.state not in OPEN:
        return None
    if not row.line_count:
        return HeadLine("watch", "list-details", _("Nothing is offered yet: add lines below, or bring a table."))
    line = _next(request, row, found)
    if line.tone == "sound" and row.valid_until is None:
        return HeadLine("watch", "calendar", _("Say until when it is valid."), _("Set it"), url("edit"), "sheet")
    return line


def _next(request: Request, row: Quote, found: Sheet) -> HeadLine:
    if row.state == QuoteState.APPROVED:
        return HeadLine("sound", "circle-check", _("The prices are approved."))
    # Of a margin nobody here may see, the line says nothing either: that is found out when the quote is issued.
    beyond = [one for one in limits.beyond(request.actor, row) if one.kind == "discount" or found.sees_margin]
    if beyond:
        said = " ".join(limits.reasons(request.actor, beyond))
        return HeadLine("act", "urgent", said)
    if found.unpriced:
        return HeadLine("watch", "alert-triangle", _("%s lines have no price yet.") % found.unpriced)
    return HeadLine("sound", "circle-check", _("It can be issued."))
