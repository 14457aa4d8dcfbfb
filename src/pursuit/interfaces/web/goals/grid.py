"""The decomposition of a goal as a table: parts by months, typed in place; parts added, filled, taken away; spread."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from pursuit.domain.goals.actions import parts as shaping
from pursuit.domain.goals.actions.cells import set_cells, spread_below, spread_months
from pursuit.domain.goals.models import Goal, Node
from pursuit.domain.goals.models.node import EDIT, VIEW
from pursuit.domain.goals.queries import goals as queries
from pursuit.domain.goals.queries import parts, values
from pursuit.domain.goals.queries.parts import EMPTY, Grid, Line, Sums
from pursuit.interfaces.web.forms.form import ActionForm
from pursuit.interfaces.web.forms.views import form_page
from pursuit.interfaces.web.goals import words as words_
from pursuit.interfaces.web.projects.sheets import done_with_undo, where_from
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.interfaces.web.shell.toasts import Toast, see_other
from pursuit.kernel.errors import Invalid, Refused

NAME = re.compile(r"(given|committed)-(\d{1,15})-(\d{4})(\d{2})")
MOST = 40  # parts on one page
ADDED = ("units", "people", "products", "accounts")


@dataclass(frozen=True, slots=True)
class Box:
    """A figure at its place; name: of its input, "" where the reader may only look."""

    name: str
    key: str
    value: int | None
    text: str
    title: str
    error: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A part as the table draws it: rows of boxes, the first of each the sum."""

    node: Node
    label: str
    leaf: bool
    given: Sequence[Box]
    left: Sequence[Box]
    committed: Sequence[Box]
    gap: Sequence[Box]
    reached: Sequence[Box]


@page(VIEW)
def grid(request: Request, pk: int) -> HttpResponse:
    """?part=: which part and those below it; ?page= where there are many."""
    return _page(request, pk)


@page(EDIT, methods=("POST",))
def figures(request: Request, pk: int) -> HttpResponse:
    """Figures that were typed: one with scripts, the changed ones of the whole table without."""
    row = queries.goal(request.actor, pk)
    typed = {name: request.POST[name].strip()[:40] for name in request.POST if NAME.fullmatch(name)}
    changed = {name: text for name, text in typed.items() if request.htmx or text != _now(request, name)}
    problem = ""
    try:
        if changed:
            held = {} if request.htmx else {"version": request.POST.get("version", "") or None}
            set_cells.run(
                request.actor, {"goal": pk, "cells": [_spec(request, *one) for one in changed.items()], **held}
            )
    except Refused as no:
        if no.kind == "missing" or isinstance(no, Invalid):
            raise
        problem = str(no.message)
    if request.htmx:
        return _answer(request, row, next(iter(typed), ""), typed, problem)
    if problem:
        return _page(request, pk, problem, typed)
    here = f"{_url(pk)}?part={request.POST.get('part', '')}"
    return see_other(request, here, Toast(_("Saved.") if changed else _("Nothing was changed.")))


@page(EDIT, methods=("POST",))
def division(request: Request, pk: int) -> HttpResponse:
    """Begin the decomposition."""
    root = shaping.divide_goal.run(request.actor, {"goal": pk})
    return see_other(request, f"{_url(pk)}?part={root.pk}", Toast(_("Now put units or people below it.")))


@page(EDIT, methods=("GET", "POST"))
def addition(request: Request, part: int) -> HttpResponse:
    """Put parts below one."""
    at = parts.node(request.actor, part)
    parts.require(request.actor, at, shape=True)
    form = ActionForm(shaping.add_nodes, request.actor, names=ADDED, fixed={"node": part})
    return _sheet(request, at, form, _("Divide further"), _("Add"))


@page(EDIT, methods=("POST",))
def filling(request: Request, part: int) -> HttpResponse:
    """The units below, or the people of the unit."""
    at = parts.node(request.actor, part)
    try:
        made = shaping.fill_node.run(request.actor, {"node": part, "below": request.POST.get("below", "units")})
    except Refused as no:
        if no.kind != "invalid":
            raise
        return see_other(request, f"{_url(at.goal_id)}?part={part}", Toast(str(no.message), tone="watch"))
    told = _("%d parts were added.") % len(made)
    return done_with_undo(request, at.goal.subject, told, f"{_url(at.goal_id)}?part={part}")


@page(EDIT, methods=("POST",))
def removal(request: Request, part: int) -> HttpResponse:
    """Take a part away with all below it."""
    at = parts.node(request.actor, part)
    above = at.parent_id
    shaping.remove_node.run(request.actor, {"node": part})
    url = f"{_url(at.goal_id)}?part={above}" if above else reverse("goals:goal", args=[at.goal_id])
    return done_with_undo(request, at.goal.subject, _("“%s” was taken away.") % parts.label(at), url)


@page(EDIT, methods=("GET", "POST"))
def months(request: Request, part: int) -> HttpResponse:
    """An amount over the months of a part."""
    at = parts.node(request.actor, part)
    parts.require(request.actor, at, shape=False)
    now = parts.line(request.actor, at.goal, at).whole.given
    shown = values.plain(at.goal.target if now is None and at.parent_id is None else now, at.goal.scale)
    form = ActionForm(
        spread_months, request.actor, names=("amount", "way", "weights"), fixed={"node": part},
        stored={"amount": shown, "way": "even"},
    )  # fmt: skip
    return _sheet(request, at, form, _("Spread over the months"), _("Spread"))


@page(EDIT, methods=("GET", "POST"))
def below(request: Request, part: int) -> HttpResponse:
    """What a part was given over those below it."""
    at = parts.node(request.actor, part)
    parts.require(request.actor, at, shape=True)
    form = ActionForm(
        spread_below, request.actor, names=("way", "weights"), fixed={"node": part}, stored={"way": "even"}
    )
    return _sheet(request, at, form, _("Spread over the parts below"), _("Spread"))


def _sheet(request: Request, at: Node, form: ActionForm, title: str, button: str) -> HttpResponse:
    url = where_from(request, f"{_url(at.goal_id)}?part={at.pk}")
    return form_page(
        request, form, title=title, button=button, done=lambda _made: url, said=_("Saved."), cancel=url,
        draft=f"{form.action.code}-{at.pk}",
        context={"nav": "goals", "intro": f"{at.goal.title} · {parts.label(at)}"},
    )  # fmt: skip


def _url(pk: int) -> str:
    return reverse("goals:grid", args=[pk])


def _page(request: Request, pk: int, problem: str = "", typed: dict[str, str] | None = None) -> HttpResponse:
    row = queries.goal(request.actor, pk)
    at = _asked(request, row)
    context: dict[str, object] = {
        "nav": "goals", "goal": row, "subject": row.subject, "may_edit": queries.may_edit(request.actor, row),
        "problem": problem, "dated": bool(parts.months_of(row)),
    }  # fmt: skip
    if at is not None and context["dated"]:
        found = parts.grid(request.actor, row, at)
        number = _number(request.GET.get("page", ""))
        pages = max(1, -(-len(found.lines) // MOST))
        lines = found.lines[(min(number, pages) - 1) * MOST : min(number, pages) * MOST]
        context |= {
            "grid": found, "head": _shown(found, found.head, typed or {}, head=True),
            "lines": [_shown(found, one, typed or {}) for one in lines],
            "pages": range(1, pages + 1) if pages > 1 else (), "number": min(number, pages),
            "may_spread": found.head.may_give, "may_fill": at.kind == "unit" and at.unit_id is not None,
        }  # fmt: skip
    return render(request, "goals/grid.html", context, status=422 if problem else 200)


def _asked(request: Request, row: Goal) -> Node | None:
    said = request.GET.get("part", "") or request.POST.get("part", "")
    if said.isascii() and said.isdecimal() and len(said) < 18:
        found = parts.nodes(request.actor).select_related(*parts.RELATED).filter(pk=int(said), goal=row.pk).first()
        if found is not None:
            return found
    first = parts.first_seen(request.actor, row)
    return None if first is None else parts.node(request.actor, first.pk)


def _number(said: str) -> int:
    return max(1, int(said)) if said.isascii() and said.isdecimal() and len(said) < 6 else 1


def _spec(request: Request, name: str, text: str) -> dict[str, object]:
    side, node, year, month = _parsed(name)
    cell: dict[str, object] = {"node": node, "month": date(year, month, 1), "side": side, "amount": text}
    return cell | ({"was": request.POST["was"]} if "was" in request.POST else {})


def _parsed(name: str) -> tuple[str, int, int, int]:
    match = NAME.fullmatch(name)
    if match is None or not 1 <= int(match[4]) <= 12 or int(match[3]) < 1900:
        raise Refused("other_month", _("This month is outside of the goal's period."))
    return match[1], int(match[2]), int(match[3]), int(match[4])


def _now(request: Request, name: str) -> str:
    """What stood in a box when the page was made, as the page itself says."""
    return request.POST.get(f"was-{name}", "")


def _shown(found: Grid, one: Line, typed: dict[str, str], *, head: bool = False) -> Shown:
    label = parts.label(one.node) or found.goal.title
    columns = [None, *found.months]
    may_commit = one.may_commit and one.node.leaf

    def boxes(what: str, *, open_: bool = False) -> list[Box]:
        return [
            _box(found.goal, one, label, what, month, typed, open_=open_ and month is not None) for month in columns
        ]

    reached = boxes("reached") if one.reached is not None else []
    left = boxes("left") if head and not one.node.leaf else []
    return Shown(
        one.node, label, one.node.leaf, boxes("given", open_=one.may_give), left, boxes("committed", open_=may_commit),
        boxes("gap"), reached,
    )  # fmt: skip


def _box(
    goal: Goal,
    one: Line,
    label: str,
    what: str,
    month: date | None,
    typed: dict[str, str],
    *,
    open_: bool,
    error: str = "",
) -> Box:
    figures_: Sums = one.whole if month is None else one.months.get(month, EMPTY)
    if what == "reached":
        value = one.reached_whole if month is None else (one.reached or {}).get(month)
    else:
        value = getattr(figures_, what)
    key = f"{what}-{one.node.pk}-{'all' if month is None else f'{month:%Y%m}'}"
    words = {"given": pgettext("goal", "Target"), "committed": pgettext("goal", "Commitment")}.get(what, "")
    title = f"{label} {month:%Y-%m} {words}" if month else ""
    text = typed.get(key, words_.grouped(value, goal.scale))
    return Box(key if open_ else "", key, value, text, title, error)


def _answer(request: Request, row: Goal, name: str, typed: dict[str, str], problem: str) -> HttpResponse:
    """The box that was typed into, and the sums it changes."""
    side, pk, year, month = _parsed(name)
    at = parts.node(request.actor, pk)
    day = date(year, month, 1)
    one = parts.line(request.actor, row, at)
    box = _box(row, one, parts.label(at), side, day, typed if problem else {}, open_=True, error=problem)
    changed = [(one, ("given", "committed", "gap"))]
    if at.parent_id is not None:
        above = parts.nodes(request.actor).select_related(*parts.RELATED).filter(pk=at.parent_id).first()
        if above is not None:
            changed.append((parts.line(request.actor, row, above), ("left", "committed", "gap")))
    sums = [
        _box(row, line, "", what, when, {}, open_=False)
        for line, names in changed
        for what in names
        for when in (day, None)
        if not (when == day and what == side and line is one)
    ]
    told = [box_ for box_ in sums if not _typed_too(one, box_, day)]
    context = {"goal": row, "box": box, "sums": told}
    return render(request, "goals/cell_answer.html", context, status=422 if problem else 200)


def _typed_too(one: Line, box: Box, day: date) -> bool:
    """Boxes of the same part and month that are inputs themselves stay as they are."""
    own = {f"{side}-{one.node.pk}-{day:%Y%m}" for side in ("given", "committed")}
    return box.key in own
