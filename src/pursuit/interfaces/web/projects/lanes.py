"""Swimlanes of the board: one per owner or grade. The page knows how much lies in each; a lane's cards are fetched when
it comes into view, so that a board of forty lanes costs no more than what is looked at."""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from pursuit.domain.methods.models import Method, Stage
from pursuit.domain.pipeline.queries import board as queries
from pursuit.domain.pipeline.queries.board import SHOWN
from pursuit.domain.projects.queries.projects import PROJECTS
from pursuit.interfaces.web.lists.grouping import drilled
from pursuit.interfaces.web.projects import faces
from pursuit.kernel import listing as lists
from pursuit.kernel.actor import Actor
from pursuit.kernel.listing import ListQuery
from pursuit.kernel.listing.groups import Group

BY = ("owner", "grade")
MOST = 40
EACH = 3  # cards of a column in a lane before its "more"


@dataclass(frozen=True, slots=True)
class Lane:
    """One owner or grade: its filters, and the addresses of its cards, of the board with nothing else, of its rows."""

    group: Group
    params: str
    cards: str
    board: str
    rows: str


@dataclass(frozen=True, slots=True)
class Lanes:
    """The stages across, the lanes down; `more` are left out because nobody reads so many."""

    stages: list[tuple[Stage, bool]]  # whether only earlier versions of the method have it
    shown: list[Lane]
    more: int


def column_of(params: QueryDict) -> str:
    """By which column there are lanes, "" for none."""
    asked = params.get("lanes", "")
    return asked if asked in BY else ""


def lanes(actor: Actor, method: Method, query: ListQuery, by: str, params: QueryDict) -> Lanes:
    """The lanes of a method's board, the fullest first; grades in their order. params: of the board's address."""
    known = PROJECTS.columns_for(actor)
    here = lists.Filter(known["method"], "in", (str(method.pk),))
    asked = faces.with_status(query, SHOWN)
    asked = replace(asked, filters=(*asked.filters, here), group=known[by], columns=(known["amount"],))
    found = list(lists.groups(PROJECTS, actor, asked))
    across = queries.board(actor, method.pk, query)
    older = [one.stage.code for one in across.older]
    kept = faces.list_params(params)
    kept["method"] = str(method.pk)
    return Lanes(
        stages=[(one.stage, one.stage.code in older) for one in (*across.columns, *across.older)],
        shown=[_lane(one, query, kept, ",".join(older)) for one in found[:MOST]],
        more=max(len(found) - MOST, 0),
    )


def _lane(group: Group, query: ListQuery, kept: QueryDict, older: str) -> Lane:
    board = drilled(kept, query, group.filter)
    rows = QueryDict(board, mutable=True)
    method = str(rows.pop("method")[0])
    more = f"&{urlencode({'older': older})}" if older else ""
    cards = f"{reverse('projects:board-lane')}?{board}{more}"
    narrow = {faces.METHOD: method}
    if not any(name.startswith("f.status") for name in rows):
        narrow["f.status.in"] = ",".join(SHOWN)
    return Lane(group, board, cards, f"{reverse('projects:board')}?{board}", faces.rows_url(rows, narrow))
