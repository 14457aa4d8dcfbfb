"""Pages of the library of credentials."""

from datetime import timedelta

import pytest
from django.test import Client

from pursuit.domain.credentials.actions.credentials import create_credential
from pursuit.domain.credentials.models import Credential, CredentialUse
from pursuit.domain.projects.models import Project
from pursuit.kernel import clock
from pursuit.kernel.models import Event
from tests.cast import Cast
from tests.web.making import cost, enter, make_deal

SHEET = {"HX-Request": "true", "HX-Target": "sheet-host"}
FORMS = ("/credentials/new", "/credentials/{pk}/edit", "/credentials/{pk}/occupation")


@pytest.fixture
def paper(cast: Cast) -> Credential:
    until = clock.today() + timedelta(days=30)
    return create_credential(actor=cast.actor("operations"), kind="person", title="一级建造师", expires_on=until)


@pytest.mark.parametrize("path", ["/credentials/", "/credentials/{pk}"])
def test_pages(client: Client, cast: Cast, paper: Credential, path: str) -> None:
    path = path.format(pk=paper.pk)
    assert "一级建造师" in enter(client, cast, "stranger").get(path).content.decode()
    assert enter(client, cast, "guest").get(path).status_code == 403
    assert enter(client, cast, "ar").post(path).status_code == 405


@pytest.mark.parametrize("path", FORMS)
def test_forms(client: Client, cast: Cast, paper: Credential, path: str) -> None:
    path = path.format(pk=paper.pk)
    assert enter(client, cast, "operations").get(path).status_code == 200
    assert enter(client, cast, "guest").get(path).status_code == 403
    assert enter(client, cast, "operations").put(path).status_code == 405


def test_an_unknown_id(client: Client, cast: Cast) -> None:
    assert enter(client, cast, "operations").get("/credentials/98765").status_code == 404


def test_what_runs_out_is_said(client: Client, cast: Cast, paper: Credential) -> None:
    assert "还有 30 天" in enter(client, cast, "ar").get(f"/credentials/{paper.pk}").content.decode()
    quick = client.get("/credentials/").content.decode()
    assert "90 天内到期" in quick
    border = clock.today() + timedelta(days=10)
    assert "一级建造师" not in client.get(f"/credentials/?f.expires_on.lte={border}").content.decode()


def test_new_occupied_released_deleted(client: Client, cast: Cast, paper: Credential) -> None:
    deal: Project = make_deal(cast)
    enter(client, cast, "operations")
    assert client.post("/credentials/new", {"title": "", "kind": "other"}).status_code == 422
    assert client.post("/credentials/new", {"title": "CMMI5", "kind": "qualification"}).status_code == 303
    base = f"/credentials/{paper.pk}"
    assert client.post(f"{base}/occupation", {"subject": str(deal.pk)}, headers=SHEET).status_code == 204
    assert deal.title in client.get(base).content.decode()
    assert client.post(f"{base}/occupation", {"subject": str(paper.pk)}, headers=SHEET).status_code == 422
    use = CredentialUse.objects.get()
    assert deal.title not in enter(client, cast, "stranger").get(base).content.decode()
    enter(client, cast, "operations")
    assert client.post(f"{base}/uses/{use.pk}/release").status_code == 303
    assert client.post(f"{base}/deletion").status_code == 303
    event = Event.objects.filter(subject_id=paper.pk).latest("pk")
    assert client.post(f"/events/{event.pk}/undo").status_code == 303


def test_queries_do_not_grow(client: Client, cast: Cast, paper: Credential) -> None:
    enter(client, cast, "operations")
    before = cost(client, "/credentials/")
    for at in range(20):
        create_credential(actor=cast.actor("operations"), kind="other", title=f"证{at}", holder=cast.fr.pk)
    assert cost(client, "/credentials/") <= before + 1
    assert cost(client, f"/credentials/{paper.pk}") <= 32
