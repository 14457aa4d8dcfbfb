"""Fields one may not see stay unseen by every way round: history, export, sorting, filtering, relations."""

import json

import pytest

from pursuit.domain.customers.actions.accounts import create_account
from pursuit.domain.projects.actions.projects import update_project
from pursuit.domain.projects.models import Project
from pursuit.kernel import action as actions
from pursuit.kernel import listing
from tests.cast import Cast
from tests.plumbing.untouched import WatchedClient
from tests.rest.conftest import Calls

SECRET = 37  # per cent of margin: a number that stands nowhere else


@pytest.fixture
def secretive(cast: Cast, deal: Project) -> Project:
    update_project(actor=cast.actor("ar"), project=deal.pk, margin_percent=SECRET)
    return deal


def test_a_hidden_field_is_in_no_answer(caller: Calls, secretive: Project) -> None:
    """The fulfilment responsible is in the team and does not hold projects.field.margin."""
    fr, ar = caller("fr"), caller("ar")
    for path in (f"/projects/{secretive.pk}", f"/projects/{secretive.pk}/history", "/projects"):
        assert "margin" not in json.dumps(fr("GET", path).json()), path
    assert "margin" in json.dumps(ar("GET", f"/projects/{secretive.pk}/history").json())


def test_a_hidden_field_is_on_no_page(cast: Cast, client: WatchedClient, secretive: Project) -> None:
    client.force_login(cast.fr)
    for tail in ("", "/history", "/edit"):
        answer = client.get(f"/projects/{secretive.pk}{tail}")
        assert answer.status_code in (200, 403)
        assert f"{SECRET}%" not in answer.content.decode(), tail
        assert "margin_percent" not in answer.content.decode(), tail


@pytest.mark.parametrize(
    "query", ["sort=margin_percent", "sort=-margin_percent", "margin_percent=37", "fields=margin_percent"]
)
def test_a_hidden_field_answers_no_question(caller: Calls, secretive: Project, query: str) -> None:
    """Not by sorting, not by filtering: it is as unknown as a name nobody gave."""
    fr = caller("fr")
    hidden, unknown = (
        fr("GET", f"/projects?{query}"),
        fr("GET", f"/projects?{query.replace('margin_percent', 'nothing')}"),
    )
    assert hidden.status_code == unknown.status_code >= 400
    assert hidden.json()["code"] == unknown.json()["code"]


@pytest.mark.parametrize(
    "name", ["password", "owner__password", "subject__owner__password", "_connector", "x'\"--%;", "a\x00b"]
)
def test_names_outside_the_list_are_refused(caller: Calls, name: str) -> None:
    ar = caller("ar")
    for key in ("sort", "fields"):
        assert ar.client.get("/api/v1/accounts", {key: name}, headers=ar.headers).status_code in (400, 422)
    assert ar.client.get("/api/v1/accounts", {name: "1"}, headers=ar.headers).status_code in (400, 422)


def test_filtering_by_a_hidden_record_is_filtering_by_an_unknown_one(cast: Cast, caller: Calls) -> None:
    row = create_account(actor=cast.actor("ar"), title="密名客户")
    actions.get("customers.add_commitment").run(
        cast.actor("ar"), {"account": row.pk, "whose": "ours", "text": "给资料"}
    )
    stranger = caller("stranger")
    for noun in ("commitments", "projects", "registrations", "visits"):
        hidden, unknown = (stranger("GET", f"/{noun}?account={pk}") for pk in (row.pk, 9_999_999))
        assert hidden.status_code == unknown.status_code, noun
        assert hidden.content == unknown.content, noun


def test_a_relation_to_a_hidden_record_shows_no_title(cast: Cast, caller: Calls) -> None:
    """A task about an account one cannot see: one sees the task, not what it is about."""
    row = create_account(actor=cast.actor("ar"), title="密名客户")
    make = actions.get("execution.create_task")
    task = make.run(cast.actor("ar"), {"title": "准备材料", "parent": row.pk, "owner": cast.teammate.pk})
    # The account goes to another team; the task stays with the colleague.
    given = {"subject": row.pk, "owner": cast.stranger.pk, "unit": cast.units["beijing"].pk}
    actions.get("people.change_owner").run(cast.actor("admin"), given)
    teammate = caller("teammate")
    assert teammate("GET", f"/accounts/{row.pk}").status_code == 404
    for path in ("/tasks", f"/tasks/{task.pk}", f"/tasks/{task.pk}/history", "/search?q=密名", "/me"):
        said = teammate("GET", path)
        assert said.status_code == 200, path
        assert "密名客户" not in json.dumps(said.json(), ensure_ascii=False), path
    client = WatchedClient()
    client.force_login(cast.teammate)
    for path in ("/", "/tasks/", f"/tasks/{task.pk}", "/tasks/all", "/notifications", "/search?q=密名"):
        answer = client.get(path)
        assert "密名客户" not in answer.content.decode(), path


def test_what_a_list_exports_is_what_it_shows(cast: Cast, secretive: Project) -> None:
    """The same base and the same columns, for every list and every part."""
    for found in listing.every():
        for part in ("fr", "guest", "stranger"):
            actor = cast.actor(part)
            if actor.may(found.view_right):
                allowed = set(found.columns_for(actor))
                columns = tuple(found.columns_for(actor).values())
                rows = listing.page(found, actor, listing.ListQuery(columns=columns)).rows
                assert all({cell.column.code for cell in row.cells} <= allowed for row in rows)
    assert "margin_percent" not in listing.get("projects").columns_for(cast.actor("fr"))
