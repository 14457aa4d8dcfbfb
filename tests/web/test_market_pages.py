"""Pages of leads, competitors and 项目报备."""

from dataclasses import dataclass

import pytest
from django.test import Client

from pursuit.domain.customers.actions.accounts import create_account
from pursuit.domain.market.actions.competitors import create_competitor
from pursuit.domain.market.actions.leads import create_lead
from pursuit.domain.market.actions.registrations import create_registration
from pursuit.domain.market.models import Competitor, Lead, Registration
from tests.cast import Cast
from tests.web.customers_cast import enter

SHEET = {"HX-Request": "true", "HX-Target": "sheet-host"}
PAGES = ("/leads/{lead}", "/registrations/{claim}", "/competitors/{rival}")
EDIT = ("/leads/{lead}/edit", "/leads/{lead}/rejection", "/registrations/{claim}/edit")
LISTS = ("/leads/", "/registrations/", "/competitors/")
NEW = ("/leads/new", "/registrations/new", "/competitors/new")
RULE = ("/registrations/{claim}/ruling", "/registrations/{claim}/extension", "/registrations/{claim}/reopening")


@dataclass(frozen=True)
class World:
    lead: Lead
    claim: Registration
    rival: Competitor

    def path(self, pattern: str) -> str:
        return pattern.format(lead=self.lead.pk, claim=self.claim.pk, rival=self.rival.pk)


@pytest.fixture
def world(cast: Cast) -> World:
    ar = cast.actor("ar")
    return World(
        create_lead(actor=ar, title="港口闸口识别", company="东海港口集团有限公司", phone="021-58881234"),
        create_registration(actor=ar, title="智慧码头二期", owner_name="东海港口集团有限公司", tender_no="ZB-2026/018"),
        create_competitor(actor=ar, title="海蓝智能系统有限公司"),
    )


@pytest.mark.parametrize("path", (*PAGES, *EDIT, *LISTS, *NEW))
def test_works(client: Client, cast: Cast, world: World, path: str) -> None:
    assert enter(client, cast, "ar").get(world.path(path)).status_code == 200


def test_the_door_leads_to_the_first_list_one_may_open(client: Client, cast: Cast) -> None:
    assert enter(client, cast, "ar").get("/market/")["Location"] == "/leads/"
    assert enter(client, cast, "finance").get("/market/")["Location"] == "/competitors/"


@pytest.mark.parametrize("path", (*PAGES[:2], *EDIT))
def test_a_stranger_gets_404(client: Client, cast: Cast, world: World, path: str) -> None:
    enter(client, cast, "stranger")
    assert client.get(world.path(path)).status_code == 404
    assert client.get(path.format(lead=98765, claim=98765, rival=98765)).status_code == 404


@pytest.mark.parametrize("path", (*LISTS, *PAGES, *NEW, *EDIT))
def test_a_guest_gets_403(client: Client, cast: Cast, world: World, path: str) -> None:
    assert enter(client, cast, "guest").get(world.path(path)).status_code == 403


@pytest.mark.parametrize("path", RULE)
def test_only_those_who_rule_see_the_rulings_form(client: Client, cast: Cast, world: World, path: str) -> None:
    assert enter(client, cast, "ar").get(world.path(path)).status_code == 403
    assert enter(client, cast, "director").get(world.path(path)).status_code == 200


@pytest.mark.parametrize(
    "path", ["/leads/{lead}/acceptance", "/leads/{lead}/deletion", "/registrations/{claim}/deletion"]
)
def test_wrong_method(client: Client, cast: Cast, world: World, path: str) -> None:
    assert enter(client, cast, "ar").get(world.path(path)).status_code == 405


def test_assign_accept_return_reject_reopen(client: Client, cast: Cast, world: World) -> None:
    enter(client, cast, "manager")
    url = f"/leads/{world.lead.pk}"
    answer = client.post(f"{url}/assignment", {"user": cast.teammate.pk}, headers=SHEET)
    assert answer.status_code == 204 and answer["HX-Redirect"] == url
    enter(client, cast, "teammate")
    assert f"{url}/acceptance" in client.get(url).content.decode()
    assert client.post(f"{url}/acceptance").status_code == 303
    assert client.post(f"{url}/return", {"reason": ""}, headers=SHEET).status_code == 422
    assert client.post(f"{url}/return", {"reason": "不在本区"}, headers=SHEET).status_code == 204
    world.lead.refresh_from_db()
    assert world.lead.state == "new" and world.lead.subject.owner_id is None
    assert client.post(f"{url}/acceptance").status_code == 303
    sent = {"reason": "no_budget", "note": "明年再说"}
    assert client.post(f"{url}/rejection", sent, headers=SHEET).status_code == 204
    assert "明年再说" in client.get(url).content.decode()
    assert client.post(f"{url}/reopening").status_code == 303
    world.lead.refresh_from_db()
    assert world.lead.state == "working"


def test_bulk_and_turns(client: Client, cast: Cast, world: World) -> None:
    more = [create_lead(actor=cast.actor("manager"), title=f"线索 {n}") for n in range(3)]
    enter(client, cast, "manager")
    ids = [world.lead.pk, *(row.pk for row in more)]
    result = client.post("/leads/bulk/assignment", {"pick": ids, "user": cast.ar.pk}, headers=SHEET)
    assert result.status_code == 200 and result.content.decode().count("chip-sound") == 4
    answer = client.post("/leads/bulk/turns", {"pick": ids, "unit": cast.units["shanghai"].pk}, headers=SHEET)
    assert answer.status_code == 204
    assert Lead.objects.values("subject__owner_id").distinct().count() > 1
    assert enter(client, cast, "ar").get(f"/leads/bulk/turns?pick={ids[0]}").status_code == 403


def test_the_form_tells_of_other_claims_and_no_more(client: Client, cast: Cast, world: World) -> None:
    enter(client, cast, "stranger")
    page = client.get("/registrations/conflicts", {"tender_no": "ZB2026018", "title": "别的名字"}).content.decode()
    assert "notice act" in page and "智慧码头" not in page and "马骏" in page
    free = client.get(
        "/registrations/conflicts", {"tender_no": "X-1", "title": "x", "owner_name": "y"}
    ).content.decode()
    assert "notice sound" in free
    nothing = client.get("/registrations/conflicts", {"title": "x"}).content.decode()
    assert "notice" not in nothing


def test_register_without_a_name_but_with_the_account(client: Client, cast: Cast, world: World) -> None:
    account = create_account(actor=cast.actor("ar"), title="浦江轨道交通运营有限公司")
    enter(client, cast, "ar")
    sent = {"title": "站台门监测", "account": account.pk, "owner_name": "", "protection_days": "90"}
    assert client.post("/registrations/new", sent).status_code == 303
    assert Registration.objects.latest("pk").owner_name == "浦江轨道交通运营有限公司"


def test_rule(client: Client, cast: Cast, world: World) -> None:
    other = create_registration(
        actor=cast.actor("teammate"), title="智慧码头二期工程", owner_name="东海港口集团", tender_no="ZB2026018"
    )
    enter(client, cast, "director")
    url = f"/registrations/{world.claim.pk}"
    assert f'value="{other.pk}"' in client.get(f"{url}/ruling?verdict=accepted", headers=SHEET).content.decode()
    sent = {"reason": "首家报备", "against": [other.pk]}
    assert client.post(f"{url}/ruling?verdict=accepted", sent, headers=SHEET).status_code == 204
    other.refresh_from_db()
    world.claim.refresh_from_db()
    assert (world.claim.state, other.state) == ("accepted", "rejected")
    assert "首家报备" in client.get(url).content.decode()
