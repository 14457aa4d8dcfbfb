"""Pages of the settings and of the first day: the standing questions."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pursuit.domain.customers.actions.accounts import create_account, delete_account
from pursuit.domain.people.actions.roles import create_role
from pursuit.domain.people.actions.rows import name_keys
from pursuit.domain.people.actions.term_lists import add_term
from pursuit.domain.people.queries.company import company
from pursuit.interfaces.web.settings.checklist import checklist
from pursuit.kernel import audit, platform, terms
from pursuit.kernel.actor import Actor
from pursuit.kernel.models import (
    ApprovalRoute,
    CustomField,
    Event,
    ExchangeRate,
    Grant,
    OrgUnit,
    Role,
    RoleRight,
    Term,
    User,
)
from tests.cast import Cast

PAGES = (
    "/settings/", "/settings/company", "/settings/rates", "/settings/rates/new?currency=USD", "/settings/roles",
    "/settings/roles/matrix", "/settings/roles/new", "/settings/routes", "/settings/routes/new", "/settings/lists",
    "/settings/lists/absence_kind", "/settings/lists/absence_kind/new", "/settings/fields",
    "/settings/fields/account/new", "/settings/audit", "/settings/audit?f.verb=people", "/settings/health",
)  # fmt: skip


def enter(client: Client, cast: Cast, part: str) -> Client:
    client.force_login(cast.users[part])
    return client


def test_works(client: Client, cast: Cast) -> None:
    enter(client, cast, "admin")
    for url in PAGES:
        assert client.get(url).status_code == 200, url


@pytest.mark.parametrize("part", ["guest", "ar", "manager"])
def test_closed_to_all_others(client: Client, cast: Cast, part: str) -> None:
    enter(client, cast, part)
    for url in PAGES:
        assert client.get(url).status_code == 403, url
    assert client.post("/settings/company", {"name": "x"}).status_code == 403
    assert "/settings/" not in client.get("/people/").content.decode()


def test_each_sees_only_the_settings_they_may_change(client: Client, cast: Cast) -> None:
    create_role(actor=cast.actor("admin"), code="hr", name="人事", rights={"org.edit": "all"})
    Grant.objects.create(user=cast.operations, role=Role.objects.get(code="hr"))
    page = enter(client, cast, "operations").get("/settings/").content.decode()
    assert "/people/organisation" in page and "/settings/roles" not in page and "/settings/audit" not in page


@pytest.mark.parametrize(
    "path", ["/settings/lists/nothing", "/settings/entries/98765", "/settings/fields/98765", "/settings/routes/98765",
             "/settings/roles/98765", "/settings/audit/98765", "/settings/fields/nothing/new"]
)  # fmt: skip
def test_unknown_ids(client: Client, cast: Cast, path: str) -> None:
    assert enter(client, cast, "admin").get(path).status_code == 404


@pytest.mark.parametrize(
    ("method", "path"), [("get", "/settings/entries/1/place"), ("post", "/settings/"), ("delete", "/settings/company")]
)
def test_wrong_method(client: Client, cast: Cast, method: str, path: str) -> None:
    assert getattr(enter(client, cast, "admin"), method)(path).status_code == 405


def test_company_and_rates(client: Client, cast: Cast) -> None:
    enter(client, cast, "admin")
    sent = {"name": "远航集团", "currency": "CNY", "fiscal_year_start": "4"}
    assert client.post("/settings/company", sent).status_code == 303
    assert (company().name, company().fiscal_year_start) == ("远航集团", 4)
    rate = {"currency": "USD", "day": "2026-11-01", "rate": "7.12"}
    assert client.post("/settings/rates/new", rate).status_code == 303
    assert client.post("/settings/rates/new", rate).status_code == 422
    assert "7.12" in client.get("/settings/rates").content.decode()
    assert client.post(f"/settings/rates/{ExchangeRate.objects.get().pk}/removal").status_code == 303


def test_a_list_is_added_to_ordered_renamed_retired(client: Client, cast: Cast) -> None:
    enter(client, cast, "admin")
    here = "/settings/lists/absence_kind"
    assert client.post(f"{here}/new", {"name": "婚假", "name_en": "", "code": ""}).status_code == 303
    row = Term.objects.get(list="absence_kind", name="婚假")
    before = [entry.code for entry in terms.entries("absence_kind")]
    assert client.post(f"/settings/entries/{row.pk}/place", {"to": "up"}).status_code == 303
    after = [entry.code for entry in terms.entries("absence_kind")]
    assert after.index(row.code) == before.index(row.code) - 1
    assert client.post(f"/settings/entries/{row.pk}", {"name": "婚假及产假", "name_en": ""}).status_code == 303
    assert client.post(f"/settings/entries/{row.pk}/retirement", {"active": "no"}).status_code == 303
    assert row.code not in [entry.code for entry in terms.entries("absence_kind")]
    assert client.post(f"/settings/entries/{row.pk}/retirement", {"active": "yes"}).status_code == 303
    # The first one cannot go higher; nothing happens and nothing breaks.
    first = Term.objects.filter(list="absence_kind").order_by("position").first()
    assert client.post(f"/settings/entries/{first.pk}/place", {"to": "up"}).status_code == 303


def test_an_own_field(client: Client, cast: Cast) -> None:
    enter(client, cast, "admin")
    sent = {"name": "等级", "code": "level", "kind": "choice", "choices": "甲\n乙"}
    assert client.post("/settings/fields/account/new", sent | {"choices": ""}).status_code == 422
    assert client.post("/settings/fields/account/new", sent).status_code == 303
    row = CustomField.objects.get()
    assert row.choices == ["甲", "乙"]
    assert (
        client.post(
            f"/settings/fields/{row.pk}", {"name": "客户等级", "choices": "甲\n乙\n丙", "version": 1}
        ).status_code
        == 303
    )
    assert client.post(f"/settings/fields/{row.pk}/retirement", {"active": "no"}).status_code == 303
    row.refresh_from_db()
    assert (row.name, row.choices, row.active) == ("客户等级", ["甲", "乙", "丙"], False)


def test_a_route_with_steps(client: Client, cast: Cast) -> None:
    enter(client, cast, "admin")
    director = Role.objects.get(code="director").pk
    sent = {
        "kind": "projects.stage_move", "name": "大额", "floor": "100万", "floor_currency": "CNY", "ceiling": "",
        "grades": "AB", "position": "0", "active": "true", "approver": ["head", "role", "", ""],
        "step_role": ["", director, "", ""], "step_user": ["", "", "", ""], "everyone": ["one", "all", "one", "one"],
    }  # fmt: skip
    assert client.post("/settings/routes/new", sent | {"approver": ["", "", "", ""]}).status_code == 422
    assert client.post("/settings/routes/new", sent).status_code == 303
    row = ApprovalRoute.objects.get(name="大额")
    assert row.floor == 100_000_000
    assert [(step.approver, step.role_id, step.everyone) for step in row.steps.all()] == [
        ("head", None, False),
        ("role", director, True),
    ]
    assert "1,000,000" in client.get(f"/settings/routes/{row.pk}").content.decode()
    changed = sent | {"floor": "", "approver": ["head", "", "", ""], "version": "1"}
    changed.pop("kind")
    assert client.post(f"/settings/routes/{row.pk}", changed).status_code == 303
    row.refresh_from_db()
    assert (row.floor, row.steps.count()) == (None, 1)


def test_a_role_is_changed_right_by_right(client: Client, cast: Cast) -> None:
    enter(client, cast, "admin")
    role = Role.objects.get(code="seller")
    sent = {"name": role.name, "name_en": role.name_en, "version": role.version, "right.customers.view": "all"}
    before = RoleRight.objects.filter(role=role).count()
    assert client.post(f"/settings/roles/{role.pk}", sent).status_code == 303
    assert RoleRight.objects.get(role=role, right="customers.view").scope == "all"
    assert RoleRight.objects.filter(role=role).count() == before
    stale = client.post(f"/settings/roles/{role.pk}", sent | {"right.customers.view": "own"})
    assert stale.status_code == 422
    assert RoleRight.objects.get(role=role, right="customers.view").scope == "all"


def test_nobody_gives_more_than_they_hold_and_the_page_says_so(client: Client, cast: Cast) -> None:
    create_role(
        actor=cast.actor("admin"), code="deputy", name="副管理员",
        rights={"roles.edit": "all", "people.view": "all", "customers.view": "team"},
    )  # fmt: skip
    mine = Role.objects.get(code="deputy")
    Grant.objects.filter(user=cast.operations).delete()
    Grant.objects.create(user=cast.operations, role=mine)
    made = create_role(actor=cast.actor("admin"), code="light", name="轻", rights={"customers.view": "own"})
    enter(client, cast, "operations")
    page = client.get(f"/settings/roles/{made.pk}").content.decode()
    assert 'name="right.customers.view"' in page and 'name="right.settings.edit"' not in page
    sent = {"name": "轻", "right.customers.view": "all", "right.settings.edit": "all"}
    answer = client.post(f"/settings/roles/{made.pk}", sent)
    assert answer.status_code == 422 and "problem" in answer.content.decode()
    assert dict(RoleRight.objects.filter(role=made).values_list("right", "scope")) == {"customers.view": "own"}


def test_the_trail_tells_who_did_what(client: Client, cast: Cast) -> None:
    row = create_account(actor=cast.actor("ar"), title="远洋港务")
    delete_account(actor=cast.actor("ar"), account=row.pk)
    audit.seal(settled_seconds=-1)
    enter(client, cast, "admin")
    page = client.get("/settings/audit").content.decode()
    assert "安然" in page and "远洋港务" in page
    event = Event.objects.filter(subject_id=row.pk).latest("pk")
    told = client.get(f"/settings/audit/{event.pk}").content.decode()
    assert event.digest in told and "远洋港务" in told


def test_the_trail_of_invisible_records_stays_closed(client: Client, cast: Cast) -> None:
    row = create_account(actor=cast.actor("stranger"), title="北京的客户")
    create_role(actor=cast.actor("admin"), code="auditor", name="审计", rights={"audit.view": "all"})
    Grant.objects.create(user=cast.ar, role=Role.objects.get(code="auditor"))
    enter(client, cast, "ar")
    event = Event.objects.filter(subject_id=row.pk).latest("pk")
    assert "北京的客户" not in client.get("/settings/audit").content.decode()
    assert client.get(f"/settings/audit/{event.pk}").status_code == 404


@pytest.mark.parametrize("many", [3, 30])
def test_query_budget(client: Client, cast: Cast, many: int) -> None:
    for n in range(many):
        add_term(actor=cast.actor("admin"), list="absence_kind", name=f"其他 {n}")
        create_role(actor=cast.actor("admin"), code=f"r{n}", name=f"角色 {n}")
    enter(client, cast, "admin")
    for url in ("/settings/lists/absence_kind", "/settings/audit", "/settings/roles", "/settings/roles/matrix"):
        client.get(url)
        with CaptureQueriesContext(connection) as queries:
            client.get(url)
        assert len(queries) <= 16, (url, len(queries))


@pytest.fixture
def founder(db: None) -> User:
    platform.sync()
    user = User(username="zhang", name="张三")
    name_keys(user)
    user.save()
    Grant.objects.create(user=user, role=Role.objects.get(code="admin"))
    return user


def test_the_first_person_sets_up_the_company(client: Client, founder: User) -> None:
    client.force_login(founder)
    assert checklist(Actor.of(founder)).next.url == "/settings/founding"
    assert client.get("/settings/founding").status_code == 200
    assert client.post("/settings/founding", {"name": "", "currency": "CNY"}).status_code == 422
    sent = {"name": "远航科技", "currency": "CNY", "unit": "", "first_units": "华东区\n华北区\n华东区"}
    assert client.post("/settings/founding", sent)["Location"] == "/"
    assert company().name == "远航科技"
    assert list(OrgUnit.objects.order_by("pk").values_list("name", flat=True)) == ["远航科技", "华东区", "华北区"]
    assert client.get("/settings/founding")["Location"] == "/"
    assert client.post("/settings/founding", sent)["Location"] == "/"


def test_signing_up_leads_to_founding_and_later_sign_ins_to_the_desk(client: Client, db: None) -> None:
    platform.sync()
    sent = {"name": "张三", "username": "zhang", "email": "", "password1": "long-enough-for-tests-7"}
    assert client.post("/account/signup", sent)["Location"] == "/settings/founding"
    assert client.post("/settings/founding", {"name": "远航科技", "currency": "CNY"}).status_code == 303
    client.logout()
    answer = client.post("/account/login", {"login": "zhang", "password": "long-enough-for-tests-7"})
    assert answer["Location"] == "/"


def test_the_checklist_goes_when_done_and_when_hidden(client: Client, cast: Cast) -> None:
    shown = checklist(cast.actor("admin"))
    assert shown and {step.url for step in shown.steps if step.done} == {"/people/organisation", "/people/"}
    assert checklist(cast.actor("ar")) is None
    enter(client, cast, "admin")
    client.post("/preferences/one", {"name": "checklist", "value": "off"})
    cast.admin.refresh_from_db()
    assert checklist(cast.actor("admin")) is None
