"""Every address of the web pages × every part × GET and POST, on the AR's records: the status.

A route that takes arguments and has no provider (providers.py) fails with its name: add one line there.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.http import HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from pursuit.interfaces.web.shell.access import PUBLIC_ROUTES
from tests.matrix.client import QuietClient, ask, taken_back
from tests.matrix.providers import EVERYBODYS, LOGGED, QUERIES, UNKNOWN, arguments, providers
from tests.matrix.table import Table, compare
from tests.matrix.world import World

pytestmark = pytest.mark.django_db

NEVER = {
    "GET mfa_deactivate_totp": "nobody in the cast has a second step",
    "GET mfa_download_recovery_codes": "nobody in the cast has a second step",
    "GET mfa_view_recovery_codes": "nobody in the cast has a second step",
    "GET people:hand-over-line": "no line is written before the worker begins",
    "GET people:invitation": "the link of an invitation nobody got",
}
PUBLIC = {"favicon", "healthz", "language", "people:invitation", "robots", "theme"}
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


@pytest.fixture(scope="module")
def clients(world: World) -> dict[str, QuietClient]:
    """A signed-in browser per part."""
    found = {part: QuietClient(raise_request_exception=False) for part in PARTS}
    for part, client in found.items():
        if part != "nobody":
            client.force_login(world.cast.users[part])
    return found


@dataclass
class Answers:
    """Statuses by "METHOD route" and part; what a stranger may tell apart; where a stranger's page names the AR's."""

    table: Table = field(default_factory=dict)
    unlike: dict[str, Any] = field(default_factory=dict)
    broken_out: list[str] = field(default_factory=list)  # pages on which hostile words are more than words
    inert: int = 0  # pages on which they stand as words
    places: dict[str, str] = field(default_factory=dict)  # where nobody is sent


@pytest.fixture(scope="module")
def answers(world: World, clients: dict[str, QuietClient]) -> Answers:
    found = Answers()
    for route in routes():
        if route.provided:
            _visit(found, world, clients, route)
    return found


def _visit(found: Answers, world: World, clients: dict[str, QuietClient], route: Route) -> None:
    with taken_back():
        own = arguments(world, route.place, route.name, route.takes)
        query = QUERIES.get(route.name, lambda _world: "")(world)
        methods = getattr(route.view, "methods", ("GET", "POST"))
        for method in ("GET", "POST"):
            row = f"{method} {route.name}"
            parts = LOOKING if method == "GET" else CHANGING
            parts = parts if method in methods else ("ar",)  # the wrong method is wrong for everybody
            said = {part: _ask(clients[part], method, route, own, query) for part in parts}
            if said["ar"].status_code in (403, 404):
                said["admin"] = _ask(clients["admin"], method, route, own, query)
            found.table[row] = {part: str(answer.status_code) for part, answer in said.items()}
            _note_words(found, row, said["ar"])
            if "nobody" in said:
                found.places[row] = said["nobody"].headers.get("Location") or said["nobody"].headers.get(
                    "HX-Redirect", ""
                )
            if "stranger" in said and route.about_one:
                unknown = own | {"pk": UNKNOWN}
                other = _ask(clients["stranger"], method, route, unknown, query)
                pair = _words(said["stranger"], own["pk"]), _words(other, UNKNOWN)
                if pair[0] != pair[1]:
                    found.unlike[row] = pair


def _note_words(found: Answers, row: str, answer: HttpResponse) -> None:
    """The world is told in hostile words (world.HOSTILE): none may become markup."""
    if answer.streaming or not answer.headers.get("Content-Type", "").startswith("text/html"):
        return
    text = answer.content.decode()
    if any(sign in text for sign in ("<img src=x", "<b hx-get", "onerror=alert(1)>", "x-init=alert(1)>")):
        found.broken_out.append(row)
    found.inert += "&lt;img src=x onerror=alert(1)&gt;" in text and "{{7*7}}{icon}" in text


def _ask(client: QuietClient, method: str, route: Route, own: dict[str, Any], query: str) -> HttpResponse:
    url = reverse(route.name, kwargs=own) + query
    client.may_log = route.name in LOGGED
    headers = {"HX-Request": "true"} if method == "POST" else {}  # a refusal then is a toast, not a whole page
    return ask(client, lambda: client.generic(method, url, b"", content_type=FORM, headers=headers))


FORM = "application/x-www-form-urlencoded"


def _words(answer: HttpResponse, pk: object) -> tuple[int, str, str]:
    text = "" if answer.streaming else NOISE.sub("", answer.content.decode())
    return (
        answer.status_code,
        re.sub(rf"/{pk}\b", "/{pk}", text),
        answer.headers.get("Location", "").replace(str(pk), ""),
    )


def test_every_route_with_arguments_has_a_provider() -> None:
    without = [route.name for route in routes() if not route.provided]
    assert not without, "add them to tests/matrix/providers.py"


def test_every_view_declares_who_may() -> None:
    """By @page or @public; allauth's own views cannot carry our mark and are closed by the middleware."""
    ours = [route for route in routes() if route.view.__module__.startswith("pursuit")]
    assert not [route.name for route in ours if not hasattr(route.view, "methods")]
    assert {route.name for route in routes() if getattr(route.view, "public", False)} == PUBLIC


def test_the_matrix_is_as_reviewed(answers: Answers) -> None:
    assert not compare("web", answers.table)


def test_nothing_breaks(answers: Answers) -> None:
    assert not {name: row for name, row in answers.table.items() if any(status[0] == "5" for status in row.values())}


def test_nobody_is_sent_to_sign_in(answers: Answers) -> None:
    public = {route.name for route in routes() if route.public}
    for row, parts in answers.table.items():
        name = row.split()[1]
        if name in public or "nobody" not in parts:
            continue
        for part in {"nobody", "gone"} & parts.keys():
            assert parts[part] == ("303" if row.startswith("GET") else "401"), (row, part)
        assert answers.places[row].startswith("/account/login"), row


def test_every_page_opens_for_somebody(answers: Answers) -> None:
    """A row of refusals only would prove nothing."""
    never = {
        row: parts
        for row, parts in answers.table.items()
        if row.startswith("GET") and len(parts) > 2 and not any(status[0] in "23" for status in _signed_in(parts))
    }
    assert never.keys() <= NEVER.keys(), never


def _signed_in(parts: dict[str, str]) -> list[str]:
    return [status for part, status in parts.items() if part not in ("nobody", "gone")]


def test_a_stranger_cannot_tell_hidden_from_missing(answers: Answers) -> None:
    assert not {row: (pair[0][0], pair[1][0]) for row, pair in answers.unlike.items()}, answers.unlike


def test_a_stranger_posts_nothing(answers: Answers) -> None:
    about = {route.name for route in routes() if route.about_one}
    for row, parts in answers.table.items():
        if row.startswith("POST") and row.split()[1] in about:
            assert parts.get("stranger", "404")[0] == "4", row


def test_hostile_words_stay_words(answers: Answers) -> None:
    """In every text field of everything that can be made, on every page."""
    assert not answers.broken_out
    assert answers.inert > 50
