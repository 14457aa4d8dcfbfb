"""The scoring table, who bids at what price, and what comes of it: line by line, by every method, over our price."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from pursuit.domain.bids.actions.table import (
    currency_of,
    put_bidder,
    put_item,
    remove_bidder,
    remove_item,
    score_bidder,
)
from pursuit.domain.bids.fields import ITEM_PARTS, SOURCES
from pursuit.domain.bids.models import Bid, Bidder, ScoreItem
from pursuit.domain.bids.queries import scoring as queries
from pursuit.domain.bids.queries.bids import EDIT, VIEW
from pursuit.domain.bids.queries.parts import child
from pursuit.domain.bids.queries.scoring import US, Simulation, Table
from pursuit.domain.bids.rules import modes, words
from pursuit.engine.scoring import Evaluation, Point, Standing
from pursuit.interfaces.web.bids.drawn import draw
from pursuit.interfaces.web.bids.frame import BidFrame, bid_frame, editable
from pursuit.interfaces.web.bids.sheets import bid_sheet, refused
from pursuit.interfaces.web.projects.sheets import done_with_undo
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.interfaces.web.shell.toasts import Toast, see_other
from pursuit.kernel.errors import Refused, Text
from pursuit.kernel.money import Money

ITEM = ("name", "part", "points", "basis")
RIVAL = (
    *("competitor", "name", "low", "likely", "high", "source", "source_note", "source_on", "quoted"),
    *("relief_percent", "adjustment", "rejected"),
)
OURS = ("relief_percent", "adjustment", "rejected")
SUMS = ("low", "likely", "high", "quoted", "adjustment")


@dataclass(frozen=True, slots=True)
class Place:
    """A bidder after the evaluation, with the way there in sentences."""

    name: str
    ours: bool
    standing: Standing
    why: Sequence[str]


@dataclass(frozen=True, slots=True)
class ByMethod:
    """What another method would make of the same bids."""

    label: Text
    current: bool
    rank: int | None
    total: int
    winner: str
    void: str

    @property
    def points_text(self) -> str:
        return words.points(self.total)


@page(VIEW)
def scoring(request: Request, pk: int) -> HttpResponse:
    """Table, bidders and simulation; prices only for those who may see them."""
    return _shown(request, pk)


def _shown(request: Request, pk: int, problem: str = "") -> HttpResponse:
    head = bid_frame(request, pk, "scoring")
    known = queries.table(request.actor, head.row)
    names = {queries.key_of(one): name_of(one) for one in known.bidders}
    context = head.context | {
        "table": known,
        "whole": words.points(known.whole),
        "full": known.whole == 10_000,
        "items": [(one, dict(ITEM_PARTS).get(one.part, one.part), words.points(one.points)) for one in known.items],
        "bidders": [_line(one, known, names) for one in known.bidders],
        "scored": [one for one in known.items if one.part != "price"],
        "currency": currency_of(head.row),
        "problem": problem,
    }
    if head.context["sees_price"]:
        context |= _simulated(head, known, names)
    return render(request, "bids/scoring.html", context, status=422 if problem else 200)


def _line(one: Bidder, known: Table, names: Mapping[str, str]) -> dict[str, object]:
    """A bidder with its points per line; what it costs is drawn only where prices are seen."""
    cells = [(item, one.scores.get(str(item.pk))) for item in known.items if item.part != "price"]
    return {
        "row": one,
        "name": names[queries.key_of(one)],
        "cells": [(item, None if points is None else f"{points / 100:g}") for item, points in cells],
        "source": dict(SOURCES).get(one.source, one.source),
    }


def _simulated(head: BidFrame, known: Table, names: Mapping[str, str]) -> dict[str, object]:
    row = head.row
    made = queries.simulate(row, known)
    found = made.found
    currency = currency_of(row)
    shown: dict[str, object] = {
        "simulation": made,
        "methods": list(_methods(row, made, names)),
        "places": _places(found, names, currency) if found else [],
        "how": [words.sentence(one, names.__getitem__, currency) for one in found.lines] if found else [],
        "void": words.void_text(found.void) if found else "",
        "by_points": row.method in ("scoring", "comprehensive", "benchmark"),
    }
    if found and made.points and row.price is not None:
        mine = found.of(US)
        best = [one.price for one in made.points if one.rank == 1]
        ends = [one.price for one in made.turns if one.under == 1]
        shown |= {
            "mine": mine,
            "drawing": draw(made.points, made.turns, row.price, row.ceiling) if shown["by_points"] else None,
            "turns": [(words.amount(one.price), one.under, one.over) for one in made.turns],
            "highest_first": words.amount(max(ends)) if ends else words.amount(best[-1]) if best else "",
            "steps_of": _nearby(made.points, row.price),
        }
    return shown


def _nearby(points: Sequence[Point], price: int) -> list[tuple[str, bool, Point, str, str]]:
    """The curve as a table; which step is nearest to our price."""
    nearest = min(points, key=lambda one: abs(one.price - price))
    return [
        (words.amount(one.price), one is nearest, one, words.points(one.price_points), words.points(one.total))
        for one in points
    ]


def _places(found: Evaluation, names: Mapping[str, str], currency: str) -> list[Place]:
    return [
        Place(
            names[one.bid.key],
            one.bid.key == US,
            one,
            [words.sentence(step, names.__getitem__, currency) for step in one.lines],
        )
        for one in found.standings
    ]


def _methods(row: Bid, made: Simulation, names: Mapping[str, str]) -> Sequence[ByMethod]:
    told = []
    for code, label in modes.METHODS:
        found = made.others.get(code)
        if found is None:
            told.append(ByMethod(label, code == row.method, None, 0, "", "weights"))
            continue
        mine = next((one for one in found.standings if one.bid.key == US), None)
        told.append(
            ByMethod(
                label,
                code == row.method,
                mine.rank if mine else None,
                mine.total if mine else 0,
                names.get(found.winner, ""),
                words.void_text(found.void),
            )
        )
    return told


def name_of(one: Bidder) -> str:
    """What a bidder is called on the page."""
    if one.ours:
        return _("We")
    return one.competitor.title if one.competitor else one.name


@page(EDIT, methods=("GET", "POST"))
def item(request: Request, pk: int, item: int = 0) -> HttpResponse:
    """A line of the table; without an id a new one."""
    row = editable(request, pk)
    stored: dict[str, object] = {"part": "technical"}
    if item:
        one = child(request.actor, row, ScoreItem, item)
        stored = {"name": one.name, "part": one.part, "points": f"{one.points / 100:g}", "basis": one.basis}
    return bid_sheet(
        request, row, put_item, title=_("Line of the scoring table"), names=ITEM, stored=stored,
        fixed={"item": item} if item else {}, back=_url(pk), draft=f"-{item}",
    )  # fmt: skip


@page(EDIT, methods=("POST",))
def item_removal(request: Request, pk: int, item: int) -> HttpResponse:
    """Take a line off."""
    editable(request, pk)
    row = remove_item.run(request.actor, {"bid": pk, "item": item})
    return done_with_undo(request, row.subject, _("The line was taken off."), _url(pk))


@page(EDIT, methods=("GET", "POST"))
def bidder(request: Request, pk: int, bidder: int = 0) -> HttpResponse:
    """A rival, or what is special about us; without an id a new rival."""
    row = editable(request, pk)
    one = child(request.actor, row, Bidder, bidder) if bidder else Bidder(bid=row)
    names = OURS if one.ours else RIVAL
    currency = currency_of(row)
    stored: dict[str, object] = {
        name: getattr(one, "competitor_id" if name == "competitor" else name) for name in names
    }
    for name in SUMS:
        if name in stored:
            minor = stored[name]
            stored[name] = (
                Money(minor, currency) if isinstance(minor, int) and (minor or name != "adjustment") else None
            )
    return bid_sheet(
        request, row, put_bidder, title=_("Our own evaluation") if one.ours else _("Bidder"), names=names,
        stored=stored, fixed={"bidder": bidder} if bidder else {}, back=_url(pk), draft=f"-{bidder}",
        intro=_("A price of a rival needs a public source, or it is our estimate and marked as such."),
    )  # fmt: skip


def _stored(one: Bidder, name: str, currency: str) -> object:
    if name == "competitor":
        return one.competitor_id
    value: object = getattr(one, name)
    if name in SUMS:
        return Money(value, currency) if isinstance(value, int) and value else None
    return value


@page(EDIT, methods=("POST",))
def bidder_removal(request: Request, pk: int, bidder: int) -> HttpResponse:
    """It does not bid."""
    editable(request, pk)
    try:
        row = remove_bidder.run(request.actor, {"bid": pk, "bidder": bidder})
    except Refused as no:
        return refused(request, _url(pk), no)
    return done_with_undo(request, row.subject, _("The bidder was taken off."), _url(pk))


@page(EDIT, methods=("POST",))
def points(request: Request, pk: int) -> HttpResponse:
    """All points of the table at once."""
    row = editable(request, pk)
    known = queries.table(request.actor, row)
    try:
        for one in known.bidders:
            typed = {
                str(line.pk): value
                for line in known.items
                if (value := request.POST.get(f"p.{one.pk}.{line.pk}", "").strip()) != ""
            }
            stored = {key: f"{value / 100:g}" for key, value in one.scores.items()}
            if any(stored.get(key) != value for key, value in typed.items()):
                score_bidder.run(request.actor, {"bid": pk, "bidder": one.pk, "scores": typed})
    except Refused as no:
        if no.kind in ("missing", "forbidden"):
            raise
        return _shown(request, pk, str(no.message))
    return see_other(request, _url(pk), Toast(_("Saved.")))


def _url(pk: int) -> str:
    return reverse("bids:scoring", args=[pk])
