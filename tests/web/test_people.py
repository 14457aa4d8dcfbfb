"""Pages of people, organisation, absences and hand-over: the standing questions."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pursuit.domain.customers.actions.accounts import create_account
from pursuit.domain.people.actions.absences import add_absence
from pursuit.domain.people.actions.deputies import set_deputy
from pursuit.domain.people.actions.users import create_user
from pursuit.domain.people.models import Absence, HandOver, HandOverLine
from pursuit.kernel import clock
from pursuit.kernel.models import Deputy, Grant, Membership, OrgUnit, Role, User
from pursuit.kernel.worker import Worker
from tests.cast import Cast

NEW_PASSWORD = "a-brand-new-secret-9"


def enter(client: Client, cast: Cast, part: str) -> Client:
    client.force_login(cast.users[part])
    return client


def test_works(client: Client, cast: Cast) -> None:
    enter(client, cast, "admin")
    ar, unit = cast.ar.pk, cast.units["shanghai"].pk
    for url in (
        "/people/", "/people/?q=an", "/people/new", "/people/me/away", "/people/me/profile", f"/people/{ar}",
        f"/people/{ar}/edit", f"/people/{ar}/units/new", f"/people/{ar}/move", f"/people/{ar}/roles/new",
        f"/people/{ar}/deactivation", "/people/organisation", f"/people/units/{unit}", f"/people/units/{unit}/new",
        f"/people/units/{unit}/edit", f"/people/units/{unit}/place", f"/people/units/{unit}/members/new",
        "/people/absences", "/people/absences/new", f"/people/absences/new?user={ar}", "/people/deputies/new",
        f"/people/deputies/new?user={ar}", "/people/hand-overs", "/people/hand-overs/new",
        f"/people/hand-overs/new?from={ar}", "/people/hand-overs/results",
    ):  # fmt: skip
        answer = client.get(url)
        assert answer.status_code == 200, url
    assert "安然" in client.get("/people/").content.decode()
    assert "马骏" in client.get("/people/organisation").content.decode()


def test_the_list_finds_by_initials_and_name(client: Client, cast: Cast) -> None:
    enter(client, cast, "admin")
    create_user(actor=cast.actor("admin"), username="ouyang", name="欧阳明")
    for asked in ("oym", "欧阳", "ouya"):
        page = client.get("/people/", {"q": asked}).content.decode()
        assert "欧阳明" in page and "安然" not in page


def test_colleagues_see_people_and_change_nothing(client: Client, cast: Cast) -> None:
    enter(client, cast, "teammate")
    page = client.get(f"/people/{cast.ar.pk}").content.decode()
    assert "安然" in page and "/deactivation" not in page and "/roles/new" not in page
    unit = cast.units["shanghai"].pk
    for url in (f"/people/{cast.ar.pk}/edit", f"/people/units/{unit}/edit", "/people/new"):
        assert client.get(url).status_code == 403
    for url in (
        f"/people/{cast.ar.pk}/invitation", f"/people/units/{unit}/closing",
        f"/people/units/{unit}/members/{cast.ar.pk}/leaving", f"/people/{cast.ar.pk}/reactivation",
    ):  # fmt: skip
        assert client.post(url).status_code == 403


def test_a_guest_reads_and_may_not_write(client: Client, cast: Cast) -> None:
    enter(client, cast, "guest")
    assert client.get("/people/").status_code == 200
    assert client.get(f"/people/{cast.ar.pk}").status_code == 200
    assert client.get("/people/absences").status_code == 403
    assert client.post("/people/absences/new", {"kind": "trip"}).status_code == 403
    assert client.post("/people/new", {"name": "x", "username": "xx"}).status_code == 403


@pytest.mark.parametrize(
    "path", ["/people/98765", "/people/98765/edit", "/people/units/98765", "/people/hand-overs/98765"]
)
def test_unknown_ids(client: Client, cast: Cast, path: str) -> None:
    assert enter(client, cast, "admin").get(path).status_code == 404


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("post", "/people/"),
        ("get", "/people/units/1/closing"),
        ("delete", "/people/new"),
        ("get", "/people/1/invitation"),
    ],
)
def test_wrong_method(client: Client, cast: Cast, method: str, path: str) -> None:
    assert getattr(enter(client, cast, "admin"), method)(path).status_code == 405


def test_units_from_new_to_closed(client: Client, cast: Cast) -> None:
    enter(client, cast, "admin")
    east = cast.units["east"].pk
    answer = client.post(f"/people/units/{east}/new", {"name": "南京团队", "code": "nj"})
    unit = OrgUnit.objects.get(code="nj")
    assert answer["Location"] == f"/people/units/{unit.pk}"
    assert (
        client.post(f"/people/units/{unit.pk}/edit", {"name": "南京办", "code": "nj", "version": 1}).status_code == 303
    )
    assert client.post(f"/people/units/{unit.pk}/place", {"parent": cast.units["north"].pk}).status_code == 303
    unit.refresh_from_db()
    assert (unit.name, unit.parent_id) == ("南京办", cast.units["north"].pk)
    assert client.post(f"/people/units/{unit.pk}/closing").status_code == 303
    assert client.post(f"/people/units/{unit.pk}/opening").status_code == 303
    # A unit with people inside says what is inside.
    answer = client.post(f"/people/units/{cast.units['shanghai'].pk}/closing")
    assert answer.status_code == 409 and "7" in answer.content.decode()


def test_members_join_lead_move_leave(client: Client, cast: Cast) -> None:
    enter(client, cast, "admin")
    beijing, ar = cast.units["beijing"].pk, cast.ar.pk
    sent = {"user": ar, "head": "true", "since": "2026-01-01"}
    assert client.post(f"/people/units/{beijing}/members/new", sent).status_code == 303
    assert Membership.objects.get(user=ar, unit=beijing).is_head
    assert client.post(f"/people/units/{beijing}/members/{ar}/head", {"head": "no"}).status_code == 303
    assert not Membership.objects.get(user=ar, unit=beijing).is_head
    assert client.post(f"/people/units/{beijing}/members/{ar}/leaving").status_code == 303
    assert client.post(f"/people/{ar}/move", {"unit": cast.units["north"].pk}).status_code == 303
    assert Membership.objects.get(user=ar, is_primary=True).unit_id == cast.units["north"].pk


def test_an_invitation_is_shown_once_and_sets_the_password_once(client: Client, cast: Cast) -> None:
    enter(client, cast, "admin")
    sent = {"name": "夏雨", "username": "xiayu", "email": "", "unit": cast.units["shanghai"].pk}
    answer = client.post("/people/new", {**sent, "role": Role.objects.get(code="seller").pk})
    assert answer.status_code == 200 and answer["Cache-Control"] == "no-store"
    (link,) = set(re.findall(r"http://[^\"]+/people/invitation/[\w-]+", answer.content.decode()))
    path = link.removeprefix("http://testserver")
    client.logout()
    page = client.get(path)
    assert page.status_code == 200 and page["Referrer-Policy"] == "same-origin" and "夏雨" in page.content.decode()
    assert client.post(path, {"password": NEW_PASSWORD, "again": "other"}).status_code == 422
    assert client.post(path, {"password": "short", "again": "short"}).status_code == 422
    assert client.post(path, {"password": NEW_PASSWORD, "again": NEW_PASSWORD}).status_code == 303
    assert client.get(path).status_code == 404
    assert User.objects.get(username="xiayu").check_password(NEW_PASSWORD)
    assert client.get("/people/invitation/never-was-such-a-token-at-all").status_code == 404


def test_a_refused_person_form_keeps_what_was_typed(client: Client, cast: Cast) -> None:
    enter(client, cast, "admin")
    answer = client.post(
        "/people/new", {"name": "夏雨", "username": "ar"}, headers={"HX-Request": "true", "HX-Target": "sheet-host"}
    )
    assert answer.status_code == 422 and 'value="夏雨"' in answer.content.decode()


def test_roles_are_given_and_taken_but_none_above_ones_own(client: Client, cast: Cast) -> None:
    enter(client, cast, "admin")
    role = Role.objects.get(code="finance").pk
    assert client.post(f"/people/{cast.ar.pk}/roles/new", {"role": role}).status_code == 303
    grant = Grant.objects.get(user=cast.ar, role=role)
    assert client.post(f"/people/{cast.ar.pk}/roles/{grant.pk}/removal").status_code == 303
    assert not Grant.objects.filter(pk=grant.pk).exists()
    last = Grant.objects.get(user=cast.admin)
    assert client.post(f"/people/{cast.admin.pk}/roles/{last.pk}/removal").status_code == 403


def test_deactivation_says_what_is_still_owned(client: Client, cast: Cast) -> None:
    create_account(actor=cast.actor("ar"), title="远洋港务")
    enter(client, cast, "admin")
    path = f"/people/{cast.ar.pk}/deactivation"
    answer = client.post(path, {"successor": ""})
    assert answer.status_code == 422 and User.objects.get(pk=cast.ar.pk).is_active
    assert client.post(path, {"successor": cast.teammate.pk}).status_code == 303
    assert not User.objects.get(pk=cast.ar.pk).is_active
    assert HandOver.objects.get().to_user_id == cast.teammate.pk
    assert client.post(f"/people/{cast.ar.pk}/reactivation").status_code == 303


def test_a_hand_over_from_preview_to_results(client: Client, cast: Cast) -> None:
    rows = [create_account(actor=cast.actor("ar"), title=f"客户 {n}") for n in range(3)]
    enter(client, cast, "manager")
    assert "3" in client.get(f"/people/hand-overs/new?from={cast.ar.pk}").content.decode()
    answer = client.post(f"/people/hand-overs/new?from={cast.ar.pk}", {"to_user": cast.teammate.pk})
    order = HandOver.objects.get()
    assert answer["Location"] == f"/people/hand-overs/{order.pk}"
    page, fragment = client.get(answer["Location"]), client.get(answer["Location"], headers={"HX-Request": "true"})
    assert fragment.content.decode().strip()[:60] in page.content.decode()
    assert "hx-trigger" in fragment.content.decode()
    while not HandOver.objects.get().finished_at:
        Worker().turn()
    assert "hx-trigger" not in client.get(answer["Location"], headers={"HX-Request": "true"}).content.decode()
    listed = client.get(f"/people/hand-overs/results?f.hand_over.eq={order.pk}").content.decode()
    assert "客户 0" in listed
    line = HandOverLine.objects.first()
    assert client.get(f"/people/hand-overs/results/{line.pk}").status_code == 303
    rows[0].subject.refresh_from_db()
    assert rows[0].subject.owner_id == cast.teammate.pk
    enter(client, cast, "stranger")
    assert client.get(answer["Location"]).status_code == 404
    assert client.post(f"/people/hand-overs/{order.pk}/resumption").status_code == 404


def test_absence_and_deputy_of_ones_own(client: Client, cast: Cast) -> None:
    enter(client, cast, "ar")
    day = clock.today().isoformat()
    assert client.post("/people/absences/new", {"kind": "trip", "since": day, "until": day}).status_code == 303
    row = Absence.objects.get()
    assert row.user_id == cast.ar.pk
    assert client.get("/people/me/away").content.decode().count("absences/") >= 2
    assert client.get(f"/people/absences/{row.pk}").status_code == 200
    assert client.post("/people/deputies/new", {"deputy": cast.sr.pk, "since": day, "until": day}).status_code == 303
    deputy = Deputy.objects.get()
    enter(client, cast, "sr")
    assert "安然" in client.get("/people/me/away").content.decode()
    assert client.post(f"/people/absences/{row.pk}/cancellation").status_code == 403
    enter(client, cast, "stranger")
    assert client.get(f"/people/absences/{row.pk}").status_code == 404
    assert client.post(f"/people/deputies/{deputy.pk}/ending").status_code == 403
    enter(client, cast, "ar")
    assert client.post(f"/people/absences/{row.pk}/cancellation").status_code == 303
    assert client.post(f"/people/deputies/{deputy.pk}/ending").status_code == 303


def test_the_reason_of_an_absence_stays_between_those_it_concerns(client: Client, cast: Cast) -> None:
    day = clock.today()
    row = add_absence(actor=cast.actor("ar"), kind="sick", since=day, until=day, note="手术")
    set_deputy(actor=cast.actor("ar"), deputy=cast.sr.pk, since=day, until=day)
    for part in ("teammate", "manager"):
        enter(client, cast, part)
        for url in (f"/people/{cast.ar.pk}", "/people/absences", f"/people/absences/{row.pk}"):
            assert "手术" not in client.get(url).content.decode()


@pytest.mark.parametrize("many", [3, 30])
def test_query_budget(client: Client, cast: Cast, many: int) -> None:
    for n in range(many):
        create_user(actor=cast.actor("admin"), username=f"user{n}", name=f"同事 {n}", unit=cast.units["shanghai"].pk)
    enter(client, cast, "admin")
    for url, most in (
        ("/people/", 16),
        ("/people/organisation", 16),
        (f"/people/units/{cast.units['shanghai'].pk}", 18),
    ):
        client.get(url)
        with CaptureQueriesContext(connection) as queries:
            client.get(url)
        assert len(queries) <= most, url
