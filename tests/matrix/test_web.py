"""Every address of the web pages × every part × GET and POST, on the AR's records: the status. A test per route.

unknown: is a stranger answered for the AR's record as for an id nobody has? words: do the hostile words in which the
world is told stand on the AR's page as words ("inert"), or did one become markup ("out")?

A route that takes arguments and has no provider (providers.py) fails with its name: add one line there.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import pytest
from django.http import HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from pursuit.interfaces.web.shell.access import PUBLIC_ROUTES
from tests.matrix.client import QuietClient, ask, taken_back
from tests.matrix.providers import EVERYBODYS, LOGGED, QUERIES, UNKNOWN, arguments, providers
from tests.matrix.table import Row, Table, asked, compare, reviewed, unlike
from tests.matrix.world import World

pytestmark = pytest.mark.django_db

NEVER = {
    "GET mfa_deactivate_totp": "nobody in the cast has a second step",
    "GET mfa_download_recovery_codes": "nobody in the cast has a second step",
    "GET mfa_view_recovery_codes": "nobody in the cast has a second step",
    "GET feeds:calendar": "the address of a feed nobody made",
    "GET sharing:outside": "the address of a share nobody made",
    "GET people:hand-over-line": "no line is written before the worker begins",
    "GET people:invitation": "the link of an invitation nobody got",
}
# Forms a teammate reaches on the AR's records; they say no here because nothing was written in them.
TEAM_MAY = {
    "POST feeds:renewal": "one's own only (tests/sharing/test_feeds.py)",
    "POST feeds:revocation": "one's own only (tests/sharing/test_feeds.py)",
    "POST goals:figures": "whose each figure is says the action (tests/web/test_goals_pages.py)",
    "POST hours:approval": "of whoever leads the person (tests/hours/test_week.py)",
    "POST hours:recall": "one's own only (tests/hours/test_week.py)",
    "POST hours:submission": "one's own only (tests/hours/test_week.py)",
    "POST planning:staffed": "nobody was chosen; test_actions.py shows the 403 of capacity.staff_rows",
    "POST sharing:revocation": "whoever may not share a plan finds no share of it (tests/sharing/test_shares.py)",
    "POST gates:vote": "whoever has a seat in the review (tests/gates/test_points.py)",
    "POST collaboration:comments": "who sees a record speaks about it",
    "POST collaboration:reaction": "who sees a record speaks about it",
    "POST collaboration:comment": "one's own only: test_rest.py shows the 403 of PATCH /comments/{id}",
    "POST customers:closing": "who promised settles it as well; the action says whose it is (test_actions.py)",
    "POST customers:edit_commitment": "who promised edits it as well; the action says whose it is (test_actions.py)",
}
PUBLIC = {"favicon", "feeds:calendar", "healthz", "language", "people:invitation", "robots", "sharing:outside", "theme"}
PARTS = ("admin", "ar", "teammate", "guest", "stranger", "gone", "nobody")
# Whole pages are dear. Roles are compared action by action (test_actions.py); here it is the doors that matter: what
# the AR opens need not be opened by the administrator too, and a guest is interesting where something is changed.
LOOKING = ("ar", "teammate", "stranger", "gone", "nobody")
CHANGING = ("ar", "teammate", "guest", "stranger", "nobody")
# What differs between two pages that say the same: tokens, numbers of records, the address itself.
NOISE = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"|"X-CSRFToken": ?"[^"]*"|&quot;[\w]{32,}&quot;')


@dataclass(frozen=True)
class Route:
    """A named address."""

    name: str
    place: str
    takes: tuple[str, ...]
    view: Any = field(compare=False)

    @property
    def public(self) -> bool:
        return getattr(self.view, "public", False) or self.name in PUBLIC_ROUTES

    @property
    def provided(self) -> bool:
        return set(self.takes) <= set(providers(self.place, self.name))

    @property
    def about_one(self) -> bool:
        """Is it about something of the AR's that others may not see?"""
        return bool(self.takes) and not self.place.startswith(EVERYBODYS) and "pk" in self.takes


@cache
def routes() -> list[Route]:
    """Everything but the other doors, by name."""
    return sorted(set(_walk(get_resolver(), "", "")), key=lambda route: route.name)


def _walk(resolver: URLResolver, space: str, place: str) -> Iterator[Route]:
    for one in resolver.url_patterns:
        here = f"{place}{one.pattern}"
        if isinstance(one, URLPattern):
            yield Route(f"{space}{one.name}", here, tuple(re.findall(r"<(?:\w+:)?(\w+)>", here)), one.callback)
        elif not here.startswith("api/"):
            yield from _walk(one, f"{space}{one.namespace}:" if one.namespace else space, here)


NAMES = {route.name: route for route in routes()}
METHODS = ("GET", "POST")
ROWS = [f"{method} {name}" for name in NAMES for method in METHODS]
OUTSIDE = {"stranger", "gone", "nobody"}  # to them no page names what is the AR's
LIKE = ("unknown", "words")  # what a row says besides the statuses


@pytest.fixture(scope="module")
def clients(world: World) -> dict[str, QuietClient]:
    """A signed-in browser per part."""
    found = {part: QuietClient(raise_request_exception=False) for part in PARTS}
    for part, client in found.items():
        if part != "nobody":
            client.force_login(world.cast.users[part])
    return found


def visit(world: World, clients: dict[str, QuietClient], route: Route, method: str) -> Row:
    """The row of one method: who gets which status."""
    own = arguments(world, route.place, route.name, route.takes)
    query = QUERIES.get(route.name, lambda _world: "")(world)
    parts = LOOKING if method == "GET" else CHANGING
    if method not in getattr(route.view, "methods", METHODS):
        parts = ("ar",)  # the wrong method is wrong for everybody
    said = {part: _ask(clients[part], method, route, own, query) for part in asked(parts)}
    if said["ar"].status_code in (403, 404):
        said["admin"] = _ask(clients["admin"], method, route, own, query)
    row = {part: str(answer.status_code) for part, answer in said.items()} | _words_of(said["ar"])
    for part in OUTSIDE & said.keys():
        assert not world.told(_text(said[part])), part
    if "nobody" in said and not route.public:
        sent = said["nobody"].headers
        assert (sent.get("Location") or sent.get("HX-Redirect", "")).startswith("/account/login")
    if "stranger" in said and route.about_one:
        other = _ask(clients["stranger"], method, route, own | {"pk": UNKNOWN}, query)
        pair = _reading(said["stranger"], own["pk"]), _reading(other, UNKNOWN)
        row["unknown"] = "alike" if pair[0] == pair[1] else "unlike"
        print(*pair, sep="\n")  # shown when the row is not as reviewed
    return row


def _text(answer: HttpResponse) -> str:
    return "" if answer.streaming else answer.content.decode()


def _words_of(answer: HttpResponse) -> Row:
    """The world is told in hostile words (world.HOSTILE): none may become markup."""
    if answer.streaming or not answer.headers.get("Content-Type", "").startswith("text/html"):
        return {}
    text = answer.content.decode()
    if any(sign in text for sign in ("<img src=x", "<b hx-get", "onerror=alert(1)>", "x-init=alert(1)>")):
        return {"words": "out"}
    return {"words": "inert"} if "&lt;img src=x onerror=alert(1)&gt;" in text and "{{7*7}}{icon}" in text else {}


def _ask(client: QuietClient, method: str, route: Route, own: dict[str, Any], query: str) -> HttpResponse:
    url = reverse(route.name, kwargs=own) + query
    client.may_log = route.name in LOGGED
    headers = {"HX-Request": "true"} if method == "POST" else {}  # a refusal then is a toast, not a whole page
    wrote = method == "POST"
    return ask(client, lambda: client.generic(method, url, b"", content_type=FORM, headers=headers), wrote=wrote)


FORM = "application/x-www-form-urlencoded"


def _reading(answer: HttpResponse, pk: object) -> tuple[int, str, str]:
    text = NOISE.sub("", _text(answer))
    return (
        answer.status_code,
        re.sub(rf"/{pk}\b", "/{pk}", text),
        answer.headers.get("Location", "").replace(str(pk), ""),
    )


@pytest.fixture
def table() -> Table:
    return reviewed("web")


@pytest.mark.parametrize("name", NAMES)
def test_the_matrix_is_as_reviewed(world: World, clients: dict[str, QuietClient], name: str) -> None:
    assert NAMES[name].provided, f"add {name} to tests/matrix/providers.py"
    for method in METHODS:
        with taken_back(wrote=False):
            row = visit(world, clients, NAMES[name], method)
        assert not compare("web", f"{method} {name}", row)


def test_every_row_has_its_route() -> None:
    assert not unlike("web", ROWS)


def test_every_view_declares_who_may() -> None:
    """By @page or @public; allauth's own views cannot carry our mark and are closed by the middleware."""
    ours = [route for route in routes() if route.view.__module__.startswith("pursuit")]
    assert not [route.name for route in ours if not hasattr(route.view, "methods")]
    assert {route.name for route in routes() if getattr(route.view, "public", False)} == PUBLIC


def test_nothing_breaks(table: Table) -> None:
    assert not {name: row for name, row in table.items() if any(status[0] == "5" for status in row.values())}


def test_nobody_is_sent_to_sign_in(table: Table) -> None:
    for row, parts in table.items():
        method, name = row.split()
        if NAMES[name].public or "nobody" not in parts:
            continue
        for part in {"nobody", "gone"} & parts.keys():
            assert parts[part] == ("303" if method == "GET" else "401"), (row, part)


def test_every_page_opens_for_somebody(table: Table) -> None:
    """A row of refusals only would prove nothing."""
    never = {
        row: parts
        for row, parts in table.items()
        if row.startswith("GET") and "stranger" in parts and not any(status[0] in "23" for status in _signed_in(parts))
    }
    assert never.keys() <= NEVER.keys(), never


def _signed_in(parts: Row) -> list[str]:
    return [status for part, status in parts.items() if part not in ("nobody", "gone", *LIKE)]


def test_a_stranger_cannot_tell_hidden_from_missing(table: Table) -> None:
    about = {f"{method} {name}" for name, route in NAMES.items() for method in METHODS if route.about_one}
    told = {row: table[row].get("unknown") for row in about if "stranger" in table[row]}
    assert set(told.values()) == {"alike"}, told
    assert len(told) > 100


def test_a_stranger_posts_nothing(table: Table) -> None:
    for row, parts in table.items():
        method, name = row.split()
        if method == "POST" and NAMES[name].about_one:
            assert parts.get("stranger", "404")[0] == "4", row


def test_who_only_looks_is_shown_no_form(table: Table) -> None:
    """A teammate sees the AR's record and may not change it: neither the form nor the change is theirs."""
    open_to_them = {row for row, parts in table.items() if _about_the_ars(row) and parts.get("teammate") == "422"}
    assert open_to_them <= TEAM_MAY.keys(), open_to_them - TEAM_MAY.keys()


def _about_the_ars(row: str) -> bool:
    return NAMES[row.split()[1]].about_one


def test_hostile_words_stay_words(table: Table) -> None:
    """In every text field of everything that can be made, on every page."""
    words = [row["words"] for row in table.values() if "words" in row]
    assert set(words) == {"inert"}
    assert len(words) > 50
