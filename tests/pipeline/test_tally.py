"""Totals kept by the database: always what adding up gives, whoever looks and however a project was changed."""

from datetime import timedelta

import pytest
from django.db import connection, transaction

from pursuit.domain.people.actions.members import move_member
from pursuit.domain.people.actions.rates import add_rate
from pursuit.domain.pipeline.actions.totals import count_anew as rebuild_totals
from pursuit.domain.pipeline.actions.totals import fold_totals
from pursuit.domain.pipeline.models import ProjectTally, triggers
from pursuit.domain.pipeline.queries import tally
from pursuit.domain.pipeline.queries.board import board
from pursuit.domain.pipeline.queries.sight import FIGURES, sight
from pursuit.domain.projects.actions.importing import import_projects
from pursuit.domain.projects.actions.outcome import close_lost, reopen, suspend
from pursuit.domain.projects.actions.projects import create_project, delete_project, restore_project, update_project
from pursuit.domain.projects.actions.team import add_member
from pursuit.domain.projects.models import Project
from pursuit.domain.projects.queries.projects import PROJECTS, projects
from pursuit.kernel import clock, rebuild
from pursuit.kernel.actor import Actor, system_actor
from pursuit.kernel.listing import filters, read_query, totals
from pursuit.kernel.models import Subject
from pursuit.kernel.money import Money
from tests.cast import Cast
from tests.projects.conftest import soon

LOOKERS = ("admin", "director", "manager", "ar", "teammate", "sr", "guest", "stranger")
QUERIES = (
    {},
    {"f.status": "active"},
    {"f.status.not": "lost", "f.kind": "deal"},
    {"f.stage_code.eq": "qualify"},
    {"f.status": "active", "f.expected_sign_on": "overdue"},
    {"f.status": "active", "f.expected_sign_on.gte": "2026-01-01"},
    {"f.status": "won,closed", "f.decided_on": "year"},
)


@pytest.fixture
def lived(cast: Cast) -> list[Project]:
    """Projects of several people that have been through everything."""
    add_rate(actor=cast.actor("admin"), currency="USD", day=clock.today(), rate="7.1")
    rows = []
    for at, username in enumerate(("ar", "ar", "ar", "teammate", "stranger", "manager")):
        money = Money(100_00 * (at + 1), "USD" if at == 2 else "CNY") if at != 3 else None
        given = {
            "amount": money,
            "expected_sign_on": soon(at * 3 - 6),
            "next_step": "报价",
            "next_step_on": soon(at - 3),
        }
        rows.append(create_project.run(cast.actor(username), {"title": f"项目 {at}", **given}))
    boss = cast.actor("admin")
    update_project(actor=boss, project=rows[0].pk, amount=Money(77_00), owner_probability=40)
    close_lost(actor=boss, project=rows[1].pk, reason="price", decided_on=clock.today())
    suspend(actor=boss, project=rows[3].pk, reason="等预算")
    delete_project(actor=boss, project=rows[2].pk)
    delete_project(actor=boss, project=rows[4].pk)
    restore_project(actor=boss, project=rows[4].pk)
    update_project(actor=boss, project=rows[5].pk, owner=cast.users["stranger"].pk, unit=cast.units["beijing"].pk)
    add_member(actor=boss, project=rows[5].pk, user=cast.users["sr"].pk, role="sr")
    return rows


def kept() -> dict[tuple[object, ...], tuple[int, ...]]:
    """The cells that hold something, loose changes folded in."""
    found: dict[tuple[object, ...], list[int]] = {}
    for row in ProjectTally.objects.all():
        key = (row.by, row.unit, row.stage_id, row.status, row.kind, row.currency, row.day)
        sums = found.setdefault(key, [0] * len(triggers.SUMS))
        for place, name in enumerate(triggers.SUMS):
            sums[place] += getattr(row, name)
    return {key: tuple(sums) for key, sums in found.items() if any(sums)}


def test_cells_are_what_counting_gives(cast: Cast, lived: list[Project]) -> None:
    before = kept()
    assert before
    ProjectTally.objects.all().delete()
    rebuild.everything()
    assert kept() == before
    reopen(actor=cast.actor("admin"), project=lived[1].pk, reason="再谈")
    before = kept()
    fold_totals(actor=system_actor())
    assert kept() == before
    assert not ProjectTally.objects.filter(loose=True).exists()


@pytest.mark.parametrize("query", QUERIES)
def test_everybody_reads_what_adding_up_gives(cast: Cast, lived: list[Project], query: dict[str, str]) -> None:
    for who in LOOKERS:
        actor = cast.actor(who)
        asked = read_query(PROJECTS, actor, query, strict=True)
        rows = list(projects(actor).filter(filters.condition(PROJECTS, actor, asked)))
        found = tally.totals(actor, asked)
        assert found is not None
        assert (found.count, found.base) == (len(rows), sum(row.amount_base or 0 for row in rows)), who
        sums: dict[str, int] = {}
        for row in rows:
            if row.amount is not None:
                sums[row.amount_currency] = sums.get(row.amount_currency, 0) + row.amount
        assert found.amounts == sums, who
        assert totals(PROJECTS, actor, asked).count == len(rows)


def test_the_board_and_the_desk_read_the_same(cast: Cast, lived: list[Project]) -> None:
    for who in LOOKERS:
        actor = cast.actor(who)
        method = lived[0].version.method_id
        query = read_query(PROJECTS, actor, {})
        # A search text that everything matches takes the way without cells.
        added = board(actor, method, read_query(PROJECTS, actor, {"q": "项目"}))
        assert board(actor, method, query).columns == added.columns, who
        for figure in sight(actor):
            shown = read_query(PROJECTS, actor, dict(part.split("=") for part in FIGURES[figure.code].split("&")))
            rows = projects(actor).filter(filters.condition(PROJECTS, actor, shown))
            weighted = sum((row.amount_base or 0) * row.probability // 100 for row in rows)
            assert (figure.count, figure.weighted) == (len(rows), weighted), (who, figure.code)


@pytest.mark.parametrize("first", ["project", "subject"])
def test_what_is_really_deleted_counts_no_more(cast: Cast, lived: list[Project], first: str) -> None:
    row = lived[0]
    with connection.constraint_checks_disabled(), transaction.atomic():
        rows = [Project.objects.filter(pk=row.pk), Subject.objects.filter(pk=row.pk)]
        for some in rows if first == "project" else rows[::-1]:
            some._raw_delete(some.db)
        before = kept()
        rebuild_totals()
        assert kept() == before
        transaction.set_rollback(True)


def test_other_filters_need_the_projects(cast: Cast) -> None:
    actor = cast.actor("ar")
    for query in (
        {"f.grade": "a"},
        {"q": "项目"},
        {"f.owner": "me"},
        {"f.expected_sign_on": "quarter"},
        {"f.unit.empty": "1"},
        {"f.status": "active", "f.expected_sign_on.empty": "1"},
        {"f.status": "active,lost", "f.next_step_on": "overdue"},
        {"f.status": "active", "f.next_step_on": "overdue", "f.stage_code": "bid"},
    ):
        assert tally.totals(actor, read_query(PROJECTS, actor, query, strict=True)) is None, query


def test_an_import_and_a_move_of_people_count(cast: Cast, lived: list[Project]) -> None:
    actor: Actor = cast.actor("admin")
    at = clock.now() - timedelta(days=40)
    by = cast.users["ar"].pk
    history = [{"at": at + timedelta(days=3), "by": by, "action": "projects.close_lost", "data": {"reason": "price"}}]
    past = {"at": at, "by": by, "data": {"title": "旧项目", "amount": Money(900_00)}, "history": history}
    (row,) = import_projects.run(actor, {"pasts": [past]})
    move_member(actor=actor, user=by, unit=cast.units["beijing"].pk)
    row.refresh_from_db()
    before = kept()
    assert any(key[0] == "stage" and key[3] == "lost" for key in before)
    rebuild.everything()
    assert kept() == before
