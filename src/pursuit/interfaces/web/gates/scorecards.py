"""A scorecard: every criterion with its score and ground, answered all at once, and what it comes to."""

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from pursuit.domain.gates.actions.scorecards import answer, clear_answer
from pursuit.domain.gates.models import Answer, Sheet
from pursuit.domain.gates.queries import records
from pursuit.domain.gates.queries.grades import proposed
from pursuit.domain.gates.queries.ground import marks
from pursuit.domain.gates.queries.house_rules import house_rules
from pursuit.domain.gates.rules.scorecards import bidding
from pursuit.interfaces.web.gates.sections import sections
from pursuit.interfaces.web.projects.frame import frame
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.interfaces.web.shell.toasts import Toast, see_other
from pursuit.kernel import access
from pursuit.kernel.errors import Invalid, Missing, Refused
from pursuit.kernel.records import GONE

VIEW = "gates.view"
EDIT = "projects.edit"


@page(VIEW, methods=("GET", "POST"))
def scorecard(request: Request, pk: int, sheet: str) -> HttpResponse:
    """GET shows it; POST saves what was changed, all or nothing."""
    if sheet not in Sheet.values:
        raise Missing("not_found", GONE)
    if request.method == "GET":
        return _shown(request, pk, Sheet(sheet))
    head = frame(request, pk, "charter")
    access.require(request.actor, EDIT, head.row.subject)
    held = records.answers_of(head.row)
    typed, wrong = {}, {}
    with transaction.atomic():
        for one in records.criteria(Sheet(sheet)):
            value, note = (request.POST.get(f"{part}.{one.pk}", "").strip() for part in ("value", "note"))
            typed[one.pk] = (value, note)
            try:
                _save(request, pk, one.pk, value, note, held.get(one.pk))
            except Refused as no:
                if no.kind in ("missing", "forbidden"):
                    raise
                faults = [text for _code, text in no.faults.values()] if isinstance(no, Invalid) else [no.message]
                wrong[one.pk] = " ".join(str(text) for text in faults)
        if wrong:
            transaction.set_rollback(True)
    if wrong:
        return _shown(request, pk, Sheet(sheet), typed, wrong)
    return see_other(request, reverse("gates:scorecard", args=[pk, sheet]), Toast(_("Saved.")))


def _save(request: Request, pk: int, criterion: int, value: str, note: str, held: Answer | None) -> None:
    before = (str(held.value), held.note) if held else ("", "")
    if (value, note) == before:
        return
    if value:
        answer.run(request.actor, {"project": pk, "criterion": criterion, "value": value, "note": note})
    elif held is not None:
        clear_answer.run(request.actor, {"project": pk, "criterion": criterion})
    elif note:
        raise Refused("no_value", _("Give a score as well."))


def _shown(
    request: Request, pk: int, sheet: Sheet, typed: dict[int, tuple[str, str]] | None = None,
    wrong: dict[int, str] | None = None,
) -> HttpResponse:  # fmt: skip
    head = frame(request, pk, "charter")
    held = records.answers_of(head.row)
    lines = []
    for one in records.criteria(sheet):
        kept = held.get(one.pk)
        value, note = (typed or {}).get(one.pk, (str(kept.value) if kept else "", kept.note if kept else ""))
        lines.append((one, value, note, kept, (wrong or {}).get(one.pk, "")))
    rules = house_rules()
    context = {
        **head.context,
        "sections": sections(pk, sheet.value),
        "sheet": sheet,
        "lines": lines,
        "rules": rules,
        "grading": proposed(head.row) if sheet == Sheet.GRADE else None,
        "bid": bidding(marks(head.row, sheet), go=rules.bid_go, stop=rules.bid_stop) if sheet == Sheet.BID else None,
        "most": 4 if sheet == Sheet.GRADE else 10,
        "least": 1 if sheet == Sheet.GRADE else 0,
        "wrong": bool(wrong),
    }
    return render(request, "gates/scorecard.html", context, status=422 if wrong else 200)
