"""The comparison with competitors: positions, scores, the price to win."""

from collections.abc import Mapping

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from pursuit.domain.market.queries.competitors import competitors
from pursuit.domain.projects.models import Project, Rival
from pursuit.domain.projects.queries import parts as project_parts
from pursuit.domain.strategy.actions.rivals import add_self_build, set_position, set_score
from pursuit.domain.strategy.models import Position
from pursuit.domain.strategy.queries import rivals as queries
from pursuit.domain.strategy.queries.paper import target_words
from pursuit.interfaces.web.forms.form import ActionForm
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.interfaces.web.shell.toasts import Toast, see_other
from pursuit.interfaces.web.strategy import choices
from pursuit.interfaces.web.strategy.frame import EDIT, VIEW, ground, told, writable
from pursuit.interfaces.web.strategy.rows import part_url, sheet
from pursuit.kernel import access
from pursuit.kernel.errors import Missing, Refused
from pursuit.kernel.money import Money
from pursuit.kernel.records import GONE

NAMES = (
    *("stage", "strengths", "weaknesses", "price", "low", "high", "price_source", "price_estimated"),
    *("counter", "sponsor"),
)
Cell = tuple[int, int]  # criterion and competitor, 0 for us


@page(VIEW)
def rivals(request: Request, pk: int) -> HttpResponse:
    """Who else, how far, how good, at which price."""
    return _shown(request, pk)


def _shown(
    request: Request, pk: int, typed: Mapping[Cell, str] | None = None, wrong: Mapping[Cell, str] | None = None
) -> HttpResponse:
    head = ground(request, pk, "rivals")
    found = queries.comparison(request.actor, head.project)
    steps = queries.history(head.project)
    names = dict(competitors(request.actor).filter(pk__in={one.competitor for one in steps})
                 .values_list("pk", "subject__title"))  # fmt: skip
    rows = [
        (one, [_cell(one.pk, bidder, points, typed, wrong) for bidder, points in cells]) for one, cells in found.rows
    ]
    may_position = head.may_write and bool(access.decide(request.actor, "projects.edit", head.project.subject))
    context = {
        **head.context,
        "found": found,
        "rows": rows,
        "target": target_words(found),
        "steps": [(one, names.get(one.competitor, "?")) for one in steps],
        "may_position": may_position,
        "self_build": any(one.rival and one.rival.competitor.subject.source_id for one in found.rivals),
        "problem": _("Nothing is saved yet: correct the marked scores.") if wrong else "",
    }
    return render(request, "strategy/rivals.html", context, status=422 if wrong else 200)


def _cell(
    criterion: int,
    bidder: queries.Bidder,
    points: int | None,
    typed: Mapping[Cell, str] | None,
    wrong: Mapping[Cell, str] | None,
) -> dict[str, object]:
    competitor = bidder.rival.competitor_id if bidder.rival else 0
    key = (criterion, competitor)
    kept = "" if points is None else str(points)
    return {
        "name": f"s.{criterion}.{competitor}",
        "value": (typed or {}).get(key, kept),
        "who": bidder.rival.competitor.title if bidder.rival else _("We"),
        "problem": (wrong or {}).get(key, ""),
    }


@page(EDIT, methods=("POST",))
def scores(request: Request, pk: int) -> HttpResponse:
    """All scores of the table at once, or none."""
    row = writable(request, pk)
    found = queries.comparison(request.actor, row)
    typed: dict[Cell, str] = {}
    wrong: dict[Cell, str] = {}
    with transaction.atomic():
        for criterion, cells in found.rows:
            for bidder, points in cells:
                competitor = bidder.rival.competitor_id if bidder.rival else 0
                key = (criterion.pk, competitor)
                text = request.POST.get(f"s.{criterion.pk}.{competitor}")
                if text is None or text.strip() == ("" if points is None else str(points)):
                    continue
                typed[key] = text.strip()
                data = {"criterion": criterion.pk, "competitor": competitor or None, "points": text.strip() or None}
                try:
                    set_score.run(request.actor, data)
                except Refused as no:
                    wrong[key] = str(no.message)
        if wrong:
            transaction.set_rollback(True)
    if wrong:
        return _shown(request, pk, typed, wrong)
    return see_other(request, part_url("rivals", pk), Toast(_("Saved.") if typed else _("Nothing was changed.")))


@page(EDIT, methods=("GET", "POST"))
def position(request: Request, pk: int, competitor: int = 0) -> HttpResponse:
    """Where a competitor stands; without an id a new one."""
    row = writable(request, pk)
    access.require(request.actor, "projects.edit", row.subject)
    rival = _rival(row, competitor) if competitor else None
    names = choices.names(request, row, "positions", NAMES)
    fixed = {"project": pk} | ({"competitor": competitor} if competitor else {})
    wanted = names if competitor else ["competitor", *names]
    form = ActionForm(set_position, request.actor, names=wanted, fixed=fixed, stored=_held(request, rival))
    choices.offer(request, row, "positions", form)
    title = rival.competitor.title if rival else _("Add a competitor")
    return sheet(request, row, form, title=title, button=_("Save"), part="rivals", draft=f"position-{competitor}")


@page(EDIT, methods=("POST",))
def self_build(request: Request, pk: int) -> HttpResponse:
    """The customer may build it themselves."""
    row = writable(request, pk)
    add_self_build.run(request.actor, {"project": pk})
    return told(request, row, _("Building it themselves is among the competitors now."), part_url("rivals", pk))


def _rival(row: Project, competitor: int) -> Rival:
    found = next((one for one in project_parts.rivals(row) if one.competitor_id == competitor), None)
    if found is None:
        raise Missing("not_found", GONE)
    return found


def _held(request: Request, rival: Rival | None) -> dict[str, object]:
    if rival is None:
        return {"stage": "c1"}
    place = Position.objects.visible_to(request.actor).filter(rival=rival).first()
    held: dict[str, object] = {name: getattr(rival, name) for name in
                               ("stage", "strengths", "weaknesses", "price_source", "price_estimated")}  # fmt: skip
    money = {"price": rival.price, "low": place.low if place else None, "high": place.high if place else None}
    held |= {name: None if one is None else Money(one, rival.price_currency) for name, one in money.items()}
    return held | {"counter": place.counter if place else "", "sponsor": place.sponsor_id if place else None}
