"""Writing a payment plan: all lines at once, kept as typed until they come to the whole."""

from collections.abc import Mapping, Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from pursuit.domain.contracts.models import Contract
from pursuit.domain.contracts.queries.contracts import contract
from pursuit.domain.finance.actions.keeping import PLAN
from pursuit.domain.finance.actions.plans import set_plan
from pursuit.domain.finance.queries import money
from pursuit.interfaces.web.projects.sheets import done_with_undo
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.kernel import access, terms
from pursuit.kernel.errors import Invalid, Refused
from pursuit.kernel.money import Money

NAMES = ("id", "name", "trigger", "share", "amount", "milestone", "fixed_on", "offset_days")
SPARE = 3
USUAL = (("prepayment", "30"), ("delivery", "30"), ("preliminary", "20"), ("final", "15"), ("retention", "5"))
Line = Mapping[str, str]


@page(PLAN, methods=("GET", "POST"))
def payment_plan(request: Request, pk: int) -> HttpResponse:
    """The table of a contract's instalments."""
    row = contract(request.actor, pk)
    access.require(request.actor, PLAN, row.subject)
    if request.method != "POST":
        return _shown(request, row, _stored(request, row))
    lines = [line for line in _typed(request) if line["trigger"] and (line["share"] or line["amount"] or line["id"])]
    try:
        set_plan.run(request.actor, {"contract": pk, "lines": [_sent(line) for line in lines]})
    except Refused as no:
        if no.kind == "missing":
            raise
        return _shown(request, row, lines, no)
    home = reverse("contracts:contract", args=[pk])
    return done_with_undo(request, row.subject, _("The payment plan is saved."), home)


def _shown(request: Request, row: Contract, lines: Sequence[Line], no: Refused | None = None) -> HttpResponse:
    faults = _faults(no)
    spare: list[Line] = [dict.fromkeys(NAMES, "") for _at in range(SPARE)]
    context = {
        "nav": "finance",
        "contract": row,
        "whole": Money(row.amount, row.amount_currency),
        "lines": [(at, line, faults.get(at, "")) for at, line in enumerate([*lines, *spare])],
        "problem": faults.get(-1, "") or (_("Look at the marked lines.") if faults else ""),
        "triggers": [(one.code, one.label) for one in terms.entries("payment_trigger")],
        "milestones": [
            (pk, f"{title}{f' · {day}' if day else ''}")
            for pk, title, day in money.milestones(request.actor, row.project_id)
        ],
        "here": request.get_full_path(),
    }
    return render(request, "finance/plan_form.html", context, status=422 if no else 200)


def _faults(no: Refused | None) -> dict[int, str]:
    """{line: what is wrong with it}; -1: with the plan as a whole."""
    if no is None:
        return {}
    told = {name: str(text) for name, (_code, text) in no.faults.items()} if isinstance(no, Invalid) else {}
    found: dict[int, str] = {}
    for name, text in (told or {no.field or "": str(no.message)}).items():
        where = name.split(".")
        at = int(where[1]) if len(where) > 1 and where[1].isdecimal() else -1
        found[at] = text
    return found


def _stored(request: Request, row: Contract) -> list[Line]:
    (found,) = money.plans_of(request.actor, [row])
    if not found.rows:
        return [dict.fromkeys(NAMES, "") | {"trigger": trigger, "share": share} for trigger, share in USUAL]
    return [
        {
            "id": str(one.pk),
            "name": one.name,
            "trigger": one.trigger,
            "share": f"{one.share / 100:g}" if one.share else "",
            "amount": "" if one.share else str(Money(one.amount, one.currency).major()),
            "milestone": str(one.milestone_id or ""),
            "fixed_on": str(one.fixed_on or ""),
            "offset_days": str(one.offset_days or ""),
        }
        for one in found.rows
    ]


def _typed(request: HttpRequest) -> list[Line]:
    columns = {name: request.POST.getlist(f"line.{name}") for name in NAMES}
    count = min(max(len(values) for values in columns.values()), 60)
    return [
        {name: values[at].strip() if at < len(values) else "" for name, values in columns.items()}
        for at in range(count)
    ]


def _sent(line: Line) -> dict[str, object]:
    """As the action reads it: what is empty is not there."""
    return {name: value for name, value in line.items() if value}
