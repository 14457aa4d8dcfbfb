"""The six strategy sheets with their lines, the win themes and the concession ladder."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from pursuit.domain.strategy.actions.lines import set_sheet
from pursuit.domain.strategy.actions.writing import value
from pursuit.domain.strategy.fields import PRICE
from pursuit.domain.strategy.models import StrategySheet
from pursuit.domain.strategy.queries import paper, parts
from pursuit.domain.strategy.rules.kinds import SHEETS
from pursuit.domain.strategy.rules.sheets import fields_of
from pursuit.interfaces.web.forms.field import reading
from pursuit.interfaces.web.forms.form import ActionForm
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.interfaces.web.strategy.frame import EDIT, VIEW, ground, writable
from pursuit.interfaces.web.strategy.rows import sheet as side_sheet
from pursuit.kernel import pickers
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Missing, Text
from pursuit.kernel.money import Money
from pursuit.kernel.records import GONE
from pursuit.kernel.schema import Field


@dataclass(frozen=True, slots=True)
class Shown:
    """A sheet as its page shows it: facts are pairs of label and words."""

    view: parts.SheetView
    facts: Sequence[tuple[Text, str]]
    open: int


@page(VIEW)
def sheets(request: Request, pk: int) -> HttpResponse:
    """All six on one page."""
    head = ground(request, pk, "sheets")
    told = parts.lines(request.actor, head.project)
    only_open = request.GET.get("open") == "1"
    found = parts.sheets(request.actor, head.project, [one for one in told if not only_open or one.state == "open"])
    context = {
        **head.context,
        "sheets": [
            Shown(one, _facts(request.actor, one), sum(line.state == "open" for line in one.lines)) for one in found
        ],
        "themes": parts.themes(request.actor, head.project),
        "only_open": only_open,
        "open": sum(one.state == "open" for one in told),
        "sees_prices": request.actor.may(PRICE),
    }
    return render(request, "strategy/sheets.html", context)


@page(EDIT, methods=("GET", "POST"))
def fields(request: Request, pk: int, kind: str) -> HttpResponse:
    """Aim, premise and the fields of one sheet."""
    label = dict(SHEETS).get(kind)
    if label is None:
        raise Missing("not_found", GONE)
    row = writable(request, pk)
    found = StrategySheet.objects.visible_to(request.actor).filter(strategy__project=row, kind=kind).first()
    names = fields_of(kind)
    held = {name: value(found, name) for name in names} if found else {}
    form = ActionForm(
        set_sheet, request.actor, names=names, fixed={"project": pk, "kind": kind}, stored=held,
        version=found.version if found else None,
    )  # fmt: skip
    return side_sheet(request, row, form, title=label, button=_("Save"), part="sheets", draft=f"sheet-{kind}")


def _facts(actor: Actor, one: parts.SheetView) -> list[tuple[Text, str]]:
    """What was written on a sheet, without what the reader may not see."""
    if one.row is None:
        return []
    known = set_sheet.schema.fields
    found: list[tuple[Text, str]] = []
    for name in fields_of(one.kind)[1:]:
        field, kept = known[name], value(one.row, name)
        if kept in (None, "") or (field.right and not actor.may(field.right)):
            continue
        text = _partner(actor, one.row) if name == "partner" else _said(field, kept)
        if text:
            found.append((field.label, f"{text}%" if field.widget == "percent" else text))
    return found


def _said(field: Field, kept: object) -> str:
    """Amounts as on paper, the rest as everywhere."""
    if isinstance(kept, Money):
        return paper.money({"minor": kept.minor, "currency": kept.currency})
    return reading(field, kept)


def _partner(actor: Actor, row: StrategySheet) -> str:
    """The partner's name, for those who see that account."""
    return pickers.titles([row.partner_id], actor).get(row.partner_id, "") if row.partner_id else ""
