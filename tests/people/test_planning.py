"""What planning knows of people: claimed and confirmed skills, capacity, cost rates, and who sees what of it."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from pursuit.domain.people.actions.absences import add_absence
from pursuit.domain.people.actions.planning import remove_capacity, remove_cost_rate, set_capacity, set_cost_rate
from pursuit.domain.people.actions.skills import confirm_skill, remove_skill, set_skill
from pursuit.domain.people.actions.users import deactivate_user
from pursuit.domain.people.models import Capacity, CostRate
from pursuit.domain.people.queries import planning
from pursuit.domain.people.queries.skills import MATRIX, SKILLS, at_least
from pursuit.kernel.clock import today
from pursuit.kernel.errors import Conflict, Forbidden, Stale
from pursuit.kernel.listing import page, read_query
from pursuit.kernel.listing.exports import export_list
from pursuit.kernel.money import Money
from tests.cast import Cast

DAY = timedelta(days=1)


def matrix(cast: Cast, part: str, **asked: str) -> list[str]:
    actor = cast.actor(part)
    rows = page(MATRIX, actor, read_query(MATRIX, actor, asked, strict=True)).rows
    return [row.cells[0].text for row in rows]


def test_skills_are_claimed_and_confirmed(cast: Cast) -> None:
    ar, manager = cast.actor("ar"), cast.actor("manager")
    facts = {"level": 4, "evidence_kind": "certificate", "evidence": "PMP 2026", "valid_until": today() + 9 * DAY}
    row = set_skill(actor=ar, skill="projects", **facts)
    assert planning.skills([cast.ar.pk]) == {cast.ar.pk: {"projects": (4, False, today() + 9 * DAY)}}
    for part, no in (("ar", Forbidden), ("teammate", Forbidden), ("stranger", Forbidden), ("guest", Forbidden)):
        with pytest.raises(no):
            confirm_skill(actor=cast.actor(part), person_skill=row.pk)
    with pytest.raises(Forbidden):
        set_skill(actor=cast.actor("teammate"), user=cast.ar.pk, skill="legal", level=1)
    with pytest.raises(Stale):
        confirm_skill(actor=manager, person_skill=row.pk, version=7)
    confirm_skill(actor=manager, person_skill=row.pk, version=1)
    with pytest.raises(Conflict):
        confirm_skill(actor=manager, person_skill=row.pk)
    # The same again changes nothing; another level has to be confirmed anew, what the manager enters has not.
    assert set_skill(actor=ar, skill="projects", level=4).confirmed_by == cast.manager
    assert set_skill(actor=ar, skill="projects", level=5).confirmed_by is None
    assert set_skill(actor=manager, user=cast.ar.pk, skill="projects", level=3).confirmed_by == cast.manager
    set_skill(actor=cast.actor("sr"), skill="projects", level=3)
    set_skill(actor=manager, skill="projects", level=2)
    assert matrix(cast, "stranger", **{"f.skill.projects.in": at_least(3), "sort": "-skill.projects"}) == [
        "安然",
        "索宁",
    ]
    assert set(matrix(cast, "ar", **{"f.skill.projects.in": at_least(1)})) == {"安然", "马骏", "索宁"}
    out = BytesIO()
    with translation.override("en"):
        export_list(ar, MATRIX, read_query(MATRIX, ar, {"sort": "-skill.projects"}), "csv", out)
    lines = out.getvalue().decode("utf-8-sig").splitlines()
    assert "Project management" in lines[0] and lines[1].count("Skilled") == 1 and "Skilled (claimed)" in lines[2]
    set_skill(actor=manager, user=cast.ar.pk, skill="projects", level=3, valid_until=today() - DAY)
    assert planning.skills([cast.ar.pk])[cast.ar.pk]["projects"].confirmed is False
    shown = page(SKILLS, ar, read_query(SKILLS, ar, {"f.standing": "expired"})).rows
    assert [one.id for one in shown] == [row.pk]
    assert not page(SKILLS, cast.actor("guest"), read_query(SKILLS, cast.actor("guest"), {})).rows
    remove_skill(actor=ar, person_skill=row.pk)
    assert not planning.skills([cast.ar.pk])


def test_planning_reads_everybody_at_once(cast: Cast) -> None:
    now, manager, finance = today(), cast.actor("manager"), cast.actor("finance")
    users, span = [one.pk for one in cast.users.values()], (now, now + 30 * DAY)
    set_capacity(actor=manager, user=cast.ar.pk, percent=80, since=now - 9 * DAY, reason="哺乳期")
    half = set_capacity(actor=manager, user=cast.ar.pk, percent=40, since=now + 9 * DAY)
    set_capacity(actor=manager, user=cast.ar.pk, percent=50, since=now + 9 * DAY)
    later = set_capacity(actor=manager, user=cast.sr.pk, percent=0, since=now + 90 * DAY)
    add_absence(actor=cast.actor("ar"), kind="trip", since=now - DAY, until=now + DAY)
    set_skill(actor=cast.actor("ar"), skill="legal", level=2)
    unit, team = cast.units["company"].pk, cast.units["shanghai"].pk
    for amount, since, whose in (
        (100, now - 99 * DAY, {"unit": unit}),
        (200, now - 9 * DAY, {"unit": team}), (210, now + 2 * DAY, {"unit": team}),
        (300, now + 5 * DAY, {"user": cast.ar.pk}), (310, now + 5 * DAY, {"user": cast.ar.pk}),
    ):  # fmt: skip
        row = set_cost_rate(actor=finance, amount=Money(amount * 100), since=since, **whose)

    def read() -> list[dict[int, object]]:
        return [planning.capacities(users, *span), planning.absences_of(users, *span), planning.skills(users),
                planning.rates(finance, users, *span)]  # fmt: skip

    with CaptureQueriesContext(connection) as asked:
        capacity, away, able, costs = read()
    assert len(asked) == 6
    assert capacity[cast.ar.pk] == [(now, 80), (now + 9 * DAY, 50)] and capacity[cast.sr.pk] == [(now, 100)]
    assert away == {cast.ar.pk: [(now - DAY, now + DAY)]} and able == {cast.ar.pk: {"legal": (2, False, None)}}
    yuan = [(day, money.minor // 100) for day, money in costs[cast.ar.pk]]
    assert yuan == [(now, 200), (now + 2 * DAY, 210), (now + 5 * DAY, 310)]
    assert costs[cast.stranger.pk] == [(now, Money(10000))]
    remove_cost_rate(actor=finance, cost_rate=row.pk)
    assert (now + 5 * DAY) not in dict(planning.rates(finance, users, *span)[cast.ar.pk])
    assert CostRate.objects.count() == 5  # what was replaced and taken back is still known
    remove_capacity(actor=manager, capacity=half.pk)
    assert planning.capacities([cast.ar.pk], *span) == {cast.ar.pk: [(now, 80)]}
    with pytest.raises(Forbidden):
        remove_capacity(actor=cast.actor("stranger"), capacity=later.pk)
    assert {one.pk for one in planning.planners(manager)} == set(users)
    # Somebody who leaves takes nothing of it along, and is no longer planned with.
    deactivate_user(actor=cast.actor("admin"), user=cast.ar.pk, leave_records=True)
    assert cast.ar not in planning.planners(manager) and Capacity.objects.filter(user=cast.ar).exists()
