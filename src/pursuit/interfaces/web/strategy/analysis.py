"""PEST, five forces, value chain and SWOT of a project, and what crosses in the SWOT."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from pursuit.domain.strategy.actions.analysis import carry_item
from pursuit.domain.strategy.queries import parts
from pursuit.domain.strategy.rules import kinds
from pursuit.interfaces.web.lists.views import Tab
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.interfaces.web.strategy.choices import analysis as known
from pursuit.interfaces.web.strategy.frame import EDIT, VIEW, ground, told, writable
from pursuit.interfaces.web.strategy.rows import part_url


@page(VIEW)
def analysis(request: Request, pk: int) -> HttpResponse:
    """One of the four; the SWOT with its crossings."""
    head = ground(request, pk, "analysis")
    code = known(request.GET.get("sheet", ""))
    counted = parts.counted(request.actor, head.project)
    here = reverse("strategy:analysis", args=[pk])
    swot = code == kinds.SWOT
    crossings = parts.crossings(request.actor, head.project, parts.lines(request.actor, head.project)) if swot else []
    used = {item.pk for one in crossings for item in one.items}
    context = {
        **head.context,
        "sheet": code,
        "sheets": [Tab(f"{label} {counted[one]}", f"{here}?sheet={one}", one == code) for one, label in kinds.ANALYSES],
        "cells": parts.cells(request.actor, head.project, code),
        "swot": swot,
        "swot_cells": kinds.CELLS[kinds.SWOT],
        "crossings": [
            (kind, label, [one for one in crossings if one.row.kind == kind]) for kind, label in kinds.CROSSINGS
        ],
        "used": used,
        "may_cross": counted[kinds.SWOT] > 1,
    }
    return render(request, "strategy/analysis.html", context)


@page(EDIT, methods=("POST",))
def carry(request: Request, pk: int, one: int) -> HttpResponse:
    """A statement of another analysis goes into the SWOT."""
    row = writable(request, pk)
    made = carry_item.run(request.actor, {"item": one, "cell": request.POST.get("cell", "")})
    text = _("“%s” is in the SWOT now.") % made.text[:40]
    return told(request, row, text, f"{part_url('analysis', pk)}?sheet={kinds.SWOT}")
