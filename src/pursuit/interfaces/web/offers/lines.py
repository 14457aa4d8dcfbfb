"""Changing what is offered: cells of the table, lines in a sheet, many lines together, sections."""

from collections.abc import Mapping

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from pursuit.domain.offers.actions.lines import add_line, edit_lines, move_line, remove_lines, update_line
from pursuit.domain.offers.actions.ties import tie_lines
from pursuit.domain.offers.actions.writing import keywords
from pursuit.domain.offers.models import Quote, QuoteLine
from pursuit.domain.offers.queries import quotes as queries
from pursuit.domain.offers.queries.sheet import LineView, Sheet, sheet
from pursuit.interfaces.web.forms.form import ActionForm
from pursuit.interfaces.web.forms.views import form_page
from pursuit.interfaces.web.offers.frame import Typed, cell_values, head_line, row_of, table
from pursuit.interfaces.web.offers.pages import buttons, shown
from pursuit.interfaces.web.offers.ties import offer_ties
from pursuit.interfaces.web.records.views import undoable
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.interfaces.web.shell.toasts import Toast, see_other, with_toast
from pursuit.kernel.errors import Forbidden, Invalid, Missing, Refused
from pursuit.kernel.records import GONE, check_version

EDIT = queries.EDIT
MAIN = ("title", "section", "number", "spec", "quantity", "measure", "listed", "discount", "price", "cost", "tax_rate")
MORE = ("option", "phase", "effort", "sla", "note", "need")
TOGETHER = {
    "discount": _("The discount was set."),
    "tax_rate": _("The tax rate was set."),
    "need": _("The need was set."),
}


def quote_url(pk: int) -> str:
    return reverse("offers:quote", args=[pk])


def editable(request: Request, pk: int) -> Quote:
    """A visible quote the reader may change at all; whether it is open is for the action to say."""
    row = queries.quote(request.actor, pk)
    if not queries.may_edit(request.actor, row):
        raise Forbidden("forbidden", _("You may not change this quote."))
    return row


@page(EDIT, methods=("POST",))
def cells(request: Request, pk: int) -> HttpResponse:
    """Quantities, prices, discounts and costs typed into the table; all that changed, or none."""
    row = editable(request, pk)
    found = sheet(request.actor, row)
    every = [*found.lines, *found.apart]
    typed: dict[str, str] = {}
    problems: dict[str, str] = {}
    try:
        asked = request.POST.get("version", "")
        check_version(row.subject.version, int(asked) if asked.isdecimal() else None)
        with transaction.atomic():
            for line in every:
                new = _changed(request, row, line, costs=found.sees_cost and found.sees_margin)
                typed |= {f"{name}.{line.pk}": value for name, value in new.items()}
                problems |= _take(request, line.pk, new, row.currency)
            if problems:
                transaction.set_rollback(True)
    except Refused as no:
        if no.kind in ("missing", "forbidden"):
            raise
        problems[""] = str(no.message)
    row = queries.quote(request.actor, pk)
    live = table(request, row, Typed(typed, problems) if problems else None)
    if problems.get(""):
        live["problem"] = problems[""]
    one = request.POST.get("one", "")
    if request.htmx and one:
        return _cell(request, row, live, one, problems.get("", ""))
    if problems:
        return shown(request, row, live, status=422)
    return see_other(request, f"{quote_url(pk)}#lines", Toast(_("Saved.") if typed else _("Nothing was changed.")))


def _cell(request: Request, row: Quote, live: dict[str, object], one: str, problem: str) -> HttpResponse:
    """The line a cell was typed into, and the figures that follow from it; the problem as a toast."""
    line = row_of(live, one)
    if line is None:
        raise Missing("not_found", GONE)
    found = live["sheet"]
    head = head_line(request, row, found) if isinstance(found, Sheet) else None
    context = {**live, **buttons(request, row), "row": line, "head": head}
    answer = render(request, "offers/cell_answer.html", context)
    return with_toast(answer, Toast(problem, tone="watch")) if problem else answer


def _changed(request: Request, row: Quote, line: LineView, *, costs: bool) -> dict[str, str]:
    """Those inputs of a line that were sent and read otherwise than stored."""
    before = cell_values(line, row.currency, costs=costs)
    sent = {name: request.POST.get(f"{name}.{line.pk}") for name in before}
    new = {name: text.strip() for name, text in sent.items() if text is not None and text.strip() != before[name]}
    # Both say the same thing; the one that was typed into counts, and of both the price.
    if "price" in new:
        new.pop("discount", None)
    return new


def _take(request: Request, pk: int, new: Mapping[str, str], currency: str) -> dict[str, str]:
    """Write them; the problems by input name."""
    if not new:
        return {}
    money = {"price", "cost"}
    data: dict[str, object] = {"line": pk}
    for name, text in new.items():
        data[name] = ({"text": text, "currency": currency} if text else None) if name in money else text
    try:
        update_line.run(request.actor, data)
    except Invalid as no:
        return {f"{name}.{pk}": str(message) for name, (_code, message) in no.faults.items()}
    except Refused as no:
        if no.kind in ("missing", "forbidden"):
            raise
        return {f"{no.field or next(iter(new))}.{pk}": str(no.message)}
    return {}


@page(EDIT, methods=("GET", "POST"))
def new_line(request: Request, pk: int) -> HttpResponse:
    """A line: a product of the catalogue, or one written by hand."""
    row = editable(request, pk)
    names = ("product", *MAIN, *MORE)
    asked = request.GET.get("section", "")
    start: dict[str, object] = {
        "quantity": 1,
        "option": "included",
        "phase": request.GET.get("phase") or "none",
        "tax_rate": str(row.tax_bp // 100),
        "section": int(asked) if asked.isdecimal() else None,
    }
    form = ActionForm(
        add_line,
        request.actor,
        names=names,
        fixed={"quote": pk},
        stored=start,
        unless_blank=("title", "spec", "measure"),
    )
    return ask(request, row, form, _("New line"), _("Add"), _("The line was added."))


@page(EDIT, methods=("GET", "POST"))
def line(request: Request, pk: int, line: int) -> HttpResponse:
    """All fields of a line."""
    row = editable(request, pk)
    found = QuoteLine.objects.visible_to(request.actor).filter(quote=pk, pk=line, removed=False).first()
    if found is None:
        raise Missing("not_found", GONE)
    stored = keywords(found, row.currency)
    form = ActionForm(update_line, request.actor, names=(*MAIN, *MORE), fixed={"line": line}, stored=_readable(stored))
    if request.method == "POST":
        # A price left as it was must not undo the discount that was typed, nor the other way round.
        form = _only_changed(form, request)
    return ask(request, row, form, found.title, _("Save"), _("Saved."))


def _readable(stored: Mapping[str, object]) -> dict[str, object]:
    return {name: f"{value:g}" if isinstance(value, float) else value for name, value in stored.items()}


def _only_changed(form: ActionForm, request: Request) -> ActionForm:
    """Leave out what was not touched of price, discount and list price."""
    text = {field.name: str(field.value or "") for field in form.fields}
    same = {
        name for name in ("price", "discount", "listed") if request.POST.get(name, "").strip() == text.get(name, "")
    }
    form.fields = [field for field in form.fields if field.name not in same]
    form.schema = [one for one in form.schema if one.name not in same]
    return form


def ask(request: Request, row: Quote, form: ActionForm, title: str, button: str, said: str) -> HttpResponse:
    """A form over a line or section, in the sheet or on a page."""
    offer_ties(form, request.actor, row.project_id)
    for field in form.fields:
        if field.name == "section":
            field.kind, field.choices = "choice", list(queries.section_names(row))
        if field.kind == "money":
            field.currency, field.choices = row.currency, [(row.currency, row.currency)]
    return form_page(
        request,
        form,
        title=title,
        button=button,
        done=lambda _row: f"{quote_url(row.pk)}#lines",
        said=said,
        cancel=quote_url(row.pk),
        draft=f"{form.action.code}-{row.pk}",
        context={"nav": "offers", "intro": f"{row.title} V{row.edition}"},
    )


@page(EDIT, methods=("POST",))
def quick_line(request: Request, pk: int) -> HttpResponse:
    """A product with its quantity, straight from the line below the table."""
    row = editable(request, pk)
    form = ActionForm(add_line, request.actor, names=("product", "quantity"), fixed={"quote": pk})
    if not request.POST.get("product"):
        return see_other(request, f"{quote_url(pk)}#add", Toast(_("Choose a product first."), tone="watch"))
    if form.submit(request) is None:
        told = form.message or next((field.error for field in form.fields if field.error), "")
        return shown(request, row, {**table(request, row), "problem": told}, status=422)
    return see_other(request, f"{quote_url(pk)}#add", Toast(_("The line was added.")))


@page(EDIT, methods=("POST",))
def line_move(request: Request, pk: int, line: int) -> HttpResponse:
    """Up or down."""
    editable(request, pk)
    move_line.run(request.actor, {"line": _of(request, pk, line), "way": request.POST.get("way", "")})
    return see_other(request, f"{quote_url(pk)}#line-{line}")


@page(EDIT, methods=("POST",))
def together(request: Request, pk: int) -> HttpResponse:
    """The ticked lines, or all: take them out, set discount, tax or section."""
    row = editable(request, pk)
    do = request.POST.get("do", "")
    ticked = [int(one) for one in request.POST.getlist("line") if one.isdecimal()]
    if do.startswith("remove."):
        ticked, do = [int(do[7:])] if do[7:].isdecimal() else [], "remove"
    there = QuoteLine.objects.visible_to(request.actor).filter(quote=pk, removed=False, pk__in=ticked)
    wanted = set(there.values_list("pk", flat=True))
    if not wanted:
        return see_other(request, f"{quote_url(pk)}#lines", Toast(_("Tick the lines first."), tone="watch"))
    lines = sorted(wanted)
    if do == "remove":
        found = remove_lines.run(request.actor, {"lines": lines})
        text = _("%s lines were taken out.") % len(lines)
        return see_other(request, f"{quote_url(pk)}#lines", undoable(text, found.subject))
    if do not in ("discount", "tax_rate", "section", "need"):
        raise Missing("not_found", GONE)
    value = request.POST.get(f"all_{do}", "").strip()
    change = tie_lines if do == "need" else edit_lines
    try:
        found = change.run(request.actor, {"lines": lines, do: value})
    except Refused as no:
        if no.kind in ("missing", "forbidden"):
            raise
        return shown(request, row, {**table(request, row), "problem": _first_reason(no)}, status=422)
    text = str(TOGETHER.get(do, _("The lines were moved.")))
    return see_other(request, f"{quote_url(pk)}#lines", undoable(text, found.subject))


def _first_reason(no: Refused) -> str:
    if isinstance(no, Invalid):
        return next((str(message) for _code, message in no.faults.values()), str(no.message))
    return str(no.message)


def _of(request: Request, pk: int, line: int) -> int:
    if not QuoteLine.objects.visible_to(request.actor).filter(quote=pk, pk=line).exists():
        raise Missing("not_found", GONE)
    return line
